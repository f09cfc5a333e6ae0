// All SQL of lots: orders counted by bank, day and stage. A view of orders and applications; nothing is kept of it.
import { cityTimeZone } from '../base/dates.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { Lot, Stage } from './lot.ts';

/** Orders of these banks that became visible from one instant on and before another; `now` is the business clock. */
export type LotsOf = {
  readonly banks: readonly string[];
  readonly from: Temporal.Instant;
  readonly before: Temporal.Instant;
  readonly now: Temporal.Instant;
  readonly today: Temporal.PlainDate;
};

/** Where the application went to another bank, this one opened no account for it (G-39). */
const stageOf = (sql: Sql): Fragment => sql`
  case
    when orders.bank <> application.bank or application.state = 'account-refused' then 'refused'
    when orders.state = 'withdrawn' or application.state in ('withdrawn', 'rejected') then 'recalled'
    when application.state = 'on-hold' then 'held'
    when application.state = 'submitted' then case when orders.state = 'waiting' then 'sent' else 'acknowledged' end
    when application.state = 'in-production' then 'account-opened'
    when application.state in ('mailed', 'ready-for-pickup') then 'under-way'
    when application.state in ('collected', 'received') then 'handed-over'
    else application.state
  end`;

export type LotRow = {
  readonly bank: string;
  readonly day: Temporal.PlainDate;
  readonly stage: Stage;
  readonly orders: number;
  readonly late: number;
};

/** One row for each bank, day and stage that has any, newest day first. Costs a look-up by key for each order. */
export const listLotRows = async (sql: Sql, of: LotsOf): Promise<readonly LotRow[]> => sql<LotRow[]>`
  select bank, day, stage, count(*)::int as orders, count(*) filter (where late)::int as late from (
    select orders.bank, (orders.visible_at at time zone ${cityTimeZone})::date as day, ${stageOf(sql)} as stage,
      application.due_on < ${of.today} and orders.bank = application.bank
        and coalesce(application.held_from, application.state) in ('submitted', 'in-production') as late
    from orders
    cross join lateral (
      select bank, state, held_from, due_on from applications
      where applications.person_id = orders.person_id and applications.application_id = orders.application_id limit 1
    ) as application
    where orders.bank = any(${of.banks}) and orders.visible_at >= ${of.from} and orders.visible_at < ${of.before}
      and orders.visible_at <= ${of.now}
  ) as staged
  group by bank, day, stage order by day desc, bank`;

/** Numbers of a lot that its bank has taken over and said nothing of since, oldest first. */
export const listSilent = async (
  sql: Sql,
  { bank, from, before }: Pick<LotsOf, 'from' | 'before'> & Pick<Lot, 'bank'>,
  most: number,
): Promise<readonly string[]> => {
  const rows = await sql<{ number: string }[]>`
    select application.number from orders
    cross join lateral (
      select number, state, bank from applications
      where applications.person_id = orders.person_id and applications.application_id = orders.application_id limit 1
    ) as application
    where orders.bank = ${bank} and orders.visible_at >= ${from} and orders.visible_at < ${before}
      and orders.state = 'acknowledged' and application.bank = ${bank} and application.state = 'submitted'
    order by orders.visible_at limit ${most}`;
  return rows.map(({ number }) => number);
};

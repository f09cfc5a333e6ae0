// All SQL of the queue: applications that are not made yet, by their last day.
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { Sql } from '../database/connection.ts';

/** Whose queue: of one bank, or of all (`bank` null); `now` is the business clock, `today` its day in the city. */
export type QueueOf = {
  readonly bank: string | null;
  readonly now: Temporal.Instant;
  readonly today: Temporal.PlainDate;
};

/** Nothing personal is in it. */
export type QueuedApplication = {
  readonly number: string;
  readonly bank: string;
  readonly state: ApplicationState;
  readonly dueOn: Temporal.PlainDate;
};

/** A bank has an application once the time to withdraw it is over; before, nobody has anything to do with it. */
const given = (sql: Sql, { bank, now }: QueueOf) => sql`
  applications.state in ('submitted', 'in-production') and due_on is not null
  ${bank === null ? sql`` : sql`and applications.bank = ${bank}`}
  and exists (select from orders where orders.person_id = applications.person_id
    and orders.application_id = applications.application_id and orders.bank = applications.bank
    and orders.visible_at <= ${now})`;

/** Those with the nearest last day. */
export const listQueue = async (sql: Sql, of: QueueOf, most: number): Promise<readonly QueuedApplication[]> =>
  sql<QueuedApplication[]>`
    select number, applications.bank, applications.state, due_on as "dueOn" from applications
    where ${given(sql, of)} order by due_on, application_id limit ${most}`;

/** How many are due before one day and not before another; counting stops at `most`. */
export const countDue = async (
  sql: Sql,
  of: QueueOf,
  {
    from,
    before,
    most,
  }: { readonly from: Temporal.PlainDate | null; readonly before: Temporal.PlainDate; readonly most: number },
): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from applications where ${given(sql, of)} and due_on < ${before}
        ${from === null ? sql`` : sql`and due_on >= ${from}`}
      limit ${most}
    ) as counted`;
  return row?.count ?? 0;
};

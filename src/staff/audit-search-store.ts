// All SQL of the auditor's search: events, refusals and looks by person, staff member, outlet, action and period.
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { AuditList } from './audit-lists.ts';

/** The last row of a page; `id` is the number of an event or the id of a refusal or a look. */
export type AuditPlace = { readonly at: Temporal.Instant; readonly personId: string; readonly id: string };

/** null: whatever it is. `until` is not in it any more. */
export type AuditFilter = {
  readonly list: AuditList;
  readonly person: string | null;
  /** Account of staff. */
  readonly account: string | null;
  readonly outlet: string | null;
  /** Action of an event or a refusal, purpose of a look. */
  readonly action: string | null;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
};

/** One row of any of the three lists; ids and codes only. */
export type AuditRow = {
  readonly personId: PersonId;
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly what: string;
  readonly actor: string;
  readonly actorId: string;
  readonly channel: string;
  readonly outlet: string | null;
  readonly bank: string | null;
  /** Why a command was refused; null elsewhere. */
  readonly code: string | null;
};

type Table = { readonly table: Fragment; readonly id: Fragment; readonly what: Fragment; readonly code: Fragment };

const tableOf = (sql: Sql, list: AuditList): Table => {
  switch (list) {
    case 'events':
      return { table: sql`events`, id: sql`seq`, what: sql`action`, code: sql`null::text` };
    case 'refusals':
      return { table: sql`refusals`, id: sql`refusal_id`, what: sql`action`, code: sql`code` };
    case 'looks':
      return { table: sql`read_traces`, id: sql`trace_id`, what: sql`purpose`, code: sql`null::text` };
  }
};

const placed = (sql: Sql, list: AuditList, { at, personId, id }: AuditPlace): Fragment =>
  list === 'events'
    ? sql`and (at, person_id, seq) < (${at}, ${personId}::uuid, ${id}::text::int)`
    : sql`and (at, person_id, ${tableOf(sql, list).id}) < (${at}, ${personId}::uuid, ${id}::uuid)`;

const matching = (sql: Sql, { list, person, account, outlet, action, from, until }: AuditFilter): Fragment => sql`
  from ${tableOf(sql, list).table}
  where at >= ${from} and at < ${until}
    ${person === null ? sql`` : sql`and person_id = ${person}`}
    ${account === null ? sql`` : sql`and actor = 'staff' and actor_id = ${account}`}
    ${outlet === null ? sql`` : sql`and outlet is not null and outlet = ${outlet}`}
    ${action === null ? sql`` : sql`and ${tableOf(sql, list).what} = ${action}`}`;

/** The newest first. */
export const listAudit = async (
  sql: Sql,
  filter: AuditFilter,
  { after, most }: { readonly after: AuditPlace | null; readonly most: number },
): Promise<readonly AuditRow[]> => {
  const { id, what, code } = tableOf(sql, filter.list);
  return sql<AuditRow[]>`
    select person_id as "personId", ${id}::text as id, at, ${what} as what, actor, actor_id as "actorId", channel, outlet,
      bank, ${code} as code
    ${matching(sql, filter)} ${after === null ? sql`` : placed(sql, filter.list, after)}
    order by at desc, person_id desc, ${id} desc limit ${most}`;
};

/** How many there are; counting stops at `most`. */
export const countAudit = async (sql: Sql, filter: AuditFilter, most: number): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select ${matching(sql, filter)} limit ${most}) as counted`;
  return row?.count ?? 0;
};

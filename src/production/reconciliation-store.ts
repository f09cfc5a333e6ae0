// All SQL of comparing books: what changed on a day, what the bureau has at its end, and the differences.

import type { ApplicationState } from '../applications/application-lifecycle.ts';
import { applicationLifecycle } from '../applications/application-lifecycle.ts';
import type { PersonId } from '../base/ids.ts';
import { arrayOf } from '../database/array-literal.ts';
import type { Queries, Sql } from '../database/connection.ts';
import type { DifferenceKind } from './reconciliation.ts';

/** One day of one bank; `from` and `until` are the instants it lasts. */
export type BankDay = { readonly bank: string; readonly from: Temporal.Instant; readonly until: Temporal.Instant };

/** Numbers of the applications the bank said something about on the day, in their order. */
export const listChangedNumbers = async (
  sql: Sql,
  { bank, from, until }: BankDay,
  most: number,
): Promise<readonly string[]> => {
  const rows = await sql<{ number: string }[]>`
    select distinct number from events
    join applications on applications.person_id = events.person_id
      and events.subject = 'application:' || applications.application_id
    where events.bank = ${bank} and events.channel = 'bank-interface' and events.at >= ${from} and events.at < ${until}
    order by number limit ${most}`;
  return rows.map(({ number }) => number);
};

export type BookRow = {
  readonly number: string;
  readonly personId: PersonId;
  readonly state: ApplicationState;
  /** Where the order is still this bank's; null where another bank was chosen. */
  readonly sealed: Buffer | null;
};

/** A hold is none of the bank's steps: in its books an application stays where it was held (G-38). */
const steps = Object.keys(applicationLifecycle).filter((action) => action !== 'hold-application');

/** The bank's orders of these numbers as they stood at an instant, in no order; those not to be seen yet are left out. */
export const listBookRows = async (
  sql: Sql,
  { bank, until }: Pick<BankDay, 'bank' | 'until'>,
  numbers: readonly string[],
): Promise<readonly BookRow[]> => sql<BookRow[]>`
  select applications.number, applications.person_id as "personId", last.state,
    case when applications.bank = ${bank} then applications.sealed end as sealed
  from unnest(${arrayOf(numbers)}::text::text[]) as asked (number)
  join application_numbers on application_numbers.number = asked.number
  join applications on applications.person_id = application_numbers.person_id
    and applications.application_id = application_numbers.application_id
  join orders on orders.person_id = applications.person_id and orders.application_id = applications.application_id
    and orders.bank = ${bank} and orders.visible_at <= ${until}
  cross join lateral (
    select facts ->> 'to' as state from events
    where events.person_id = applications.person_id and subject = 'application:' || applications.application_id
      and action = any(${steps}) and at < ${until} and (applications.bank = ${bank} or events.bank = ${bank})
    order by seq desc limit 1
  ) as last`;

export type DifferenceRow = {
  readonly bank: string;
  readonly number: string;
  readonly kind: DifferenceKind;
  readonly day: Temporal.PlainDate;
  readonly sealed: Buffer;
  readonly foundAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
  readonly closedBy: string | null;
};

const differenceColumns = (sql: Queries) => sql`
  bank, number, kind, day, sealed, found_at as "foundAt", closed_at as "closedAt", closed_by as "closedBy"`;

/**
 * Opens differences, or tells what they are now; one that was open keeps the instant at which it was found, and one that
 * somebody closed stays closed while it is the same.
 */
export const upsertDifferences = async (
  sql: Queries,
  { bank, day, at }: { readonly bank: string; readonly day: Temporal.PlainDate; readonly at: Temporal.Instant },
  rows: readonly (Pick<DifferenceRow, 'number' | 'kind' | 'sealed'> & { readonly contentDigest: Buffer })[],
): Promise<void> => {
  await sql`
    insert into differences (bank, number, kind, day, sealed, content_digest, found_at)
    select ${bank}, n.number, n.kind, ${day}, n.sealed, n.content_digest, ${at} from unnest(
      ${arrayOf(rows.map(({ number }) => number))}::text::text[], ${arrayOf(rows.map(({ kind }) => kind))}::text::text[],
      ${arrayOf(rows.map(({ sealed }) => sealed))}::text::bytea[],
      ${arrayOf(rows.map(({ contentDigest }) => contentDigest))}::text::bytea[]) as n (number, kind, sealed, content_digest)
    on conflict (bank, number) do update set kind = excluded.kind, day = excluded.day, sealed = excluded.sealed,
      content_digest = excluded.content_digest,
      found_at = case when differences.closed_at is null then differences.found_at else excluded.found_at end,
      closed_at = null, closed_by = null
    where differences.closed_by is null or differences.content_digest is distinct from excluded.content_digest`;
};

/** Both were found to agree. */
export const moveDifferencesToClosed = async (
  sql: Queries,
  { bank, at }: { readonly bank: string; readonly at: Temporal.Instant },
  numbers: readonly string[],
): Promise<void> => {
  await sql`
    update differences set closed_at = ${at}
    where bank = ${bank} and closed_at is null and number = any(${arrayOf(numbers)}::text::text[])`;
};

/** Open differences behind a number, in the order of numbers. */
export const listOpenDifferences = async (
  sql: Queries,
  { bank, after, most }: { readonly bank: string; readonly after: string; readonly most: number },
): Promise<readonly DifferenceRow[]> => sql<DifferenceRow[]>`
  select ${differenceColumns(sql)} from differences
  where bank = ${bank} and closed_at is null and number > ${after} order by number limit ${most}`;

export const countOpenDifferences = async (sql: Queries, bank: string): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from differences where bank = ${bank} and closed_at is null`;
  return row?.count ?? 0;
};

/** That the books of a day were compared, in the place of an earlier comparison. */
export const upsertReconciliation = async (
  sql: Queries,
  row: {
    readonly bank: string;
    readonly day: Temporal.PlainDate;
    readonly at: Temporal.Instant;
    readonly named: number;
    readonly agreed: number;
  },
): Promise<void> => {
  await sql`
    insert into reconciliations (bank, day, at, named, agreed)
    values (${row.bank}, ${row.day}, ${row.at}, ${row.named}, ${row.agreed})
    on conflict (bank, day) do update set at = excluded.at, named = excluded.named, agreed = excluded.agreed`;
};

/** The one of a bank and a number, open or closed. */
export const findDifference = async (
  sql: Queries,
  { bank, number }: { readonly bank: string; readonly number: string },
): Promise<DifferenceRow | undefined> => {
  const [row] = await sql<DifferenceRow[]>`
    select ${differenceColumns(sql)} from differences where bank = ${bank} and number = ${number}`;
  return row;
};

/** Closed by somebody; false where it is not open any more, or something else by now. */
export const moveDifferenceToClosed = async (
  sql: Queries,
  { bank, number, sealed: read }: Pick<DifferenceRow, 'bank' | 'number' | 'sealed'>,
  closing: { readonly by: string; readonly at: Temporal.Instant; readonly sealed: Buffer },
): Promise<boolean> => {
  const { count } = await sql`
    update differences set closed_at = ${closing.at}, closed_by = ${closing.by}, sealed = ${closing.sealed}
    where bank = ${bank} and number = ${number} and closed_at is null and sealed = ${read}`;
  return count === 1;
};

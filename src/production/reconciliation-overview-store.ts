// All SQL of looking at comparisons of books: which days were compared, what is open and was closed, and what is forgotten.
import type { Queries } from '../database/connection.ts';
import type { DifferenceRow } from './reconciliation-store.ts';

export type ComparedDay = {
  readonly bank: string;
  readonly day: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  readonly named: number;
  readonly agreed: number;
};

/** `bank` null: all of them. Both days are in it. */
export const listComparedDays = async (
  sql: Queries,
  {
    bank,
    from,
    until,
  }: { readonly bank: string | null; readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate },
): Promise<readonly ComparedDay[]> => sql<ComparedDay[]>`
  select bank, day, at, named, agreed from reconciliations
  where day between ${from} and ${until} and (${bank}::text is null or bank = ${bank})`;

/** How many are open of each day of the books; of a bank with none there is no row. */
export const countOpenByDay = async (
  sql: Queries,
  bank: string | null,
): Promise<readonly { readonly bank: string; readonly day: Temporal.PlainDate; readonly count: number }[]> => sql`
  select bank, day, count(*) from differences
  where closed_at is null and (${bank}::text is null or bank = ${bank}) group by bank, day`;

/** Where a page of a list begins: behind this one. */
export type DifferencePlace = Pick<DifferenceRow, 'bank' | 'number'>;

/** Open ones, or those closed last. */
export const listDifferenceRows = async (
  sql: Queries,
  {
    bank,
    isOpen,
    after,
    most,
  }: {
    readonly bank: string | null;
    readonly isOpen: boolean;
    readonly after: DifferencePlace | null;
    readonly most: number;
  },
): Promise<readonly DifferenceRow[]> => {
  const ofBank = bank === null ? sql`true` : sql`bank = ${bank}`;
  const place = after === null ? sql`true` : sql`(bank, number) > (${after.bank}, ${after.number})`;
  return sql<DifferenceRow[]>`
    select bank, number, kind, day, sealed, found_at as "foundAt", closed_at as "closedAt", closed_by as "closedBy"
    from differences where ${ofBank} and ${isOpen ? sql`closed_at is null and ${place}` : sql`closed_at is not null`}
    order by ${isOpen ? sql`bank, number` : sql`closed_at desc, bank, number`} limit ${most}`;
};

export type KeptAnswer = { readonly requestDigest: Buffer; readonly answer: unknown };

export const findKeptAnswer = async (sql: Queries, keyDigest: Buffer): Promise<KeptAnswer | undefined> => {
  const [row] = await sql<KeptAnswer[]>`
    select request_digest as "requestDigest", answer from reconciliation_answers where key_digest = ${keyDigest}`;
  return row;
};

/** The first counts; a second at the same moment changes nothing. */
export const insertKeptAnswer = async (
  sql: Queries,
  {
    keyDigest,
    requestDigest,
    answer,
  }: { readonly keyDigest: Buffer; readonly requestDigest: Buffer; readonly answer: object },
): Promise<void> => {
  await sql`
    insert into reconciliation_answers (key_digest, request_digest, answer)
    values (${keyDigest}, ${requestDigest}, ${sql.json(JSON.parse(JSON.stringify(answer)))}) on conflict do nothing`;
};

type Old = { readonly before: Temporal.Instant; readonly most: number };

/** Closed by the business clock before an instant; how many went. An open one is never forgotten. */
export const deleteClosedDifferences = async (sql: Queries, { before, most }: Old): Promise<number> => {
  const { count } = await sql`
    delete from differences where (bank, number) in (
      select bank, number from differences where closed_at < ${before} limit ${most})`;
  return count;
};

export const deleteComparedDays = async (
  sql: Queries,
  { before, most }: { readonly before: Temporal.PlainDate; readonly most: number },
): Promise<number> => {
  const { count } = await sql`
    delete from reconciliations where (bank, day) in (
      select bank, day from reconciliations where day < ${before} limit ${most})`;
  return count;
};

/** Received by the system's clock before an instant. */
export const deleteKeptAnswers = async (sql: Queries, { before, most }: Old): Promise<number> => {
  const { count } = await sql`
    delete from reconciliation_answers where key_digest in (
      select key_digest from reconciliation_answers where received_at < ${before} limit ${most})`;
  return count;
};

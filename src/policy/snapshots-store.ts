// Policy snapshots in the database: numbered, kept whole, never overwritten.
import type { Queries } from '../database/connection.ts';
import type { SnapshotContent } from './snapshot.ts';

/** The number of the snapshot with this fingerprint, if it is on record. */
export const findSnapshotNumber = async (sql: Queries, digest: string): Promise<number | undefined> => {
  const [row] = await sql<{ number: number }[]>`select number from policy_snapshots where digest = ${digest}`;
  return row?.number;
};

/**
 * Records a snapshot under the next number, in a transaction; where another process was faster, answers the number that
 * one took.
 */
export const insertSnapshot = async (
  transaction: Queries,
  { digest, content }: { readonly digest: string; readonly content: SnapshotContent },
): Promise<number> => {
  await transaction`lock table policy_snapshots in share row exclusive mode`;
  const known = await findSnapshotNumber(transaction, digest);
  if (known !== undefined) return known;
  const [row] = await transaction<{ number: number }[]>`
    insert into policy_snapshots (number, digest, content)
    select coalesce(max(number), 0) + 1, ${digest}, ${transaction.json(JSON.parse(JSON.stringify(content)))} from policy_snapshots
    returning number`;
  if (!row) throw new Error('a policy snapshot was not recorded');
  return row.number;
};

export type SnapshotOnRecord = { readonly number: number; readonly recordedAt: Temporal.Instant };

/** The newest first. */
export const listSnapshots = (sql: Queries, limit: number): Promise<SnapshotOnRecord[]> => sql<SnapshotOnRecord[]>`
  select number, recorded_at as "recordedAt" from policy_snapshots order by number desc limit ${limit}`;

/** What was recorded; of an older release kinds of rows may be missing. */
export const findSnapshotContent = async (
  sql: Queries,
  number: number,
): Promise<Partial<SnapshotContent> | undefined> => {
  const [row] = await sql<{ content: Partial<SnapshotContent> }[]>`
    select content from policy_snapshots where number = ${number}`;
  return row?.content;
};

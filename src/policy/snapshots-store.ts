// Policy snapshots in the database: numbered, kept whole, never overwritten.
import type { Sql } from '../database/connection.ts';

/** The number of the snapshot with this fingerprint, if it is on record. */
export const findSnapshotNumber = async (sql: Sql, digest: string): Promise<number | undefined> => {
  const [row] = await sql<{ number: number }[]>`select number from policy_snapshots where digest = ${digest}`;
  return row?.number;
};

/** Records a snapshot under the next number; where another process was faster, answers the number that one took. */
export const insertSnapshot = async (
  sql: Sql,
  snapshot: { readonly digest: string; readonly content: object },
): Promise<number> =>
  sql.begin(async (transaction) => {
    await transaction`lock table policy_snapshots in share row exclusive mode`;
    const [known] = await transaction<
      { number: number }[]
    >`select number from policy_snapshots where digest = ${snapshot.digest}`;
    if (known) return known.number;
    const [row] = await transaction<{ number: number }[]>`
      insert into policy_snapshots (number, digest, content)
      select coalesce(max(number), 0) + 1, ${snapshot.digest}, ${transaction.json(JSON.parse(JSON.stringify(snapshot.content)))} from policy_snapshots
      returning number`;
    if (!row) throw new Error('a policy snapshot was not recorded');
    return row.number;
  });

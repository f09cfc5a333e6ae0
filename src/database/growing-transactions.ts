// Keeps the numbers that rows get from their transactions growing when a database moves to another server.
import type { Queries, Sql } from './connection.ts';

/** Number of the advisory lock ('ygro' in ASCII). */
const growingLock = 0x7967726f;

/**
 * Seals and figures follow rows by the number of the transaction that wrote them. A backup that is brought back into a new server finds
 * numbers there that begin low again: new rows would look like old ones that are sealed already. Whoever opens such a
 * database first adds what is missing to all numbers to come, before anything is written.
 */
export const keepTransactionsGrowing = async (sql: Sql): Promise<void> => {
  if (!(await isBehind(sql))) return;
  await sql.begin(async (transaction) => {
    await transaction`set local statement_timeout = 0`;
    await transaction`select pg_advisory_xact_lock(${growingLock}::bigint)`;
    const [row] = await transaction<{ known: number; raw: number }[]>`
      select pg_current_xact_id()::text::bigint as raw, greatest(
        (select max(end_transaction) from seals), (select max(written_in) from events),
        (select max(greatest(end_transaction, mark_transaction)) from statistics_runs),
        (select max(written_in) from refusals), (select max(written_in) from read_traces)) as known`;
    if (!row || !(await isBehind(transaction))) return;
    const missing = String(BigInt(row.known) - BigInt(row.raw) + 1n);
    await transaction.unsafe(
      `create or replace function written_in_of(transaction xid8) returns bigint
       language sql stable return transaction::text::bigint + ${missing}`,
    );
  });
};

const isBehind = async (sql: Queries): Promise<boolean> => {
  const [row] = await sql<{ behind: boolean }[]>`
    select written_in_of(pg_snapshot_xmax(pg_current_snapshot()))
      < greatest((select end_transaction from seals order by number desc limit 1),
          (select max(end_transaction) from statistics_runs)) as behind`;
  return row?.behind === true;
};

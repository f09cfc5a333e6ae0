// All SQL of lock-outs: how often a key (an address, a partner, a phone) failed within the window that runs.
import type { Sql } from '../database/connection.ts';

/** Failures of a key since `since`; none when the window is over. */
export const findFailures = async (sql: Sql, keyBlind: Buffer, since: Temporal.Instant): Promise<number> => {
  const [row] = await sql<{ failures: number }[]>`
    select failures from failed_attempts where key_blind = ${keyBlind} and since > ${since}`;
  return row?.failures ?? 0;
};

/** Counts one more failure and gives their number; a window that began before `since` is over, and a new one begins at `now`. */
export const insertFailure = async (
  sql: Sql,
  keyBlind: Buffer,
  { now, since }: { readonly now: Temporal.Instant; readonly since: Temporal.Instant },
): Promise<number> => {
  const [row] = await sql<{ failures: number }[]>`
    insert into failed_attempts as known (key_blind, failures, since) values (${keyBlind}, 1, ${now})
    on conflict (key_blind) do update
    set failures = case when known.since > ${since} then known.failures + 1 else 1 end,
        since = case when known.since > ${since} then known.since else excluded.since end
    returning failures`;
  return row?.failures ?? 1;
};

export const deleteFailures = async (sql: Sql, keyBlind: Buffer): Promise<void> => {
  await sql`delete from failed_attempts where key_blind = ${keyBlind}`;
};

/** Removes at most `limit` windows that are over; how many it were. */
export const deleteOldFailures = async (sql: Sql, since: Temporal.Instant, limit: number): Promise<number> => {
  const { count } = await sql`
    delete from failed_attempts where key_blind in (
      select key_blind from failed_attempts where since <= ${since} limit ${limit} for update skip locked)`;
  return count;
};

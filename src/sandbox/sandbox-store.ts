// All SQL of the sandbox: resets of the banks, and the test orders that are still open.
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { PersonId } from '../base/ids.ts';
import type { Queries, Sql } from '../database/connection.ts';

/** What a reset did, as its bank is told. */
export type ResetDone = {
  /** Earlier test orders that were ended. */
  readonly ended: number;
  readonly orders: readonly {
    readonly number: string;
    readonly delivery: 'mail' | 'outlet';
    readonly dueOn: string | null;
  }[];
};

export type Reset = {
  readonly resetId: number;
  readonly bank: string;
  readonly keyDigest: Buffer;
  readonly orders: number;
  readonly claimedAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
  readonly answer: ResetDone | null;
};

/** One reset of a bank is begun at a time; the lock ends with the transaction. */
export const lockResets = async (sql: Queries, bank: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('sandbox-resets'), hashtext(${bank}))`;
};

export const findReset = async (sql: Queries, keyDigest: Buffer): Promise<Reset | undefined> => {
  const [row] = await sql<Reset[]>`
    select reset_id as "resetId", bank, key_digest as "keyDigest", orders, claimed_at as "claimedAt",
      ended_at as "endedAt", answer
    from sandbox_resets where key_digest = ${keyDigest}`;
  return row;
};

/** The one that is not done, and when the oldest of those since an instant began. */
export const findRecentResets = async (
  sql: Queries,
  { bank, since }: { readonly bank: string; readonly since: Temporal.Instant },
): Promise<{
  readonly count: number;
  readonly oldest: Temporal.Instant | null;
  readonly running: Temporal.Instant | null;
}> => {
  const [row] = await sql<{ count: number; oldest: Temporal.Instant | null; running: Temporal.Instant | null }[]>`
    select count(*) filter (where started_at > ${since})::integer as count,
      min(started_at) filter (where started_at > ${since}) as oldest,
      max(claimed_at) filter (where ended_at is null) as running
    from sandbox_resets where bank = ${bank}`;
  return row ?? { count: 0, oldest: null, running: null };
};

/** Whatever of the bank is not done is given up; a new one begins. */
export const insertReset = async (
  sql: Queries,
  row: { readonly bank: string; readonly keyDigest: Buffer; readonly orders: number; readonly at: Temporal.Instant },
): Promise<number> => {
  await sql`update sandbox_resets set ended_at = ${row.at} where bank = ${row.bank} and ended_at is null`;
  const [inserted] = await sql<{ resetId: number }[]>`
    insert into sandbox_resets (bank, key_digest, orders, started_at, claimed_at)
    values (${row.bank}, ${row.keyDigest}, ${row.orders}, ${row.at}, ${row.at}) returning reset_id as "resetId"`;
  if (!inserted) throw new Error('a reset that was written is gone');
  return inserted.resetId;
};

export const updateClaim = async (sql: Queries, resetId: number, at: Temporal.Instant): Promise<void> => {
  await sql`update sandbox_resets set claimed_at = ${at} where reset_id = ${resetId}`;
};

/** Whose the test orders will be, written before there is one: none is forgotten. */
export const updatePeople = async (sql: Sql, resetId: number, people: readonly PersonId[]): Promise<void> => {
  await sql`update sandbox_resets set people = ${people}::uuid[] where reset_id = ${resetId}`;
};

/** What the same key is answered from now on. */
export const updateDone = async (
  sql: Sql,
  resetId: number,
  { at, answer }: { readonly at: Temporal.Instant; readonly answer: ResetDone },
): Promise<void> => {
  await sql`
    update sandbox_resets set ended_at = ${at}, answer = ${sql.json(answer)} where reset_id = ${resetId}`;
};

/** Nobody works on it any more: its key may go on with it at once, and any other takes its place. */
export const updateLetGo = async (sql: Sql, resetId: number): Promise<void> => {
  await sql`update sandbox_resets set claimed_at = started_at - interval '1 hour' where reset_id = ${resetId}`;
};

type OpenOrder = { readonly number: string; readonly state: ApplicationState };

/** Applications of the bank's earlier invented people in these states, oldest first. */
export const listOpenOrders = (
  sql: Sql,
  { bank, before, states }: { readonly bank: string; readonly before: number; readonly states: readonly string[] },
): Promise<readonly OpenOrder[]> => sql<OpenOrder[]>`
  select number, applications.state from sandbox_resets
  cross join lateral unnest(people) as owner (person_id)
  join applications on applications.person_id = owner.person_id
  where sandbox_resets.bank = ${bank} and reset_id < ${before} and applications.bank = ${bank}
    and applications.state = any(${states})
  order by application_id`;

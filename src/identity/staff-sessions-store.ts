// All SQL of the sessions of staff. A token is known by its digest only; what a session says of somebody is sealed.
import type { Sql } from '../database/connection.ts';

/** A row as it is written: `sealed` bound to the account, instants in system time. */
export type StaffSessionRow = {
  readonly tokenDigest: Buffer;
  /** null: on the way to the login provider. */
  readonly account: string | null;
  readonly sealed: Buffer;
  readonly seenAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
};

export type FoundStaffSession = Pick<StaffSessionRow, 'account' | 'sealed' | 'expiresAt'> & {
  readonly createdAt: Temporal.Instant;
  /** Last seen before `staleBefore`, so it is time to say that it was seen again. */
  readonly stale: boolean;
};

/** The session of a token unless it is over at `now`. */
export const findStaffSession = async (
  sql: Sql,
  tokenDigest: Buffer,
  { now, staleBefore }: { readonly now: Temporal.Instant; readonly staleBefore: Temporal.Instant },
): Promise<FoundStaffSession | undefined> => {
  const [row] = await sql<FoundStaffSession[]>`
    select account, sealed, seen_at < ${staleBefore} as stale, created_at as "createdAt", expires_at as "expiresAt"
    from staff_sessions
    where token_digest = ${tokenDigest} and expires_at > ${now}`;
  return row;
};

/** A new session in the place of an old one (rotation) and of any other of the account, which both end. */
export const insertStaffSession = async (sql: Sql, row: StaffSessionRow, replaced: Buffer | null): Promise<void> => {
  await sql.begin(async (transaction) => {
    // Of two logins at the same moment the second waits here, and then ends the first.
    await transaction`select pg_advisory_xact_lock(hashtextextended(${`staff-session ${row.account ?? ''}`}, 0))`;
    await transaction`
      delete from staff_sessions where token_digest = ${replaced} or account = ${row.account}`;
    await transaction`
      insert into staff_sessions (token_digest, account, sealed, created_at, seen_at, expires_at)
      values (${row.tokenDigest}, ${row.account}, ${row.sealed}, ${row.seenAt}, ${row.seenAt}, ${row.expiresAt})`;
  });
};

/** Writes new content; a session that ended meanwhile stays ended. */
export const moveStaffSessionContent = async (sql: Sql, tokenDigest: Buffer, sealed: Buffer): Promise<void> => {
  await sql`update staff_sessions set sealed = ${sealed} where token_digest = ${tokenDigest}`;
};

/** Says that a session was seen: its idle time begins again, its absolute limit stays. Seconds of both. */
export const moveStaffSessionSeen = async (
  sql: Sql,
  tokenDigest: Buffer,
  { now, idle, absolute }: { readonly now: Temporal.Instant; readonly idle: number; readonly absolute: number },
): Promise<void> => {
  await sql`
    update staff_sessions
    set seen_at = ${now},
        expires_at = least(created_at + make_interval(secs => ${absolute}),
                           ${now}::timestamptz + make_interval(secs => ${idle}))
    where token_digest = ${tokenDigest}`;
};

export const deleteStaffSession = async (sql: Sql, tokenDigest: Buffer): Promise<void> => {
  await sql`delete from staff_sessions where token_digest = ${tokenDigest}`;
};

/** Removes at most `limit` sessions that are over; how many it were. */
export const deleteExpiredStaffSessions = async (sql: Sql, now: Temporal.Instant, limit: number): Promise<number> => {
  const { count } = await sql`
    delete from staff_sessions where token_digest in (
      select token_digest from staff_sessions where expires_at <= ${now} limit ${limit} for update skip locked)`;
  return count;
};

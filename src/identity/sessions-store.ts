// All SQL of sessions. A token is known by its digest only; what a session says of a person is sealed.
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';

/** A row as it is written: `sealed` bound to the person, instants in system time. */
export type SessionRow = {
  readonly tokenDigest: Buffer;
  readonly personId: PersonId | null;
  readonly sealed: Buffer;
  readonly seenAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
};

/** `isOver` = it opens nothing any more. `stale` = last seen before `staleBefore`, so it is time to say that it was seen again. */
export type FoundSession = {
  readonly personId: PersonId | null;
  readonly sealed: Buffer;
  readonly isOver: boolean;
  readonly stale: boolean;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
};

type Moments = Readonly<Record<'now' | 'overSince' | 'staleBefore', Temporal.Instant>>;

/** The session of a token; one that was over already at `overSince` is not found. */
export const findSession = async (
  sql: Sql,
  tokenDigest: Buffer,
  { now, overSince, staleBefore }: Moments,
): Promise<FoundSession | undefined> => {
  const [row] = await sql<FoundSession[]>`
    select person_id as "personId", sealed, expires_at <= ${now} as "isOver", seen_at < ${staleBefore} as stale,
      created_at as "createdAt", expires_at as "expiresAt"
    from sessions
    where token_digest = ${tokenDigest} and expires_at > ${overSince}`;
  return row;
};

/**
 * A new session in the place of an old one (rotation), which ends with it; of the person's other sessions the
 * `othersKept` seen last go on. The person's row is locked first: of two logins at the same moment the second one has to
 * see the session of the first, or both would leave one too many.
 */
export const insertSession = async (
  sql: Sql,
  row: SessionRow,
  { replaced, othersKept }: { readonly replaced: Buffer | null; readonly othersKept: number },
): Promise<void> => {
  await sql.begin(async (transaction) => {
    await transaction`select from people where person_id = ${row.personId} for no key update`;
    await transaction`
    with surplus as (
      select token_digest from sessions
      where person_id = ${row.personId} and token_digest is distinct from ${replaced} and expires_at > ${row.seenAt}
      order by seen_at desc offset ${othersKept}
    ), ended as (
      delete from sessions
      where token_digest = ${replaced} or token_digest in (select token_digest from surplus)
    )
    insert into sessions (token_digest, person_id, sealed, created_at, seen_at, expires_at)
    values (${row.tokenDigest}, ${row.personId}, ${row.sealed},
            ${row.seenAt}, ${row.seenAt}, ${row.expiresAt})`;
  });
};

/** Writes new content; a session that ended meanwhile stays ended. */
export const moveSessionContent = async (sql: Sql, tokenDigest: Buffer, sealed: Buffer): Promise<void> => {
  await sql`update sessions set sealed = ${sealed} where token_digest = ${tokenDigest}`;
};

/** Says that a session was seen: its idle time begins again, its absolute limit stays. Seconds of both. */
export const moveSessionSeen = async (
  sql: Sql,
  tokenDigest: Buffer,
  { now, idle, absolute }: { readonly now: Temporal.Instant; readonly idle: number; readonly absolute: number },
): Promise<void> => {
  await sql`
    update sessions
    set seen_at = ${now},
        expires_at = least(created_at + make_interval(secs => ${absolute}),
                           ${now}::timestamptz + make_interval(secs => ${idle}))
    where token_digest = ${tokenDigest}`;
};

export const deleteSession = async (sql: Sql, tokenDigest: Buffer): Promise<void> => {
  await sql`delete from sessions where token_digest = ${tokenDigest}`;
};

/** A session as its person may see it; instants of the system clock. */
export type ListedSession = {
  readonly tokenDigest: Buffer;
  readonly sealed: Buffer;
  readonly startedAt: Temporal.Instant;
  readonly seenAt: Temporal.Instant;
};

/** A person's sessions that are not over at `now`; at most five (see `insertSession`). */
export const listSessionRows = async (
  sql: Sql,
  personId: PersonId,
  now: Temporal.Instant,
): Promise<readonly ListedSession[]> => sql<ListedSession[]>`
  select token_digest as "tokenDigest", sealed, created_at as "startedAt", seen_at as "seenAt"
  from sessions where person_id = ${personId} and expires_at > ${now} order by seen_at desc`;

/** Sealed contents of a person's sessions that ended between the two instants, the latest first; few are enough. */
export const listSessionsOver = async (
  sql: Sql,
  personId: PersonId,
  { now, overSince }: Pick<Moments, 'now' | 'overSince'>,
): Promise<readonly Buffer[]> => {
  const rows = await sql<{ sealed: Buffer }[]>`
    select sealed from sessions
    where person_id = ${personId} and expires_at <= ${now} and expires_at > ${overSince}
    order by expires_at desc limit 5`;
  return rows.map(({ sealed }) => sealed);
};

export const deleteSessionOfPerson = async (sql: Sql, personId: PersonId, tokenDigest: Buffer): Promise<void> => {
  await sql`delete from sessions where person_id = ${personId} and token_digest = ${tokenDigest}`;
};

/** Signs a person out everywhere but here. */
export const deleteOtherSessions = async (sql: Sql, personId: PersonId, kept: Buffer): Promise<void> => {
  await sql`delete from sessions where person_id = ${personId} and token_digest <> ${kept}`;
};

/** Signs a person out everywhere. */
export const deleteSessionsOf = async (sql: Sql, personId: PersonId): Promise<void> => {
  await sql`delete from sessions where person_id = ${personId}`;
};

/** Removes at most `limit` sessions that were over at `overSince`; how many it were. */
export const deleteExpiredSessions = async (sql: Sql, overSince: Temporal.Instant, limit: number): Promise<number> => {
  const { count } = await sql`
    delete from sessions where token_digest in (
      select token_digest from sessions where expires_at <= ${overSince} limit ${limit} for update skip locked)`;
  return count;
};

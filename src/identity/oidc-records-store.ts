// All SQL of the records of an OAuth or OpenID provider: grants, codes, tokens, interactions.
import type { Sql } from '../database/connection.ts';

/** Which record: of which provider and kind; `idDigest` is the SM3 digest of an id that is its bearer's secret. */
export type RecordKey = { readonly provider: string; readonly model: string; readonly idDigest: Buffer };

/** Instants are system time; `expiresAt` null = lives until it is removed. */
export type RecordRow = RecordKey & {
  readonly sealed: Buffer;
  readonly grantDigest: Buffer | null;
  readonly uidDigest: Buffer | null;
  readonly expiresAt: Temporal.Instant | null;
};

export type FoundRecord = { readonly sealed: Buffer; readonly consumedAt: Temporal.Instant | null };

/** Writes a record or replaces it; that it was consumed stays. */
export const insertRecord = async (sql: Sql, row: RecordRow): Promise<void> => {
  await sql`
    insert into oidc_records (provider, model, id_digest, sealed, grant_digest, uid_digest, expires_at)
    values (${row.provider}, ${row.model}, ${row.idDigest}, ${row.sealed}, ${row.grantDigest}, ${row.uidDigest}, ${row.expiresAt})
    on conflict (provider, model, id_digest) do update
    set sealed = excluded.sealed, grant_digest = excluded.grant_digest, uid_digest = excluded.uid_digest,
        expires_at = excluded.expires_at`;
};

/** The record unless it is over at `now`. */
export const findRecord = async (
  sql: Sql,
  { provider, model, idDigest }: RecordKey,
  now: Temporal.Instant,
): Promise<FoundRecord | undefined> => {
  const [row] = await sql<FoundRecord[]>`
    select sealed, consumed_at as "consumedAt" from oidc_records
    where provider = ${provider} and model = ${model} and id_digest = ${idDigest}
      and (expires_at is null or expires_at > ${now})`;
  return row;
};

/** The record of a session's inner number unless it is over at `now`. */
export const findRecordByUid = async (
  sql: Sql,
  { provider, model, idDigest: uidDigest }: RecordKey,
  now: Temporal.Instant,
): Promise<FoundRecord | undefined> => {
  const [row] = await sql<FoundRecord[]>`
    select sealed, consumed_at as "consumedAt" from oidc_records
    where provider = ${provider} and model = ${model} and uid_digest = ${uidDigest}
      and (expires_at is null or expires_at > ${now})`;
  return row;
};

/** Marks a record used; false when somebody else was faster, so that a code is good once whoever sends it. */
export const moveRecordToConsumed = async (
  sql: Sql,
  { provider, model, idDigest }: RecordKey,
  now: Temporal.Instant,
): Promise<boolean> => {
  const { count } = await sql`
    update oidc_records set consumed_at = ${now}
    where provider = ${provider} and model = ${model} and id_digest = ${idDigest} and consumed_at is null`;
  return count === 1;
};

export const deleteRecord = async (sql: Sql, { provider, model, idDigest }: RecordKey): Promise<void> => {
  await sql`
    delete from oidc_records where provider = ${provider} and model = ${model} and id_digest = ${idDigest}`;
};

/** Everything a grant gave: its codes and tokens of all kinds. */
export const deleteRecordsOfGrant = async (sql: Sql, provider: string, grantDigest: Buffer): Promise<void> => {
  await sql`delete from oidc_records where provider = ${provider} and grant_digest = ${grantDigest}`;
};

/** Removes at most `limit` records that are over; how many it were. */
export const deleteExpiredRecords = async (sql: Sql, now: Temporal.Instant, limit: number): Promise<number> => {
  const { count } = await sql`
    delete from oidc_records where (provider, model, id_digest) in (
      select provider, model, id_digest from oidc_records
      where expires_at <= ${now} limit ${limit} for update skip locked)`;
  return count;
};

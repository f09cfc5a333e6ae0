// Makes sure that the keys belong to this database before anything is written with them.
import { CannotStart } from '../base/cannot-start.ts';
import type { KeyFingerprint, Keys } from '../crypto/keys.ts';
import { arrayOf } from './array-literal.ts';
import type { Queries } from './connection.ts';

type KnownKey = Pick<KeyFingerprint, 'use' | 'id' | 'fingerprint'>;

const listKnownKeys = async (sql: Queries): Promise<readonly KnownKey[]> => sql<KnownKey[]>`
  select use, key_id as id, fingerprint from key_fingerprints`;

const insertKeys = (sql: Queries, keys: readonly KeyFingerprint[]): Promise<unknown> => sql`
  insert into key_fingerprints (use, key_id, fingerprint)
  select * from unnest(
    ${arrayOf(keys.map(({ use }) => use))}::text::text[], ${arrayOf(keys.map(({ id }) => id))}::text::int[],
    ${arrayOf(keys.map(({ fingerprint }) => fingerprint))}::text::bytea[])
  on conflict do nothing`;

/** Forgets field keys that nothing is sealed with any more: they may leave the key file. */
export const deleteFieldKeys = (sql: Queries, ids: readonly number[]): Promise<unknown> => sql`
  delete from key_fingerprints where use = 'field' and key_id = any(${arrayOf(ids)}::text::int[])`;

/**
 * Compares the keys with those this database was written with and notes the current ones that it does not know yet.
 * Throws CannotStart, and writes nothing, when one is another key of the same number or one that is needed is not there.
 */
export const checkKeys = async (sql: Queries, keys: Keys): Promise<void> => {
  const ours = keys.fingerprints();
  const known = await listKnownKeys(sql);
  assertSame(ours, known);
  const fresh = ours.filter((one) => one.isCurrent && !known.some((other) => isSameKey(one, other)));
  if (fresh.length === 0) return;
  await insertKeys(sql, fresh);
  // Another process with other keys may have been faster on an empty database.
  assertSame(ours, await listKnownKeys(sql));
};

const assertSame = (ours: readonly KeyFingerprint[], known: readonly KnownKey[]): void => {
  const foreign = known.find(
    (one) => !ours.some((own) => isSameKey(own, one) && own.fingerprint.equals(one.fingerprint)),
  );
  if (foreign)
    throw new CannotStart({
      zh: `密钥文件 keys.json 不属于本数据库（${foreign.use} ${foreign.id}）：请放回写入本数据库时所用的那一个。`,
      en: `The key file keys.json does not belong to this database (${foreign.use} ${foreign.id}): put back the one it was written with.`,
    });
};

const isSameKey = (one: Pick<KnownKey, 'use' | 'id'>, other: Pick<KnownKey, 'use' | 'id'>): boolean =>
  one.use === other.use && one.id === other.id;

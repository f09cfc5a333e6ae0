// Seals everything again with the current field key while the system runs.
import { CannotStart } from '../base/cannot-start.ts';
import type { Keys } from '../crypto/keys.ts';
import { arrayOf } from './array-literal.ts';
import type { Sql } from './connection.ts';
import type { Session } from './import-file.ts';
import { type SealedPlace, sealedPlaces } from './sealed-places.ts';

/** Passes over all places until none has a value under another key; the second one finds what was written meanwhile. */
const mostPasses = 20;

export type Ground = { readonly sql: Sql; readonly keys: Keys };

export type Resealing = Ground & {
  /** Told after every batch: how many values of a place were sealed again by it. */
  readonly progress: (place: string, values: number) => void;
};

/** `unreadable`: values that no key opens; they stay as they are. */
export type Resealed = { readonly moved: number; readonly unreadable: number };

/**
 * Goes through all sealed places until nothing is sealed with another key than the current one. A value is replaced only
 * where it still is what was read, so nothing that is written meanwhile is lost; a row that somebody holds is left to the
 * next pass, so this waits for nobody while it holds rows itself. Interrupted, it is simply run again.
 */
export const resealAll = async (resealing: Resealing): Promise<Resealed> => {
  const session = await resealing.sql.reserve();
  let moved = 0;
  try {
    for (let pass = 1; pass <= mostPasses; pass += 1) {
      const found = { moved: 0, left: 0, unreadable: 0 };
      for (const place of sealedPlaces) {
        const one = await resealPlace(resealing, session, place);
        found.moved += one.moved;
        found.unreadable += one.unreadable;
      }
      moved += found.moved;
      if (found.moved === 0 && (await countOld(session, resealing.keys)) === found.unreadable)
        return { moved, unreadable: found.unreadable };
    }
  } finally {
    session.release();
  }
  throw new CannotStart({
    zh: '仍有进程在用旧密钥写入：请确认所有进程都能读到新的 keys.json，然后再次运行 npm run rotate-keys。',
    en: 'Somebody still writes with an old key: see that every process has the new keys.json, then run npm run rotate-keys again.',
  });
};

/** How many values each field key has sealed, over all places. */
export const countByKey = async (sql: Sql): Promise<ReadonlyMap<number, number>> => {
  const counts = new Map<number, number>();
  for (const { table, column } of sealedPlaces) {
    const rows = await sql<{ key: number; values: number }[]>`
      select get_byte(${sql(column)}, 1) * 256 + get_byte(${sql(column)}, 2) as key, count(*) as values
      from ${sql(table)} where length(${sql(column)}) > 2 group by 1`;
    for (const { key, values } of rows) counts.set(key, (counts.get(key) ?? 0) + values);
  }
  return counts;
};

/** Values that are not under the current key. */
const countOld = async (session: Session, keys: Keys): Promise<number> => {
  const counts = await countByKey(session);
  return [...counts].reduce((sum, [key, values]) => (key === keys.currentFieldKey() ? sum : sum + values), 0);
};

type SealedRow = { readonly key: readonly string[]; readonly owner: string; readonly sealed: Buffer };

const resealPlace = async ({ keys, progress }: Resealing, session: Session, place: SealedPlace): Promise<Resealed> => {
  let after: readonly string[] | undefined;
  let moved = 0;
  let unreadable = 0;
  do {
    await session`begin`;
    try {
      const rows = await lockOldRows(session, place, { after, current: keys.currentFieldKey() });
      const opened = rows.map((row) => ({ ...row, again: sealAgain(keys, place, row) }));
      const readable = opened.filter(({ again }) => again !== undefined);
      const batchMoved = readable.length > 0 ? await moveSealed(session, place, readable) : 0;
      await session`commit`;
      moved += batchMoved;
      unreadable += rows.length - readable.length;
      if (batchMoved > 0) progress(`${place.table}.${place.column}`, batchMoved);
      after = rows.length === place.rowsAtOnce ? rows.at(-1)?.key : undefined;
    } catch (error) {
      await session`rollback`.catch(() => undefined);
      throw error;
    }
  } while (after);
  return { moved, unreadable };
};

const sealAgain = (keys: Keys, { table, column }: SealedPlace, { owner, sealed }: SealedRow): Buffer | undefined => {
  try {
    return keys.seal(`${table}.${column}`, owner, keys.openBytes(`${table}.${column}`, owner, sealed));
  } catch {
    return undefined; // Tampered with, or under a key that is gone: what it was nobody can say.
  }
};

// One text for every table, made of the names in `sealedPlaces` alone: a tagged template cannot vary names and casts.
const lockOldRows = async (
  session: Session,
  { table, column, key, owner, rowsAtOnce }: SealedPlace,
  { after, current }: { readonly after: readonly string[] | undefined; readonly current: number },
): Promise<readonly SealedRow[]> => {
  const names = Object.keys(key).join(', ');
  const texts = Object.keys(key).map((name) => `${name}::text`);
  const places = Object.values(key).map((type, index) => `$${index + 2}::text::${type}`);
  // Where little is left to do a page may read the whole table; that takes no lock.
  await session`set local statement_timeout = '30min'`;
  return session.unsafe<SealedRow[]>(
    `select array[${texts.join(', ')}] as key, ${owner} as owner, ${column} as sealed from ${table}
     where substring(${column} from 2 for 2) <> $1::text::bytea ${after ? `and (${names}) > (${places.join(', ')})` : ''}
     order by ${names} limit ${rowsAtOnce} for update skip locked`,
    [`\\x${current.toString(16).padStart(4, '0')}`, ...(after ?? [])],
  );
};

const moveSealed = async (
  session: Session,
  { table, column, key }: SealedPlace,
  rows: readonly (SealedRow & { readonly again: Buffer | undefined })[],
): Promise<number> => {
  const names = Object.keys(key);
  const arrays = Object.values(key).map((type, index) => `$${index + 1}::text::${type}[]`);
  const [before, again] = [`$${names.length + 1}::text::bytea[]`, `$${names.length + 2}::text::bytea[]`];
  const moved = await session.unsafe(
    `update ${table} t set ${column} = n.again_sealed
     from unnest(${[...arrays, before, again].join(', ')}) as n (${names.join(', ')}, before_sealed, again_sealed)
     where ${names.map((name) => `t.${name} = n.${name}`).join(' and ')} and t.${column} = n.before_sealed`,
    [
      ...names.map((_, index) => arrayOf(rows.map((row) => row.key[index] ?? ''))),
      arrayOf(rows.map(({ sealed }) => sealed)),
      arrayOf(rows.map((row) => row.again ?? null)),
    ],
  );
  return moved.count;
};

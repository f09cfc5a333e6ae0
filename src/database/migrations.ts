// Migrations: the files of database/migrations, applied in order, once, by whoever comes first.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { CannotStart } from '../base/cannot-start.ts';
import type { Sql } from './connection.ts';

const folder = new URL('../../database/migrations/', import.meta.url);

/** Number of the advisory lock all processes of the program share; any constant does ('yika' in ASCII). */
const migrationLock = 0x79696b61;

type Migration = { readonly name: string; readonly digest: string; readonly statements: string };

/** All migrations of this release in their order. */
export const readMigrations = async (): Promise<readonly Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const statements = await readFile(new URL(name, folder), 'utf8');
      return { name, digest: createHash('sha256').update(statements).digest('hex'), statements };
    }),
  );
};

const listApplied = async (sql: Sql): Promise<ReadonlyMap<string, string>> => {
  const [found] = await sql<{ exists: boolean }[]>`select to_regclass('migrations') is not null as exists`;
  if (!found?.exists) return new Map();
  const rows = await sql<{ name: string; digest: string }[]>`select name, digest from migrations`;
  return new Map(rows.map((row) => [row.name, row.digest]));
};

const missingFrom = (applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): readonly Migration[] => {
  const changed = migrations.find(({ name, digest }) => applied.has(name) && applied.get(name) !== digest);
  if (changed)
    throw new CannotStart({
      zh: `数据库用另一个内容的迁移文件 ${changed.name} 建成：请换回原文件，或使用新的数据文件夹。`,
      en: `The database was made with other contents of ${changed.name}: restore the file or use a new data folder.`,
    });
  return migrations.filter(({ name }) => !applied.has(name));
};

/** Names of the migrations the database still lacks. A newer database is fine: releases run side by side. */
export const listMissing = async (sql: Sql): Promise<readonly string[]> =>
  missingFrom(await listApplied(sql), await readMigrations()).map(({ name }) => name);

/**
 * Brings the database to this release and returns the names of what it applied. Safe from several processes at once:
 * they queue at an advisory lock, each migration commits with its own record, and who comes later finds nothing to do.
 * `only` names the ones to apply when a backup of an older release is to be put in before the rest.
 */
export const migrate = async (sql: Sql, only?: ReadonlySet<string>): Promise<readonly string[]> => {
  const migrations = (await readMigrations()).filter(({ name }) => only?.has(name) ?? true);
  const session = await sql.reserve();
  try {
    // A migration may take longer than a request may, and the queue before it too.
    await session`select set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false)`;
    await session`select pg_advisory_lock(${migrationLock}::bigint)`;
    await session`
      create table if not exists migrations (
        name text primary key,
        digest text not null,
        applied_at timestamptz not null default now()
      )`;
    const missing = missingFrom(await listApplied(session), migrations);
    for (const migration of missing) await apply(session, migration);
    return missing.map(({ name }) => name);
  } finally {
    await session`select pg_advisory_unlock(${migrationLock}::bigint)`;
    await session`reset statement_timeout`;
    await session`reset lock_timeout`;
    session.release();
  }
};

const apply = async (session: Sql, { name, digest, statements }: Migration): Promise<void> => {
  await session`begin`;
  try {
    await session.unsafe(statements);
    await session`insert into migrations (name, digest) values (${name}, ${digest})`;
    await session`commit`;
  } catch (error) {
    await session`rollback`;
    throw error;
  }
};

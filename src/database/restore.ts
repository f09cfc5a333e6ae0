// `npm run restore`: a backup into a database that holds nothing yet; whole, or not at all.
import { copyFileSync, createReadStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { CannotStart } from '../base/cannot-start.ts';
import { readKeys } from '../crypto/keys-file.ts';
import { analyze } from './analyze.ts';
import {
  type BackedUpTable,
  checkFiles,
  countingRows,
  keyFileNames,
  type Manifest,
  readManifest,
  tablePath,
} from './backup-folder.ts';
import type { Queries, Sql } from './connection.ts';
import { migrate, readMigrations } from './migrations.ts';

export type RestoreRun = {
  readonly sql: Sql;
  readonly dataFolder: string;
  readonly from: string;
  /** Where the key files were copied to; without it they must lie in the data folder already. */
  readonly keysFrom?: string | undefined;
  readonly say: (line: string) => void;
};

/**
 * Checks every file, then fills the tables in one transaction, then applies the migrations that came after the backup.
 * Throws CannotStart, and leaves the database without rows, when a file is damaged, the keys are others, the backup is of
 * a newer release, or the database already holds something.
 */
export const restore = async (run: RestoreRun): Promise<Manifest> => {
  const manifest = readManifest(run.from);
  await refuseForeign(manifest);
  await refuseUsed(run.sql);
  if (run.keysFrom) bringKeys(run.keysFrom, run.dataFolder);
  refuseOtherKeys(run.dataFolder, manifest);
  await checkFiles(run.from, manifest);
  await migrate(run.sql, new Set(manifest.migrations.map(({ name }) => name)));
  await run.sql.begin(async (tx) => {
    await tx`select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`;
    const tables = manifest.tables.filter(({ name }) => name !== 'migrations');
    // Some migrations put rows into the tables they make.
    await tx`truncate ${tx(tables.map(({ name }) => name))}`;
    for (const table of tables) {
      await readTable(tx, run.from, table);
      run.say(`${table.name}: ${table.rows}`);
    }
  });
  await migrate(run.sql);
  await analyze(run.sql);
  return manifest;
};

const refuseForeign = async ({ migrations }: Manifest): Promise<void> => {
  const ours = new Map((await readMigrations()).map(({ name, digest }) => [name, digest]));
  const foreign = migrations.find(({ name, digest }) => ours.get(name) !== digest);
  if (foreign)
    throw new CannotStart({
      zh: `备份来自另一个版本（迁移 ${foreign.name}）：请用做备份的版本或更新的版本恢复。`,
      en: `The backup is of another release (migration ${foreign.name}): restore it with the release that made it, or a newer one.`,
    });
};

/** A program that ever ran on a database left its keys' fingerprints there. */
const refuseUsed = async (sql: Sql): Promise<void> => {
  const [there] = await sql<{ made: boolean }[]>`select to_regclass('key_fingerprints') is not null as made`;
  if (!there?.made) return;
  const [row] = await sql<{ used: boolean }[]>`
    select exists (select from key_fingerprints) or exists (select from people) as used`;
  if (row?.used)
    throw new CannotStart({
      zh: '数据库里已有数据：只能恢复到一个空的数据库（或新的数据文件夹）。',
      en: 'The database holds data: a backup is restored into an empty one only (or a new data folder).',
    });
};

const bringKeys = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const names = keyFileNames.filter((name) => existsSync(join(from, name)));
  const taken = names.map((name) => join(to, name)).find((path) => existsSync(path));
  if (taken)
    throw new CannotStart({
      zh: `${taken} 已经存在，不会被覆盖：请先移走它，或不用 --keys-from。`,
      en: `${taken} is there already and is not overwritten: move it away first, or leave --keys-from out.`,
    });
  for (const name of names) copyFileSync(join(from, name), join(to, name));
};

const refuseOtherKeys = (folder: string, { keys }: Manifest): void => {
  const ours = readKeys({ folder, mayMake: false }).fingerprints();
  const missing = keys.find(
    (known) =>
      !ours.some(
        ({ use, id, fingerprint }) =>
          use === known.use && id === known.id && fingerprint.toString('hex') === known.fingerprint,
      ),
  );
  if (missing)
    throw new CannotStart({
      zh: `数据文件夹中的密钥不是写这份备份时所用的（${missing.use} ${missing.id}）：请放回当时的 keys.json。`,
      en: `The keys of the data folder are not those the backup was written with (${missing.use} ${missing.id}): put back its keys.json.`,
    });
};

const readTable = async (tx: Queries, folder: string, { name, columns, rows }: BackedUpTable): Promise<void> => {
  const counted = countingRows();
  const copy = await tx`copy ${tx(name)} (${tx(columns)}) from stdin`.writable();
  await pipeline(createReadStream(tablePath(folder, name)), createZstdDecompress(), counted.through, copy);
  const [found] = await tx<{ count: number }[]>`select count(*) as count from ${tx(name)}`;
  if (counted.count() !== rows || found?.count !== rows)
    throw new Error(`${name} has ${found?.count} rows of ${rows}: the backup is not what its manifest says`);
};

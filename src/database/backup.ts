// `npm run backup`: the whole database as one moment saw it, while web and worker go on; the keys go elsewhere.
import { copyFileSync, createWriteStream, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { CannotStart } from '../base/cannot-start.ts';
import type { Clock } from '../base/clock.ts';
import {
  type BackedUpTable,
  countingRows,
  keyFileNames,
  type Manifest,
  manifestName,
  sealing,
  tablePath,
} from './backup-folder.ts';
import type { Queries, Sql } from './connection.ts';

export type BackupRun = {
  readonly sql: Sql;
  readonly systemClock: Clock;
  /** Where the keys lie. */
  readonly dataFolder: string;
  /** A folder that is not there yet. */
  readonly to: string;
  /** Another folder, for copies of the key files; without it the keys are not copied. */
  readonly keysTo?: string | undefined;
  /** Told of each table when it is written. */
  readonly say: (line: string) => void;
};

/**
 * Writes the backup and gives its manifest. It is complete when the folder has its name: it is written beside as
 * `….partial`. Memory is flat. Throws CannotStart when a folder is in use or the keys would lie beside the data they open.
 */
export const backUp = async (run: BackupRun): Promise<Manifest> => {
  const to = resolve(run.to);
  refuseFolders(to, run.keysTo);
  const partial = `${to}.partial`;
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  const made = await run.sql.begin('isolation level repeatable read read only', async (tx): Promise<Manifest> => {
    // A large table takes longer than a request may.
    await tx`select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`;
    const head = await readHead(tx);
    const takenAt = run.systemClock().toString();
    const tables: BackedUpTable[] = [];
    for (const table of await listTables(tx)) {
      tables.push(await writeTable(tx, partial, table));
      run.say(`${table.name}: ${tables.at(-1)?.rows}`);
    }
    return { version: 1, takenAt, ...head, tables };
  });
  writeFileSync(join(partial, manifestName), `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(partial, to);
  if (run.keysTo) copyKeys(run.dataFolder, run.keysTo);
  return made;
};

const refuseFolders = (to: string, keysTo: string | undefined): void => {
  const taken = [to, `${to}.partial`].find((folder) => existsSync(folder));
  if (taken)
    throw new CannotStart({
      zh: `${taken} 已经存在：请指定一个新的文件夹，或先移走它。`,
      en: `${taken} is there already: name a new folder, or move it away first.`,
    });
  if (keysTo && !relative(to, resolve(keysTo)).startsWith('..'))
    throw new CannotStart({
      zh: '密钥不能放在备份之中：谁拿到备份，谁就能读出全部内容。请用 --keys-to 指定另一个地方。',
      en: 'The keys must not lie in the backup: whoever has it could read all of it. Name another place with --keys-to.',
    });
};

const copyKeys = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of keyFileNames.filter((each) => existsSync(join(from, each))))
    copyFileSync(join(from, name), join(to, name));
};

const readHead = async (tx: Queries): Promise<Pick<Manifest, 'postgres' | 'migrations' | 'keys'>> => {
  const [server] = await tx<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
  return {
    postgres: server?.version ?? 0,
    migrations: await tx<{ name: string; digest: string }[]>`select name, digest from migrations order by name`,
    keys: await tx<{ use: string; id: number; fingerprint: string }[]>`
      select use, key_id as id, encode(fingerprint, 'hex') as fingerprint from key_fingerprints order by use, key_id`,
  };
};

type Table = Pick<BackedUpTable, 'name' | 'columns'>;

/** Those that point at others come last, so that what they point at is there when they are restored. */
const listTables = async (tx: Queries): Promise<readonly Table[]> => tx<Table[]>`
  select pg_class.relname as name, array_agg(attname::text order by attnum) as columns
  from pg_class join pg_attribute on attrelid = pg_class.oid
  where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped and attgenerated = ''
  group by pg_class.oid, pg_class.relname
  order by exists (select from pg_constraint where conrelid = pg_class.oid and contype = 'f'), pg_class.relname`;

// Most of it is sealed and cannot be made smaller: the quickest level.
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

const writeTable = async (tx: Queries, folder: string, table: Table): Promise<BackedUpTable> => {
  const rows = countingRows();
  const file = sealing();
  const copy = await tx`copy ${tx(table.name)} (${tx(table.columns)}) to stdout`.readable();
  const written = createWriteStream(tablePath(folder, table.name), { mode: 0o600, flush: true });
  await pipeline(copy, rows.through, createZstdCompress(compression), file.through, written);
  return { ...table, columns: [...table.columns], rows: rows.count(), ...file.seal() };
};

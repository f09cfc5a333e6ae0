// The commands that keep a city's data over the loss of a machine: their options, and what they say.
import { parseArgs } from 'node:util';
import { CannotStart } from './base/cannot-start.ts';
import { systemClock } from './base/clock.ts';
import { backUp } from './database/backup.ts';
import type { Manifest } from './database/backup-folder.ts';
import { connect, type Sql } from './database/connection.ts';
import { openDatabase } from './database/open-database.ts';
import { restore } from './database/restore.ts';
import type { Run } from './run.ts';

type Say = (text: string) => void;

/** `--to FOLDER [--keys-to FOLDER]`. */
export const runBackup = async (run: Run, given: readonly string[], say: Say): Promise<void> => {
  const usage = 'npm run backup -- --to FOLDER [--keys-to OTHER-FOLDER]';
  const { to, 'keys-to': keysTo } = readOptions(given, ['to', 'keys-to'], usage);
  if (!to) throw wrongUse(usage);
  const began = performance.now();
  const { dataFolder } = run.config;
  const made = await withDatabase(run, (sql) =>
    backUp({ sql, systemClock, dataFolder, to, keysTo, say: (line) => say(`${line}\n`) }),
  );
  say(`备份完成 backup complete · ${to} · ${sumOf(made, began)}\n`);
  if (!keysTo)
    say('密钥不在备份中，请另存 keys.json。The keys are not in it: keep a copy of keys.json somewhere else.\n');
};

/** `--from FOLDER [--keys-from FOLDER]`. */
export const runRestore = async (run: Run, given: readonly string[], say: Say): Promise<void> => {
  const usage = 'npm run restore -- --from FOLDER [--keys-from OTHER-FOLDER]';
  const { from, 'keys-from': keysFrom } = readOptions(given, ['from', 'keys-from'], usage);
  if (!from) throw wrongUse(usage);
  const began = performance.now();
  const { dataFolder } = run.config;
  const made = await withDatabase(run, (sql) =>
    restore({ sql, dataFolder, from, keysFrom, say: (line) => say(`${line}\n`) }),
  );
  say(`恢复完成 restored · ${made.takenAt} · ${sumOf(made, began)}\n`);
};

const withDatabase = async <T>({ config, stack }: Run, work: (sql: Sql) => Promise<T>): Promise<T> => {
  const database = await openDatabase(config, stack);
  const sql = connect(database.url, { connections: 2, name: `yikatong ${config.command}` });
  return work(sql).finally(() => sql.end({ timeout: 1 }));
};

const readOptions = (
  given: readonly string[],
  names: readonly string[],
  usage: string,
): Readonly<Record<string, string | undefined>> => {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args: [...given], options }).values;
  } catch {
    throw wrongUse(usage);
  }
};

const wrongUse = (usage: string): CannotStart => new CannotStart({ zh: `用法：${usage}`, en: `Usage: ${usage}` });

const sumOf = ({ tables }: Manifest, began: number): string => {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const megabytes = tables.reduce((sum, table) => sum + table.bytes, 0) / 1_000_000;
  const seconds = (performance.now() - began) / 1_000;
  return `${tables.length} 张表 tables, ${rows} 行 rows, ${megabytes.toFixed(1)} MB, ${seconds.toFixed(1)} s`;
};

// The commands of the program: what each opens, in which order, and how it ends.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { buildApp } from './app.ts';
import { verifyCommand } from './audit/verify-command.ts';
import { CannotStart, errorCode } from './base/cannot-start.ts';
import { systemClock } from './base/clock.ts';
import type { Config } from './config.ts';
import { rotateSigningKey } from './crypto/signing-keys.ts';
import { connect } from './database/connection.ts';
import { listMissing, migrate } from './database/migrations.ts';
import { type Database, openDatabase } from './database/open-database.ts';
import { rotateKeys } from './database/rotate-keys.ts';
import { importCommand } from './people/import-command.ts';
import type { Screen } from './people/import-progress.ts';
import { seedCommand } from './seed/seed-command.ts';
import { loadDemoCity } from './simulators/demo-city.ts';
import { recountEvents } from './statistics/count-events.ts';
import { openWiring, type Wiring } from './wiring.ts';
import { startWorker } from './worker.ts';

/** How long web and worker wait for the `migrate` that a rollout starts beside them. */
const schemaWaitSeconds = 60;

export type Run = {
  readonly config: Config;
  readonly log: Logger;
  /** Closes what was opened, last first. */
  readonly stack: AsyncDisposableStack;
  /** Somebody wants the program to end; what is on its way up gives up at the next step. */
  readonly stop: AbortSignal;
};

/** A demo city: database, migrations, web, worker and simulators in this one process. */
export const runDemo = async (run: Run): Promise<Database> => {
  const database = await openDatabase(run.config, run.stack);
  run.stop.throwIfAborted();
  await migrateAt(database.url);
  const wiring = await openWiring(run.config, database.url, run);
  run.stop.throwIfAborted();
  await loadDemoCity(wiring);
  work(wiring, run.stack);
  await serve(wiring, run.stack);
  return database;
};

export const runWeb = async (run: Run): Promise<Database> => {
  const { database, wiring } = await openMigrated(run);
  await serve(wiring, run.stack);
  return database;
};

export const runWorker = async (run: Run): Promise<Database> => {
  const { database, wiring } = await openMigrated(run);
  work(wiring, run.stack);
  return database;
};

/** Applies what is missing and gives the names of it. */
export const runMigrate = async ({ config, stack }: Run): Promise<readonly string[]> => {
  const database = await openDatabase(config, stack);
  return migrateAt(database.url);
};

/** Reads files of people, employers or outlets into the database; gives the exit code. */
export const runImport = async (run: Run, paths: readonly string[], screen: Screen): Promise<number> => {
  const { wiring } = await openMigrated(run);
  return importCommand(wiring, paths, screen);
};

/** Fills the demo city with invented people who have a campaign behind them; gives the exit code. */
export const runSeed = async (run: Run, options: readonly string[], screen: Screen): Promise<number> => {
  const database = await openDatabase(run.config, run.stack);
  await migrateAt(database.url);
  const wiring = await openWiring(run.config, database.url, run);
  await loadDemoCity(wiring);
  return seedCommand(wiring, options, screen);
};

/** Makes a new field key the current one and seals everything with it; `--prepare` only adds the key. `signing`: the key banks check us by. */
export const runRotateKeys = async (
  run: Run,
  options: readonly string[],
  say: (text: string) => void,
): Promise<void> => {
  if (options.length === 1 && options[0] === 'signing') {
    const { id, from } = rotateSigningKey(run.config.dataFolder, systemClock());
    say(`signing key ${id} signs from ${from}\n`);
    return;
  }
  const prepareOnly = options[0] === '--prepare';
  if (options.length > (prepareOnly ? 1 : 0))
    throw new CannotStart({
      zh: '用法：npm run rotate-keys，或 npm run rotate-keys -- --prepare，或 npm run rotate-keys -- signing',
      en: 'Usage: npm run rotate-keys, or npm run rotate-keys -- --prepare, or npm run rotate-keys -- signing',
    });
  const { wiring } = await openMigrated(run);
  const { dataFolder: folder } = run.config;
  await rotateKeys({ ...wiring, folder, prepareOnly, say: (line) => say(`${line}\n`) });
};

/** Checks the audit against its seals and their copy outside; gives the exit code. */
export const runVerify = async (run: Run, options: readonly string[], say: (text: string) => void): Promise<number> => {
  const { wiring } = await openMigrated(run);
  const saying = { say: (line: string) => say(`${line}\n`), sayProgress: (line: string) => say(`… ${line}\n`) };
  return verifyCommand({ ...wiring, folder: run.config.sealsFolder }, options, saying);
};

/** Counts the figures anew from all events, while the old ones are shown; gives the exit code. */
export const runRecount = async (run: Run, say: (text: string) => void): Promise<number> => {
  const { wiring } = await openMigrated(run);
  const isDone = (await recountEvents(wiring, run.stop)) && !run.stop.aborted;
  say(
    isDone
      ? '统计已按全部事件重新计数。\nThe figures are counted anew from all events.\n'
      : '另一个进程正在计数，请稍后再试。\nAnother process is counting: try again in a moment.\n',
  );
  return isDone ? 0 : 1;
};

const migrateAt = async (url: string): Promise<readonly string[]> => {
  const sql = connect(url, { connections: 2, name: 'yikatong migrate' });
  return migrate(sql).finally(() => sql.end({ timeout: 1 }));
};

const openMigrated = async (run: Run): Promise<{ readonly database: Database; readonly wiring: Wiring }> => {
  const database = await openDatabase(run.config, run.stack);
  await waitForSchema(database.url, run);
  return { database, wiring: await openWiring(run.config, database.url, run) };
};

const waitForSchema = async (url: string, { log, stop }: Run): Promise<void> => {
  const sql = connect(url, { connections: 1 });
  try {
    for (let second = 0; ; second += 1) {
      const missing = await listMissing(sql);
      if (missing.length === 0) return;
      if (second === schemaWaitSeconds)
        throw new CannotStart({
          zh: `数据库还缺少 ${missing.length} 个迁移（${missing[0]} 起）：请先运行 npm run migrate。`,
          en: `The database lacks ${missing.length} migrations (from ${missing[0]}): run npm run migrate first.`,
        });
      if (second === 0) log.warn({ missing }, 'waiting for migrations');
      await pause(1_000, undefined, { signal: stop });
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
};

const serve = async (wiring: Wiring, stack: AsyncDisposableStack): Promise<void> => {
  const app = await buildApp(wiring);
  stack.defer(() => app.close());
  const { host, port } = wiring.config;
  await app.listen({ host, port }).catch((error: unknown) => {
    throw listenWords(error, { host, port }) ?? error;
  });
};

const listenWords = (error: unknown, { host, port }: { host: string; port: number }): CannotStart | undefined => {
  const code = errorCode(error);
  if (code === 'EADDRINUSE')
    return new CannotStart({
      zh: `端口 ${port} 已被占用：请停止占用它的程序，或用 PORT 指定另一个端口。`,
      en: `Port ${port} is taken: stop the program that has it, or name another port with PORT.`,
    });
  if (code === 'EACCES')
    return new CannotStart({
      zh: `没有权限使用端口 ${port}：请用 PORT 指定 1024 以上的端口。`,
      en: `No permission for port ${port}: name one above 1024 with PORT.`,
    });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new CannotStart({
      zh: `本机没有地址 ${host}：请检查设置 HOST。`,
      en: `This machine has no address ${host}: check the setting HOST.`,
    });
  return undefined;
};

const work = (wiring: Wiring, stack: AsyncDisposableStack): void => {
  const worker = startWorker(wiring);
  stack.defer(() => worker.stop());
};

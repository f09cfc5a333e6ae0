// The built-in PostgreSQL: made on the first start, run as a child of ours, stopped with us, taken over after a crash.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart, diskFull } from '../base/cannot-start.ts';
import { freePort, isFree } from '../base/ports.ts';
import { type Access, type Cluster, openCluster, readAccess, serverEnvironment, writeAccess } from './cluster.ts';
import { connect } from './connection.ts';
import { stopOrphan, stopServer } from './orphan.ts';
import { invocation } from './server-account.ts';
import { program } from './server-binaries.ts';

export type EmbeddedServer = {
  /** Address of the database `yikatong` with its own, ordinary role. */
  readonly url: string;
  /** Settles when the server ends although nobody stopped it; says why in a sentence. */
  readonly lost: Promise<CannotStart>;
  /** Ends it in order; everything committed is on disk. */
  stop(): Promise<void>;
};

export type ServerOptions = {
  /** False only for tests, whose data nobody needs after a power cut. */
  readonly fsync?: boolean;
};

/** Recovery after a crash may take minutes on a large database. */
const startMilliseconds = 600_000;
/** Attempts when the port was taken meanwhile or the last backends of a killed server still leave. */
const startAttempts = 20;
const largestLogBytes = 10_000_000;

/** Starts the server of the data folder, which the caller holds. Throws CannotStart when it cannot run. */
export const startEmbeddedServer = async (dataFolder: string, options: ServerOptions = {}): Promise<EmbeddedServer> => {
  const cluster = openCluster(dataFolder);
  await stopOrphan(cluster.folder);
  for (let attempt = 1; ; attempt += 1) {
    const access = await accessWithFreePort(dataFolder);
    const running = run(cluster, access, options);
    const failure = await untilReady(running, access);
    if (!failure) {
      await makeDatabase(access);
      return serverOf(running, access);
    }
    if (!failure.passing || attempt === startAttempts) throw failure.reason;
    await pause(250);
  }
};

type Running = {
  readonly child: ChildProcess;
  /** What the server has written to its log since it was started. */
  readonly said: () => string;
  readonly ended: Promise<void>;
};

const accessWithFreePort = async (dataFolder: string): Promise<Access> => {
  const access = readAccess(dataFolder);
  if (access.port !== 0 && (await isFree(access.port))) return access;
  const changed = { ...access, port: await freePort() };
  writeAccess(dataFolder, changed);
  return changed;
};

const serverSettings = (access: Access, { fsync = true }: ServerOptions): readonly string[] =>
  Object.entries({
    listen_addresses: '127.0.0.1',
    port: access.port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    jit: 'off',
    // Databases of tests live for seconds: nothing in them is to be kept, or worth tidying up.
    ...(fsync ? { fsync: 'on' } : { fsync: 'off', full_page_writes: 'off', autovacuum: 'off' }),
    log_timezone: 'UTC',
    cluster_name: 'yikatong',
    // No personal datum in the log: neither statements nor the values an error message would quote.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const run = (cluster: Cluster, access: Access, options: ServerOptions): Running => {
  const { account, binaries, dataFolder } = cluster;
  const folder = realpathSync(cluster.folder);
  const args = ['-D', folder, ...serverSettings(access, options)];
  const call = invocation(program(binaries, 'postgres'), args, { account, folders: [binaries.folder, folder] });
  const logPath = join(dataFolder, 'postgres.log');
  if (existsSync(logPath) && statSync(logPath).size > largestLogBytes) renameSync(logPath, `${logPath}.old`);
  const log = openSync(logPath, 'a', 0o600);
  const from = statSync(logPath).size;
  // Its own process group: Ctrl-C at the terminal reaches us alone, and we stop the server last.
  const child = spawn(call.file, call.args, {
    ...call.account,
    cwd: folder,
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  // When we leave in a hurry there is no time to end it in order; the next start recovers.
  const endAtOnce = (): void => void child.kill('SIGQUIT');
  process.once('exit', endAtOnce);
  const ended = new Promise<void>((settle) => {
    child.once('exit', () => settle());
    child.once('error', () => settle());
  }).then(() => void process.off('exit', endAtOnce));
  return { child, ended, said: () => readFileSync(logPath).subarray(from).toString('utf8') };
};

type Failure = { readonly reason: CannotStart; readonly passing: boolean };

/** Waits until the server takes queries; a failure when it ends before. */
const untilReady = async (running: Running, access: Access): Promise<Failure | undefined> => {
  const until = performance.now() + startMilliseconds;
  let hasEnded = false;
  running.ended.then(() => {
    hasEnded = true;
  });
  const sql = connect(superuserAddress(access), { connections: 1 });
  try {
    while (!hasEnded && performance.now() < until) {
      if (await sql`select 1`.then(() => true).catch(() => false)) return undefined;
      await Promise.race([running.ended, pause(25)]);
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
  if (!hasEnded) running.child.kill('SIGQUIT');
  return failureFrom(running.said());
};

const failureFrom = (said: string): Failure => {
  const passing = /Address already in use|shared memory block .* still in use/.test(said);
  return { passing, reason: serverEnded(said) };
};

const serverEnded = (said: string): CannotStart => {
  if (said.includes('No space left on device')) return diskFull();
  const line = said.split('\n').findLast((text) => /FATAL|PANIC|error/.test(text)) ?? said.trim().slice(-200);
  const reason = line.replace(/^.*?(FATAL|PANIC): +/, '').trim() || '?';
  return new CannotStart({
    zh: `内置 PostgreSQL 已停止：${reason}（详见数据文件夹中的 postgres.log）。`,
    en: `The built-in PostgreSQL ended: ${reason} (see postgres.log in the data folder).`,
  });
};

const superuserAddress = ({ port, superuserPassword }: Access): string =>
  `postgres://postgres:${superuserPassword}@127.0.0.1:${port}/postgres`;

const programAddress = ({ port, password }: Access): string =>
  `postgres://yikatong:${password}@127.0.0.1:${port}/yikatong`;

/** Address of the server that another program of ours runs on this data folder. */
export const addressOfRunning = (dataFolder: string): string => programAddress(readAccess(dataFolder));

/** The program's own role (no superuser; it may create databases, which the tests need) and its database. */
const makeDatabase = async (access: Access): Promise<void> => {
  const sql = connect(superuserAddress(access), { connections: 1 });
  try {
    const [found] = await sql<{ role: boolean; database: boolean }[]>`
      select exists (select from pg_roles where rolname = 'yikatong') as role,
        exists (select from pg_database where datname = 'yikatong') as database`;
    if (!found?.role) await sql.unsafe(`create role yikatong login createdb password '${access.password}'`);
    if (!found?.database) await sql`create database yikatong owner yikatong`;
  } finally {
    await sql.end();
  }
};

const serverOf = (running: Running, access: Access): EmbeddedServer => {
  let stopping = false;
  const { child, ended, said } = running;
  const lost = new Promise<CannotStart>((settle) => {
    ended.then(() => {
      if (!stopping) settle(serverEnded(said()));
    });
  });
  return {
    url: programAddress(access),
    lost,
    stop: async () => {
      stopping = true;
      child.ref();
      if (child.pid && child.exitCode === null && child.signalCode === null) await stopServer(child.pid);
      await ended;
    },
  };
};

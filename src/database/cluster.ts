// The cluster of the built-in PostgreSQL: its folder, its passwords, its port.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart, diskFull } from '../base/cannot-start.ts';
import { invocation, type ServerAccount, serverAccount } from './server-account.ts';
import { majorOf, program, readyBinaries, type ServerBinaries } from './server-binaries.ts';

/** `folder` is PostgreSQL's own; `dataFolder` the one around it. `account` runs the server; undefined = we ourselves. */
export type Cluster = {
  readonly folder: string;
  readonly dataFolder: string;
  readonly account: ServerAccount | undefined;
  readonly binaries: ServerBinaries;
};

const access = z.object({ port: z.int(), password: z.string(), superuserPassword: z.string() });
/** How to reach the cluster; kept in `database.json` of the data folder, readable by its owner only. */
export type Access = Readonly<z.infer<typeof access>>;

const accessFile = (dataFolder: string): string => join(dataFolder, 'database.json');

export const readAccess = (dataFolder: string): Access =>
  access.parse(JSON.parse(readFileSync(accessFile(dataFolder), 'utf8')));

/** Writes beside and renames, so that a crash leaves the old file or the new one. */
export const writeAccess = (dataFolder: string, value: Access): void => {
  const path = accessFile(dataFolder);
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
};

/** The cluster under the data folder, made when it is not there. Throws CannotStart for one of another major version. */
export const openCluster = (dataFolder: string): Cluster => {
  const folder = join(dataFolder, 'postgres');
  const made = existsSync(join(folder, 'PG_VERSION'));
  const account = made ? accountOf(folder) : serverAccount();
  // The server must pass through our folder to its own; nothing else in it is readable by others.
  if (account) chmodSync(dataFolder, statSync(dataFolder).mode | 0o111);
  const binaries = readyBinaries(dataFolder, account);
  const cluster = { folder, dataFolder, account, binaries };
  if (made) checkVersion(cluster);
  else makeCluster(cluster);
  return cluster;
};

const accountOf = (folder: string): ServerAccount | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = statSync(folder);
  return { uid, gid };
};

const checkVersion = ({ folder, binaries }: Cluster): void => {
  const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  const ours = majorOf(binaries);
  if (found === ours) return;
  throw new CannotStart({
    zh: `${folder} 是 PostgreSQL ${found} 的数据，本程序内置的是 PostgreSQL ${ours}：请用旧版本导出数据，或用 YIKATONG_DATA 指定另一个文件夹。`,
    en: `${folder} holds data of PostgreSQL ${found}, the built-in one is PostgreSQL ${ours}: export it with the older release, or name another folder with YIKATONG_DATA.`,
  });
};

/** Runs initdb in a folder beside and renames it, so that an interrupted attempt leaves nothing that looks finished. */
const makeCluster = (cluster: Cluster): void => {
  const { dataFolder, account } = cluster;
  const unfinished = join(dataFolder, 'postgres.new');
  const passwordFile = join(dataFolder, 'postgres.password');
  const made: Access = { port: 0, password: newPassword(), superuserPassword: newPassword() };
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, made.superuserPassword, { mode: 0o600 });
    if (account) for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
    runInitdb(cluster, unfinished, passwordFile);
    writeAccess(dataFolder, made);
    renameSync(unfinished, cluster.folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
};

const newPassword = (): string => randomBytes(24).toString('base64url');

const runInitdb = ({ binaries, account, dataFolder }: Cluster, folder: string, passwordFile: string): void => {
  const args = [
    ...['-D', folder, '-U', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--encoding', 'UTF8'],
    // The same order of text on every machine, whatever its locale.
    ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--no-instructions'],
  ];
  const call = invocation(program(binaries, 'initdb'), args, { account, folders: [binaries.folder, dataFolder] });
  const done = spawnSync(call.file, call.args, {
    ...call.account,
    cwd: folder,
    encoding: 'utf8',
    env: serverEnvironment(),
  });
  if (done.error) throw done.error;
  if (done.status !== 0) throw initdbFailed(done.stderr);
};

/** What the server's programs see of the environment: no setting of another PostgreSQL may reach them. */
export const serverEnvironment = (): NodeJS.ProcessEnv => {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { PATH, SystemRoot, TEMP, LC_ALL: 'C', TZ: 'UTC' };
};

const initdbFailed = (output: string): CannotStart => {
  if (output.includes('No space left on device')) return diskFull();
  const line = output.split('\n').find((text) => /error:|FATAL:/.test(text)) ?? output.trim().slice(-200);
  return new CannotStart({
    zh: `无法建立内置 PostgreSQL 的数据：${line.trim()}`,
    en: `The built-in PostgreSQL cannot make its data: ${line.trim()}`,
  });
};

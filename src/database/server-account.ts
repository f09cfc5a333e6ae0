// Who runs PostgreSQL: it refuses root, so under root it runs as another user that exists already.
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CannotStart } from '../base/cannot-start.ts';

/** Numbers of a user and a group that exist on this machine. */
export type ServerAccount = { readonly uid: number; readonly gid: number };

const projectFolder = resolve(import.meta.dirname, '../..');

/** "nobody" on nearly every system. */
const nobody: ServerAccount = { uid: 65_534, gid: 65_534 };

const listAccounts = (): readonly (ServerAccount & { readonly name: string })[] => {
  if (!existsSync('/etc/passwd')) return [];
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => Number.isInteger(uid) && Number.isInteger(gid));
};

/**
 * The account PostgreSQL runs under: undefined = our own. As root: the owner of the project folder, else nobody.
 * initdb insists on a user the system can name. Throws CannotStart when there is none.
 */
export const serverAccount = (): ServerAccount | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = listAccounts();
  const owner = statSync(projectFolder).uid;
  const found =
    accounts.find(({ uid }) => uid === owner && uid !== 0) ??
    accounts.find(({ uid }) => uid === nobody.uid) ??
    accounts.find(({ name, uid }) => name === 'nobody' && uid > 0);
  if (found) return { uid: found.uid, gid: found.gid };
  throw new CannotStart({
    zh: '内置 PostgreSQL 不能以 root 身份运行，而本机没有 nobody 用户：请用普通用户启动，或设置 DATABASE_URL。',
    en: 'The built-in PostgreSQL does not run as root and this machine has no user "nobody": start as an ordinary user, or set DATABASE_URL.',
  });
};

/** Whether `account` may walk into the folder, i.e. search it and all folders above (path_resolution(7)). */
export const mayEnter = (folder: string, account: ServerAccount | undefined): boolean => {
  for (let path = resolve(folder); ; path = dirname(path)) {
    if (!maySearch(path, account)) return false;
    if (path === dirname(path)) return true;
  }
};

const maySearch = (path: string, account: ServerAccount | undefined): boolean => {
  if (account) {
    const { uid, gid, mode } = statSync(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    return (mode & bit) !== 0;
  }
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A program with its arguments, and the account `spawn` shall switch to. */
export type Invocation = {
  readonly file: string;
  readonly args: readonly string[];
  readonly account: ServerAccount | undefined;
};

const setpriv = ['/usr/bin/setpriv', '/bin/setpriv', '/usr/local/bin/setpriv'];

/**
 * How to run a program as `account` although the folders it needs lie behind a closed one (a project under /root):
 * setpriv of util-linux switches the user but keeps the one capability to pass closed folders. Elsewhere: CannotStart.
 */
export const invocation = (
  file: string,
  args: readonly string[],
  need: { readonly account: ServerAccount | undefined; readonly folders: readonly string[] },
): Invocation => {
  const { account } = need;
  const closed = account && need.folders.find((folder) => !mayEnter(folder, account));
  if (!closed) return { file, args, account };
  const switcher = setpriv.find((path) => existsSync(path));
  if (!switcher)
    throw new CannotStart({
      zh: `用户 ${account.uid} 无法进入 ${closed}，而 PostgreSQL 不能以 root 身份运行：请把项目移到其他用户可进入的文件夹，或用普通用户启动。`,
      en: `User ${account.uid} cannot enter ${closed}, and PostgreSQL does not run as root: move the project to a folder others may enter, or start as an ordinary user.`,
    });
  const { uid, gid } = account;
  // Without the secure bit, access(2) ignores the capability and PostgreSQL does not find its own programs.
  const keep = ['--securebits', '+no_setuid_fixup', '--inh-caps', '+dac_override', '--ambient-caps', '+dac_override'];
  const become = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups', ...keep];
  return { file: switcher, args: [...become, '--', file, ...args], account: undefined };
};

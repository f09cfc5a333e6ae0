// A server left over by a killed program: stopped properly before ours starts on the same folder.
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../base/cannot-start.ts';
import { commandLine, isAlive, waitForEnd } from './processes.ts';

/** Time a fast shutdown may take (it writes a checkpoint) before the immediate one, which recovers at the next start. */
const fastShutdownMilliseconds = 60_000;

/** Ends the server a killed program left on this folder of PostgreSQL and removes what would make a new one refuse to start. */
export const stopOrphan = async (folder: string): Promise<void> => {
  const pidFile = join(folder, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (isServerOf(pid, folder)) await stopServer(pid);
  // Left by a crash. The number may belong to another process by now, and PostgreSQL would then refuse to start; that no
  // server of this folder lives was checked above, and PostgreSQL checks the shared memory of the folder once more itself.
  rmSync(pidFile, { force: true });
};

/** A process number alone proves nothing: after a restart of the machine it may be anybody's. */
const isServerOf = (pid: number, folder: string): boolean => {
  if (!Number.isInteger(pid) || pid <= 1 || pid === process.pid || !isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  const command = commandLine(pid);
  return command.includes('postgres') && command.includes(realpathSync(folder));
};

/** Fast shutdown: running statements are rolled back, everything committed is on disk. */
export const stopServer = async (pid: number): Promise<void> => {
  signal(pid, 'SIGINT');
  if (await waitForEnd(pid, fastShutdownMilliseconds)) return;
  signal(pid, 'SIGQUIT');
  if (await waitForEnd(pid, 10_000)) return;
  throw new CannotStart({
    zh: `上次留下的 PostgreSQL（进程 ${pid}）无法停止：请手工停止它。`,
    en: `The PostgreSQL left over by an earlier run (process ${pid}) does not stop: stop it by hand.`,
  });
};

const signal = (pid: number, name: 'SIGINT' | 'SIGQUIT'): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (isAlive(pid)) throw error;
  }
};

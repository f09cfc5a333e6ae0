// Whether a process of an earlier run still lives, and whether it is the one we think it is.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../base/cannot-start.ts';

/** Whether any process has this number now, ours or not. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

const readProcess = (pid: number, file: string): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
};

/** Fields of /proc/<pid>/stat after the command name, which may itself contain spaces (proc(5)). */
const statFields = (pid: number): readonly string[] =>
  readProcess(pid, 'stat')
    ?.replace(/^.*\) /s, '')
    .split(' ') ?? [];

const isZombie = (pid: number): boolean => statFields(pid)[0] === 'Z';

const askPs = (pid: number, column: string): string => {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '';
  }
};

/** When a process began, as text that no later process with the same number shares; '' where the system does not tell. */
export const startOfProcess = (pid: number): string => {
  if (process.platform === 'win32') return '';
  if (process.platform !== 'linux') return askPs(pid, 'lstart');
  const boot = readProcess(pid, '../sys/kernel/random/boot_id')?.trim() ?? '';
  return `${boot} ${statFields(pid)[19] ?? ''}`;
};

/** The command line of a process, '' when there is none or it is not told. */
export const commandLine = (pid: number): string =>
  process.platform === 'linux'
    ? (readProcess(pid, 'cmdline') ?? '').replaceAll('\0', ' ')
    : process.platform === 'win32'
      ? ''
      : askPs(pid, 'args');

/** Waits until the process is gone; false when it still lives after so many milliseconds. */
export const waitForEnd = async (pid: number, milliseconds: number): Promise<boolean> => {
  const until = performance.now() + milliseconds;
  while (isAlive(pid)) {
    if (performance.now() > until) return false;
    await pause(20);
  }
  return true;
};

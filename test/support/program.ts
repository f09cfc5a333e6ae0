// The program as a process of its own, as an operator meets it: started, read, killed, and never left behind.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from '../../src/config.ts';

const projectFolder = resolve(import.meta.dirname, '../..');

type Lifetime = { after(end: () => Promise<void>): void };

export type Program = {
  readonly pid: number;
  /** Everything it wrote to the terminal so far. */
  readonly said: () => string;
  /** Resolves when `text` was said; throws with what was said instead when the program ends before. */
  readonly untilSaid: (text: string) => Promise<void>;
  /** Its exit code; null when a signal killed it. */
  readonly ended: Promise<number | null>;
  readonly kill: (signal: NodeJS.Signals) => void;
};

/** What a demo says when it is ready, and the address in it. */
export const readyText = 'Ctrl-C';
export const addressOf = (program: Program): string => program.said().match(/http:\/\/[\d.]+:\d+/)?.[0] ?? '';

const started = new Map<string, ChildProcess[]>();

/** A fresh data folder; whatever still runs on it at the end is killed, then it is deleted. */
export const dataFolder = (lifetime: Lifetime): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yikatong-program-'));
  started.set(folder, []);
  lifetime.after(async () => {
    for (const { pid } of started.get(folder) ?? []) await killAndWait(pid);
    const server = serverPid(folder);
    if (server !== process.pid) await killAndWait(server);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
};

/** A fresh copy of the data folder of a demo that was stopped in order, with its owners: the city need not be made again. */
export const copyFolder = (lifetime: Lifetime, from: string): string => {
  const folder = dataFolder(lifetime);
  execFileSync('cp', ['-a', `${from}/.`, folder]);
  return folder;
};

/** Process number of the PostgreSQL on a data folder, as its pid file tells. */
export const serverPid = (folder: string): number | undefined => {
  const path = join(folder, 'postgres', 'postmaster.pid');
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : undefined;
};

export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A killed process whose parent has not asked for its end yet is no longer running.
    return !/^State:\s+Z/m.test(existsSync(`/proc/${pid}`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '');
  } catch {
    return false;
  }
};

export const killAndWait = async (pid: number | undefined): Promise<void> => {
  if (pid === undefined) return;
  if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  while (isRunning(pid)) await pause(20);
};

type Settings = Readonly<Record<string, string>> & { readonly YIKATONG_DATA: string };

/** Starts a command of the program with these settings only, on a folder from `dataFolder`. */
export const startProgram = (command: Command, settings: Settings): Program => {
  const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, ['--import', './src/runtime.js', 'src/main.ts', command], {
    cwd: projectFolder,
    env: { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = collect(child);
  const ended = new Promise<number | null>((settle) => child.once('close', settle));
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  started.get(settings.YIKATONG_DATA)?.push(child);
  return {
    pid: child.pid ?? 0,
    said,
    ended,
    kill: (signal) => void child.kill(signal),
    untilSaid: async (text) => {
      while (!said().includes(text)) {
        if (isOver) throw new Error(`the program ended and said only: ${said()}`);
        await pause(20);
      }
    },
  };
};

const collect = (child: ChildProcess): (() => string) => {
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
  return () => chunks.join('');
};

// The program under measurement: a demo city in a process of its own, on a database of the run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../src/base/ports.ts';

export type Program = {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  /** Where its keys are, for a bench that prepares rows. */
  readonly dataFolder: string;
  readonly stop: () => Promise<void>;
};

const readySeconds = 60;

/** Starts the program and waits until it says that it is ready. `env` adds settings. */
export const startProgram = async (databaseUrl: string, env: NodeJS.ProcessEnv = {}): Promise<Program> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'yikatong-bench-data-'));
  const port = String(await freePort());
  const settings = { PORT: port, YIKATONG_DATA: dataFolder, DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' };
  // One load comes from one address: the limit that protects against it is not what is measured.
  const limits = { RATE_LIMIT_PER_MINUTE: '1000000' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'demo'], {
    env: { ...process.env, ...settings, ...limits, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    await rm(dataFolder, { recursive: true, force: true });
  };
  const origin = `http://127.0.0.1:${port}`;
  for (const end = performance.now() + readySeconds * 1000; ; await pause(100)) {
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (answer?.ok) return { origin, dataFolder, stop };
    if (child.exitCode === null && performance.now() < end) continue;
    await stop();
    throw new Error('the program did not become ready');
  }
};

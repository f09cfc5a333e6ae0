// The program under measurement, in a process of its own, on a database of the run: a demo city, or the web side alone.
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../src/base/ports.ts';
import { addressOf, dataFolder, type Program, readyText, startProgram } from '../../test/support/program.ts';

export type RunningProgram = {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  /** Where its keys are, for a bench that prepares rows. */
  readonly dataFolder: string;
  readonly stop: () => Promise<void>;
};

// One load comes from one address: the limit that protects against it is not what is measured.
const settings = { LOG_LEVEL: 'error', RATE_LIMIT_PER_MINUTE: '1000000' };

/** Starts the program and waits until it says that it is ready. `more` adds settings. */
export const runProgram = async (
  databaseUrl: string,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> => {
  const { folder, remove } = openFolder();
  const program = startProgram('demo', { DATABASE_URL: databaseUrl, YIKATONG_DATA: folder, ...settings, ...more });
  const stop = () => endOf(program).then(remove);
  try {
    await program.untilSaid(readyText);
    await untilReady(addressOf(program));
    return { origin: addressOf(program), dataFolder: folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Starts `web` with the keys of `folder`, as an operator does beside a worker, and waits until it takes visitors. */
export const runWeb = async (
  databaseUrl: string,
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> => {
  const port = await freePort();
  const program = startProgram('web', {
    ...{ DATABASE_URL: databaseUrl, YIKATONG_DATA: folder, PORT: String(port) },
    ...settings,
    ...more,
  });
  const stop = () => endOf(program);
  try {
    const origin = `http://127.0.0.1:${port}`;
    const ended = program.ended.then(() => Promise.reject(new Error(`web ended: ${program.said()}`)));
    await Promise.race([untilReady(origin), ended]);
    ended.catch(() => {});
    return { origin, dataFolder: folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const openFolder = () => {
  const ends: (() => Promise<void>)[] = [];
  const folder = dataFolder({ after: (end) => void ends.unshift(end) });
  const remove = async (): Promise<void> => {
    for (const end of ends) await end();
  };
  return { folder, remove };
};

const endOf = async (program: Program): Promise<void> => {
  program.kill('SIGTERM');
  await program.ended;
};

const readySeconds = 30;

/** What it loaded while it started counts as load for a moment, and it refuses visitors until that has passed. */
const untilReady = async (origin: string): Promise<void> => {
  for (const end = performance.now() + readySeconds * 1000; performance.now() < end; await pause(100)) {
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
  }
  throw new Error(`the program was not ready after ${readySeconds} s`);
};

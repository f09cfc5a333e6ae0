// The program under measurement: a demo city in a process of its own, on a database of the run.
import { setTimeout as pause } from 'node:timers/promises';
import { addressOf, dataFolder, readyText, startProgram } from '../../test/support/program.ts';

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
  const ends: (() => Promise<void>)[] = [];
  const lifetime = { after: (end: () => Promise<void>) => void ends.unshift(end) };
  const folder = dataFolder(lifetime);
  const program = startProgram('demo', {
    DATABASE_URL: databaseUrl,
    YIKATONG_DATA: folder,
    ...settings,
    ...more,
  });
  const stop = async (): Promise<void> => {
    program.kill('SIGTERM');
    await program.ended;
    for (const end of ends) await end();
  };
  try {
    await program.untilSaid(readyText);
    await untilReady(addressOf(program));
    return { origin: addressOf(program), dataFolder: folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const readySeconds = 30;

/** What it loaded while it started counts as load for a moment, and it refuses visitors until that has passed. */
const untilReady = async (origin: string): Promise<void> => {
  for (const end = performance.now() + readySeconds * 1000; performance.now() < end; await pause(100)) {
    const answer = await fetch(`${origin}/readyz`);
    await answer.body?.cancel();
    if (answer.ok) return;
  }
  throw new Error(`the program was not ready after ${readySeconds} s`);
};

// A loop that looks for received files until it is stopped, and rests where there is nothing or somebody else is at it.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ImportBusy } from './import-file.ts';

export const pollMilliseconds = 1_000;
/** After an outage, or while somebody else is at it. */
const restMilliseconds = 5_000;

type Work = {
  /** What stopped, for the log. */
  readonly name: string;
  readonly log: Pick<Logger, 'error'>;
  /** Does what is next, if anything; gives how long to rest, in milliseconds. */
  readonly next: (stop: AbortSignal) => Promise<number>;
};

/** `stop` ends the work under way where it may end, and waits for that. */
export const startWork = ({ name, log, next }: Work): { readonly stop: () => Promise<void> } => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const rest = await next(signal).catch((error: unknown) => {
        if (!signal.aborted && !(error instanceof ImportBusy)) log.error({ err: error }, `${name} stopped`);
        return restMilliseconds;
      });
      if (rest > 0) await pause(rest, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
};

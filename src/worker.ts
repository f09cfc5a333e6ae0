// The job worker of the program: which handler does which kind of job.
import type { Wiring } from './wiring.ts';

export type Worker = {
  /** Takes no new job and waits for those that run. */
  stop(): Promise<void>;
};

/** Starts to work off jobs; several of these may run at once, in one process or many. */
export const startWorker = (wiring: Wiring): Worker => {
  wiring.log.info('worker started');
  return { stop: async () => wiring.log.info('worker stopped') };
};

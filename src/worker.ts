// The job worker of the program: which handler does which kind of job.
import { startSweeping } from './identity/sweep-expired.ts';
import type { Wiring } from './wiring.ts';

export type Worker = {
  /** Takes no new job and waits for those that run. */
  stop(): Promise<void>;
};

/** Starts to work off jobs; several of these may run at once, in one process or many. */
export const startWorker = (wiring: Wiring): Worker => {
  const sweeping = startSweeping(wiring);
  wiring.log.info('worker started');
  return {
    stop: async () => {
      await sweeping.stop();
      wiring.log.info('worker stopped');
    },
  };
};

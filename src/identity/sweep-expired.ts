// Removes sessions, provider records and lock-outs that are over; the worker does so once a minute.
import { setTimeout as pause } from 'node:timers/promises';
import type { Wiring } from '../wiring.ts';
import { forgetAttempts } from './attempts.ts';
import { deleteExpiredRecords } from './oidc-records-store.ts';
import { overSince } from './session-limits.ts';
import { deleteExpiredSessions } from './sessions-store.ts';
import { deleteExpiredStaffSessions } from './staff-sessions-store.ts';

/** Rows removed in one statement: few enough that nobody waits for it. */
const rowsAtOnce = 1000;
const everyMilliseconds = 60_000;

/** Removes what is over in one slice; how many rows went. */
export type Round = (wiring: Wiring) => Promise<number>;

/** Sweeps until it is stopped; several processes may do so at once. A round that fails is told and tried again. */
export const startSweeping = (wiring: Wiring, rounds: readonly Round[]): { readonly stop: () => Promise<void> } => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      for (const round of rounds)
        await round(wiring).catch((error: unknown) => wiring.log.error({ err: error }, 'sweeping failed'));
      await pause(everyMilliseconds, undefined, { signal, ref: false }).catch(() => undefined);
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

/** One round over the four tables, at most 1,000 rows of each; how many rows went. */
export const sweepExpired = async (wiring: Pick<Wiring, 'sql' | 'keys' | 'systemClock'>): Promise<number> => {
  const now = wiring.systemClock();
  const sessions = await deleteExpiredSessions(wiring.sql, overSince(now), rowsAtOnce);
  const staff = await deleteExpiredStaffSessions(wiring.sql, now, rowsAtOnce);
  const records = await deleteExpiredRecords(wiring.sql, now, rowsAtOnce);
  return sessions + staff + records + (await forgetAttempts(wiring, rowsAtOnce));
};

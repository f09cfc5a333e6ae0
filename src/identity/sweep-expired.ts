// Removes sessions, provider records and lock-outs that are over; the worker calls it now and then.
import type { Wiring } from '../wiring.ts';
import { forgetAttempts } from './attempts.ts';
import { deleteExpiredRecords } from './oidc-records-store.ts';
import { deleteExpiredSessions } from './sessions-store.ts';

/** Rows removed in one statement: few enough that nobody waits for it. */
const rowsAtOnce = 1000;

/** One round over the three tables, at most 1,000 rows of each; how many rows went. */
export const sweepExpired = async (wiring: Pick<Wiring, 'sql' | 'keys' | 'systemClock'>): Promise<number> => {
  const now = wiring.systemClock();
  const sessions = await deleteExpiredSessions(wiring.sql, now, rowsAtOnce);
  const records = await deleteExpiredRecords(wiring.sql, now, rowsAtOnce);
  return sessions + records + (await forgetAttempts(wiring, rowsAtOnce));
};

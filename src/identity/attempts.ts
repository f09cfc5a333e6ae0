// Lock-out: whoever failed too often within a quarter of an hour waits until it is over, whichever process they reach.
import type { Wiring } from '../wiring.ts';
import { deleteOldFailures, findFailures, insertFailure } from './attempts-store.ts';

/** Many people share the address of one mobile operator or one street office, so this is well above anybody's typing errors. */
export const failuresAllowed = 20;
export const lockOutMinutes = 15;

/** Who fails: an address of the network, or a partner at an address. Stored as a blind index only. */
export type AttemptKey = `login ${string}` | `partner ${string}`;

type Needs = Pick<Wiring, 'sql' | 'keys' | 'systemClock'>;

export const isLockedOut = async ({ sql, keys, systemClock }: Needs, key: AttemptKey): Promise<boolean> =>
  (await findFailures(sql, keys.blind('attempt', key), windowStart(systemClock()))) >= failuresAllowed;

export const countFailure = async ({ sql, keys, systemClock }: Needs, key: AttemptKey): Promise<void> => {
  const now = systemClock();
  await insertFailure(sql, keys.blind('attempt', key), { now, since: windowStart(now) });
};

/** Forgets at most `limit` windows that are over; how many it were. */
export const forgetAttempts = ({ sql, systemClock }: Needs, limit: number): Promise<number> =>
  deleteOldFailures(sql, windowStart(systemClock()), limit);

const windowStart = (now: Temporal.Instant): Temporal.Instant => now.subtract({ minutes: lockOutMinutes });

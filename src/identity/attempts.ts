// Lock-out: whoever failed too often within a quarter of an hour waits until it is over, whichever process they reach.
import type { Wiring } from '../wiring.ts';
import { deleteOldFailures, findFailures, insertFailure } from './attempts-store.ts';

/**
 * A mobile operator puts thousands of people behind one address, and an old link followed again is a failure too; what
 * a login is protected by cannot be guessed anyway. A bank's computer makes no typing errors.
 */
export const failuresAllowed = { login: 200, partner: 20 } as const;
export const lockOutMinutes = 15;

/** Who fails at what, from which address of the network. Stored as a blind index only. */
export type Attempt = { readonly at: keyof typeof failuresAllowed; readonly address: string };

type Needs = Pick<Wiring, 'sql' | 'keys' | 'systemClock'>;

export const isLockedOut = async ({ sql, keys, systemClock }: Needs, attempt: Attempt): Promise<boolean> =>
  (await findFailures(sql, blindOf(keys, attempt), windowStart(systemClock()))) >= failuresAllowed[attempt.at];

export const countFailure = async ({ sql, keys, systemClock }: Needs, attempt: Attempt): Promise<void> => {
  const now = systemClock();
  await insertFailure(sql, blindOf(keys, attempt), { now, since: windowStart(now) });
};

/** Forgets at most `limit` windows that are over; how many it were. */
export const forgetAttempts = ({ sql, systemClock }: Needs, limit: number): Promise<number> =>
  deleteOldFailures(sql, windowStart(systemClock()), limit);

const windowStart = (now: Temporal.Instant): Temporal.Instant => now.subtract({ minutes: lockOutMinutes });

const blindOf = (keys: Wiring['keys'], { at, address }: Attempt): Buffer => keys.blind('attempt', `${at} ${address}`);

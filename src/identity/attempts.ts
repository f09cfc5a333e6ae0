// Lock-out: whoever failed too often within a quarter of an hour waits until it is over, whichever process they reach.
import type { Wiring } from '../wiring.ts';
import { deleteFailures, deleteOldFailures, findFailures, insertFailure } from './attempts-store.ts';

/**
 * A mobile operator puts thousands of people behind one address, and an old link followed again is a failure too; what
 * a login is protected by cannot be guessed anyway. A bank's computer makes no typing errors; its secret is random, and a
 * count by its name would let anybody who knows the name stop the bank. A code of six digits can be guessed, so there are few
 * tries at one, few codes for one phone and few tries at all of them, and of an address as many as a hall with one network
 * has honest mistakes. A person fails when somebody who was chosen among
 * those who share a phone turns out to be another one. The last four characters of an ID number can be guessed by whoever knows
 * the number of an application, so that number answers few questions. Whoever searches in vain sixty times in a quarter of an
 * hour does not type wrong but tries numbers. Who mistypes a service password five times on the telephone has locked it; twice as
 * many are tries at others.
 */
export const failuresAllowed = {
  login: 200,
  partner: 20,
  person: 5,
  'code-sent': 5,
  'code-asked': 60,
  'code-tried': 5,
  'code-own': 10,
  'code-phone': 10,
  'code-address': 60,
  'name-tried': 5,
  'name-address': 60,
  'progress-address': 200,
  'progress-number': 10,
  'message-asked': 20,
  'staff-search': 60,
  'telephone-caller': 10,
} as const;
export const lockOutMinutes = 15;

/** What is failed at, and by what it is counted: an address of the network, a person, a phone, a code, a caller. Stored as a blind index only. */
export type Attempt = { readonly at: keyof typeof failuresAllowed; readonly by: string };

type Needs = Pick<Wiring, 'sql' | 'keys' | 'systemClock'>;

export const isLockedOut = async ({ sql, keys, systemClock }: Needs, attempt: Attempt): Promise<boolean> =>
  (await findFailures(sql, blindOf(keys, attempt), windowStart(systemClock()))) >= failuresAllowed[attempt.at];

/** Counts a failure; how many more there may be, negative when there were too many already. */
export const countFailure = async ({ sql, keys, systemClock }: Needs, attempt: Attempt): Promise<number> => {
  const now = systemClock();
  const failures = await insertFailure(sql, blindOf(keys, attempt), { now, since: windowStart(now) });
  return failuresAllowed[attempt.at] - failures;
};

/** Forgets what failed before somebody succeeded. */
export const forgiveFailures = ({ sql, keys }: Pick<Needs, 'sql' | 'keys'>, attempt: Attempt): Promise<void> =>
  deleteFailures(sql, blindOf(keys, attempt));

/** Forgets at most `limit` windows that are over; how many it were. */
export const forgetAttempts = ({ sql, systemClock }: Needs, limit: number): Promise<number> =>
  deleteOldFailures(sql, windowStart(systemClock()), limit);

const windowStart = (now: Temporal.Instant): Temporal.Instant => now.subtract({ minutes: lockOutMinutes });

const blindOf = (keys: Wiring['keys'], { at, by }: Attempt): Buffer => keys.blind('attempt', `${at} ${by}`);

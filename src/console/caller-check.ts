// A caller is checked before anything is done for them (G-28): what was said is compared and forgotten, and trying is counted.
import { z } from 'zod';
import { type CallerCheck, callerProofs } from '../cards/card-asker.ts';
import { countFailure, isLockedOut } from '../identity/attempts.ts';
import { verifyPassword } from '../passwords/verify-password.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { type ServedPerson, servedForm } from './served-person.tsx';

export const callerForm = servedForm.extend({
  callerName: z.string().catch(''),
  callerIdNumber: z.string().catch(''),
  proof: z.enum(callerProofs).nullable().catch(null),
  secretTyped: z.string().max(40).catch(''),
});
type CallerForm = z.infer<typeof callerForm>;

/** Whoever tries names and numbers on the telephone is stopped like whoever tries them in the search. */
const attemptOf = ({ account }: Staff) => ({ at: 'staff-search', by: account }) as const;

type Called = Pick<ServedPerson, 'page' | 'file'> & { readonly given: CallerForm };

/** Why nothing is done for this caller, with its HTTP status; null: nothing speaks against it so far. */
export const callerProblem = async (
  wiring: Wiring,
  staff: Staff,
  { page, ...called }: Called,
): Promise<{ readonly problem: string; readonly status: 409 | 429 } | null> => {
  if (await isLockedOut(wiring, attemptOf(staff)))
    return { problem: page.say('search.TOO_MANY_SEARCHES'), status: 429 };
  if (await passwordHolds(wiring, staff, called)) return null;
  await countFailure(wiring, attemptOf(staff));
  return { problem: page.citizenSay('refused.PASSWORD_NOT_VERIFIED'), status: 409 };
};

/** A caller who says the service password is the proof keys it in (G-28); for an act an initial one does not do (C-13). */
const passwordHolds = async (
  wiring: Wiring,
  { account }: Staff,
  { file: { personId }, given }: Omit<Called, 'page'>,
): Promise<boolean> => {
  if (given.proof !== 'service-password') return true;
  const acting = { actor: 'staff', actorId: account, channel: 'hotline', outlet: null, bank: null } as const;
  return (await verifyPassword(wiring, { personId, typed: given.secretTyped, acting, purpose: 'act' })).ok;
};

/** What the caller said is compared and forgotten; the event keeps which proof was taken (G-28). */
export const checkOf = ({ callerName, callerIdNumber, proof }: CallerForm): { callerCheck?: CallerCheck } =>
  proof === null ? {} : { callerCheck: { name: callerName, idNumber: callerIdNumber, proof } };

/** Counts a caller who was not the one they said. */
export const countUnconfirmed = async (wiring: Wiring, staff: Staff, { code }: { readonly code: string }) => {
  if (code === 'CALLER_NOT_CONFIRMED') await countFailure(wiring, attemptOf(staff));
};

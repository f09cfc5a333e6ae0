// Whether somebody knows a service password: for whoever answers a query or a call; wrong tries count wherever they are made.
import type { Ground } from '../applications/use-case.ts';
import { changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { type Acting, toMilliseconds } from '../audit/event.ts';
import { newId, type PersonId } from '../base/ids.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { personFrom } from '../people/person-row.ts';
import { comparing, isPassword } from './password-digest.ts';
import { wrongTriesAllowed } from './password-lifecycle.ts';
import { rightTry, told, wrongTry } from './password-parts.ts';
import { findPassword, type PasswordRow } from './passwords-store.ts';

export type Verifying = {
  /** undefined: nobody has the number that was given; answered like a wrong password, and after as long. */
  readonly personId: PersonId | undefined;
  readonly typed: string;
  /** Where it is typed, and who asks. */
  readonly acting: Acting;
  /** C-13: the initial password answers a query; for an act its person must have set one. */
  readonly purpose: 'query' | 'act';
};

/** One answer for an unknown person, a wrong password, a locked one and an initial one that is not enough: it tells nothing. */
export type NotVerified = Refused<'PASSWORD_NOT_VERIFIED', object>;

type Answered = { readonly isVerified: boolean; readonly isInitial: boolean };

/** `isInitial`: it is still the one that follows from the ID number, good for queries only. */
export type Verified = Pick<Answered, 'isInitial'>;

/** Every call is a try of its own. BUSY, which compares nothing, is answered as not verified too. */
export const verifyPassword = async (
  ground: Ground,
  { personId, typed, acting, purpose }: Verifying,
): Promise<Result<Verified, NotVerified>> => {
  const { keys } = ground;
  const notVerified = refused('PASSWORD_NOT_VERIFIED', {});
  if (personId === undefined) {
    await isPassword(keys, { personId: newId<PersonId>(), typed });
    return notVerified;
  }
  const at = toMilliseconds(ground.businessClock());
  const isRight = comparing(keys, personId, typed);
  const verified = await changePerson<Tried, Answered, NotVerified>(ground, {
    action: 'verify-password',
    acting,
    key: { caller: `${acting.actor}:${acting.actorId}`, key: newId<string>(), request: { personId, purpose } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: notVerified,
    read: async (joined) => {
      const row = await findPassword(ground.sql, { personId, outletId: null }, { joined });
      if (!row) return undefined;
      const known = { sealed: row.passwordSealed, idNumber: personFrom(keys, personId, row).idNumber };
      return { ...row, isRight: await isRight(known) };
    },
    decide: (row) => decide(ground, { at, purpose }, row),
  });
  if (!verified.ok || !verified.value.isVerified) return notVerified;
  return ok({ isInitial: verified.value.isInitial });
};

type Tried = PasswordRow & { readonly isRight: boolean };

const decide = (
  { sql, keys }: Ground,
  { at, purpose }: { readonly at: Temporal.Instant; readonly purpose: Verifying['purpose'] },
  row: Tried,
): Decision<Answered, NotVerified> => {
  const notVerified = rejection(refused('PASSWORD_NOT_VERIFIED', {}), ['R-PWD-02']);
  if (row.state === 'locked') return notVerified;
  const step = { row, at, facts: {} };
  const isInitial = row.state === 'initial';
  if (row.isRight)
    return purpose === 'act' && isInitial
      ? notVerified
      : change<Answered>({ isVerified: true, isInitial }, ...rightTry(sql, step));
  const { phone } = personFrom(keys, row.personId, row);
  const locks = row.wrongTries + 1 >= wrongTriesAllowed;
  const message = locks ? told({ kind: 'service-proof-locked', phone, language: 'zh' }) : [];
  return change<Answered>({ isVerified: false, isInitial }, wrongTry(sql, step), ...message);
};

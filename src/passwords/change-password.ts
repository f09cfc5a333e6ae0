// 修改: somebody who knows the service password sets another one, at once good for everything (R-PWD-05).
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { toMilliseconds } from '../audit/event.ts';
import type { PersonId } from '../base/ids.ts';
import type { Language } from '../base/language.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { actingOf, askerFacts, type CardAsker, callerOf } from '../cards/card-asker.ts';
import { type AskerRefused, mayBeServed } from '../cards/person-asked.ts';
import { personFrom } from '../people/person-row.ts';
import { hasPasswordShape, type PasswordFault, passwordFault, typedPassword } from './guessable.ts';
import { comparing, keptPassword, sealPassword } from './password-digest.ts';
import { passwordLifecycle, wrongTriesAllowed } from './password-lifecycle.ts';
import { newPassword, told, wrongTry } from './password-parts.ts';
import { findPassword, type PasswordRow } from './passwords-store.ts';

export type PasswordAsker = CardAsker & {
  readonly personId: PersonId;
  /** How surely an online login knows the person; 0 where somebody serves them. */
  readonly level: number;
  /** Of the message to the person. */
  readonly language: Language;
  readonly key: string;
};

export type ChangingPassword = PasswordAsker & { readonly oldPassword: string; readonly newPassword: string };

export type PasswordRefused =
  | AskerRefused
  | Refused<PasswordFault | 'PASSWORD_WRONG' | 'PASSWORD_LOCKED' | 'PASSWORD_UNCHANGED' | 'PERSON_UNKNOWN', object>
  | CommandRefused;

type Changed = { readonly outcome: 'changed' | 'wrong' | 'locked' };

/**
 * initial or set → set. A wrong old password is counted and answered as PASSWORD_WRONG; the fifth in a row locks, and a
 * locked one is not changed but reset. Neither password is in the key, in an event, in a refusal or in a message.
 */
export const changePassword = async (
  ground: Ground,
  changing: ChangingPassword,
): Promise<Result<null, PasswordRefused>> => {
  const { personId, actor, channel, key, served, oldPassword } = changing;
  const { sql, keys } = ground;
  if (!hasPasswordShape(typedPassword(changing.newPassword))) return refused('PASSWORD_SHAPE', {});
  const at = toMilliseconds(ground.businessClock());
  const kept = await keptPassword(keys, { personId, key, password: changing.newPassword });
  const outletId = served?.outletId ?? null;
  const compare = comparing(keys, personId, oldPassword);
  const changed = await changePerson<Typed, Changed, PasswordRefused>(ground, {
    action: 'change-password',
    acting: actingOf(changing),
    key: { caller: callerOf(changing), key, request: { personId, actor, channel, outletId, password: kept.digest } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('PERSON_UNKNOWN', {}),
    read: async (joined) => {
      const row = await findPassword(sql, { personId, outletId }, { joined });
      return row && { ...row, isRight: await isRight(ground, row, compare) };
    },
    decide: (row) => decide(ground, { changing, at, sealed: sealPassword(keys, personId, kept) }, row),
  });
  if (!changed.ok) return changed;
  if (changed.value.outcome === 'wrong') return refused('PASSWORD_WRONG', {});
  return changed.value.outcome === 'locked' ? refused('PASSWORD_LOCKED', {}) : ok(null);
};

type Typed = PasswordRow & { readonly isRight: boolean };

/** A locked one is compared with nothing. */
const isRight = async ({ keys }: Ground, row: PasswordRow, compare: ReturnType<typeof comparing>): Promise<boolean> => {
  const { idNumber } = personFrom(keys, row.personId, row);
  return row.state !== 'locked' && (await compare({ sealed: row.passwordSealed, idNumber }));
};

type Case = { readonly changing: ChangingPassword; readonly at: Temporal.Instant; readonly sealed: Buffer };

const decide = (ground: Ground, { changing, at, sealed }: Case, row: Typed): Decision<Changed, PasswordRefused> => {
  const { sql, keys } = ground;
  const permitted = mayBeServed(ground, { service: 'change-password', asker: changing, row, at });
  if ('refusal' in permitted) return permitted;
  const { language } = changing;
  const person = personFrom(keys, row.personId, row);
  const step = { row, at, facts: askerFacts(changing) };
  if (!leadsFrom(passwordLifecycle['change-password'], row.state))
    return rejection(refused('PASSWORD_LOCKED', {}), ['R-PWD-05']);
  if (!row.isRight) {
    const locks = row.wrongTries + 1 >= wrongTriesAllowed;
    const message = locks ? told({ kind: 'service-proof-locked', phone: person.phone, language }) : [];
    return change<Changed>({ outcome: locks ? 'locked' : 'wrong' }, wrongTry(sql, step), ...message);
  }
  const wanted = typedPassword(changing.newPassword);
  if (wanted === typedPassword(changing.oldPassword)) return rejection(refused('PASSWORD_UNCHANGED', {}), ['R-PWD-05']);
  const fault = passwordFault(wanted, person);
  if (fault) return rejection(refused(fault, {}), ['R-PWD-03']);
  return change<Changed>(
    { outcome: 'changed' },
    newPassword(sql, { action: 'change-password', sealed, ...step }),
    ...told({ kind: 'service-proof-changed', phone: person.phone, language }),
  );
};

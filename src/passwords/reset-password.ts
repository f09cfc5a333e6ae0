// 重置: whoever proved who they are gets a new service password, online of their choice, at a counter the initial one (C-13).
import type { Ground } from '../applications/use-case.ts';
import { changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { toMilliseconds } from '../audit/event.ts';
import { ok, type Result, refused } from '../base/result.ts';
import { actingOf, askerFacts, callerOf } from '../cards/card-asker.ts';
import { mayBeServed } from '../cards/person-asked.ts';
import { personFrom } from '../people/person-row.ts';
import type { PasswordAsker, PasswordRefused } from './change-password.ts';
import { hasPasswordShape, passwordFault, typedPassword } from './guessable.ts';
import { keptPassword, sealPassword } from './password-digest.ts';
import { initialAgain, newPassword, told } from './password-parts.ts';
import { findPassword, type PasswordRow } from './passwords-store.ts';

export type ResettingPassword = PasswordAsker & {
  /** null: the initial one again, which must be changed before it is good for more than a query. */
  readonly chosen: string | null;
};

/**
 * From every state: it is also how a locked one is released. An agent is refused by the gate (C-33). Nothing is told to a
 * bank (R-PWD-01); nobody of staff ever learns a password, as the initial one is known to its person.
 */
export const resetPassword = async (
  ground: Ground,
  resetting: ResettingPassword,
): Promise<Result<null, PasswordRefused>> => {
  const { personId, actor, channel, key, served, chosen } = resetting;
  const { sql, keys } = ground;
  if (chosen !== null && !hasPasswordShape(typedPassword(chosen))) return refused('PASSWORD_SHAPE', {});
  const at = toMilliseconds(ground.businessClock());
  const kept = chosen === null ? null : await keptPassword(keys, { personId, key, password: chosen });
  const sealed = kept && sealPassword(keys, personId, kept);
  const outletId = served?.outletId ?? null;
  const request = { personId, actor, channel, outletId, password: kept?.digest ?? null };
  const reset = await changePerson<PasswordRow, { readonly reset: true }, PasswordRefused>(ground, {
    action: 'reset-password',
    acting: actingOf(resetting),
    key: { caller: callerOf(resetting), key, request },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('PERSON_UNKNOWN', {}),
    read: (joined) => findPassword(sql, { personId, outletId }, { joined }),
    decide: (row) => decide(ground, { resetting, at, sealed }, row),
  });
  return reset.ok ? ok(null) : reset;
};

type Case = { readonly resetting: ResettingPassword; readonly at: Temporal.Instant; readonly sealed: Buffer | null };

const decide = (
  ground: Ground,
  { resetting, at, sealed }: Case,
  row: PasswordRow,
): Decision<{ readonly reset: true }, PasswordRefused> => {
  const { sql, keys } = ground;
  const { chosen, language } = resetting;
  const permitted = mayBeServed(ground, { service: 'reset-password', asker: resetting, row, at });
  if ('refusal' in permitted) return permitted;
  const person = personFrom(keys, row.personId, row);
  const fault = chosen === null ? undefined : passwordFault(typedPassword(chosen), person);
  if (fault) return rejection(refused(fault, {}), ['R-PWD-03']);
  const step = { row, at, facts: askerFacts(resetting) };
  return change<{ readonly reset: true }>(
    { reset: true },
    sealed === null ? initialAgain(sql, step) : newPassword(sql, { action: 'choose-password', sealed, ...step }),
    ...told({ kind: 'service-proof-reset', phone: person.phone, language }),
  );
};

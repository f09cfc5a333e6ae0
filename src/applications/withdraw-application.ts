// Withdraws an application: within ten minutes for certain, afterwards until the bank has taken the order over.
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import type { PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import type { Actor, Channel } from '../policy/question.ts';
import { withdrawOrder } from '../production/order-parts.ts';
import { openApplication } from './application.ts';
import { type ApplicationState, applicationLifecycle, isWithdrawable } from './application-lifecycle.ts';
import type { ApplicationRow } from './application-row.ts';
import { findOwnApplication } from './applications-store.ts';
import { stepOf } from './move-application.ts';
import type { Ground } from './use-case.ts';

export type Withdrawal = {
  /** Whose application it is. */
  readonly personId: PersonId;
  readonly actor: Extract<Actor, 'holder' | 'guardian'>;
  readonly actorId: string;
  readonly channel: Channel;
  readonly key: string;
  /** Number of the application as it is kept. */
  readonly number: string;
};

export type Withdrawn = { readonly number: string; readonly state: ApplicationState };

export type WithdrawRefused =
  | Refused<'APPLICATION_UNKNOWN', object>
  | Refused<'TOO_LATE_TO_WITHDRAW', { readonly state: ApplicationState }>
  | CommandRefused;

/** submitted → withdrawn, and the order with it. Afterwards the person may apply again at once. A re-issue is not withdrawn. */
export const withdrawApplication = async (
  ground: Ground,
  withdrawal: Withdrawal,
): Promise<Result<Withdrawn, WithdrawRefused>> => {
  const { personId, actor, actorId, channel, key, number } = withdrawal;
  return await changePerson(ground, {
    action: 'withdraw-application',
    acting: { actor, actorId, channel, outlet: null, bank: null },
    key: { caller: `person:${actorId}`, key, request: { personId, number } },
    at: ground.businessClock(),
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) => findOwnApplication(ground.sql, { personId, number }, earlierAnswer),
    decide: (row) => decide(ground, row),
  });
};

const decide = (ground: Ground, row: ApplicationRow): Decision<Withdrawn, WithdrawRefused> => {
  const { number, state } = row;
  const { to } = applicationLifecycle['withdraw-application'];
  if (state === to) return change({ number, state });
  if (!isWithdrawable(row) || row.orderState !== 'waiting')
    return rejection(refused('TOO_LATE_TO_WITHDRAW', { state }), []);
  const { phone, language } = openApplication(ground.keys, row.personId, row.sealed);
  return change(
    { number, state: to },
    stepOf(ground, row, { action: 'withdraw-application', rules: [] }),
    ...withdrawOrder(ground.sql, row, ground.businessClock()),
    { jobs: [messageJob({ kind: 'application-withdrawn', to: phone, language, parameters: { number } })] },
  );
};

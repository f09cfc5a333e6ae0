// Reminds somebody of a card that waits for them, at an outlet or back at its bank (G-10, G-40).
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision } from '../audit/command.ts';
import type { ApplicationId, PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import { openApplication } from './application.ts';
import { waitingStates } from './application-lifecycle.ts';
import { daysDue, reminderAfter } from './reminders.ts';
import { findReminding, moveReminder, type RemindingRow } from './reminders-store.ts';
import { bankName, type Ground } from './use-case.ts';

export type Reminding = {
  readonly personId: PersonId;
  readonly applicationId: ApplicationId;
  /** When it fell due; the same reminder twice is one. */
  readonly remindAt: Temporal.Instant;
};

/** Days it has waited; 0 when there was nothing to be reminded of any more. */
export type Reminded = { readonly days: number };
export type RemindRefused = Refused<'APPLICATION_UNKNOWN', object> | CommandRefused;

/**
 * One event and one message, then the next reminder is set or none; the state does not change. Whatever fell due while
 * nobody was sweeping is one reminder, with the days it has really been.
 */
export const remindOfCard = async (
  ground: Ground,
  { personId, applicationId, remindAt }: Reminding,
): Promise<Result<Reminded, RemindRefused>> => {
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'remind-of-card',
    acting: { actor: 'system', actorId: 'reminders', channel: 'system', outlet: null, bank: null },
    key: {
      caller: 'system:reminders',
      key: `${applicationId}/${remindAt.toString()}`,
      request: { personId, applicationId },
    },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) => findReminding(ground.sql, { personId, applicationId }, earlierAnswer),
    decide: (row) => decide(ground, at, row),
  });
};

const decide = (ground: Ground, at: Temporal.Instant, row: RemindingRow): Decision<Reminded, never> => {
  const { sql, keys, policy } = ground;
  const { personId, applicationId, state, number, waitingSince, remindAt } = row;
  const isDue = remindAt !== null && Temporal.Instant.compare(remindAt, at) <= 0;
  const days = isDue && waitingSince && waitingStates.includes(state) ? daysDue(waitingSince, at) : undefined;
  if (days === undefined || waitingSince === null) return change({ days: 0 });
  const { phone: to, language } = openApplication(keys, personId, row.sealed);
  const bank = bankName(policy.current(), row.bank, language);
  const waits = `${days}`;
  const message =
    state === 'returned'
      ? messageJob({ kind: 'returned-reminder', to, language, parameters: { number, bank, days: waits } })
      : messageJob({
          ...{ kind: 'pickup-reminder', to, language },
          parameters: { number, outlet: row.outletName ?? bank, days: waits },
        });
  return change(
    { days },
    {
      happenings: [
        {
          action: 'remind-of-card',
          subject: `application:${applicationId}`,
          rules: ['R-DELIV-03'],
          facts: { state, days: waits },
        },
      ],
      writes: [moveReminder(sql, { applicationId, remindAt: reminderAfter(waitingSince, at) })],
      jobs: [message],
    },
  );
};

// The bureau lets a held application go on, exactly where it stood (G-38).
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import { releaseOrder } from '../production/order-parts.ts';
import { openApplication } from './application.ts';
import { type ApplicationState, releaseTo, waitingStates } from './application-lifecycle.ts';
import type { ApplicationRow } from './application-row.ts';
import { findApplicationOfNumber } from './applications-store.ts';
import { rulesOfHold } from './hold-reasons.ts';
import { moveToReleased } from './holds-store.ts';
import { reminderAfter } from './reminders.ts';
import type { Ground } from './use-case.ts';

export type Release = {
  /** Account of the clerk; that it may release, the border has seen to. */
  readonly clerkId: string;
  readonly key: string;
  /** Number of the application as it is kept. */
  readonly number: string;
};

export type Released = { readonly number: string; readonly state: ApplicationState };
export type ReleaseRefused =
  | Refused<'APPLICATION_UNKNOWN', object>
  | Refused<'WRONG_STATE', { readonly state: ApplicationState }>
  | CommandRefused;

/**
 * on-hold → the state it was held in; an order that left the feed waits there again. What it was held for holds it no
 * second time, and what has become known until now has been judged. The last day of production stays what it was.
 */
export const releaseApplication = async (
  ground: Ground,
  { clerkId, key, number }: Release,
): Promise<Result<Released, ReleaseRefused>> => {
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'release-application',
    acting: { actor: 'staff', actorId: clerkId, channel: 'console', outlet: null, bank: null },
    key: { caller: `staff:${clerkId}`, key, request: { number } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) => findApplicationOfNumber(ground.sql, number, earlierAnswer),
    decide: (row) => decide(ground, at, row),
  });
};

const decide = (ground: Ground, at: Temporal.Instant, row: ApplicationRow): Decision<Released, ReleaseRefused> => {
  const { number, applicationId, state, heldFrom, heldFor } = row;
  if (heldFrom === null || heldFor === null || !leadsFrom(releaseTo(heldFrom), state))
    return rejection(refused('WRONG_STATE', { state }), []);
  const { from, to } = releaseTo(heldFrom);
  const { phone, language } = openApplication(ground.keys, row.personId, row.sealed);
  const remindAt = waitingStates.includes(to) ? reminderAfter(at, at) : null;
  return change(
    { number, state: to },
    {
      happenings: [
        {
          action: 'release-application',
          subject: `application:${applicationId}`,
          rules: rulesOfHold(heldFor),
          facts: { from: state, to, reasons: heldFor.join(' ') },
        },
      ],
      writes: [moveToReleased(ground.sql, { applicationId, from, to, at, remindAt })],
      jobs: [messageJob({ kind: 'application-released', to: phone, language, parameters: { number } })],
    },
    ...releaseOrder(ground.sql, row, ground.businessClock()),
  );
};

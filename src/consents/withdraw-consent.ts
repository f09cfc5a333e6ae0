// Withdraws a consent: from now on, and with it the application that no bank has taken over yet.

import { openApplication } from '../applications/application.ts';
import { stepOf } from '../applications/move-application.ts';
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import type { PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import type { Channel } from '../policy/question.ts';
import { withdrawOrder } from '../production/order-parts.ts';
import type { ConsentGiver, ConsentKind } from './consent.ts';
import { findConsentToWithdraw, moveConsentToWithdrawn, type WithdrawalRow } from './consents-store.ts';

export type ConsentWithdrawal = {
  /** Whose data it is about. */
  readonly personId: PersonId;
  readonly actor: ConsentGiver;
  readonly actorId: string;
  readonly channel: Channel;
  readonly key: string;
  readonly kind: ConsentKind;
  /** '' for kinds that name nobody. */
  readonly bank: string;
};

/** `application` is the number of the one that was withdrawn along with it; '' when none was. */
export type ConsentWithdrawn = { readonly kind: ConsentKind; readonly bank: string; readonly application: string };

export type ConsentWithdrawRefused = Refused<'PERSON_UNKNOWN' | 'CONSENT_UNKNOWN', object> | CommandRefused;

/**
 * What was done before stays lawful (Personal Information Protection Law, article 15): a bank that has taken the order
 * over goes on with it. An order still with us is not handed over without consent, so its application is withdrawn in
 * the same statement.
 */
export const withdrawConsent = async (
  ground: Ground,
  withdrawal: ConsentWithdrawal,
): Promise<Result<ConsentWithdrawn, ConsentWithdrawRefused>> => {
  const { personId, actor, actorId, channel, key, kind, bank } = withdrawal;
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'withdraw-consent',
    acting: { actor, actorId, channel, outlet: null, bank: null },
    key: { caller: `person:${actorId}`, key, request: { personId, kind, bank } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('PERSON_UNKNOWN', {}),
    read: (earlierAnswer) => findConsentToWithdraw(ground.sql, { personId, kind, bank }, earlierAnswer),
    decide: (row) => decide(ground, { kind, bank, at }, row),
  });
};

type Given = { readonly kind: ConsentKind; readonly bank: string; readonly at: Temporal.Instant };

const decide = (
  ground: Ground,
  { kind, bank, at }: Given,
  row: WithdrawalRow,
): Decision<ConsentWithdrawn, ConsentWithdrawRefused> => {
  if (!row.inForce) return rejection(refused('CONSENT_UNKNOWN', {}), []);
  return change(
    { kind, bank, application: row.number ?? '' },
    {
      happenings: [
        { action: 'withdraw-consent', subject: `consent:${kind}`, rules: [], facts: bank === '' ? {} : { bank } },
      ],
      writes: [moveConsentToWithdrawn(ground.sql, { kind, bank, at })],
    },
    ...withdrawnWith(ground, row),
  );
};

const withdrawnWith = (ground: Ground, row: WithdrawalRow): readonly Part[] => {
  const { personId, applicationId, number, state, sealed, orderBank: bank, orderVisibleAt } = row;
  if (applicationId === null || number === null || state === null || sealed === null) return [];
  const { channel, dueOn, limitMissedOn } = row;
  if (bank === null || orderVisibleAt === null || channel === null) throw new Error('an application without its order');
  const application = { personId, applicationId, state, heldFrom: null, channel, dueOn, limitMissedOn };
  const { phone, language } = openApplication(ground.keys, personId, sealed);
  return [
    stepOf(ground, application, { action: 'withdraw-application', rules: [] }),
    ...withdrawOrder(ground.sql, { applicationId, bank, number, orderVisibleAt }, ground.businessClock()),
    { jobs: [messageJob({ kind: 'application-withdrawn', to: phone, language, parameters: { number } })] },
  ];
};

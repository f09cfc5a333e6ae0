// The bureau sends an application back: why, by listed reasons, and the order leaves its bank (3.3-f).
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { voidCard } from '../cards/card-parts.ts';
import { socialSecurityLifecycle } from '../cards/social-security-lifecycle.ts';
import { messageJob } from '../messages/message.ts';
import { giveBackForCorrection } from '../photos/photo-parts.ts';
import { recallOrder } from '../production/order-parts.ts';
import { openApplication } from './application.ts';
import { type ApplicationState, applicationLifecycle } from './application-lifecycle.ts';
import type { ApplicationRow } from './application-row.ts';
import { findApplicationOfNumber } from './applications-store.ts';
import { stepOf } from './move-application.ts';
import { allOf, type RejectionReason } from './rejection-reasons.ts';
import type { Ground } from './use-case.ts';

export type ApplicationRejection = {
  /** Account of the clerk, or the client of the bureau's own system; that it may reject, the border has seen to. */
  readonly clerkId: string;
  readonly key: string;
  /** Number of the application as it is kept. */
  readonly number: string;
  /** At least one, each once; all that is wrong is told at once. */
  readonly reasons: readonly RejectionReason[];
};

export type Rejected = { readonly number: string; readonly state: ApplicationState };

export type RejectRefused =
  | Refused<'APPLICATION_UNKNOWN', object>
  | Refused<'WRONG_STATE', { readonly state: ApplicationState }>
  | CommandRefused;

/**
 * submitted, on-hold → rejected: as long as the bank has opened no account, or from a hold at any time. The order leaves
 * its feed also where it was taken over; a card number that was allotted is no more, and a card that was made has ended.
 * The person is told, and either corrects it under its number or applies anew. What is wrong with no part of it can be
 * sent again; pictures are kept for that.
 */
export const rejectApplication = async (
  ground: Ground,
  { clerkId, key, number, reasons }: ApplicationRejection,
): Promise<Result<Rejected, RejectRefused>> => {
  if (reasons.length === 0) throw new RangeError('a rejection needs a reason');
  return await changePerson(ground, {
    action: 'reject-application',
    acting: { actor: 'staff', actorId: clerkId, channel: 'console', outlet: null, bank: null },
    key: { caller: `staff:${clerkId}`, key, request: { number, reasons } },
    at: ground.businessClock(),
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) => findApplicationOfNumber(ground.sql, number, earlierAnswer),
    decide: (row) => decide(ground, reasons, row),
  });
};

const decide = (
  ground: Ground,
  reasons: readonly RejectionReason[],
  row: ApplicationRow,
): Decision<Rejected, RejectRefused> => {
  const { number, applicationId, state } = row;
  const rules = allOf(reasons, 'rules');
  if (!leadsFrom(applicationLifecycle['reject-application'], state))
    return rejection(refused('WRONG_STATE', { state }), rules);
  const content = openApplication(ground.keys, row.personId, row.sealed);
  const { phone, language } = content;
  const rejected = allOf(reasons, 'pictures');
  return change(
    { number, state: applicationLifecycle['reject-application'].to },
    stepOf(ground, row, {
      ...{ action: 'reject-application', rules, facts: { reasons: reasons.join(' ') } },
      ...(row.cardId && { content: { ...content, cardNumber: null, trackingNumber: null }, dropsCard: true }),
    }),
    ...voidedWith(ground, row, rules),
    giveBackForCorrection(ground.sql, { applicationId, rejected, at: ground.businessClock() }),
    ...recallOrder(ground.sql, row, ground.businessClock()),
    { jobs: [messageJob({ kind: 'application-rejected', to: phone, language, parameters: { number } })] },
  );
};

/** The card that was made for it; before it is made there is none, and one that has ended has ended. */
const voidedWith = (ground: Ground, row: ApplicationRow, rules: readonly string[]): readonly Part[] => {
  const { cardId, cardState: state, cardFinancial: account } = row;
  if (!cardId || !state || !leadsFrom(socialSecurityLifecycle['void-card'], state)) return [];
  return [voidCard(ground.sql, { cardId, state, account, at: ground.businessClock(), rules })];
};

// The first steps of a change of bank: at the issuing bank the card is given back and both its functions are cancelled (R-CHANGEBANK-03, R-CHANGEBANK-04).
import { runningStates } from '../applications/application-lifecycle.ts';
import { listApplications } from '../applications/progress-store.ts';
import { type Ground, notPermitted } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { bankLeft } from '../bank-changes/bank-change-parts.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import { personFrom } from '../people/person-row.ts';
import { admit } from '../policy/admit.ts';
import { accountCancelling } from './account-cancelling.ts';
import {
  actingOf,
  askerFacts,
  type CardAsker,
  type CardRefused,
  callerOf,
  cardQuestion,
  unmetCondition,
} from './card-asker.ts';
import { cancelledCard } from './card-parts.ts';
import { type NamedCard, refOf, requestOf } from './enable-card.ts';
import { contactOf, receivedCard } from './enabling.ts';
import { asOf } from './loss.ts';
import { findLoss, type LossRow } from './loss-store.ts';
import { noticeOfLoss } from './scene-notices.ts';

const service = 'change-bank-cancel';

export type LeavingBank = NamedCard &
  CardAsker & {
    readonly key: string;
    /** The clerk has taken the card back. */
    readonly collected: boolean;
    /** The person was told of the effect on benefits, where the gate asks for it (R-CHANGEBANK-07). */
    readonly warned: boolean;
  };

export type LeftBank = {
  readonly cardId: string;
  /** The bank was asked to cancel the account. */
  readonly accountAsked: boolean;
};

export type LeaveRefused =
  | CardRefused
  | Refused<'CARD_UNKNOWN' | 'CARD_NOT_COLLECTED' | 'WARNING_NOT_READ' | 'CARD_HAS_NO_BANK', object>
  | CommandRefused;

/**
 * From here on the person has no card until that of the new bank; it needs no paper of an office (C-23). Refused is what the
 * gate refuses (another bank's counter, six months not over, an application that runs), a card that was not taken back, and a
 * warning nobody has heard. What follows is an application, at the new bank's counter or online (R-CHANGEBANK-05).
 */
export const leaveBank = async (ground: Ground, leaving: LeavingBank): Promise<Result<LeftBank, LeaveRefused>> => {
  const { actor, channel, key, served, collected, warned } = leaving;
  const at = ground.businessClock();
  const outletId = served?.outletId ?? null;
  const wish = { collected, warned, actor, channel, outletId };
  return await changePerson<Read, LeftBank, LeaveRefused>(ground, {
    action: service,
    acting: actingOf(leaving),
    key: { caller: callerOf(leaving), key, request: { ...requestOf(leaving), ...wish } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: async (earlierAnswer) => {
      const row = await findLoss(ground.sql, { ref: refOf(ground, leaving), outletId, since: at }, earlierAnswer);
      return row && { ...row, isRunning: await isRunning(ground, row) };
    },
    decide: (stored) => decide(ground, { leaving, at }, stored),
  });
};

type Read = LossRow & { readonly isRunning: boolean };
type Case = { readonly leaving: LeavingBank; readonly at: Temporal.Instant };

const isRunning = async ({ sql }: Ground, { personId }: LossRow): Promise<boolean> =>
  (await listApplications(sql, personId)).some(({ state }) => runningStates.some((each) => each === state));

const decide = (ground: Ground, { leaving, at }: Case, stored: Read): Decision<LeftBank, LeaveRefused> => {
  const { sql, keys, policy } = ground;
  const row = asOf(stored, at);
  const question = cardQuestion(keys, { service, asker: leaving, row, at });
  const verdict = admit(policy.current(), {
    ...question,
    person: { ...question.person, runningApplication: stored.isRunning },
  });
  if (!verdict.permitted) return notPermitted(verdict);
  const { rules } = verdict;
  const unmet = unmetCondition(keys, verdict, { asker: leaving, row });
  if (unmet) return rejection(unmet, rules);
  if (verdict.conditions.includes('change-bank-with-care') && !leaving.warned)
    return rejection(refused('WARNING_NOT_READ', {}), ['R-CHANGEBANK-07']);
  if (!leaving.collected) return rejection(refused('CARD_NOT_COLLECTED', {}), ['R-CHANGEBANK-04']);
  const { cardId, personId, cardBank, cardSealed } = row;
  if (cardBank === null) return rejection(refused('CARD_HAS_NO_BANK', {}), rules);
  const account = accountCancelling(ground, { asked: leaving, at }, row);
  if (!account.ok) return account;
  const person = personFrom(keys, personId, row);
  const { coreNumber, lastBankChangeOn: formerChangeOn } = person;
  const from = stored.socialSecurity;
  const facts = { from, reason: 'change-bank', collected: 'yes', ...askerFacts(leaving) };
  const contact = contactOf(keys, row);
  return change(
    { cardId, accountAsked: account.parts.length > 0 },
    cancelledCard(sql, { cardId, at, stored: from, rules, facts }),
    ...(row.applicationState === 'mailed' ? [receivedCard(ground, row)] : []),
    // Medical care knows enabled cards only.
    ...(from === 'enabled' ? [noticeOfLoss(keys, { personId, cardSealed, coreNumber, at }, 'card-lost')] : []),
    ...account.parts,
    bankLeft(sql, { cardId, fromBank: cardBank, at, formerChangeOn }),
    ...(contact
      ? [{ jobs: [messageJob({ kind: 'bank-left', to: contact.phone, language: contact.language, parameters: {} })] }]
      : []),
  );
};

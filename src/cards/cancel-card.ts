// Cancels a card: its social-security function for a reason that is settled elsewhere, and then its account, which is the bank's.
import { type Ground, notPermitted } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, type Rejection, rejection } from '../audit/command.ts';
import { dateIn } from '../base/dates.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import type { PersonRecord } from '../people/person.ts';
import { isDead, personFacts } from '../people/person-facts.ts';
import { personFrom } from '../people/person-row.ts';
import { admit } from '../policy/admit.ts';
import type { FinancialState } from '../policy/question.ts';
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

/** R-CANCEL-01; a change of bank is a service of its own (C-23). */
export const cancelReasons = ['death', 'settled-abroad', 'transferred-out', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

export const cancelServices = ['cancel', 'cancel-finance'] as const;
export type CancelService = (typeof cancelServices)[number];

export type Cancelling = NamedCard &
  CardAsker & {
    readonly key: string;
  } & (
    | {
        readonly service: 'cancel';
        readonly reason: CancelReason;
        /** The account too, in the same session at the issuing bank (R-CANCEL-04). */
        readonly withAccount: boolean;
      }
    | { readonly service: 'cancel-finance' }
  );

export type Cancelled = {
  readonly cardId: string;
  /** From when on the bank may suspend what is not done at its counters, `yyyy-mm-dd` (R-CANCEL-06). */
  readonly nonCounterFrom: string | null;
  readonly financial: FinancialState | null;
  /** The bank was asked to cancel the account. */
  readonly accountAsked: boolean;
};

export type CancelRefused = CardRefused | Refused<'CARD_UNKNOWN' | 'BY_OTHERS_AFTER_DEATH', object> | CommandRefused;

/**
 * The social-security function first, at district, street or any cooperating bank; the account only afterwards and only at
 * its own bank, which is asked and does it (R-CANCEL-03, R-CANCEL-04, R-CANCEL-07). Refused is what the gate refuses, with
 * whether the end is settled at the offices before us as the record or a paper says (R-CANCEL-02), and a deceased who is
 * said to ask themself: for them an agent comes with proofs instead of an authorisation (G-03). A card that is cancelled
 * already is answered as such.
 */
export const cancelCard = async (ground: Ground, asked: Cancelling): Promise<Result<Cancelled, CancelRefused>> => {
  const { service, actor, channel, key, served } = asked;
  const at = ground.businessClock();
  const outletId = served?.outletId ?? null;
  const wish = service === 'cancel' ? { reason: asked.reason, withAccount: asked.withAccount } : {};
  return await changePerson(ground, {
    action: service,
    acting: actingOf(asked),
    key: { caller: callerOf(asked), key, request: { ...requestOf(asked), service, ...wish, actor, channel, outletId } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: (earlierAnswer) => findLoss(ground.sql, { ref: refOf(ground, asked), outletId, since: at }, earlierAnswer),
    decide: (stored) => decide(ground, { asked, at }, stored),
  });
};

type Case = { readonly asked: Cancelling; readonly at: Temporal.Instant };

const decide = (ground: Ground, given: Case, stored: LossRow): Decision<Cancelled, CancelRefused> => {
  const { asked, at } = given;
  const row = asOf(stored, at);
  if (asked.service === 'cancel-finance') return cancelAccount(ground, given, row);
  if (row.socialSecurity === 'cancelled' && !asked.withAccount) return change(answerOf(row, null));
  const person = personFrom(ground.keys, row.personId, row);
  const permitted = mayCancel(ground, given, { row, person, reason: asked.reason });
  if (!permitted.ok) return permitted;
  const account = asked.withAccount ? accountCancelling(ground, given, row) : { ok: true as const, parts: [] };
  if (!account.ok) return account;
  const nonCounterFrom = nonCounterDay(at).toString();
  const { cardId, personId, cardSealed } = row;
  const from = stored.socialSecurity;
  const facts = { from, reason: asked.reason, 'non-counter-from': nonCounterFrom, ...askerFacts(asked) };
  const noticed = { personId, cardSealed, coreNumber: person.coreNumber, at };
  return change(
    { ...answerOf(row, nonCounterFrom), accountAsked: account.parts.length > 0 },
    cancelledCard(ground.sql, { cardId, at, stored: from, rules: permitted.rules, facts }),
    ...(row.applicationState === 'mailed' ? [receivedCard(ground, row)] : []),
    // Medical care knows enabled cards only.
    ...(from === 'enabled' ? [noticeOfLoss(ground.keys, noticed, 'card-lost')] : []),
    ...account.parts,
    ...messaged(ground, row, asked.reason),
  );
};

/** R-CANCEL-06: from when on the bank may stop what is not done at its counters, six months after the social-security function ended. */
export const nonCounterDay = (endedAt: Temporal.Instant): Temporal.PlainDate => dateIn(endedAt).add({ months: 6 });

const answerOf = (
  { cardId, financial }: Pick<LossRow, 'cardId' | 'financial'>,
  nonCounterFrom: string | null,
): Cancelled => ({ cardId, nonCounterFrom, financial, accountAsked: false });

type Found = { readonly row: LossRow; readonly person: PersonRecord };

/**
 * Settled is what the record says has ended (a death, the insurance after a move), or what a paper of the office proves
 * (R-CANCEL-02).
 */
const isSettled = (
  { reason, served, at }: { reason: CancelReason; served: CardAsker['served']; at: Temporal.Instant },
  person: PersonRecord,
): boolean => {
  if (served?.documents.includes('settlement-proof')) return true;
  const on = dateIn(at);
  if (reason === 'death') return isDead(person, on);
  return reason !== 'other' && personFacts(person, on).insured === false;
};

const mayCancel = (
  { keys, policy }: Ground,
  { asked, at }: Case,
  { row, person, reason }: Found & { readonly reason: CancelReason },
): Rejection<CancelRefused> | { readonly ok: true; readonly rules: readonly string[] } => {
  const { actor, served } = asked;
  if (actor === 'holder' && (reason === 'death' || isDead(person, dateIn(at))))
    return rejection(refused('BY_OTHERS_AFTER_DEATH', {}), ['R-CANCEL-02', 'R-PROXY-05']);
  const question = cardQuestion(keys, { service: 'cancel', asker: asked, row, at });
  const upstreamSettled = isSettled({ reason, served, at }, person);
  const verdict = admit(policy.current(), { ...question, reason, person: { ...question.person, upstreamSettled } });
  if (!verdict.permitted) return notPermitted(verdict);
  const unmet = unmetCondition(keys, verdict, { asker: asked, row });
  return unmet ? rejection(unmet, verdict.rules) : { ok: true, rules: verdict.rules };
};

/** R-CANCEL-07: asked of the gate with what the card is, so never before the social-security function. */
const cancelAccount = (ground: Ground, given: Case, row: LossRow): Decision<Cancelled, CancelRefused> => {
  const { keys, policy } = ground;
  const { asked, at } = given;
  const verdict = admit(policy.current(), cardQuestion(keys, { service: 'cancel-finance', asker: asked, row, at }));
  if (!verdict.permitted) return notPermitted(verdict);
  const account = accountCancelling(ground, given, row);
  if (!account.ok) return account;
  return change({ ...answerOf(row, null), accountAsked: account.parts.length > 0 }, ...account.parts);
};

/** Nobody writes to the phone of the dead. */
const messaged = ({ keys }: Ground, row: LossRow, reason: CancelReason): readonly Part[] => {
  const contact = reason === 'death' ? undefined : contactOf(keys, row);
  if (!contact) return [];
  return [
    { jobs: [messageJob({ kind: 'card-cancelled', to: contact.phone, language: contact.language, parameters: {} })] },
  ];
};

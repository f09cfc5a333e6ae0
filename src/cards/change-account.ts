// What only the issuing bank does with an account, asked for at its own counter: formal loss and release of the account alone, and its phone.
import { type Ground, notPermitted } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { askBank, replaceRequests } from '../finance/ask-bank.ts';
import { type BankRequestKind, matterOf } from '../finance/bank-request.ts';
import { isMobilePhone, normalisePhone } from '../people/phone.ts';
import { admit } from '../policy/admit.ts';
import type { FinancialState } from '../policy/question.ts';
import { accountMoved } from './account-parts.ts';
import {
  type AccountService,
  actingOf,
  askerFacts,
  type CardAsker,
  type CardRefused,
  callerOf,
  cardQuestion,
  unmetCondition,
  wrongOutlet,
} from './card-asker.ts';
import { type NamedCard, refOf, requestOf } from './enable-card.ts';
import type { FinancialAction } from './financial-lifecycle.ts';
import { asOf } from './loss.ts';
import { findLoss, type LossRow } from './loss-store.ts';

export type AccountChange = NamedCard &
  CardAsker & {
    readonly service: AccountService;
    readonly key: string;
    /** The new number of `change-bank-phone`. */
    readonly phone?: string;
  };

export type AccountChanged = {
  readonly cardId: string;
  readonly financial: FinancialState | null;
  /** What the bank was asked and has not answered; null: it did it itself. */
  readonly asked: BankRequestKind | null;
};

export type AccountRefused =
  | CardRefused
  | Refused<'CARD_UNKNOWN' | 'CARD_HAS_NO_BANK', object>
  | Refused<'PHONE_NOT_A_MOBILE', object>
  | CommandRefused;

/**
 * At the issuing bank alone (R-LOSS-11, R-BANK-10, R-INFO-02). Where its clerk types it in here the bank is asked and the
 * account follows when it confirms; where the bank reports by its interface it has done it. Asked twice for the same, it
 * is asked once. Refused is what the gate refuses, and a phone that is no mobile number.
 */
export const changeAccount = async (
  ground: Ground,
  asked: AccountChange,
): Promise<Result<AccountChanged, AccountRefused>> => {
  const { service, actor, channel, key, served } = asked;
  const at = ground.businessClock();
  const phone = normalisePhone(asked.phone ?? '');
  const outletId = served?.outletId ?? null;
  // The number itself is no part of what is kept of the key.
  const request = {
    ...requestOf(asked),
    service,
    actor,
    channel,
    outletId,
    phone: ground.keys.blind('phone', phone).toString('hex'),
  };
  return await changePerson(ground, {
    action: service,
    acting: actingOf(asked),
    key: { caller: callerOf(asked), key, request },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: (earlierAnswer) => findLoss(ground.sql, { ref: refOf(ground, asked), outletId, since: at }, earlierAnswer),
    decide: (row) => decide(ground, { asked: { ...asked, phone }, at }, row),
  });
};

type Case = { readonly asked: AccountChange & { readonly phone: string }; readonly at: Temporal.Instant };

const decide = (ground: Ground, { asked, at }: Case, stored: LossRow): Decision<AccountChanged, AccountRefused> => {
  const { service, phone, served } = asked;
  const elsewhere = wrongOutlet(asked, stored);
  if (elsewhere) return rejection(elsewhere, ['R-BANK-10']);
  const row = asOf(stored, at);
  const verdict = admit(ground.policy.current(), cardQuestion(ground.keys, { service, asker: asked, row, at }));
  if (!verdict.permitted) return notPermitted(verdict);
  const { rules } = verdict;
  const unmet = unmetCondition(ground.keys, verdict, { asker: asked, row });
  if (unmet) return rejection(unmet, rules);
  if (service === 'change-bank-phone' && !isMobilePhone(phone))
    return rejection(refused('PHONE_NOT_A_MOBILE', {}), rules);
  const { personId, cardId, cardBank: bank, financial } = row;
  if (bank === null || financial === null) return rejection(refused('CARD_HAS_NO_BANK', {}), rules);
  const { kind, action } = stepOf(service, financial);
  const happened = { action: service, subject: `card:${cardId}`, rules, facts: askerFacts(asked) };
  if (served?.by === 'bank') {
    const moved = action === null ? {} : accountMoved(ground.sql, { cardId, action, financial, rules });
    const done: readonly Part[] = [moved, replaceRequests(ground.sql, cardId, matterOf[kind])];
    return change({ cardId, financial: action && after[action], asked: null }, { happenings: [happened] }, ...done);
  }
  const answer = { cardId, financial, asked: kind };
  if (row.asked === kind && row.askState === 'requested') return change(answer);
  const content = service === 'change-bank-phone' ? { content: { phone } } : {};
  return change(answer, { happenings: [happened] }, askBank(ground, { personId, cardId, bank, kind, at, ...content }));
};

type AccountStep = { readonly kind: BankRequestKind; readonly action: AccountAction | null };
type AccountAction = Extract<FinancialAction, 'lose-account' | 'resume-account' | 'release-account'>;

const after = {
  'lose-account': 'formally-lost',
  'resume-account': 'active',
  'release-account': 'active',
} as const satisfies Record<AccountAction, FinancialState>;

/** A release ends whatever stops the account (3.3-b). */
const stepOf = (service: AccountService, financial: FinancialState): AccountStep => {
  if (service === 'change-bank-phone') return { kind: 'change-phone', action: null };
  if (service === 'report-formal-loss-finance') return { kind: 'formal-loss', action: 'lose-account' };
  return financial === 'suspended'
    ? { kind: 'resume', action: 'resume-account' }
    : { kind: 'release-formal-loss', action: 'release-account' };
};

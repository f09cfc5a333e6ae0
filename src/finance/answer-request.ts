// The bank of a card answers what it was asked: it has done it, or it does not; the mirror of the account follows (R-BANK-10).
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { accountMoved } from '../cards/account-parts.ts';
import type { FinancialAction } from '../cards/financial-lifecycle.ts';
import { paidBack } from '../scenes/transit-parts.ts';
import type { BankRefusalReason, BankRequestId, BankRequestKind } from './bank-request.ts';
import { type BankRequestState, bankRequestLifecycle } from './bank-request-lifecycle.ts';
import { type BankRequestRow, findBankRequest, moveBankRequest } from './bank-requests-store.ts';
import { rulesOf } from './bank-rules.ts';
import { tellRequest } from './tell-request.ts';

export type BankAnswer =
  | { readonly outcome: 'confirmed' }
  | { readonly outcome: 'refused'; readonly reason: BankRefusalReason };

export type RequestAnswer = {
  readonly bank: string;
  readonly key: string;
  readonly bankRequestId: BankRequestId;
  readonly answer: BankAnswer;
};

export type RequestAnswered = { readonly bankRequestId: string; readonly state: BankRequestState };
export type RequestRefused =
  | Refused<'BANK_REQUEST_UNKNOWN', object>
  | Refused<'WRONG_REQUEST_STATE', { readonly state: BankRequestState }>
  | CommandRefused;

const actions = { confirmed: 'confirm-request', refused: 'refuse-request' } as const;

/**
 * requested or timed-out → confirmed or refused. A late answer counts: the bank says what it has done. The same answer again
 * changes nothing, under whatever key; another one is WRONG_REQUEST_STATE, and so is one to a request that a later wish
 * replaced. A request of another bank is BANK_REQUEST_UNKNOWN.
 */
export const answerRequest = async (
  ground: Ground,
  { bank, key, bankRequestId, answer }: RequestAnswer,
): Promise<Result<RequestAnswered, RequestRefused>> => {
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: actions[answer.outcome],
    acting: { actor: 'bank', actorId: bank, channel: 'bank-interface', outlet: null, bank },
    key: { caller: `bank:${bank}`, key, request: { bankRequestId, ...answer } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('BANK_REQUEST_UNKNOWN', {}),
    read: (earlierAnswer) => findBankRequest(ground.sql, { bankRequestId, bank }, earlierAnswer),
    decide: (row) => decide(ground, { answer, at }, row),
  });
};

type Case = { readonly answer: BankAnswer; readonly at: Temporal.Instant };

const decide = (
  ground: Ground,
  { answer, at }: Case,
  row: BankRequestRow,
): Decision<RequestAnswered, RequestRefused> => {
  const { bankRequestId, state, kind, dueAt, rounds } = row;
  const action = actions[answer.outcome];
  const { from, to } = bankRequestLifecycle[action];
  const reason = answer.outcome === 'refused' ? answer.reason : null;
  if (state === to && reason === row.refusal) return change({ bankRequestId, state });
  const rules = rulesOf[kind];
  if (!leadsFrom(bankRequestLifecycle[action], state))
    return rejection(refused('WRONG_REQUEST_STATE', { state }), rules);
  const facts = { from: state, to, kind, ...(reason && { reason }) };
  const answered: Part = {
    happenings: [{ action, subject: `bank-request:${bankRequestId}`, rules, facts }],
    writes: [moveBankRequest(ground.sql, { bankRequestId, from, to, dueAt, rounds, answeredAt: at, refusal: reason })],
  };
  const follows = answer.outcome === 'confirmed' ? done(ground, row, at) : [tellRequest(ground, row, 'bank-refused')];
  return change({ bankRequestId, state: to }, answered, ...follows);
};

/** What becomes of the account once the bank has done it; null: nothing that is mirrored here. */
const accountActions: Readonly<Record<BankRequestKind, FinancialAction | null>> = {
  suspend: 'suspend-account',
  resume: 'resume-account',
  'formal-loss': 'lose-account',
  'release-formal-loss': 'release-account',
  cancel: 'cancel-account',
  'change-phone': null,
  refund: null,
};

const done = (ground: Ground, row: BankRequestRow, at: Temporal.Instant): readonly Part[] =>
  row.kind === 'refund'
    ? [paidBack(ground.sql, { cardId: row.cardId, at }), tellRequest(ground, row, 'transit-refund-paid')]
    : [mirrored(ground, row)];

const mirrored = ({ sql }: Ground, { kind, cardId, financial }: BankRequestRow): Part => {
  const action = accountActions[kind];
  return action === null ? {} : accountMoved(sql, { cardId, action, financial, rules: rulesOf[kind] });
};

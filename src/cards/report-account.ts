// The bank says what it has done with an account by its own rules: a suspension that ended after its own time, or one of its own (R-LOSS-04).
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { dateIn } from '../base/dates.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { replaceRequests } from '../finance/ask-bank.ts';
import { accountMoved } from './account-parts.ts';
import { nonCounterDay } from './cancel-card.ts';
import { refOf } from './enable-card.ts';
import { type FinancialAction, financialLifecycle } from './financial-lifecycle.ts';
import { findLoss, type LossRow } from './loss-store.ts';

/** What a bank can report an account to be; that it was cancelled follows from a cancellation alone (R-CANCEL-07). */
export const reportedStates = ['active', 'suspended', 'formally-lost', 'non-counter-suspended'] as const;
export type ReportedState = (typeof reportedStates)[number];

export type AccountReport = {
  readonly bank: string;
  readonly key: string;
  /** 卡号. */
  readonly cardNumber: string;
  readonly financial: ReportedState;
};

export type AccountReported = { readonly financial: ReportedState };
export type ReportAccountRefused =
  | Refused<'CARD_UNKNOWN', object>
  | Refused<'WRONG_ACCOUNT_STATE', { readonly cardState: string }>
  | Refused<'NON_COUNTER_TOO_EARLY', object>
  | CommandRefused;

const rules = ['R-LOSS-04', 'R-BANK-10'];
const actions: readonly FinancialAction[] = [
  ...(['suspend-account', 'resume-account', 'lose-account', 'release-account', 'stop-non-counter'] as const),
];

/** R-CANCEL-06: only once the social-security function was cancelled, and from the day on that is six months after. */
const isNonCounterDue = ({ socialSecurity, endedAt }: LossRow, at: Temporal.Instant): boolean =>
  socialSecurity === 'cancelled' &&
  endedAt !== null &&
  Temporal.PlainDate.compare(nonCounterDay(endedAt), dateIn(at)) <= 0;

/**
 * The card of another bank is CARD_UNKNOWN. What is so already changes nothing; what the table does not lead to is
 * WRONG_ACCOUNT_STATE, and what is not at a counter is stopped six months after a cancellation at the earliest
 * (NON_COUNTER_TOO_EARLY).
 */
export const reportAccount = async (
  ground: Ground,
  report: AccountReport,
): Promise<Result<AccountReported, ReportAccountRefused>> => {
  const { bank, key, cardNumber, financial } = report;
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'report-account',
    acting: { actor: 'bank', actorId: bank, channel: 'bank-interface', outlet: null, bank },
    key: { caller: `bank:${bank}`, key, request: { cardNumber, financial } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: async (earlierAnswer) => {
      const row = await findLoss(
        ground.sql,
        { ref: refOf(ground, { cardNumber }), outletId: null, since: at },
        earlierAnswer,
      );
      return row?.cardBank === bank ? row : undefined;
    },
    decide: (row) => decide(ground, { financial, at }, row),
  });
};

const decide = (
  { sql }: Ground,
  { financial, at }: { readonly financial: ReportedState; readonly at: Temporal.Instant },
  row: LossRow,
): Decision<AccountReported, ReportAccountRefused> => {
  const { cardId, financial: from } = row;
  if (from === financial) return change({ financial });
  const action = actions.find(
    (each) => from !== null && financialLifecycle[each].to === financial && leadsFrom(financialLifecycle[each], from),
  );
  if (action === undefined) return rejection(refused('WRONG_ACCOUNT_STATE', { cardState: from ?? 'none' }), rules);
  if (action === 'stop-non-counter' && !isNonCounterDue(row, at))
    return rejection(refused('NON_COUNTER_TOO_EARLY', {}), ['R-CANCEL-06']);
  return change(
    { financial },
    accountMoved(sql, { cardId, action, financial: from, rules }),
    replaceRequests(sql, cardId, 'account'),
  );
};

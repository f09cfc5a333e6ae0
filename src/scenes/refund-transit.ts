// 退资: the balance of a damaged card is paid back to an account its holder names, within two natural days (R-TRANSIT-11).
import type { Ground } from '../applications/use-case.ts';
import { type Part, rejection } from '../audit/command.ts';
import { cityTimeZone } from '../base/dates.ts';
import { newId } from '../base/ids.ts';
import { yuanText } from '../base/money.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { contactOf } from '../cards/enabling.ts';
import { askBank } from '../finance/ask-bank.ts';
import { messageJob } from '../messages/message.ts';
import { accountText, type EntryId, type RefundAccount } from './transit.ts';
import {
  type AtCounter,
  type Changed,
  changeTransit,
  type Found,
  type TransitChanged,
  type TransitRefused,
} from './transit-change.ts';
import { insertEntry, upsertWallet } from './transit-store.ts';

export type TransitRefund = AtCounter & { readonly account: RefundAccount };

/** REFUND_IS_UNDER_WAY: the bank has not refused the account that was named before. */
export type RefundRefused =
  | TransitRefused
  | Refused<'EXCHANGE_NOT_ASKED' | 'NOTHING_TO_REFUND' | 'ACCOUNT_NOT_ACTIVE' | 'REFUND_IS_UNDER_WAY', object>;

type Refund = (ground: Ground, asked: TransitRefund) => Promise<Result<TransitChanged, RefundRefused>>;

/**
 * ready or closed → refund-pending: the whole balance leaves the purse with one line, and the issuing bank is asked to pay it
 * by the end of the second day. A lost card's balance is not paid back (R-TRANSIT-10): the gate says so. What the operator
 * still tells of the purse afterwards is refused, as its balance is out.
 */
export const orderTransitRefund: Refund = (ground, asked) => {
  const { account } = asked;
  return changeTransit<RefundRefused>(ground, {
    ...{ action: 'order-transit-refund', service: 'refund-transit', asked, request: { account } },
    decide: (found) => {
      const problem = problemOf(found) ?? accountProblem(account, found);
      return problem ? rejection(problem, found.verdict.rules) : ordered(ground, asked, found);
    },
  });
};

/** The bank could not pay it there: another account, the same amount and the same last day, which may be over. */
export const redirectTransitRefund: Refund = (ground, asked) => {
  const { account } = asked;
  return changeTransit<RefundRefused>(ground, {
    ...{ action: 'redirect-transit-refund', service: 'refund-transit', asked, request: { account } },
    decide: (found) => {
      const problem = found.row.isRefundRefused ? accountProblem(account, found) : refused('REFUND_IS_UNDER_WAY', {});
      return problem ? rejection(problem, found.verdict.rules) : redirected(ground, account, found);
    },
  });
};

type OwnRefusal = Exclude<RefundRefused, TransitRefused>;

const problemOf = ({ row }: Found): OwnRefusal | undefined => {
  const isHeld = row.socialSecurity === 'enabled' || row.socialSecurity === 'not-enabled';
  if (isHeld && !row.isExchanged) return refused('EXCHANGE_NOT_ASKED', {});
  return row.balanceFen <= 0 ? refused('NOTHING_TO_REFUND', {}) : undefined;
};

const accountProblem = ({ to }: RefundAccount, { row }: Found): OwnRefusal | undefined =>
  to === 'card-account' && row.financial !== 'active' ? refused('ACCOUNT_NOT_ACTIVE', {}) : undefined;

const ordered = (ground: Ground, { account, served }: TransitRefund, found: Found): Changed => {
  const { row, verdict, at, facts } = found;
  const { cardId, suburbanRailAt, balanceFen } = row;
  if (verdict.dueOn === null) throw new Error('a refund without a last day');
  const refundDueOn = Temporal.PlainDate.from(verdict.dueOn);
  const entryId = newId<EntryId>();
  const entry = {
    ...({ entryId, kind: 'refund', fen: -balanceFen, happenedAt: at, payment: null } as const),
    ...{ reportedBy: served.by, bank: served.bank },
  };
  const happened = {
    ...{ action: 'order-transit-refund', subject: `card:${cardId}`, rules: verdict.rules },
    facts: { ...facts, entry: entryId, amount: yuanText(-balanceFen), due: verdict.dueOn, account: account.to },
  };
  const writes = [
    upsertWallet(ground.sql, { cardId, state: 'refund-pending', suburbanRailAt, refundDueOn }),
    insertEntry(ground.sql, cardId, entry),
  ];
  const order = { fen: balanceFen, account, dueOn: refundDueOn };
  return {
    ok: true,
    parts: [{ happenings: [happened], writes }, asking(ground, found, order), told(ground, found, refundDueOn)],
    ...{ balanceFen: 0, suburbanRail: suburbanRailAt !== null, refundDueOn },
  };
};

const redirected = (ground: Ground, account: RefundAccount, found: Found): Changed => {
  const { row, verdict, facts } = found;
  const { cardId, suburbanRailAt, refundDueOn, refundFen } = row;
  if (refundDueOn === null) throw new Error('a refund without a last day');
  const happened = {
    ...{ action: 'redirect-transit-refund', subject: `card:${cardId}`, rules: verdict.rules },
    facts: { ...facts, account: account.to },
  };
  const move = { cardId, state: 'refund-pending', suburbanRailAt, refundDueOn } as const;
  return {
    ok: true,
    parts: [
      { happenings: [happened], writes: [upsertWallet(ground.sql, move)] },
      asking(ground, found, { fen: -refundFen, account, dueOn: refundDueOn }),
    ],
    ...{ balanceFen: row.balanceFen, suburbanRail: suburbanRailAt !== null, refundDueOn },
  };
};

type Order = { readonly fen: number; readonly account: RefundAccount; readonly dueOn: Temporal.PlainDate };

/** The bank has until midnight of the last day (G-05), or where that is over, the time of the kind. */
const asking = (ground: Ground, { row, at }: Found, { fen, account, dueOn }: Order): Part => {
  const { personId, cardId, cardBank: bank } = row;
  if (bank === null) throw new Error('a card of the third generation has a bank');
  const dueAt = dueOn.add({ days: 1 }).toZonedDateTime(cityTimeZone).toInstant();
  const isAhead = Temporal.Instant.compare(dueAt, at) > 0;
  const content = { amount: yuanText(fen), account: accountText(account) };
  return askBank(ground, { personId, cardId, bank, kind: 'refund', at, content, ...(isAhead && { dueAt }) });
};

const told = ({ keys }: Ground, { row }: Found, dueOn: Temporal.PlainDate): Part => {
  const contact = contactOf(keys, row);
  if (!contact) return {};
  const { phone: to, language } = contact;
  const parameters = { amount: yuanText(row.balanceFen), date: dueOn.toString() };
  return { jobs: [messageJob({ kind: 'transit-refund-ordered', to, language, parameters })] };
};

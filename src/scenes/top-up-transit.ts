// 充值: a bank's outlet puts money into the transit purse of a card that somebody brings (R-TRANSIT-01, R-TRANSIT-02, R-TRANSIT-12).
import type { Ground } from '../applications/use-case.ts';
import { rejection } from '../audit/command.ts';
import { dateIn } from '../base/dates.ts';
import { newId } from '../base/ids.ts';
import { parseYuan, yuanText } from '../base/money.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { rowOn } from '../policy/dated-rows.ts';
import type { Payment } from '../policy/question.ts';
import type { TransitTerms } from '../policy/rows.ts';
import { type Snapshot, transitKey } from '../policy/snapshot.ts';
import type { EntryId } from './transit.ts';
import {
  type AtCounter,
  type Changed,
  changeTransit,
  type Found,
  type TransitChanged,
  type TransitRefused,
} from './transit-change.ts';
import { insertEntry, upsertWallet } from './transit-store.ts';

export type TopUp = AtCounter & {
  /** Fen. */
  readonly fen: number;
  readonly payment: Payment;
};

export type TopUpRefused =
  | TransitRefused
  /** It is no multiple of what the operator sells. */
  | Refused<'AMOUNT_NOT_OFFERED', { readonly multipleOf: string }>
  /** The purse would hold more than it may. */
  | Refused<'BALANCE_TOO_LARGE', { readonly largestBalance: string; readonly balance: string }>;

/**
 * not-ready or ready → ready, one line more. The bearer needs no ID (3.2); what is debited where, the gate says by the
 * payment (R-TRANSIT-02); that the card is enabled too (R-ENABLE-09, from 2025-10-09).
 */
export const topUpTransit = (ground: Ground, asked: TopUp): Promise<Result<TransitChanged, TopUpRefused>> => {
  const { fen, payment } = asked;
  return changeTransit<TopUpRefused>(ground, {
    ...{ action: 'top-up-transit', service: 'top-up-transit', asked, payment, request: { fen } },
    decide: (found) => decide(ground, asked, found),
  });
};

const decide = (ground: Ground, { fen, payment, served }: TopUp, found: Found) => {
  const { row, verdict, at, facts } = found;
  const terms = termsOn(ground.policy.current(), dateIn(at));
  const balanceFen = row.balanceFen + fen;
  if (fen <= 0 || fen % fenOf(terms.multipleOf) !== 0)
    return rejection(refused('AMOUNT_NOT_OFFERED', { multipleOf: terms.multipleOf }), terms.rules);
  if (balanceFen > fenOf(terms.largestBalance)) {
    const { largestBalance } = terms;
    return rejection(refused('BALANCE_TOO_LARGE', { largestBalance, balance: yuanText(row.balanceFen) }), terms.rules);
  }
  const { cardId, suburbanRailAt } = row;
  const entry = {
    ...({ entryId: newId<EntryId>(), kind: 'top-up', fen, happenedAt: at, payment } as const),
    ...{ reportedBy: served.by, bank: served.bank },
  };
  const happened = {
    ...{ action: 'top-up-transit', subject: `card:${cardId}`, rules: verdict.rules },
    facts: { ...facts, entry: entry.entryId, amount: yuanText(fen), payment },
  };
  const writes = [
    upsertWallet(ground.sql, { cardId, state: 'ready', suburbanRailAt, refundDueOn: null }),
    insertEntry(ground.sql, cardId, entry),
  ];
  return {
    ...{ ok: true, parts: [{ happenings: [happened], writes }], balanceFen },
    ...{ suburbanRail: suburbanRailAt !== null, refundDueOn: null },
  } as const satisfies Changed;
};

const fenOf = (yuan: string): number => {
  const fen = parseYuan(yuan);
  if (fen === undefined) throw new Error(`a row of the policy says ${yuan} yuan`);
  return fen;
};

/** Throws on a day without terms: where the gate lets anybody top up there are some. */
export const termsOn = (snapshot: Snapshot, day: Temporal.PlainDate): TransitTerms => {
  const terms = rowOn(snapshot.transitTerms, transitKey, day.toString());
  if (!terms) throw new Error(`the policy has no terms of the purse on ${day}`);
  return terms;
};

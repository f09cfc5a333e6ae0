// What the transit operator tells of a card: top-ups at its own places, the rides of a day, suburban rail opened (R-TRANSIT-01, C-21).
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { idFrom } from '../base/ids.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { yuanText } from '../base/money.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { type EntryId, walletAsOf } from './transit.ts';
import type { WalletInState } from './transit-change.ts';
import { transitLifecycle, type WalletState } from './transit-lifecycle.ts';
import { findTransit, insertEntry, type TransitRow, upsertWallet } from './transit-store.ts';

export type TransitReport = {
  /** The operator's own number of it: the same again is the same report. */
  readonly reference: string;
  readonly cardNumber: string;
  readonly happenedAt: Temporal.Instant;
} & (
  | { readonly kind: 'top-up' | 'rides' /** Fen, more than nothing. */; readonly fen: number }
  | { readonly kind: 'suburban-rail' }
);

export type TransitReported = {
  readonly wallet: WalletState;
  /** Yuan. */
  readonly balance: string;
};

export type TransitReportRefused =
  | WalletInState
  | Refused<'CARD_UNKNOWN' | 'HAPPENS_LATER', object>
  /** More was ridden than was ever put in: a top-up is missing, which comes first. */
  | Refused<'BALANCE_TOO_SMALL', { readonly balance: string }>
  | CommandRefused;

const actions = {
  'top-up': 'top-up-transit',
  rides: 'settle-rides',
  'suburban-rail': 'open-suburban-rail',
} as const satisfies Readonly<Record<TransitReport['kind'], keyof typeof transitLifecycle>>;

const rules: Readonly<Record<TransitReport['kind'], readonly string[]>> = {
  'top-up': ['R-TRANSIT-01'],
  rides: ['R-TRANSIT-03'],
  'suburban-rail': ['R-TRANSIT-04'],
};

/**
 * What the operator did has happened: no gate is asked, and no limit of ours stops it (C-21). Refused is what cannot be:
 * a card nobody knows, a purse that ended or is being paid back, rides for more than the purse held.
 */
export const takeTransitReport = async (
  ground: Ground,
  { client, report }: { readonly client: string; readonly report: TransitReport },
): Promise<Result<TransitReported, TransitReportRefused>> => {
  const { sql, keys } = ground;
  const at = ground.businessClock();
  const { reference, cardNumber, kind } = report;
  const entryId = idFrom<EntryId>(keys.digest(`transit-entry ${client} ${reference}`));
  const ref = { number: keys.blind('card-number', cardNumber) };
  return await changePerson<TransitRow, TransitReported, TransitReportRefused>(ground, {
    action: actions[kind],
    acting: { actor: 'operator', actorId: client, channel: 'operator-interface', outlet: null, bank: null },
    key: { caller: `operator:${client}`, key: reference, request: { ...report, happenedAt: `${report.happenedAt}` } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: (earlierAnswer) => findTransit(sql, { ref, outletId: null, entryId }, earlierAnswer),
    decide: (row) => decide(ground, { report, entryId, at }, row),
  });
};

type Case = { readonly report: TransitReport; readonly entryId: EntryId; readonly at: Temporal.Instant };

const decide = (
  ground: Ground,
  { report, entryId, at }: Case,
  row: TransitRow,
): Decision<TransitReported, TransitReportRefused> => {
  const { kind, happenedAt } = report;
  const wallet = walletAsOf(row.wallet, row);
  const answer = { wallet, balance: yuanText(row.balanceFen) };
  const isOpenAlready = kind === 'suburban-rail' && row.suburbanRailAt !== null;
  if (row.isRecorded || isOpenAlready) return change(answer);
  const action = actions[kind];
  const no = (refusal: Exclude<TransitReportRefused, CommandRefused>) => rejection(refusal, rules[kind]);
  // An old card has no purse of ours.
  if (row.generation < 3) return no(refused('CARD_UNKNOWN', {}));
  if (Temporal.Instant.compare(happenedAt, at) > 0) return no(refused('HAPPENS_LATER', {}));
  const { to } = transitLifecycle[action];
  if (!leadsFrom(transitLifecycle[action], wallet)) return no(refused('WALLET_IN_STATE', { state: wallet }));
  const fen = signedFen(report);
  const balance = row.balanceFen + fen;
  if (fen < 0 && balance < 0) return no(refused('BALANCE_TOO_SMALL', { balance: answer.balance }));
  const facts = { from: wallet, to, ...(fen !== 0 && { entry: entryId, amount: yuanText(fen) }) };
  const happenings = [{ action, subject: `card:${row.cardId}`, rules: rules[kind], facts }];
  return change(
    { wallet: to, balance: yuanText(balance) },
    { happenings, writes: writesOf(ground, row, { report, entryId }) },
  );
};

/** What rides take is a minus. */
const signedFen = (report: TransitReport): number =>
  report.kind === 'suburban-rail' ? 0 : report.kind === 'rides' ? -report.fen : report.fen;

const writesOf = (
  { sql }: Ground,
  { cardId, suburbanRailAt }: TransitRow,
  { report, entryId }: Pick<Case, 'report' | 'entryId'>,
): NonNullable<Part['writes']> => {
  const { kind, happenedAt } = report;
  const opened = kind === 'suburban-rail' ? happenedAt : suburbanRailAt;
  const wallet = upsertWallet(sql, { cardId, state: 'ready', suburbanRailAt: opened, refundDueOn: null });
  if (kind === 'suburban-rail') return [wallet];
  const by = { reportedBy: 'operator', bank: null, payment: null } as const;
  return [wallet, insertEntry(sql, cardId, { entryId, kind, fen: signedFen(report), happenedAt, ...by })];
};

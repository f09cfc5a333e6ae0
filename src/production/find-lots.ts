// The lots of one day over all banks, or of one bank over a week.

import type { Ground } from '../applications/use-case.ts';
import { dateIn, startOf } from '../base/dates.ts';
import type { Lot, Stage } from './lot.ts';
import { type LotRow, listLotRows } from './lots-store.ts';

/** Days of one bank on a page. */
const daysOfBank = 7;

export type LotsAsked = {
  /** null: every bank, on the one day. */
  readonly bank: string | null;
  /** The newest day. */
  readonly day: Temporal.PlainDate;
};

/** Newest day first, banks in the order of their codes; a day without orders has no lot. */
export const findLots = async (
  { sql, businessClock, policy }: Pick<Ground, 'sql' | 'businessClock' | 'policy'>,
  { bank, day }: LotsAsked,
): Promise<readonly Lot[]> => {
  const now = businessClock();
  const banks = bank === null ? [...new Set(policy.current().rows.banks.map(({ code }) => code))] : [bank];
  const first = bank === null ? day : day.subtract({ days: daysOfBank - 1 });
  const rows = await listLotRows(sql, {
    ...{ banks, from: startOf(first), before: startOf(day.add({ days: 1 })), now, today: dateIn(now) },
  });
  const lots = Map.groupBy(rows, (row) => `${row.day} ${row.bank}`);
  return [...lots.values()].flatMap((ofLot) => {
    const [row] = ofLot;
    if (!row) return [];
    const sum = (key: 'orders' | 'late'): number => ofLot.reduce((total, each) => total + each[key], 0);
    return [{ bank: row.bank, day: row.day, orders: sum('orders'), counts: countsOf(ofLot), late: sum('late') }];
  });
};

const countsOf = (ofLot: readonly LotRow[]): Lot['counts'] => {
  const count = (stage: Stage): number => ofLot.find((row) => row.stage === stage)?.orders ?? 0;
  return {
    sent: count('sent'),
    acknowledged: count('acknowledged'),
    'account-opened': count('account-opened'),
    produced: count('produced'),
    'under-way': count('under-way'),
    'handed-over': count('handed-over'),
    returned: count('returned'),
    held: count('held'),
    refused: count('refused'),
    recalled: count('recalled'),
  };
};

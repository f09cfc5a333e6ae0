// The work of a role by its last day: what is late, what is nearly due, and the list itself.
import { dateIn } from '../base/dates.ts';
import type { Wiring } from '../wiring.ts';
import { scopeOf } from './permissions.ts';
import { countDue, listQueue, type QueuedApplication } from './queue-store.ts';
import type { Staff } from './staff.ts';

/** Rows on the first page; who has more late work than this begins with these. */
const mostRows = 50;
const soonDays = 3;
/** Counting stops one above this: beyond it the number says no more than "many". */
export const mostCounted = 999;

export type Queue = {
  readonly today: Temporal.PlainDate;
  /** Their last day is over at 24:00 in Beijing (G-05). */
  readonly late: number;
  /** Due today or within the next three days. */
  readonly soon: number;
  readonly rows: readonly QueuedApplication[];
  /** There are more. */
  readonly isCut: boolean;
};

/** undefined: this role has no queue. */
export const findQueue = async (
  { sql, businessClock }: Pick<Wiring, 'sql' | 'businessClock'>,
  staff: Staff,
): Promise<Queue | undefined> => {
  const scope = scopeOf(staff, 'see-queue');
  if (scope === undefined) return undefined;
  const now = businessClock();
  const today = dateIn(now);
  const of = { bank: scope === 'all' ? null : staff.bank, now, today };
  // A bank without a code would read as all banks.
  if (scope !== 'all' && staff.bank === null) return undefined;
  const [late, soon, rows] = await Promise.all([
    countDue(sql, of, { from: null, before: today, most: mostCounted + 1 }),
    countDue(sql, of, { from: today, before: today.add({ days: soonDays + 1 }), most: mostCounted + 1 }),
    listQueue(sql, of, mostRows + 1),
  ]);
  return { today, late, soon, rows: rows.slice(0, mostRows), isCut: rows.length > mostRows };
};

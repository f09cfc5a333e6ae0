// The work of a role: what is late, what is nearly due, and a page of one of its lists.
import { dateIn } from '../base/dates.ts';
import type { Wiring } from '../wiring.ts';
import { scopeOf } from './permissions.ts';
import { listsOf, type QueueList, type QueueQuestion, queueQuestion } from './queue.ts';
import {
  countDue,
  countQueue,
  findExaminedEnd,
  listQueue,
  type QueuedApplication,
  type QueueOf,
  type QueuePlace,
} from './queue-store.ts';
import type { Staff } from './staff.ts';

const soonDays = 3;
/** Counting stops one above this: beyond it the number says no more than "many". */
export const mostCounted = 999;

export type Queue = QueuePage & {
  readonly today: Temporal.PlainDate;
  /** Their last day is over at 24:00 in Beijing (G-05). */
  readonly late: number;
  /** Due today or within the next three days. */
  readonly soon: number;
  /** What was asked for, as far as the role may. */
  readonly asked: QueueQuestion;
  readonly lists: readonly QueueList[];
  /** Whether other banks may be asked for. */
  readonly ofAllBanks: boolean;
};

export type QueuePage = {
  readonly rows: readonly QueuedApplication[];
  /** Where the next page begins; null: this is the last. */
  readonly next: QueuePlace | null;
};

type Ground = Pick<Wiring, 'sql' | 'businessClock'>;
const firstPage = queueQuestion.parse({});

/** undefined: this role has no queue. */
export const findQueue = async (
  { sql, businessClock }: Ground,
  staff: Staff,
  question: QueueQuestion = firstPage,
): Promise<Queue | undefined> => {
  const asked = withinScope(staff, question);
  if (asked === undefined) return undefined;
  const now = businessClock();
  const today = dateIn(now);
  const ofAllBanks = scopeOf(staff, 'see-queue') === 'all';
  const own = { bank: ofAllBanks ? null : staff.bank, now };
  const [late, soon, page] = await Promise.all([
    countDue(sql, own, { from: null, before: today, most: mostCounted + 1 }),
    countDue(sql, own, { from: today, before: today.add({ days: soonDays + 1 }), most: mostCounted + 1 }),
    findQueuePage({ sql, businessClock }, asked),
  ]);
  return { ...page, today, late, soon, asked, lists: listsOf(staff.role), ofAllBanks };
};

/** What is asked for, held to what the role may see; undefined: nothing. */
export const withinScope = (staff: Staff, question: QueueQuestion): QueueQuestion | undefined => {
  const scope = scopeOf(staff, 'see-queue');
  // A bank without a code would read as all banks.
  if (scope === undefined || (scope !== 'all' && staff.bank === null)) return undefined;
  const list = listsOf(staff.role).includes(question.list) ? question.list : 'due';
  return { ...question, list, bank: scope === 'all' ? question.bank : staff.bank };
};

/** A page of a list that is within somebody's scope already. */
export const findQueuePage = async (
  { sql, businessClock }: Ground,
  { list, bank, district, limit, after }: QueueQuestion,
): Promise<QueuePage> => {
  const of: QueueOf = { list, bank, district, now: businessClock() };
  const found = await listQueue(sql, of, { after, most: limit + 1 });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  if (found.length > limit && last) return { rows, next: placeOf(last) };
  return { rows, next: (await findExaminedEnd(sql, of, after)) ?? null };
};

/** Rows read at once where a whole list is read. */
const readAtOnce = 1_000;
/** Of a long list a district may have few: looking further than this would keep everybody else waiting. */
const mostExaminedForExport = 100_000;

/** How many rows a list has within somebody's scope; `mostExaminedForExport` and more is "too many to say". */
export const countWhole = async ({ sql, businessClock }: Ground, asked: QueueQuestion): Promise<number> => {
  const of: QueueOf = { ...asked, now: businessClock() };
  const { rows, examined } = await countQueue(sql, of, { most: mostExaminedForExport });
  return examined < mostExaminedForExport ? rows : mostExaminedForExport;
};

/** All of a list that is within somebody's scope already, as it stood when the reading began to each row's turn. */
export async function* wholeQueue(
  { sql, businessClock }: Ground,
  { list, bank, district }: Pick<QueueQuestion, 'list' | 'bank' | 'district'>,
): AsyncGenerator<readonly QueuedApplication[]> {
  const of: QueueOf = { list, bank, district, now: businessClock() };
  let after: QueuePlace | null = null;
  do {
    const rows: readonly QueuedApplication[] = await listQueue(sql, of, { after, most: readAtOnce });
    const last = rows.at(-1);
    yield rows;
    after = rows.length === readAtOnce && last ? placeOf(last) : ((await findExaminedEnd(sql, of, after)) ?? null);
  } while (after !== null);
}

const placeOf = ({ dueOn, applicationId }: QueuedApplication): QueuePlace => ({
  due: dueOn?.toString() ?? 'infinity',
  applicationId,
});

// Counts what happened into figures by day: after the commit, each event once, whatever order transactions end in.
import type { Logger } from 'pino';
import type { Clock } from '../base/clock.ts';
import type { Queries, Sql } from '../database/connection.ts';
import { startWork } from '../database/work-loop.ts';
import {
  countEventsIn,
  deleteHidden,
  findRun,
  findShownRun,
  findTransactions,
  insertRun,
  moveRun,
  moveShown,
  type Run,
  type Span,
  upsertCounts,
} from './counts-store.ts';

type Ground = { readonly sql: Sql; readonly businessClock: Clock };

const everyMilliseconds = 10_000;
/** Events of one transaction of counting, unless a single one wrote more: about a second. */
const mostEvents = 50_000;
/** Rows removed in one statement: few enough that nobody waits for it. */
const rowsAtOnce = 1_000;
/** Number of the advisory lock ('ycnt' in ASCII); released by the server when the process dies. */
const countingLock = 0x79636e74;

/** Counts until it is stopped. Any number of workers may: one at a time does. */
export const startCounting = (
  ground: Ground & { readonly log: Pick<Logger, 'error'> },
): { readonly stop: () => Promise<void> } =>
  startWork({
    name: 'counting',
    log: ground.log,
    next: async (stop) => {
      await countEvents(ground, stop);
      return everyMilliseconds;
    },
  });

/** Counts everything that is finished; false: another process is at it. */
export const countEvents = (ground: Ground, stop?: AbortSignal): Promise<boolean> =>
  alone(ground.sql, async () => {
    const shown = await findShownRun(ground.sql);
    if (!shown) throw new Error('no run of the statistics is shown');
    await countRun(ground, shown.run, stop);
  });

/**
 * Counts all events from the first one on, beside the figures that are shown, and then shows the new ones in their place;
 * false: another process is counting. Stopped in the middle it leaves what is shown as it was, and the next time begins again.
 */
export const recountEvents = (ground: Ground, stop?: AbortSignal): Promise<boolean> =>
  alone(ground.sql, async () => {
    const { sql } = ground;
    while ((await deleteHidden(sql, rowsAtOnce)) > 0);
    const run = await insertRun(sql);
    await countRun(ground, run, stop);
    if (stop?.aborted) return;
    await sql.begin((transaction) => moveShown(transaction, run));
    while ((await deleteHidden(sql, rowsAtOnce)) > 0);
  });

const alone = async (sql: Sql, work: () => Promise<void>): Promise<boolean> => {
  const session = await sql.reserve();
  try {
    const [row] = await session<{ locked: boolean }[]>`select pg_try_advisory_lock(${countingLock}::bigint) as locked`;
    if (!row?.locked) return false;
    await work().finally(() => session`select pg_advisory_unlock(${countingLock}::bigint)`);
    return true;
  } finally {
    session.release();
  }
};

const countRun = async (ground: Ground, run: number, stop?: AbortSignal): Promise<void> => {
  let width = Number.POSITIVE_INFINITY;
  while (!stop?.aborted) {
    const piece = await countPiece(ground, run, width);
    if (piece.isLast) return;
    width = piece.width * 2;
  }
};

type Piece = { readonly width: number; readonly isLast: boolean };

/** Counts and how far they go are written together, of one snapshot: what is in the database was counted exactly once. */
const countPiece = ({ sql, businessClock }: Ground, number: number, width: number): Promise<Piece> =>
  sql.begin('isolation level repeatable read', async (transaction) => {
    await transaction`set local statement_timeout = 0`;
    const run = await findRun(transaction, number);
    const transactions = await findTransactions(transaction);
    if (!run || !transactions) throw new Error(`there is no run ${number} of the statistics`);
    const { ended, next } = transactions;
    const first = run.end;
    if (ended < first) throw new Error('transactions are numbered lower than what is counted: start the program again');
    const end = await endOfPiece(transaction, { first, end: Math.min(ended, first + width) });
    if (end > first) await upsertCounts(transaction, number, { first, end });
    await moveRun(transaction, counted(run, { end, next, now: businessClock() }));
    return { width: end - first, isLast: end === ended };
  });

/** The longest of the halvings of a span that is one transaction's work. */
const endOfPiece = async (sql: Queries, { first, end }: Span): Promise<number> => {
  let piece = end;
  while (piece - first > 1 && (await countEventsIn(sql, { first, end: piece }, mostEvents + 1)) > mostEvents)
    piece = first + Math.floor((piece - first) / 2);
  return piece;
};

type Counted = { readonly end: number; readonly next: number; readonly now: Temporal.Instant };

/**
 * Figures are those of an instant once every transaction that had begun by then is counted. A long transaction of somebody
 * else holds the instant back, never an event for good.
 */
export const counted = (run: Run, { end, next, now }: Counted): Run => {
  const isReached = run.markTransaction !== null && end >= run.markTransaction;
  const asOf = isReached ? run.markAt : run.asOf;
  if (end >= next) return { ...run, end, asOf: now, markTransaction: null, markAt: null };
  const isMarked = run.markTransaction !== null && !isReached;
  return { ...run, end, asOf, ...(!isMarked && { markTransaction: next, markAt: now }) };
};

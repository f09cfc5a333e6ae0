// A bank's file of a day under its key: compared the first time, answered the same ever after; and when all of it is forgotten.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { dateIn } from '../base/dates.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import type { Sql } from '../database/connection.ts';
import { type Reconciled, reconcileBooks } from './reconcile-books.ts';
import {
  deleteClosedDifferences,
  deleteComparedDays,
  deleteKeptAnswers,
  findKeptAnswer,
  insertKeptAnswer,
  type KeptAnswer,
} from './reconciliation-overview-store.ts';

export type BooksFile = {
  readonly bank: string;
  readonly day: Temporal.PlainDate;
  /** The caller's `Idempotency-Key`. */
  readonly key: string;
  readonly bytes: Uint8Array;
};

type Answered = Result<Reconciled, Refused<'KEY_REUSED', object>>;

const kept: z.ZodType<Reconciled> = z.object({
  named: z.int(),
  agreed: z.int(),
  unreadable: z.array(z.int()),
  openDifferences: z.int(),
});

/**
 * As `reconcileBooks`; the same file for the same day under the same key gets the answer it got, whatever has changed
 * since, and another one under it is KEY_REUSED. Broken off in the middle it is compared again, which does no harm.
 */
export const reconcileOnce = async (
  ground: Parameters<typeof reconcileBooks>[0],
  { bank, day, key, bytes }: BooksFile,
): Promise<Answered> => {
  const { sql, keys } = ground;
  const keyDigest = keys.digest(JSON.stringify(['reconciliation', bank, key]));
  const content = createHash('sm3').update(bytes).digest('hex');
  const requestDigest = keys.blind('request', JSON.stringify(['reconciliation', day.toString(), content]));
  const earlier = await findKeptAnswer(sql, keyDigest);
  if (earlier) return answerOf(earlier, requestDigest);
  const answer = await reconcileBooks(ground, { bank, day, input: inputOf(bytes) });
  await insertKeptAnswer(sql, { keyDigest, requestDigest, answer });
  // Of two at the same moment both get the answer of the one who was first.
  const first = await findKeptAnswer(sql, keyDigest);
  return first ? answerOf(first, requestDigest) : ok(answer);
};

const answerOf = ({ requestDigest, answer }: KeptAnswer, asked: Buffer): Answered =>
  asked.equals(requestDigest) ? ok(kept.parse(answer)) : refused('KEY_REUSED', {});

const inputOf = (bytes: Uint8Array) => ({
  name: 'reconciliation',
  size: async () => bytes.length,
  async *open() {
    yield bytes;
  },
});

/** A year and a quarter: the books of a year are gone through in the spring after it. */
const daysKept = 456;
/** Nobody repeats a call after that. */
const answerDaysKept = 90;
/** Rows removed in one statement: few enough that nobody waits for it. */
const rowsAtOnce = 1_000;

/** Forgets closed differences, comparisons and answers a slice at a time; how many rows went. */
export const sweepReconciliations = async ({
  sql,
  systemClock,
  businessClock,
}: {
  readonly sql: Sql;
  readonly systemClock: Clock;
  readonly businessClock: Clock;
}): Promise<number> => {
  const before = businessClock().subtract({ hours: daysKept * 24 });
  const most = rowsAtOnce;
  return (
    (await deleteClosedDifferences(sql, { before, most })) +
    (await deleteComparedDays(sql, { before: dateIn(before), most })) +
    (await deleteKeptAnswers(sql, { before: systemClock().subtract({ hours: answerDaysKept * 24 }), most }))
  );
};

// The sealer: every minute a seal over what was recorded since, and a copy of it outside the database.
import type { Logger } from 'pino';
import { errorCode } from '../base/cannot-start.ts';
import type { Clock } from '../base/clock.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Queries, Sql } from '../database/connection.ts';
import { startWork } from '../database/work-loop.ts';
import { toMilliseconds } from './event.ts';
import { partsMaker, type RecordedSeal, type SealPart, type Span, sealAfter } from './seal.ts';
import { appendToCopy, findLastCopied } from './seal-copy.ts';
import {
  countLeaves,
  findHorizon,
  findLastSeal,
  insertSeal,
  listLeaves,
  listSealsAfter,
  updateSummaries,
} from './seals-store.ts';

export type SealGround = { readonly sql: Sql; readonly keys: Keys; readonly systemClock: Clock };
/** `folder`: the copy outside the database. */
export type SealingGround = SealGround & { readonly folder: string };

const everyMilliseconds = 60_000;
/** Rows of one seal, unless a single transaction wrote more; what was missed while nobody sealed makes many seals. */
const mostRows = 20_000;
/** When nothing happens, one seal an hour says so. */
const quietHours = 1;
const copiedAtOnce = 100;
/** Number of the advisory lock ('ysea' in ASCII); released by the server when the process dies. */
const sealLock = 0x79736561;

/** Seals until it is stopped. Any number of workers may: one at a time does. */
export const startSealing = (
  ground: SealingGround & { readonly log: Pick<Logger, 'error'> },
): { readonly stop: () => Promise<void> } =>
  startWork({
    name: 'sealing',
    log: ground.log,
    next: async (stop) => {
      await sealAll(ground, stop).catch((error: unknown) => ground.log.error({ err: error }, 'sealing failed'));
      return everyMilliseconds;
    },
  });

/** Seals everything that is finished and completes the copy; does nothing while another worker is at it. */
export const sealAll = async (ground: SealingGround, stop?: AbortSignal): Promise<void> => {
  const session = await ground.sql.reserve();
  try {
    const [row] = await session<{ locked: boolean }[]>`select pg_try_advisory_lock(${sealLock}::bigint) as locked`;
    if (!row?.locked) return;
    const copied = await findAgreedCopy(ground);
    await updateSummaries(ground.sql);
    while (!stop?.aborted && (await sealPiece(ground)));
    await completeCopy(ground, copied, stop);
  } finally {
    await session`select pg_advisory_unlock(${sealLock}::bigint)`.catch(() => undefined);
    session.release();
  }
};

/** One seal; whether there is more to seal now. The horizon and the rows are those of one snapshot. */
const sealPiece = ({ sql, keys, systemClock }: SealGround): Promise<boolean> =>
  sql.begin('isolation level repeatable read', async (transaction) => {
    await transaction`set local statement_timeout = 0`;
    const last = await findLastSeal(transaction);
    const horizon = await findHorizon(transaction);
    const first = last?.end ?? 0;
    if (horizon < first) throw new Error('transactions are numbered lower than the last seal: start the program again');
    const end = await endOfPiece(transaction, { first, end: horizon });
    const parts = await partsOf(transaction, { first, end });
    const at = toMilliseconds(systemClock());
    if (parts.length === 0 && !isDue(last, at)) return false;
    await insertSeal(transaction, sealAfter(keys, last, { at, end, parts }));
    return end < horizon;
  });

const isDue = (last: RecordedSeal | undefined, at: Temporal.Instant): boolean =>
  last === undefined || Temporal.Instant.compare(last.at.add({ hours: quietHours }), at) <= 0;

/** The longest beginning of a span that has no more than `mostRows`; the first transaction with rows, if that alone has more. */
const endOfPiece = async (sql: Queries, { first, end }: Span): Promise<number> => {
  const fits = async (to: number): Promise<boolean> =>
    (await countLeaves(sql, { first, end: to }, mostRows + 1)) <= mostRows;
  if (await fits(end)) return end;
  let low = first;
  let high = end;
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (await fits(middle)) low = middle;
    else high = middle;
  }
  return (await countLeaves(sql, { first, end: low }, 1)) > 0 ? low : high;
};

/** What the rows of a span come to now. */
export const partsOf = async (sql: Queries, span: Span): Promise<readonly SealPart[]> => {
  const { add, parts } = partsMaker();
  for await (const leaves of listLeaves(sql, span)) for (const leaf of leaves) add(leaf);
  return parts();
};

/** The copy has another last seal than the database: brought back from an older backup, or somebody was at the seals. */
export class CopyDisagrees extends Error {
  constructor(copied: number) {
    super(`the database does not have seal ${copied} as the copy outside has it: see "Seals" in docs/runbook.md`);
  }
}

/**
 * The number of the last seal of the copy, 0 when there is none. Throws CopyDisagrees: going on would give other seals the
 * numbers of those outside, so a person has to look first.
 */
const findAgreedCopy = async ({ sql, folder }: SealingGround): Promise<number> => {
  const copied = await findLastCopied(folder);
  if (!copied) return 0;
  const [own] = await listSealsAfter(sql, copied.number - 1, 1);
  if (own?.number !== copied.number || Buffer.compare(own.mac, copied.mac) !== 0)
    throw new CopyDisagrees(copied.number);
  return copied.number;
};

const completeCopy = async ({ sql, folder }: SealingGround, copied: number, stop?: AbortSignal): Promise<void> => {
  for (let number = copied; !stop?.aborted; ) {
    const seals = await listSealsAfter(sql, number, copiedAtOnce);
    for (const seal of seals) await copySeal({ sql, folder }, seal);
    const lastOfThese = seals.at(-1);
    if (!lastOfThese) return;
    number = lastOfThese.number;
  }
};

/** In a transaction of its own: a cursor needs one. */
const copySeal = ({ sql, folder }: Pick<SealingGround, 'sql' | 'folder'>, seal: RecordedSeal): Promise<void> =>
  sql.begin('read only', async (transaction) => {
    await transaction`set local statement_timeout = 0`;
    await appendToCopy(folder, seal, listLeaves(transaction, seal)).catch((error: unknown) => {
      throw new Error(`seal ${seal.number} could not be copied (${errorCode(error) || 'no code'})`, { cause: error });
    });
  });

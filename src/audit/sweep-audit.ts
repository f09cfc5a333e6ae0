// Lets go what was kept as long as the law asks for: refusals and looks seal by seal, and answers kept for their keys.
import type { Clock } from '../base/clock.ts';
import { cityTimeZone } from '../base/dates.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { toMilliseconds } from './event.ts';
import { sameParts, sweepText } from './seal.ts';
import { partsOf } from './sealer.ts';
import { deleteAnswers, deleteLooks, deleteRefusals, findSweepable, findSweptEnd, insertSweep } from './seals-store.ts';

/** Rows removed in one statement: few enough that nobody waits for it. */
const rowsAtOnce = 1_000;
/** Nobody makes more seals in a minute for long, so the sweeping does not fall behind. */
const sealsAtOnce = 10;

type SweepGround = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly systemClock: Clock;
  /** Calendar months; settings allow six and more (网络安全法, art. 21 (3)). */
  readonly config: { readonly logMonths: number };
};

/**
 * One round, at most 1,000 rows of each kind; how many rows went. Events are the record of a person and stay. A seal is
 * marked as swept, which is sealed itself, before its first row goes, so that `audit:verify` never sees a row missing that
 * nothing accounts for. Throws when the rows of a seal are not those that were sealed: what somebody tampered with stays
 * as it is, for whoever has to find out.
 */
export const sweepAudit = async (ground: SweepGround): Promise<number> => {
  const { sql, systemClock, config } = ground;
  const now = systemClock();
  const before = now.toZonedDateTimeISO(cityTimeZone).subtract({ months: config.logMonths }).toInstant();
  const answers = await sweepAnswers(sql, { now, before });
  for (let marked = 0; marked < sealsAtOnce && (await markNext(ground, { now, before })); marked += 1);
  const end = await findSweptEnd(sql);
  const refusals = await deleteRefusals(sql, end, rowsAtOnce);
  return answers + refusals + (await deleteLooks(sql, end, rowsAtOnce));
};

const markNext = async (
  { sql, keys }: SweepGround,
  { now, before }: { readonly now: Temporal.Instant; readonly before: Temporal.Instant },
): Promise<boolean> => {
  const seal = await findSweepable(sql, before);
  if (!seal) return false;
  const found = await sql.begin('read only', (transaction) => partsOf(transaction, seal));
  if (!sameParts(seal.parts, found))
    throw new Error(`seal ${seal.number} does not fit its rows: run npm run audit:verify`);
  const at = toMilliseconds(now);
  await insertSweep(sql, { number: seal.number, at, mac: keys.mac(sweepText(seal.number, at)) });
  return true;
};

/** Key digests are spread evenly, so a walk over them needs no index by time, which every command would have to keep up. */
const slices = 65_536;
/** With a round each minute every answer is looked at in less than a day. */
const slicesAtOnce = 64;

/** The slices of this minute: nobody has to remember how far the walk is. */
const sweepAnswers = (
  sql: Sql,
  { now, before }: { readonly now: Temporal.Instant; readonly before: Temporal.Instant },
): Promise<number> => {
  const minute = Math.floor(now.epochMilliseconds / 60_000);
  const slice = (minute * slicesAtOnce) % slices;
  return deleteAnswers(sql, { from: digestAt(slice), to: digestAt(slice + slicesAtOnce), before }, rowsAtOnce);
};

/** The lowest digest of a slice; one above all for the end of the last. */
const digestAt = (slice: number): Buffer => {
  if (slice >= slices) return Buffer.alloc(33, 0xff);
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(slice);
  return bytes;
};

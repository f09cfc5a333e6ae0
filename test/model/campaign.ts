// The run of the model: people in batches on one database, hours and days passing, losses swept, connections cut.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/base/clock.ts';
import { sweepLosses } from '../../src/cards/end-temporary-loss.ts';
import { connect, type Sql } from '../../src/database/connection.ts';
import { sweepBankRequests } from '../../src/finance/ask-again.ts';
import { beijing } from '../../src/policy/data/beijing.ts';
import { holdSnapshot } from '../../src/policy/policy-holder.ts';
import { makeSnapshot } from '../../src/policy/snapshot.ts';
import { type Random, randomOf } from '../../src/seed/random.ts';
import { testDatabase } from '../support/database.ts';
import { testKeys } from '../support/keys.ts';
import { changeEnds } from './changing-bank.ts';
import { bear, type Hand } from './hand.ts';
import { checkInvariants } from './invariants.ts';
import { type Counts, isCut, type Living, live, livingOf, noCounts } from './living.ts';
import { openOutlets } from './outlets.ts';
import { listStored, textOfLife, textOfStored } from './stored.ts';

export type Campaign = {
  /** Ends with the batch in which so many were asked for. */
  readonly commands: number;
  /** Of a batch, who live at the same time. */
  readonly people: number;
  readonly seed: number;
  readonly say: (line: string) => void;
};

const momentsOfBatch = 40;
/** Of a process; the same as in production. */
const connections = 8;
/** Batch 4 opens on 2025-08-01, the notice holds from 2025-10-09, the regular phase from 2026-01-01. */
const startDays = ['2025-07-28', '2025-08-20', '2025-10-01', '2025-12-15', '2026-02-02'] as const;

/** Throws at the first answer or state that the rules do not explain, with all that led to it. */
export const runCampaign = async (t: TestContext, { commands, people: many, seed, say }: Campaign): Promise<Counts> => {
  const { sql, url } = await testDatabase(t);
  const cuttable = connect(url, { connections, name: 'model' });
  t.after(() => cuttable.end({ timeout: 5 }));
  // The driver asks for the types of arrays on each first connection and lets nobody catch that question when it is cut off.
  await Promise.all(Array.from({ length: connections }, () => cuttable`select pg_sleep(0.2)`));
  const keys = testKeys();
  await openOutlets({ sql, keys });
  const policy = holdSnapshot(makeSnapshot(1, beijing));
  const counts = noCounts();
  const began = performance.now();
  for (let batch = 0; counts.commands < commands; batch += 1) {
    const random = randomOf(seed + batch);
    const again = `--seed ${seed + batch} --people ${many}`;
    let now = Temporal.Instant.from(`${random.pick(startDays)}T09:00:00+08:00`);
    const ground = { sql: cuttable, keys, policy, systemClock, businessClock: () => now };
    const living = await Promise.all(
      Array.from({ length: many }, async (_, turn) =>
        livingOf(await bear(sql, ground), randomOf(seed + batch + 1_000_003 * (turn + 1))),
      ),
    );
    for (let moment = 0; moment < momentsOfBatch; moment += 1) {
      now = now.add({ milliseconds: drawPassing(random, living, now.epochMilliseconds) });
      const at = now.epochMilliseconds;
      await together(living, { at, counts, cuts: random.chance(0.1) ? sql : null, ground, again });
      await compare(sql, living, { at, again });
    }
    const people = living.map(({ hand }) => hand.person.personId);
    await checkInvariants({ sql, keys, people });
    await sql`truncate jobs`;
    const perSecond = (1_000 * counts.commands) / (performance.now() - began);
    say(`batch ${batch}: ${counts.commands} commands, ${perSecond.toFixed(0)}/s`);
  }
  return counts;
};

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** Minutes, hours or days; now and then exactly to the end of somebody's loss, or a millisecond short of it. */
const drawPassing = (random: Random, living: readonly Living[], at: number): number => {
  const ends = living.flatMap(({ possible }) => possible[0]?.cards.flatMap(({ lostUntil }) => lostUntil ?? []) ?? []);
  const end = random.any(ends.filter((each) => each > at + 1));
  if (end !== undefined && random.chance(0.15)) return end - at - (random.chance(0.5) ? 0 : 1);
  const freed = random.any(living.flatMap(({ possible: [life] }) => (life ? changeEnds(life) : [])));
  if (freed !== undefined && freed > at + 1 && random.chance(0.05)) return freed - at - (random.chance(0.5) ? 0 : 1);
  const [least, most] = random.pick([
    [minute, 20 * minute],
    [10 * minute, hour],
    [10 * minute, hour],
    [hour, day],
    [day, 4 * day],
    [4 * day, 12 * day],
  ]);
  return least + random.below(most - least);
};

type Moment = {
  readonly at: number;
  readonly counts: Counts;
  /** Whose connections are cut meanwhile is the program's; null: nobody's. */
  readonly cuts: Sql | null;
  readonly ground: Hand['ground'];
  /** How the batch is run once more. */
  readonly again: string;
};

/** Everybody at the same instant, the sweep among them; afterwards nothing that is over is left. */
const together = async (living: readonly Living[], { at, counts, cuts, ground, again }: Moment): Promise<void> => {
  if (cuts) for (const { trace } of living) trace.push('connections are cut');
  const lives = living.map(async (one) => {
    try {
      await live(one, { at, counts });
    } catch (error) {
      throw explained(one, { error, again });
    }
  });
  await Promise.all([...lives, sweep(ground), cuts ? cut(cuts) : undefined]);
  await sweep(ground);
};

type Failed = { readonly error: unknown; readonly again: string };

/** What is asked for is drawn by the seed; who is faster among those at once is not, so not every failure comes again. */
const explained = ({ hand, trace }: Living, { error, again }: Failed): Error => {
  const told = error instanceof Error ? error : new Error(String(error));
  const words = [told.message, `npm run test:model -- ${again}`, `person ${hand.person.personId}:`, ...trace];
  return new Error(words.join('\n'), { cause: error });
};

const sweep = async (ground: Hand['ground']): Promise<void> => {
  for (;;)
    try {
      await sweepLosses(ground);
      await sweepBankRequests(ground);
      return;
    } catch (error) {
      if (!isCut(error)) throw error;
    }
};

/** As if the process had been killed in the middle: all its connections are gone, whatever was under way. */
const cut = async (sql: Sql): Promise<void> => {
  for (let times = 0; times < 2; times += 1) {
    await pause(5);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'model'`;
  }
};

/** The database says of everybody what the rules say, to the millisecond. */
const compare = async (
  sql: Sql,
  living: readonly Living[],
  { at, again }: Pick<Moment, 'at' | 'again'>,
): Promise<void> => {
  const rows = await listStored(
    sql,
    living.map(({ hand }) => hand.person.personId),
  );
  for (const one of living) {
    const row = rows.get(one.hand.person.personId);
    assert.ok(row);
    const stored = textOfStored(one.hand, row);
    const fitting = one.possible.filter((life) => textOfLife(life, at) === stored);
    const [first] = one.possible;
    if (fitting.length === 0) {
      const error = new Error(`stored ${stored}\nby rule ${first && textOfLife(first, at)}`);
      throw explained(one, { error, again });
    }
    one.possible = fitting;
  }
};

// The rounds: people apply, banks answer, cards are enabled, and processes are killed; then everything acknowledged must be there once.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { type Random, randomOf } from '../../src/seed/random.ts';
import { checkInvariants } from '../model/invariants.ts';
import { insertTestOutlet } from '../support/people.ts';
import { callerOf, type Tally } from './caller.ts';
import { type Fire, lightFire, type Victim, victims } from './fire.ts';
import { bear, enable, type Lived, makeByCalls, makeByFile, submit } from './lives.ts';

export type Rounds = {
  readonly rounds: number;
  /** New people in each round. */
  readonly people: number;
  /** The same seed kills the same processes after the same time. */
  readonly seed: number;
  readonly say: (line: string) => void;
};

/** People insured on their own may apply (R-ELIG-09). */
const firstDay = Temporal.Instant.from('2025-10-09T09:00:00+08:00');
const banks = ['102', '103'] as const;
/** People who act at the same moment. */
const together = 6;
/** At least so many answers a life needs: the bank's four and the one of enabling, or its part of a file. */
const answersOfALife = 2;

/** Every command of a life, each of which must have left exactly one event. */
const commands = [
  ...['submit-application', 'acknowledge-order', 'report-account-opened', 'report-produced', 'report-mailed'],
  ...['enable-card', 'invalidate-card', 'link-electronic-card'],
];

/** Throws at the first thing that is lost, doubled or not explained. Gives what was acknowledged, and how much of it only when asked again. */
export const runRounds = async ({ rounds, people, seed, say }: Rounds): Promise<Tally> => {
  const tally: Tally = { acknowledged: 0, askedAgain: 0 };
  const random = randomOf(seed);
  const fire = await lightFire(banks, firstDay);
  try {
    for (const bank of banks) await insertTestOutlet(fire.sql, bank);
    let clock = firstDay;
    let applied: readonly Lived[] = [];
    const all: Lived[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      // Whoever applied in the round before cannot withdraw any more, so their bank sees them.
      clock = clock.add({ minutes: 11 });
      await fire.setClock(clock);
      await pause(1_100);
      const born = await Promise.all(Array.from({ length: people }, (_, turn) => bear(fire, bankAt(turn))));
      const began = performance.now();
      const expected = born.length + answersOfALife * applied.length;
      const killing = kill(fire, { random, tally, expected });
      await live(fire, { tally, born, applied });
      const killed = await killing;
      await fire.untilReady();
      await settle(fire);
      all.push(...applied);
      await checkAll(fire, { done: applied, all, born });
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      say(
        `round ${round}: ${killed}; ${tally.acknowledged} acknowledged, ${tally.askedAgain} of them asked for again; all there once after ${seconds} s`,
      );
      applied = born;
    }
    return tally;
  } finally {
    await fire.stop();
  }
};

const bankAt = (turn: number): string => banks[turn % banks.length] ?? banks[0];

type Living = { readonly tally: Tally; readonly born: readonly Lived[]; readonly applied: readonly Lived[] };

/** New people apply; those of the round before get their cards, half of each bank by file. */
const live = async (fire: Fire, { tally, born, applied }: Living): Promise<void> => {
  const caller = callerOf(fire, tally);
  const makings = banks.flatMap((bank) => {
    const ofBank = applied.filter((life) => life.bank === bank);
    const half = Math.ceil(ofBank.length / 2);
    const [byFile, byCalls] = [ofBank.slice(0, half), ofBank.slice(half)];
    const alone = byCalls.map((life) => async () => {
      await makeByCalls(caller, life);
      await enable(caller, life);
    });
    const file = async () => {
      await makeByFile(caller, byFile);
      for (const life of byFile) await enable(caller, life);
    };
    return byFile.length > 0 ? [file, ...alone] : alone;
  });
  const works = [...makings, ...born.map((life) => () => submit(caller, life))];
  let next = 0;
  const workOff = async (): Promise<void> => {
    for (let work = works[next++]; work; work = works[next++]) await work();
  };
  await Promise.all(Array.from({ length: together }, workOff));
};

type Killing = { readonly random: Random; readonly tally: Tally; readonly expected: number };

/** One process or several, each once so much of the round is acknowledged, and up again; gives what was done in words. */
const kill = async (fire: Fire, { random, tally, expected }: Killing): Promise<string> => {
  const chosen = victims.filter(() => random.chance(0.4));
  const toKill: readonly Victim[] = chosen.length > 0 ? chosen : [random.pick(victims)];
  const before = tally.acknowledged;
  const plans = toKill.map((victim) => ({ victim, after: random.below(expected) }));
  await Promise.all(
    plans.map(async ({ victim, after }) => {
      while (tally.acknowledged - before < after) await pause(2);
      await fire.kill(victim);
      await fire.start(victim);
    }),
  );
  return `killed ${plans.map(({ victim, after }) => `${victim} after ${after}`).join(', ')}`;
};

/**
 * Waits until every job is done; none may be given up. What a killed worker had taken is left alone for the minute of its
 * lease; the test does not wait for that.
 */
const settle = async ({ sql }: Fire): Promise<void> => {
  const giveUpAt = performance.now() + 180_000;
  await sql`update jobs set run_at = now() where not dead`;
  for (;;) {
    const [row] = await sql<{ waiting: number; dead: number }[]>`
      select count(*) as waiting, count(*) filter (where dead) as dead from jobs`;
    assert.equal(row?.dead, 0, 'no job was given up');
    if (row?.waiting === 0) return;
    assert.ok(performance.now() < giveUpAt, `${row?.waiting} jobs are not done`);
    await pause(100);
  }
};

type Checked = { readonly done: readonly Lived[]; readonly all: readonly Lived[]; readonly born: readonly Lived[] };

const checkAll = async (fire: Fire, { done, all, born }: Checked): Promise<void> => {
  const { sql } = fire;
  const people = [...done, ...born].map(({ personId }) => personId);
  await checkInvariants({ sql, keys: fire.keys, people });
  const counts = await sql<{ action: string; events: number; people: number }[]>`
    select action, count(*) as events, count(distinct person_id) as people from events
    where action = any(${commands}) and person_id = any(${all.map(({ personId }) => personId)}::uuid[]) group by action`;
  for (const action of all.length > 0 ? commands : []) {
    const found = counts.find((row) => row.action === action);
    assert.deepEqual([found?.events, found?.people], [all.length, all.length], `${action}: once for each person`);
  }
  const numbers = await sql<{ number: string }[]>`select number from applications`;
  const told = new Set([...all, ...born].map(({ number }) => number));
  assert.equal(told.size, all.length + born.length, 'everybody has a number of their own');
  assert.deepEqual(new Set(numbers.map(({ number }) => number)), told, 'the numbers people were told, and no others');
  const messages = await sql<{ id: string; state: string }[]>`select message_id as id, state from messages`;
  assert.ok(messages.every(({ state }) => state === 'sent'));
  assert.deepEqual(
    new Set(messages.map(({ id }) => id)),
    new Set(fire.sent.keys()),
    'every message reached the gateway',
  );
};

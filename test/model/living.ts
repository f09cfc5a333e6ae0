// One person of the model at one moment: commands one by one, or many at once, and whether the rules explain the answers.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../../src/base/cannot-start.ts';
import type { Random } from '../../src/seed/random.ts';
import { applicationDraws } from './applications.ts';
import { bankDraws } from './banks.ts';
import { bureauDraws } from './bureau.ts';
import { cancelDraws } from './cancelling.ts';
import { cardDraws } from './cards.ts';
import { bankChangeDraws } from './changing-bank.ts';
import { contactDraws } from './contacts.ts';
import { explain, type Observed } from './explain.ts';
import type { Act, Answer, Draw, Hand } from './hand.ts';
import { asOf, type Life, newLife } from './life.ts';
import { isInWork, onTheSpotDraws } from './on-the-spot.ts';
import { passwordDraws } from './passwords.ts';
import { replaceDraws } from './replacing.ts';
import { requestDraws } from './requests.ts';
import { ticketDraws } from './tickets.ts';

/** All commands of the model with how often each is asked for. */
const draws: readonly (readonly [Draw, number])[] = [
  ...applicationDraws,
  ...bureauDraws,
  ...bankDraws,
  ...cardDraws,
  ...cancelDraws,
  ...replaceDraws,
  ...bankChangeDraws,
  ...contactDraws,
  ...onTheSpotDraws,
  ...requestDraws,
  ...passwordDraws,
  ...ticketDraws,
];

/** All that lies between somebody and a card in use. */
const straightDraws: typeof draws = [
  ...[...bankDraws.slice(1), ...applicationDraws.slice(0, 1), ...cardDraws.slice(0, 2), ...onTheSpotDraws.slice(0, 2)],
];
const mostTries = 20;

type Past = {
  readonly act: Act;
  readonly run: (key: string) => Promise<Answer>;
  readonly key: string;
  readonly answer: Answer;
};

export type Living = {
  readonly hand: Hand;
  readonly random: Random;
  /** Goes straight for the card and does nothing else until it is in use. */
  readonly isStraight: boolean;
  /** What their things may be by the rules: one life, unless several orders explain what was answered at once. */
  possible: readonly Life[];
  /** What was done, for asking again. */
  readonly past: Past[];
  /** Every command and its answer, in words. */
  readonly trace: string[];
};

export const livingOf = (hand: Hand, random: Random): Living => ({
  ...{ hand, random, isStraight: random.chance(0.6), possible: [newLife], past: [], trace: [] },
});

/** What a run has counted. */
export type Counts = {
  commands: number;
  done: number;
  refused: number;
  busy: number;
  repeated: number;
  /** Asked for again, as the connection was cut before the answer. */
  cut: number;
  atOnce: number;
  readonly byName: Map<string, number>;
  readonly codes: Map<string, number>;
};
export const noCounts = (): Counts => ({
  ...{ commands: 0, done: 0, refused: 0, busy: 0, repeated: 0, cut: 0, atOnce: 0 },
  ...{ byName: new Map(), codes: new Map() },
});

const drawOne = (random: Random, from: typeof draws, { life, at }: { readonly life: Life; readonly at: number }) => {
  let left = random.fraction() * from.reduce((sum, [, one]) => sum + one, 0);
  for (const [draw, one] of from) {
    left -= one;
    if (left < 0) return draw(random, life, at);
  }
  return undefined;
};

const changesSomething = ({ judge }: Act, life: Life, at: number): boolean => {
  const before = JSON.stringify(life);
  return judge(life, at).some(({ next }) => JSON.stringify(next) !== before);
};

/** Nothing of the third generation was ever in use. */
const hasNothingYet = ({ cards }: Life): boolean =>
  cards.every((card) => card.generation < 3 || ['unmade', 'dropped', 'not-enabled'].includes(card.socialSecurity));

/** A command; most often one that leads on, or hardly anybody would ever hold a card, lose it and get another. */
const draw = (
  { random, possible, isStraight }: Living,
  { at, isAlone }: { readonly at: number; readonly isAlone: boolean },
): Act => {
  const life = asOf(possible[0] ?? newLife, at);
  // Who waits at a counter for the card has little else in mind.
  if (isAlone && life.jobs.some(isInWork) && random.chance(0.6)) {
    const act = drawOne(random, onTheSpotDraws.slice(1), { life, at });
    if (act && changesSomething(act, life, at)) return act;
  }
  for (let tries = 0; isStraight && hasNothingYet(life) && tries < mostTries; tries += 1) {
    const act = drawOne(random, straightDraws, { life, at });
    if (act && (isAlone || !act.isAlone) && changesSomething(act, life, at)) return act;
  }
  for (;;) {
    const act = drawOne(random, draws, { life, at });
    if (!act || (act.isAlone && !isAlone)) continue;
    if (random.chance(0.12) || changesSomething(act, life, at)) return act;
  }
};

const freshKey = (): string => randomBytes(8).toString('hex');
const answerOf = (answer: Answer): string => (answer.ok ? 'ok' : answer.code);

/** What a cut connection throws. */
const cutCodes = new Set([
  ...['57P01', '57P02', '08006', '08003', 'CONNECTION_CLOSED', 'CONNECTION_DESTROYED'],
  ...['ECONNRESET', 'EPIPE', 'CONNECT_TIMEOUT'],
]);
export const isCut = (error: unknown): boolean =>
  error instanceof AggregateError ? error.errors.every(isCut) : cutCodes.has(errorCode(error));

type Asked = { readonly answer: Answer | null; readonly isAskedAgain: boolean };

/** Asks until there is an answer, as whoever lost the connection does. */
const askUntilAnswered = async (run: () => Promise<Answer>, { isKeyless }: Act, counts: Counts): Promise<Asked> => {
  for (let attempt = 0; ; attempt += 1)
    try {
      return { answer: await run(), isAskedAgain: attempt > 0 };
    } catch (error) {
      if (!isCut(error) || attempt === 50) throw error;
      counts.cut += 1;
      if (isKeyless) return { answer: null, isAskedAgain: true };
      await pause(5 * attempt);
    }
};

type Now = { readonly at: number; readonly counts: Counts };

const count = (counts: Counts, act: Act, answer: Answer | null): void => {
  counts.commands += 1;
  const kind = act.name.replace(/ (at|as|by|to|of|for|with|typing|\(|10\d).*$/, '').replace(/^10\d /, '');
  counts.byName.set(kind, (counts.byName.get(kind) ?? 0) + 1);
  if (answer === null) return;
  if (answer.ok) counts.done += 1;
  else if (answer.code === 'BUSY') counts.busy += 1;
  else counts.refused += 1;
  if (!answer.ok) counts.codes.set(answer.code, (counts.codes.get(answer.code) ?? 0) + 1);
};

/** Goes on with what the rules say their things are then; fails where no order of the commands explains the answers. */
const goOn = (living: Living, observed: readonly Observed[], at: number): void => {
  const possible = living.possible.flatMap((life) => explain(life, observed, at));
  const expected = living.possible.map((life) =>
    observed.map(({ judge }) => judge(asOf(life, at), at).map(({ answer }) => answer)),
  );
  assert.ok(possible.length > 0, `the rules do not explain the answer: alone it were ${JSON.stringify(expected)}`);
  living.possible = [...new Map(possible.map((life) => [JSON.stringify(life), life])).values()];
};

const note = (living: Living, at: number, said: string): void =>
  void living.trace.push(`${Temporal.Instant.fromEpochMilliseconds(at)} ${said}`);

const words = (answer: Answer | null, isAskedAgain: boolean): string =>
  `${answer ? answerOf(answer) : 'no answer'}${isAskedAgain ? ', after the connection was cut' : ''}`;

/** One command, sometimes asked for twice: the second time it is told the same and changes nothing. */
const actAlone = async (living: Living, now: Now): Promise<void> => {
  const { random, hand, past } = living;
  const act = draw(living, { at: now.at, isAlone: true });
  const [run, key] = [act.aim(hand), freshKey()];
  const { answer, isAskedAgain } = await askUntilAnswered(() => run(key), act, now.counts);
  count(now.counts, act, answer);
  note(living, now.at, `${act.name}: ${words(answer, isAskedAgain)}`);
  const changed = living.possible.every((life) => changesSomething(act, asOf(life, now.at), now.at));
  goOn(living, [{ judge: act.judge, answer: answer && answerOf(answer), isAskedAgain }], now.at);
  if (!answer?.ok || act.isKeyless || !changed) return;
  past.push({ act, run, key, answer });
  if (random.chance(0.15)) await askAgain(living, now, past.length - 1);
};

/** Something of the past under the same key: a second click, an answer of a bank that comes twice, a day or a month late. */
const askAgain = async (living: Living, { at, counts }: Now, index: number): Promise<void> => {
  const earlier = living.past[index];
  if (!earlier) return;
  const { act, run, key, answer } = earlier;
  const { answer: again, isAskedAgain } = await askUntilAnswered(() => run(key), act, counts);
  count(counts, act, again);
  counts.repeated += 1;
  note(living, at, `once more: ${act.name}: ${words(again, isAskedAgain)}`);
  assert.deepEqual(again, answer, 'the same key is told the same');
};

/** Several at the same instant, some with one key. */
const actAtOnce = async (living: Living, { at, counts }: Now, many: number): Promise<void> => {
  const { random, hand } = living;
  const acts = Array.from({ length: many }, () => ({ act: draw(living, { at, isAlone: false }), key: freshKey() }));
  const [first] = acts;
  if (first && !first.act.isKeyless && random.chance(0.3)) acts.push(first);
  const runs = acts.map(({ act, key }) => ({ act, key, run: act.aim(hand) }));
  const answers = await Promise.all(
    runs.map(async ({ act, key, run }) => ({ act, key, ...(await askUntilAnswered(() => run(key), act, counts)) })),
  );
  for (const { act, answer, isAskedAgain } of answers) {
    count(counts, act, answer);
    note(living, at, `at once: ${act.name}: ${words(answer, isAskedAgain)}`);
  }
  counts.atOnce += answers.length;
  const observed = answers.map(({ act: { judge }, key, answer, isAskedAgain }) => ({
    ...{ judge, key, answer: answer && answerOf(answer), isAskedAgain },
  }));
  goOn(living, observed, at);
};

/** What a person, their banks and the staff do about them at one instant. */
export const live = async (living: Living, now: Now): Promise<void> => {
  const { random, past } = living;
  const turn = random.fraction();
  if (turn < 0.03) return await actAtOnce(living, now, 8);
  if (turn < 0.3) return await actAtOnce(living, now, 2 + random.below(4));
  if (turn < 0.4 && past.length > 0) return await askAgain(living, now, random.below(past.length));
  for (let left = 1 + random.below(3); left > 0; left -= 1) await actAlone(living, now);
};

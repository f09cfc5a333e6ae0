// What the model does with the program: one person as a caller knows them, and one command as it is asked for.
import type { Ground } from '../../src/applications/use-case.ts';
import type { CardId } from '../../src/base/ids.ts';
import type { Refused, Result } from '../../src/base/result.ts';
import type { Sql } from '../../src/database/connection.ts';
import type { PersonRecord } from '../../src/people/person.ts';
import type { Random } from '../../src/seed/random.ts';
import { insertOldCard, insertTestPerson } from '../support/people.ts';
import type { Judge, Life } from './life.ts';

/** A person, and what the answers have told of their things: in the order in which the model has them. */
export type Hand = {
  readonly ground: Ground;
  /** Over connections that nobody cuts, for what a clerk does in several steps without a key. */
  readonly steady: Ground;
  readonly person: PersonRecord;
  readonly oldCard: CardId;
  /** Numbers of the applications. */
  readonly numbers: string[];
  /** Numbers of the cards; the old one has none that anybody could name here. */
  readonly cardNumbers: string[];
  readonly tickets: string[];
  /** Cards that were begun on the spot. */
  readonly jobs: string[];
};

/** Free to choose among the banks, with an old card (R-ELIG-09). */
const flexible = {
  groups: ['flexible'],
  birthDate: Temporal.PlainDate.from('1980-03-02'),
  pensionBanks: [],
  retiredOn: null,
} as const;

/** A new person, whose things `ground` is asked about; `sql` puts them there. */
export const bear = async (sql: Sql, ground: Ground): Promise<Hand> => {
  const person = await insertTestPerson(sql, ground.keys, flexible);
  const oldCard = await insertOldCard(sql, ground.keys, person.personId);
  return { ground, steady: { ...ground, sql }, person, oldCard, numbers: [], cardNumbers: [''], tickets: [], jobs: [] };
};

export type Answer = Result<object | null, Refused>;

/** One command: what it is called, what the rules say of it, and how it is asked for. */
export type Act = {
  readonly name: string;
  readonly judge: Judge;
  /** Looks up whom and what it means, once; then it can be asked for, again and again under its key. */
  readonly aim: (hand: Hand) => (key: string) => Promise<Answer>;
  /** It has no key of the caller's: whoever got no answer does not know whether it happened. */
  readonly isKeyless?: true;
  /** It stands for something outside the commands, which nobody else may meet half-way. */
  readonly isAlone?: true;
};

/** Draws a command of some kind for a person as they are; undefined: none of this kind makes sense now. */
export type Draw = (random: Random, life: Life, at: number) => Act | undefined;

/** The newest most often, an earlier one now and then, seldom one that is not there. */
export const drawIndex = (random: Random, count: number): number => {
  if (count === 0 || random.chance(0.02)) return -1;
  return random.chance(0.85) ? count - 1 : random.below(count);
};

/** Remembers what was told for the first time. */
export const learn = (known: string[], told: string): void => {
  if (!known.includes(told)) known.push(told);
};

export const nobodysNumber = '0000-0000-0000';
export const nobodysCard = 'NONESUCH0';

// The habits of the simulated banks: how slow, unwilling, repetitive, confused or silent each is; set on the demo page and kept.
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Kept, openKept } from './bank-book.ts';

/** In percent of what it is a share of. */
const share = z.int().min(0).max(100);

const habits = z.object({
  bank: z.string(),
  /** What is drawn is drawn from this and the place of the order: the same again after a restart, and in a test. */
  seed: z.string(),
  /** Orders taken over so far: the place of the next one. */
  taken: z.int(),
  /** Between two steps; null: at the pace of all banks. */
  stepSeconds: z.number().nullable(),
  /** Orders that get no account. */
  refusals: share,
  /** Reports that are sent once more, together with the one before them. */
  repeats: share,
  /** Reports before which the following one is sent. */
  early: share,
  /** Takes orders over and then says nothing. */
  silent: z.boolean(),
  /** Not even that. */
  paused: z.boolean(),
  refusesNext: z.boolean(),
});
export type Habits = z.infer<typeof habits>;

/** What is set on the demo page; what is left out stays as it is. */
export type HabitsSet = Partial<Pick<Habits, 'stepSeconds' | 'refusals' | 'repeats' | 'early' | 'silent'>>;
export type HabitsBook = Kept<Habits>;

export const openHabitsBook = (path?: string): HabitsBook =>
  openKept({ shape: habits, nameOf: ({ bank }) => bank, path });

/** Those of a bank that nobody has spoilt yet. */
export const habitsOf = (book: HabitsBook, bank: string): Habits =>
  book.find(bank) ?? {
    ...{ bank, seed: randomBytes(8).toString('hex'), taken: 0, stepSeconds: null },
    ...{ refusals: 0, repeats: 0, early: 0, silent: false, paused: false, refusesNext: false },
  };

type Drawing = {
  readonly seed: string;
  /** Place of the order among those of its bank. */
  readonly turn: number;
  readonly what: string;
};

const digestOf = ({ seed, turn, what }: Drawing): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([seed, turn, what]))
    .digest();

/** Whether it happens this time, with the probability `percent`. */
export const happens = (drawing: Drawing, percent: number): boolean =>
  (digestOf(drawing).readUInt32BE(0) / 2 ** 32) * 100 < percent;

/** One of a list that is not empty. */
export const oneOf = <T>(drawing: Drawing, list: readonly [T, ...T[]]): T =>
  list[digestOf(drawing).readUInt32BE(0) % list.length] ?? list[0];

/** Text of `bytes` bytes in hexadecimal capitals, at most 32. */
export const textOf = (drawing: Drawing, bytes: number): string =>
  digestOf(drawing).subarray(0, bytes).toString('hex').toUpperCase();

/** Four digits. */
export const digitsOf = (drawing: Drawing): string =>
  String(digestOf(drawing).readUInt32BE(0) % 10_000).padStart(4, '0');

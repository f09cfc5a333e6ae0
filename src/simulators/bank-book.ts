// The books of the simulated banks: what each has in work, in a file of the data folder, so that a demo that was killed goes on.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** What a bank reports next. `handed-over` waits for the person. */
export const steps = [
  'account-opened',
  'account-refused',
  'produced',
  'mailed',
  'ready-at-outlet',
  'handed-over',
] as const;
export type Step = (typeof steps)[number];

/** What somebody wants who brings a card to a counter; `both`: at once, in this order (C-15). */
export const wishes = ['enable', 'activate', 'both'] as const;
export type Wish = (typeof wishes)[number];

const work = z.object({
  bank: z.string(),
  number: z.string(),
  /** Its place among the orders of its bank: what becomes of it is drawn from that. */
  turn: z.int(),
  delivery: z.enum(['mail', 'outlet']),
  outletId: z.string().nullable(),
  next: z.enum(steps),
  /** System time in milliseconds from which on the next step is done; null: when the person comes. */
  dueAt: z.number().nullable(),
  /** The card as it will be made: drawn once, so that every try reports the same. */
  chipId: z.string(),
  accountLastFour: z.string(),
  trackingNumber: z.string(),
  /** Made while somebody watches: no pause between the steps. */
  hurried: z.boolean(),
  /** How often the interface did not know the order. */
  misses: z.number(),
  /** 卡号 the bureau allotted; null before the account is open. */
  cardNumber: z.string().nullable(),
  /** Enabled and activated in the same breath as it is handed over (R-DELIV-04). */
  onTheSpot: z.boolean(),
});
/** One order in the hands of a bank. No person's data is in it. */
export type Work = z.infer<typeof work>;

const visit = z.object({
  bank: z.string(),
  id: z.string(),
  /** System time in milliseconds at which somebody has been there. */
  dueAt: z.number(),
});
/** One visit a bank has accepted. Whom it is to, the book does not say. */
export type AcceptedVisit = z.infer<typeof visit>;

const said = z.object({ zh: z.string(), en: z.string() });

const card = z.object({
  bank: z.string(),
  number: z.string(),
  turn: z.int(),
  cardNumber: z.string(),
  /** Counter of the bank to which its person comes. */
  outletId: z.string(),
  enabled: z.boolean(),
  /** What the person at the counter wishes; null: nobody is there. */
  wish: z.enum(wishes).nullable(),
  /** What the interface answered to the last wish it did not grant. */
  said: said.nullable(),
});
/** A card that is with its person, who may bring it to a counter of the bank. */
export type CardOut = z.infer<typeof card>;

/** Oldest first. */
export type Kept<T> = {
  readonly list: (bank: string) => readonly T[];
  readonly find: (name: string) => T | undefined;
  /** Writes one that is new or changed. */
  readonly keep: (each: T) => void;
  readonly drop: (name: string) => void;
};
export type Book = Kept<Work>;
export type VisitBook = Kept<AcceptedVisit>;
export type CardsBook = Kept<CardOut>;

/** Opens the book at `path`; without a path it is kept in memory. A file that is no book any more is begun anew. */
export const openBook = (path?: string): Book => openKept({ shape: work, nameOf: ({ number }) => number, path });
export const openVisitBook = (path?: string): VisitBook => openKept({ shape: visit, nameOf: ({ id }) => id, path });
export const openCardsBook = (path?: string): CardsBook =>
  openKept({ shape: card, nameOf: ({ number }) => number, path });

type Opening<T> = {
  readonly shape: z.ZodType<T>;
  readonly nameOf: (each: T) => string;
  readonly path: string | undefined;
};

/** A book of anything that belongs to a bank. */
export const openKept = <T extends { readonly bank: string }>({ shape, nameOf, path }: Opening<T>): Kept<T> => {
  const all = new Map(readAll(shape, path).map((each) => [nameOf(each), each]));
  const save = (): void => {
    if (path === undefined) return;
    // Renamed when whole: whoever is killed while writing leaves the old one.
    writeFileSync(`${path}.new`, JSON.stringify([...all.values()]), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  return {
    list: (bank) => [...all.values()].filter((each) => each.bank === bank),
    find: (name) => all.get(name),
    keep: (each) => {
      all.set(nameOf(each), each);
      save();
    },
    drop: (name) => {
      if (all.delete(name)) save();
    },
  };
};

const readAll = <T>(shape: z.ZodType<T>, path: string | undefined): readonly T[] => {
  if (path === undefined || !existsSync(path)) return [];
  try {
    return z.array(shape).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return []; // Another release's book: what is in it stays where it is, and the demo starts.
  }
};

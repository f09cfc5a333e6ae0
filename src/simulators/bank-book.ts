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

const work = z.object({
  bank: z.string(),
  number: z.string(),
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

/** Opens the book at `path`; without a path it is kept in memory. A file that is no book any more is begun anew. */
export const openBook = (path?: string): Book => open({ shape: work, nameOf: ({ number }) => number, path });
export const openVisitBook = (path?: string): VisitBook => open({ shape: visit, nameOf: ({ id }) => id, path });

type Opening<T> = {
  readonly shape: z.ZodType<T>;
  readonly nameOf: (each: T) => string;
  readonly path: string | undefined;
};

const open = <T extends { readonly bank: string }>({ shape, nameOf, path }: Opening<T>): Kept<T> => {
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

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

/** Oldest first. */
export type Book = {
  readonly list: (bank: string) => readonly Work[];
  readonly find: (number: string) => Work | undefined;
  /** Writes one that is new or changed. */
  readonly keep: (work: Work) => void;
  readonly drop: (number: string) => void;
};

/** Opens the book at `path`; without a path it is kept in memory. A file that is no book any more is begun anew. */
export const openBook = (path?: string): Book => {
  const works = new Map(readWorks(path).map((each) => [each.number, each]));
  const save = (): void => {
    if (path === undefined) return;
    // Renamed when whole: whoever is killed while writing leaves the old one.
    writeFileSync(`${path}.new`, JSON.stringify([...works.values()]), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  return {
    list: (bank) => [...works.values()].filter((each) => each.bank === bank),
    find: (number) => works.get(number),
    keep: (each) => {
      works.set(each.number, each);
      save();
    },
    drop: (number) => {
      if (works.delete(number)) save();
    },
  };
};

const readWorks = (path: string | undefined): readonly Work[] => {
  if (path === undefined || !existsSync(path)) return [];
  try {
    return z.array(work).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return []; // Another release's book: the orders in it stay where they are, and the demo starts.
  }
};

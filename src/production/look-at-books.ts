// What the console shows of comparing books: which bank sent which day, what is open, and what was closed last.
import { dateIn } from '../base/dates.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { openDifference } from './reconcile-books.ts';
import type { Difference } from './reconciliation.ts';
import {
  type ComparedDay,
  countOpenByDay,
  type DifferencePlace,
  listComparedDays,
  listDifferenceRows,
} from './reconciliation-overview-store.ts';

type Ground = { readonly sql: Sql; readonly keys: Keys; readonly businessClock: () => Temporal.Instant };

/** As many days as fit on a screen. */
export const daysShown = 7;

export type BookOfDay = {
  readonly bank: string;
  readonly day: Temporal.PlainDate;
  /** undefined: the bank has sent nothing. */
  readonly compared: ComparedDay | undefined;
  /** Differences of that day that are open. */
  readonly open: number;
  /** The day is not over yet. */
  readonly isRunning: boolean;
};

export type BooksWeek = { readonly days: readonly Temporal.PlainDate[]; readonly books: readonly BookOfDay[] };

/** The banks on the seven days up to `until`, today at the latest; all of them with `bank` null. */
export const findBooksWeek = async (
  { sql, businessClock }: Ground,
  asked: { readonly banks: readonly string[]; readonly bank: string | null; readonly until: Temporal.PlainDate | null },
): Promise<BooksWeek> => {
  const { banks, bank } = asked;
  const today = dateIn(businessClock());
  const last = asked.until && Temporal.PlainDate.compare(asked.until, today) < 0 ? asked.until : today;
  const days = Array.from({ length: daysShown }, (_, back) => last.subtract({ days: daysShown - 1 - back }));
  const compared = await listComparedDays(sql, { bank, from: last.subtract({ days: daysShown - 1 }), until: last });
  const open = await countOpenByDay(sql, bank);
  const keyOf = (each: { readonly bank: string; readonly day: Temporal.PlainDate }): string =>
    `${each.bank} ${each.day}`;
  const [comparedOf, openOf] = [
    new Map(compared.map((each) => [keyOf(each), each])),
    new Map(open.map((each) => [keyOf(each), each.count])),
  ];
  const books = banks.flatMap((code) =>
    days.map((day) => {
      const key = keyOf({ bank: code, day });
      return {
        bank: code,
        day,
        compared: comparedOf.get(key),
        open: openOf.get(key) ?? 0,
        isRunning: day.equals(today),
      };
    }),
  );
  return { days, books };
};

type ListAsked = {
  readonly bank: string | null;
  readonly isOpen: boolean;
  readonly after: DifferencePlace | null;
  readonly most: number;
};

/** Open ones in the order of banks and numbers behind `after`, or those closed last. */
export const findDifferences = async ({ sql, keys }: Ground, asked: ListAsked): Promise<readonly Difference[]> =>
  (await listDifferenceRows(sql, asked)).map((row) => openDifference(keys, row));

// What the bureau has of a bank's orders at the end of a day.
import { openApplication } from '../applications/application.ts';
import { leaveTraces } from '../audit/leave-traces.ts';
import type { Clock } from '../base/clock.ts';
import { startOf } from '../base/dates.ts';
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { Entry } from './reconciliation.ts';
import { type BankDay, type BookRow, listBookRows, listChangedNumbers } from './reconciliation-store.ts';

/** More changes than that no bank makes in a day; so many numbers are held in memory at once. */
export const mostChanges = 100_000;
const pageRows = 1_000;

type Ground = { readonly sql: Sql; readonly keys: Keys };

/** A day of the city as instants; of the day that is not over yet, what is there so far. */
export const bankDay = (bank: string, day: Temporal.PlainDate, now: Temporal.Instant): BankDay => {
  const end = startOf(day.add({ days: 1 }));
  const soFar = now.add({ milliseconds: 1 });
  return { bank, from: startOf(day), until: Temporal.Instant.compare(end, soFar) < 0 ? end : soFar };
};

export type BookEntry = Entry & { readonly number: string; readonly personId: PersonId };

/** The day's changes of a bank with the state at its end, a page at a time, in the order of numbers. */
export async function* listBooks(ground: Ground, day: BankDay): AsyncGenerator<readonly BookEntry[]> {
  const numbers = await listChangedNumbers(ground.sql, day, mostChanges);
  for (let from = 0; from < numbers.length; from += pageRows) {
    const page = numbers.slice(from, from + pageRows);
    const rows = new Map((await listBookRows(ground.sql, day, page)).map((row) => [row.number, row]));
    yield page.flatMap((number) => {
      const row = rows.get(number);
      return row ? [{ number, personId: row.personId, ...entryOf(ground.keys, row) }] : [];
    });
  }
}

/** The same for the bank itself; each person it tells of can read that it did. */
export async function* tellBooks(
  ground: Ground & { readonly businessClock: Clock },
  day: BankDay,
): AsyncGenerator<readonly (Entry & { readonly number: string })[]> {
  const acting = { actor: 'bank', actorId: day.bank, channel: 'bank-interface', outlet: null, bank: null } as const;
  const reading = { ...acting, at: ground.businessClock(), purpose: 'reconcile-books', note: null };
  for await (const page of listBooks(ground, day)) {
    const people = page.map(({ personId }) => personId);
    await leaveTraces(ground, reading, [...new Set(people)]);
    yield page.map(({ personId: _personId, ...entry }) => entry);
  }
}

/** What the bureau has of these numbers; one that is no order of the bank is not in it. */
export const findEntries = async (
  { sql, keys }: Ground,
  day: Pick<BankDay, 'bank' | 'until'>,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, Entry>> => {
  const rows = await listBookRows(sql, day, numbers);
  return new Map(rows.map((row) => [row.number, entryOf(keys, row)]));
};

const entryOf = (keys: Keys, { personId, state, sealed }: BookRow): Entry => ({
  state,
  cardNumber: sealed && openApplication(keys, personId, sealed).cardNumber,
});

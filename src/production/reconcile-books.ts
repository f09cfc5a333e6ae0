// Compares a bank's view of a day with ours; every difference is a task, which a later comparison closes.
import { parseApplicationNumber } from '../applications/application.ts';
import { applicationStates } from '../applications/application-lifecycle.ts';
import type { Clock } from '../base/clock.ts';
import type { Input } from '../base/input.ts';
import { isOneOf } from '../base/one-of.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { type Columns, type Row, readRows } from '../base/rows.ts';
import { type Keys, openJson, sealJson } from '../crypto/keys.ts';
import type { Queries, Sql } from '../database/connection.ts';
import { bankDay, findEntries, listBooks } from './books.ts';
import {
  type BothEntries,
  bothEntries,
  type Difference,
  type DifferenceKind,
  differenceOf,
  type Entry,
} from './reconciliation.ts';
import {
  type BankDay,
  countOpenDifferences,
  type DifferenceRow,
  findDifference,
  listOpenDifferences,
  moveDifferencesToClosed,
  moveDifferenceToClosed,
  upsertDifferences,
  upsertReconciliation,
} from './reconciliation-store.ts';

/** As many as a day can have changes. */
export const mostNamed = 100_000;
const pageRows = 1_000;
const place = 'differences.sealed';

export const viewColumns = {
  number: { heading: '申领编号', required: true },
  state: { heading: '状态', required: true },
  cardNumber: { heading: '卡号' },
} as const satisfies Columns;

type Ground = { readonly sql: Sql; readonly keys: Keys; readonly businessClock: Clock };

export type Reconciled = {
  /** Rows the bank named, and how many of them are as we have them. */
  readonly named: number;
  readonly agreed: number;
  /** Lines that name no number or no state; the first of them. */
  readonly unreadable: readonly number[];
  /** All that are open for this bank now, also of earlier days. */
  readonly openDifferences: number;
};

/** So many lines are named when they cannot be read. */
const mostUnreadable = 100;

type View = { readonly bank: string; readonly day: Temporal.PlainDate; readonly input: Input };

/**
 * Compares. What the bank names is compared with what we have at the end of the day, what changed here on that day and the
 * bank does not name is missing there, and what was open before and agrees now is closed. The same view again changes
 * nothing. Throws CannotStart where the file is none.
 */
export const reconcileBooks = async (ground: Ground, { bank, day, input }: View): Promise<Reconciled> => {
  const at = ground.businessClock();
  const { entries: theirs, unreadable } = await viewOf(input);
  const work: Comparing = { ...ground, day: bankDay(bank, day, at), found: { bank, day, at } };
  let agreed = 0;
  for (const page of pagesOf([...theirs])) agreed += await comparePage(work, page);
  for await (const page of listBooks(ground, work.day))
    await compareOurs(
      work,
      page.filter(({ number }) => !theirs.has(number)),
    );
  await lookAgain(work, theirs);
  await upsertReconciliation(ground.sql, { bank, day, at, named: theirs.size, agreed });
  return { named: theirs.size, agreed, unreadable, openDifferences: await countOpenDifferences(ground.sql, bank) };
};

type Comparing = Ground & {
  readonly day: BankDay;
  readonly found: { readonly bank: string; readonly day: Temporal.PlainDate; readonly at: Temporal.Instant };
};

/** The bank has nothing to say of the day: a lawful statement. */
const isEmpty = async (input: Input): Promise<boolean> => {
  for await (const bytes of input.open()) if (!/^[\s\uFEFF]*$/.test(Buffer.from(bytes).toString('utf8'))) return false;
  return true;
};

const viewOf = async (
  input: Input,
): Promise<{ readonly entries: ReadonlyMap<string, Entry>; readonly unreadable: readonly number[] }> => {
  const entries = new Map<string, Entry>();
  const unreadable: number[] = [];
  if (await isEmpty(input)) return { entries, unreadable };
  for await (const row of readRows(input, viewColumns)) {
    const read = entryFrom(row);
    if (read) entries.set(read.number, read.entry);
    else if (unreadable.length < mostUnreadable) unreadable.push(row.line);
  }
  return { entries, unreadable };
};

/** The longest a card number may be that is told back. */
const longestCardNumber = 20;

const entryFrom = ({
  fields: { number: written, state, cardNumber },
}: Row<keyof typeof viewColumns>): { readonly number: string; readonly entry: Entry } | undefined => {
  const number = parseApplicationNumber(written);
  if (number === undefined || !isOneOf(applicationStates, state)) return undefined;
  return { number, entry: { state, cardNumber: cardNumber === '' ? null : cardNumber.slice(0, longestCardNumber) } };
};

function* pagesOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += pageRows) yield rows.slice(from, from + pageRows);
}

type Pair = { readonly number: string; readonly ours: Entry | undefined; readonly theirs: Entry | undefined };

/** How many agree. */
const comparePage = async (work: Comparing, page: readonly (readonly [string, Entry])[]): Promise<number> => {
  const numbers = page.map(([number]) => number);
  const ours = await findEntries(work, work.day, numbers);
  return await keep(
    work,
    page.map(([number, theirs]) => ({ number, ours: ours.get(number), theirs })),
  );
};

const compareOurs = (work: Comparing, page: readonly (Entry & { readonly number: string })[]): Promise<number> =>
  keep(
    work,
    page.map(({ number, state, cardNumber }) => ({ number, ours: { state, cardNumber }, theirs: undefined })),
  );

/** What somebody closed is known by it when the bank says it again. */
const contentDigest = (
  keys: Keys,
  content: { readonly kind: DifferenceKind } & Omit<BothEntries, 'reason'>,
): Buffer => {
  const { kind, ours, theirs } = content;
  const sides = [ours, theirs].map((side) => side && [side.state, side.cardNumber]);
  return keys.blind('request', JSON.stringify(['difference', kind, ...sides]));
};

/** Opens what differs and closes what agrees; how many agree. */
const keep = async ({ sql, keys, found }: Comparing, pairs: readonly Pair[]): Promise<number> => {
  const differing = pairs.flatMap((pair) => {
    const { number, ours = null, theirs = null } = pair;
    const kind = differenceOf(pair.ours, pair.theirs);
    if (!kind) return [];
    const sealed = sealJson(keys, { place, personId: found.bank }, { ours, theirs, reason: null });
    return [{ number, kind, sealed, contentDigest: contentDigest(keys, { kind, ours, theirs }) }];
  });
  const open = new Set(differing.map(({ number }) => number));
  const agreeing = pairs.map(({ number }) => number).filter((number) => !open.has(number));
  await sql.begin(async (transaction) => {
    await upsertDifferences(transaction, found, differing);
    await moveDifferencesToClosed(transaction, found, agreeing);
  });
  return agreeing.length;
};

/**
 * What is open and was not named this time: closed when we now have what the bank said then, and when this is the same
 * day's file again and does not say it any more.
 */
const lookAgain = async (work: Comparing, named: ReadonlyMap<string, Entry>): Promise<void> => {
  const { sql, keys, found } = work;
  let after = '';
  for (;;) {
    const rows = await listOpenDifferences(sql, { bank: found.bank, after, most: pageRows });
    const last = rows.at(-1);
    if (!last) return;
    const unnamed = rows.filter(({ number }) => !named.has(number));
    const ours = await findEntries(
      work,
      { bank: found.bank, until: found.at },
      unnamed.map(({ number }) => number),
    );
    const agreeing = unnamed.filter((row) => {
      const { theirs } = entriesOf(keys, found.bank, row);
      if (theirs === null) return false;
      return row.day.equals(found.day) || differenceOf(ours.get(row.number), theirs) === undefined;
    });
    await moveDifferencesToClosed(
      sql,
      found,
      agreeing.map(({ number }) => number),
    );
    after = last.number;
  }
};

const entriesOf = (keys: Keys, bank: string, { sealed }: Pick<DifferenceRow, 'sealed'>): BothEntries =>
  bothEntries.parse(openJson(keys, { place, personId: bank }, sealed));

/** The bank's open differences behind a number, at most `most`. */
export const listDifferences = async (
  { sql, keys }: { readonly sql: Queries; readonly keys: Keys },
  { bank, after, most }: { readonly bank: string; readonly after: string; readonly most: number },
): Promise<readonly Difference[]> => {
  const rows = await listOpenDifferences(sql, { bank, after, most });
  return rows.map((row) => openDifference(keys, row));
};

/** A row with both its sides. */
export const openDifference = (keys: Keys, { sealed, ...row }: DifferenceRow): Difference => ({
  ...row,
  ...entriesOf(keys, row.bank, { sealed }),
});

export type ClosingRefused = Refused<'DIFFERENCE_UNKNOWN' | 'ALREADY_CLOSED', object>;

/**
 * Somebody closes a difference that no file will close: both sides stay as they are, and the same difference said again
 * does not open it. `reason` is theirs, in their own words.
 */
export const closeDifference = async (
  { sql, keys, businessClock }: Ground,
  closing: { readonly bank: string; readonly number: string; readonly by: string; readonly reason: string },
): Promise<Result<null, ClosingRefused>> => {
  const { bank, by, reason } = closing;
  const row = await findDifference(sql, closing);
  if (!row) return refused('DIFFERENCE_UNKNOWN', {});
  const sealed = sealJson(keys, { place, personId: bank }, { ...entriesOf(keys, bank, row), reason });
  const isClosed =
    row.closedAt === null && (await moveDifferenceToClosed(sql, row, { by, at: businessClock(), sealed }));
  return isClosed ? ok(null) : refused('ALREADY_CLOSED', {});
};

// Rows that hold for a period: which one holds on a day, and proof at load time that never two do.
import type { Dated, Day } from './rows.ts';

/** Whether a row holds on a day; both its ends belong to it. */
export const holdsOn = (row: Dated, day: Day): boolean =>
  row.from <= day && (row.until === undefined || day <= row.until);
const overlap = (a: Dated, b: Dated): boolean =>
  (b.until === undefined || a.from <= b.until) && (a.until === undefined || b.from <= a.until);

/** Rows under one key, those that supersede others first, so that the first that holds is the one that counts. */
export type RowIndex<R extends Dated> = ReadonlyMap<string, readonly R[]>;

/** One contradiction; `text` says it in English, the other fields let others say it in their words. */
export type RowsProblem = {
  readonly code: 'overlap' | 'absent' | 'itself' | 'order' | 'no-rule' | 'same-id' | 'year-twice';
  readonly row: string;
  readonly other?: string;
  /** For whom or what both rows hold. */
  readonly key?: string;
  readonly text: string;
};

/** Thrown when the rows contradict each other; names every offending pair. */
export class PolicyRowsError extends Error {
  readonly problems: readonly RowsProblem[];
  constructor(problems: readonly RowsProblem[]) {
    super(problems.map(({ text }) => text).join('; '));
    this.problems = problems;
  }
}

/** The ids of all rows that a row replaces, directly or through another. Throws where a row would replace itself. */
const replacedBy = (
  row: Dated,
  known: ReadonlyMap<string, Dated>,
  above: readonly string[] = [],
): ReadonlySet<string> => {
  if (above.includes(row.id))
    throw new PolicyRowsError([{ code: 'itself', row: row.id, text: `${row.id} supersedes itself` }]);
  const replaced = new Set<string>(row.supersedes);
  for (const id of row.supersedes ?? []) {
    const below = known.get(id);
    if (below === undefined) {
      const text = `${row.id} supersedes ${id}, which is not there`;
      throw new PolicyRowsError([{ code: 'absent', row: row.id, other: id, text }]);
    }
    for (const deeper of replacedBy(below, known, [...above, row.id])) replaced.add(deeper);
  }
  return replaced;
};

const problemsOf = ({ id: row, from, until, rules }: Dated): readonly RowsProblem[] => [
  ...(until !== undefined && until < from
    ? [{ code: 'order', row, text: `${row} ends before it begins` } as const]
    : []),
  ...(rules.length === 0 ? [{ code: 'no-rule', row, text: `${row} names no rule` } as const] : []),
];

const sameId = (rows: readonly Dated[]): RowsProblem => ({
  ...{ code: 'same-id', row: rows.at(-1)?.id ?? '' },
  text: `two rows share an id, the last of ${rows.map((row) => row.id).join(', ')}`,
});
const overlapOf = (row: string, other: string, key: string): RowsProblem => ({
  ...{ code: 'overlap', row, other, key },
  text: `${row} and ${other} both hold for ${key}`,
});

/** Sorts rows under their keys and checks ids, periods, `supersedes` and overlaps. */
export const indexRows = <R extends Dated>(rows: readonly R[], keysOf: (row: R) => readonly string[]): RowIndex<R> => {
  const known = new Map(rows.map((row) => [row.id, row]));
  const problems = rows.flatMap(problemsOf);
  if (known.size !== rows.length) problems.push(sameId(rows));
  const replaced = new Map(rows.map((row) => [row.id, replacedBy(row, known)]));
  const supersedes = (a: R, b: R): boolean => replaced.get(a.id)?.has(b.id) ?? false;
  const index = new Map<string, R[]>();
  for (const row of rows) for (const key of keysOf(row)) index.set(key, [...(index.get(key) ?? []), row]);
  for (const [key, list] of index) {
    for (const [i, a] of list.entries()) {
      const rivals = list.slice(i + 1).filter((b) => overlap(a, b) && !supersedes(a, b) && !supersedes(b, a));
      problems.push(...rivals.map((b) => overlapOf(a.id, b.id, key)));
    }
    // A row that replaces another always replaces more rows than that one, so this order puts it first.
    list.sort((a, b) => (replaced.get(b.id)?.size ?? 0) - (replaced.get(a.id)?.size ?? 0));
  }
  if (problems.length > 0) throw new PolicyRowsError(problems);
  return index;
};

/** The row that holds for `key` on `day`, or none. */
export const rowOn = <R extends Dated>(index: RowIndex<R>, key: string, day: Day): R | undefined => {
  const list = index.get(key);
  if (list === undefined) return undefined;
  for (const row of list) if (holdsOn(row, day)) return row;
  return undefined;
};

/** The rows for `key` that begin after `day`, in the order of their first days. */
export const rowsAfter = <R extends Dated>(index: RowIndex<R>, key: string, day: Day): readonly R[] =>
  (index.get(key) ?? [])
    .filter((row) => row.from > day)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));

/** The first row for `key` that begins after `day`. */
export const nextRow = <R extends Dated>(index: RowIndex<R>, key: string, day: Day): R | undefined =>
  rowsAfter(index, key, day)[0];

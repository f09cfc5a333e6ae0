// Whether rows fit together with all that holds already, and from which day on they may answer otherwise.
import { ok, type Refused, type Result, refused } from '../../base/result.ts';
import { PolicyRowsError, type RowsProblem } from '../dated-rows.ts';
import type { Dated, PolicyRows } from '../rows.ts';
import { makeSnapshot, type Snapshot } from '../snapshot.ts';
import type { AddedRow } from './added-row.ts';
import { addedId, composeRows } from './compose-rows.ts';

export type RowsClash = Refused<'ROWS_CLASH', { readonly problems: readonly RowsProblem[] }>;

/** The snapshot these rows make, under a number that is still to be given; or what the load check says against them. */
export const checkRows = (shipped: PolicyRows, added: readonly AddedRow[]): Result<Snapshot, RowsClash> => {
  try {
    return ok(makeSnapshot(0, composeRows(shipped, added)));
  } catch (error) {
    if (error instanceof PolicyRowsError) return refused('ROWS_CLASH', { problems: error.problems });
    throw error;
  }
};

/** Every row that has days, by its id. */
export const datedRowsOf = (rows: PolicyRows): ReadonlyMap<string, Dated> => {
  const { calendar: _calendar, rules: _rules, documents: _documents, ...dated } = rows;
  return new Map(
    Object.values(dated)
      .flat()
      .map((row): [string, Dated] => [row.id, row]),
  );
};

/** No limit in working days is longer than the time from here to the new year (R-PROD-01 to R-PROD-09). */
const reachesBackTo = ({ year }: { readonly year: number }): string => `${year - 1}-12-01`;
/** As many eves of holidays as show what the year changes. */
const mostEves = 5;
const daysAround = (year: { readonly year: number; readonly holidays: readonly string[] }): readonly string[] => {
  const eves = year.holidays.map((day) => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString());
  return [reachesBackTo(year), ...eves.filter((day) => !year.holidays.includes(day)).slice(0, mostEves)];
};

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();
const firstOf = (days: readonly string[]): string => days.toSorted()[0] ?? '';
/** Says the same of two rows with the same id and other days. */
const substanceOf = ({
  id: _id,
  from: _from,
  until: _until,
  rules: _rules,
  assumed: _assumed,
  ...rest
}: Dated): string => JSON.stringify(Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** The days on which something begins or has just ended by this row or by the one in whose place it stands. */
export const changeDaysOf = (
  { number, content, supersedes }: Pick<AddedRow, 'number' | 'content' | 'supersedes'>,
  { before, after }: { readonly before: PolicyRows; readonly after: PolicyRows },
): readonly string[] => {
  if (content.kind === 'calendar-year') return daysAround(content);
  const row = datedRowsOf(after).get(addedId(number));
  const old = supersedes === null ? undefined : datedRowsOf(before).get(supersedes);
  const days = (row === undefined ? [] : [row])
    .concat(old ?? [])
    .flatMap(({ from, until }) => [from, ...(until === undefined ? [] : [dayAfter(until)])]);
  if (row === undefined || old === undefined || substanceOf(row) !== substanceOf(old))
    return [...new Set(days)].toSorted();
  // Where both say the same, what is the same of their days changes nothing.
  return days.filter((day) => days.filter((each) => each === day).length === 1).toSorted();
};

/** The first day that may be answered otherwise than before; of a row that changes no day, its own first one. */
export const effectiveDayOf = (
  row: Pick<AddedRow, 'number' | 'content' | 'supersedes'>,
  rows: { readonly before: PolicyRows; readonly after: PolicyRows },
): Temporal.PlainDate => {
  const { content } = row;
  const own = content.kind === 'calendar-year' ? reachesBackTo(content) : content.from;
  return Temporal.PlainDate.from(firstOf(changeDaysOf(row, rows)) || own);
};

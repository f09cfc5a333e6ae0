// Working days of the city from our own table; outside the years it covers it refuses to compute (G-04, G-37).
import { PolicyRowsError } from './dated-rows.ts';
import type { CalendarYear, Day } from './rows.ts';

export type Calendar = {
  /** True, false, or undefined where the year is not published. */
  readonly isWorkday: (day: Day) => boolean | undefined;
  /** The `count`th working day after `day` (the day itself is not counted, G-05), or undefined outside the table. */
  readonly addWorkdays: (day: Day, count: number) => Day | undefined;
  /** `count` natural days after `day`, the day itself not counted (G-05). */
  readonly addDays: (day: Day, count: number) => Day;
  readonly years: readonly CalendarYear[];
};

/** Answers kept so that the gate need not count again: about 27 years of days. */
const keptAnswers = 10_000;

const kept = <T>(compute: (day: Day, count: number) => T): ((day: Day, count: number) => T) => {
  const answers = new Map<string, T>();
  return (day, count) => {
    const key = `${day}+${count}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = compute(day, count);
    if (answers.size >= keptAnswers) answers.clear();
    answers.set(key, answer);
    return answer;
  };
};

/** A calendar over the given years. Throws PolicyRowsError when a year is there twice. */
export const makeCalendar = (years: readonly CalendarYear[]): Calendar => {
  const covered = new Set(years.map((year) => year.year));
  const twice = years.find(({ year }, place) => years.findIndex((each) => each.year === year) < place);
  if (twice !== undefined) {
    const text = `the calendar year ${twice.year} is there twice`;
    throw new PolicyRowsError([{ code: 'year-twice', row: `calendar-${twice.year}`, text }]);
  }
  const holidays = new Set(years.flatMap((year) => year.holidays));
  const makeUp = new Set(years.flatMap((year) => year.makeUpWorkdays));

  const works = (date: Temporal.PlainDate): boolean | undefined => {
    if (!covered.has(date.year)) return undefined;
    return date.dayOfWeek <= 5 ? !holidays.has(date.toString()) : makeUp.has(date.toString());
  };
  const addWorkdays = (from: Day, count: number): Day | undefined => {
    let date = Temporal.PlainDate.from(from);
    for (let left = count; left > 0; ) {
      date = date.add({ days: 1 });
      const answer = works(date);
      if (answer === undefined) return undefined;
      if (answer) left -= 1;
    }
    return date.toString();
  };
  return {
    isWorkday: (day) => works(Temporal.PlainDate.from(day)),
    addWorkdays: kept(addWorkdays),
    addDays: kept((day, count) => Temporal.PlainDate.from(day).add({ days: count }).toString()),
    years,
  };
};

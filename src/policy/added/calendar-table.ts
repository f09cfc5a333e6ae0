// A year of the calendar pasted as a table: one day a line with what it is, as a list of the announcement is copied.
import { ok, type Refused, type Result, refused } from '../../base/result.ts';

type CalendarTable = { readonly holidays: readonly string[]; readonly makeUpWorkdays: readonly string[] };

const offWords: readonly string[] = ['放假', '休', '休息', '假', 'off', 'holiday'];
const workWords: readonly string[] = ['上班', '班', '调休上班', '补班', 'work', 'workday'];
/** A table may have headings. */
const headings = /^(日期|date)/i;

/**
 * Lines such as `2027-01-01,放假` or `2027-02-07,上班`; comma, tab or space between, further columns (names of the
 * holidays) are left alone. Refused with the number of the first line that is neither.
 */
export const readCalendarTable = (text: string): Result<CalendarTable, Refused<'LINE', { readonly line: number }>> => {
  const [holidays, makeUpWorkdays]: [string[], string[]] = [[], []];
  for (const [place, line] of text.split(/\r?\n/).entries()) {
    const [day = '', what = ''] = line.trim().split(/[\s,;，；]+/);
    if (day === '' || (place === 0 && headings.test(day))) continue;
    const list = offWords.includes(what.toLowerCase())
      ? holidays
      : workWords.includes(what.toLowerCase())
        ? makeUpWorkdays
        : undefined;
    const written = day.replaceAll(/[/.]/g, '-');
    if (list === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(written)) return refused('LINE', { line: place + 1 });
    list.push(written);
  }
  return ok({ holidays: holidays.sort(), makeUpWorkdays: makeUpWorkdays.sort() });
};

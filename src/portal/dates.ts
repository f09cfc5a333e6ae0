// Dates and times as citizens read them, in the city's zone: 2025年10月9日 09:05, 9 October 2025 09:05.
import { cityTimeZone } from '../base/dates.ts';
import type { Say } from './words/words.ts';

// Our own words: the ICU of some runtimes knows no long Chinese form of a plain date.
export const dayText = (date: Temporal.PlainDate, say: Say): string =>
  say('date.day', { year: date.year, month: say('date.months').split(' ')[date.month - 1] ?? '', day: date.day });

/** The same of a `yyyy-mm-dd`. */
export const dayTextOf = (isoDay: string, say: Say): string => dayText(Temporal.PlainDate.from(isoDay), say);

/** A whole month: 2025年10月, October 2025. */
export const monthText = ({ year, month }: Temporal.PlainYearMonth, say: Say): string =>
  say('date.month', { year, month: say('date.months').split(' ')[month - 1] ?? '' });

/** Day and minute in the city. */
export const timeText = (instant: Temporal.Instant, say: Say): string => {
  const local = instant.toZonedDateTimeISO(cityTimeZone);
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${dayText(local.toPlainDate(), say)} ${clock}`;
};

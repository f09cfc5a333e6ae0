// The figures somebody of staff may see, as of one instant: by day, and by each way of telling them apart.
import { z } from 'zod';
import { dateIn } from '../base/dates.ts';
import { isDistrict } from '../base/districts.ts';
import type { Sql } from '../database/connection.ts';
import { scopeOf } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { findShownRun } from './counts-store.ts';
import { type DayCount, listByDay, listByValue, listFormSteps, type ValueCount } from './figures-store.ts';
import { type Cut, cuts, type Measure, measures, type Period, type StatisticsScope, scopeText } from './measure.ts';

/** Days back from today, today included. */
export const periodDays = [30, 7, 90, 365] as const;

const code = z
  .string()
  .regex(/^\d{3,12}$/)
  .nullable()
  .catch(null);

/** What is asked for; whatever is no such word counts as not said, and what somebody may not see they do not get. */
export const figuresQuestion = z.object({
  bank: code,
  district: code,
  days: z.coerce.number().pipe(z.literal(periodDays)).catch(periodDays[0]),
});
export type FiguresQuestion = z.infer<typeof figuresQuestion>;

export type Counts = Readonly<Record<Measure, number>>;

/** One value of a cut: a bank, a district, a batch or a group; '' where the event does not say. */
export type FigureRow = {
  readonly value: string;
  readonly counts: Counts;
  /** Late now: missed the limit, and neither made nor ended since. */
  readonly lateNow: number;
};
export type DayRow = { readonly day: Temporal.PlainDate; readonly counts: Counts };

export type Figures = {
  readonly scope: StatisticsScope;
  readonly period: Period;
  /** Business clock; null: nothing was counted yet. */
  readonly asOf: Temporal.Instant | null;
  /** Every day of the period, those without anything too. */
  readonly days: readonly DayRow[];
  /** In the order of their codes. */
  readonly by: Readonly<Record<Cut, readonly FigureRow[]>>;
  readonly total: Counts;
  readonly ever: Counts;
  readonly lateNow: number;
  /** How many came how far in the form: page to people; null: only of the whole city. */
  readonly form: ReadonlyMap<string, number> | null;
};

type Ground = { readonly sql: Sql; readonly businessClock: Wiring['businessClock'] };

/** undefined: not for this role. All parts are of one snapshot of the database. */
export const findFigures = async (
  { sql, businessClock }: Ground,
  staff: Staff,
  question: FiguresQuestion,
): Promise<Figures | undefined> => {
  const scope = scopeFor(staff, question);
  if (scope === undefined) return undefined;
  const until = dateIn(businessClock());
  const period = { from: until.subtract({ days: question.days - 1 }), until };
  return sql.begin('isolation level repeatable read read only', async (transaction) => {
    const shown = await findShownRun(transaction);
    if (!shown) throw new Error('no run of the statistics is shown');
    const of = { run: shown.run, scope: scopeText(scope) };
    const counts = await listByDay(transaction, of, { measures, period });
    const values = await listByValue(transaction, of, { cuts, measures, period });
    const late = await listByValue(transaction, of, { cuts, measures: lateness, period: null });
    const ever = await listByValue(transaction, of, { cuts: ['group'], measures, period: null });
    const form = scope.of === 'city' ? await listFormSteps(transaction, period) : null;
    return {
      ...{ scope, period, asOf: shown.asOf, days: everyDay(period, counts) },
      ...{ by: rowsBy(scope, values, late), lateNow: lateOf(late.filter(({ cut }) => cut === 'group')) },
      ...{ total: summed(counts), ever: summed(ever) },
      form: form && new Map(form.map(({ step, count }) => [step, count])),
    };
  });
};

/** A bank's head office sees its bank and a district itself, whatever is asked for. */
export const scopeFor = (
  staff: Pick<Staff, 'role' | 'bank' | 'district'>,
  { bank, district }: Pick<FiguresQuestion, 'bank' | 'district'>,
): StatisticsScope | undefined => {
  const scope = scopeOf(staff, 'see-statistics');
  if (scope === 'own-bank') return staff.bank === null ? undefined : { of: 'bank', code: staff.bank };
  if (scope === 'own-district') return staff.district === null ? undefined : { of: 'district', code: staff.district };
  if (scope !== 'all') return undefined;
  if (bank !== null) return { of: 'bank', code: bank };
  return district !== null && isDistrict(district) ? { of: 'district', code: district } : { of: 'city' };
};

const none: Counts = {
  ...{ applied: 0, 'applied-alone': 0, produced: 0, 'produced-late': 0 },
  ...{ enabled: 0, late: 0, 'late-over': 0, urged: 0, complained: 0 },
};

const everyDay = ({ from, until }: Period, counts: readonly DayCount[]): readonly DayRow[] => {
  const byDay = Map.groupBy(counts, ({ day }) => day.toString());
  return Array.from({ length: from.until(until).days + 1 }, (_, index) => {
    const day = from.add({ days: index });
    return { day, counts: summed(byDay.get(day.toString()) ?? []) };
  });
};

const summed = (rows: readonly { readonly measure: Measure; readonly count: number }[]): Counts => {
  const sums: Record<Measure, number> = { ...none };
  for (const { measure, count } of rows) sums[measure] += count;
  return sums;
};

/** Of all days there are: who became late one day is late until it is over, whenever that is. */
const lateness: readonly Measure[] = ['late', 'late-over'];

const lateOf = (rows: readonly ValueCount[]): number => {
  const counts = summed(rows);
  return counts.late - counts['late-over'];
};

const rowsBy = (scope: StatisticsScope, values: readonly ValueCount[], late: readonly ValueCount[]): Figures['by'] => {
  const rowsOf = (cut: Cut): readonly FigureRow[] => {
    const of = (rows: readonly ValueCount[], value: string) =>
      rows.filter((each) => each.cut === cut && each.value === value);
    const found = new Set([...values, ...late].filter((each) => each.cut === cut).map(({ value }) => value));
    return [...found].toSorted().map((value) => ({
      ...{ value, counts: summed(of(values, value)), lateNow: lateOf(of(late, value)) },
    }));
  };
  const [bank, district, batch, group] = cuts.map((cut) => (cut === scope.of ? [] : rowsOf(cut)));
  return { bank: bank ?? [], district: district ?? [], batch: batch ?? [], group: group ?? [] };
};

// All SQL of reading figures: rows by day and by value, never events or people.
import { arrayOf } from '../database/array-literal.ts';
import type { Queries } from '../database/connection.ts';
import type { Cut, Measure, Period } from './measure.ts';

/** Which counts: of a run and a scope as they stand in the database. */
export type CountsOf = { readonly run: number; readonly scope: string };

export type DayCount = { readonly day: Temporal.PlainDate; readonly measure: Measure; readonly count: number };

/** Sums of each day of a period; a day without any has no row. The groups of a day are the fewest values that add up to it. */
export const listByDay = async (
  sql: Queries,
  { run, scope }: CountsOf,
  { measures, period }: { readonly measures: readonly Measure[]; readonly period: Period },
): Promise<readonly DayCount[]> => sql<DayCount[]>`
  select day, measure, sum(count)::bigint as count from statistics_counts
  where run = ${run} and scope = ${scope} and cut = 'group' and measure = any(${arrayOf(measures)}::text::text[])
    and day between ${period.from} and ${period.until}
  group by day, measure order by day, measure`;

export type ValueCount = {
  readonly cut: Cut;
  readonly value: string;
  readonly measure: Measure;
  readonly count: number;
};

export type ValuesAsked = {
  readonly cuts: readonly Cut[];
  readonly measures: readonly Measure[];
  /** null: all days there are. */
  readonly period: Period | null;
};

/** Sums by value of some cuts of a scope. */
export const listByValue = async (
  sql: Queries,
  { run, scope }: CountsOf,
  { cuts, measures, period }: ValuesAsked,
): Promise<readonly ValueCount[]> => sql<ValueCount[]>`
  select cut, value, measure, sum(count)::bigint as count from statistics_counts
  where run = ${run} and scope = ${scope} and cut = any(${arrayOf(cuts)}::text::text[])
    and measure = any(${arrayOf(measures)}::text::text[])
    ${period === null ? sql`` : sql`and day between ${period.from} and ${period.until}`}
  group by cut, value, measure order by cut, value, measure`;

/** How many answered a page of the form for the first time in a period, by page; pages nobody came to have no row. */
export const listFormSteps = async (
  sql: Queries,
  { from, until }: Period,
): Promise<readonly { readonly step: string; readonly count: number }[]> =>
  sql<{ step: string; count: number }[]>`
    select step, sum(count)::bigint as count from form_steps where day between ${from} and ${until}
    group by step order by step`;

/** Outlets on record by kind: a window is none of them (R-STATS-03). */
export const countOutlets = async (
  sql: Queries,
): Promise<readonly { readonly kind: string; readonly count: number }[]> =>
  sql<{ kind: string; count: number }[]>`select kind, count(*)::int as count from outlets group by kind order by kind`;

// The figures as tables in the words of a page, each with what of it is drawn: the page and the files show the same.
import type { TableRow } from '../base/table-file.ts';
import { bankInWords, policyWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText } from '../portal/dates.ts';
import type { Counts, FigureRow, Figures } from '../statistics/find-figures.ts';
import { type FormStep, formSteps } from '../statistics/form-steps.ts';
import type { Cut } from '../statistics/measure.ts';
import type { ConsolePage } from './page.ts';
import type { Picture } from './picture.ts';
import { districtName } from './search-routes.tsx';

export const tableNames = ['day', 'district', 'bank', 'batch', 'group', 'late-district', 'late-bank', 'form'] as const;
export type TableName = (typeof tableNames)[number];

export type FigureTable = {
  readonly name: TableName;
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
  /** null: there is nothing to draw. */
  readonly picture: Picture | null;
};

type Telling = { readonly page: ConsolePage; readonly snapshot: Snapshot; readonly figures: Figures };

/** Those a scope has: no banks of one bank, no districts of one district, the form of the whole city alone. */
export const tablesOf = (telling: Telling): readonly FigureTable[] => {
  const { of } = telling.figures.scope;
  return tableNames.flatMap((name) => {
    if (name === of || name === `late-${of}` || (name === 'form' && telling.figures.form === null)) return [];
    return [tableOf(telling, name)];
  });
};

const tableOf = (telling: Telling, name: TableName): FigureTable => {
  const title = telling.page.say(`statistics.of.${name}`);
  if (name === 'day') return { name, title, ...byDay(telling) };
  if (name === 'form') return { name, title, ...ofForm(telling) };
  if (name === 'late-bank') return { name, title, ...lateBy(telling, 'bank') };
  if (name === 'late-district') return { name, title, ...lateBy(telling, 'district') };
  return { name, title, ...byCut(telling, name) };
};

type Content = Omit<FigureTable, 'name' | 'title'>;

const byDay = ({ page: { say, citizenSay }, figures }: Telling): Content => {
  const columns = ['applied', 'produced', 'enabled', 'late', 'urged'] as const;
  const drawn = ['applied', 'produced', 'enabled'] as const;
  const isSome = figures.days.some(({ counts }) => drawn.some((each) => counts[each] > 0));
  return {
    headings: [say('statistics.of.day'), ...columns.map((each) => say(`statistics.measure.${each}`))],
    rows: figures.days
      .toReversed()
      .map(({ day, counts }) => [dayText(day, citizenSay), ...columns.map((each) => counts[each])]),
    picture: isSome
      ? {
          kind: 'lines',
          labels: figures.days.map(({ day }) => day.toString()),
          series: drawn.map((each) => ({
            ...{ name: say(`statistics.measure.${each}`), colour: each },
            values: figures.days.map(({ counts }) => counts[each]),
          })),
        }
      : null,
  };
};

const byCut = (telling: Telling, cut: Cut): Content => {
  const { page, figures } = telling;
  const { say } = page;
  // A complaint is about a bank; which district or group it came from is not counted (R-SUPERVISE-03).
  const hasComplaints = cut === 'bank' && figures.scope.of === 'city';
  const rows = figures.by[cut].filter(({ counts, lateNow }) => lateNow > 0 || Object.values(counts).some(Boolean));
  const drawn = ['applied', 'produced', 'enabled'] as const;
  return {
    headings: [
      ...[say(`statistics.of.${cut}`), say('statistics.measure.applied'), say('statistics.share')],
      ...[say('statistics.measure.produced'), say('statistics.measure.producedLate'), say('statistics.inTime')],
      ...[say('statistics.measure.enabled'), say('statistics.measure.lateNow'), say('statistics.measure.urged')],
      ...(hasComplaints ? [say('statistics.measure.complained')] : []),
    ],
    rows: rows.map((row) => {
      const { counts, lateNow } = row;
      return [
        ...[valueInWords(telling, cut, row), counts.applied, percent(counts.applied, figures.total.applied)],
        ...[counts.produced, counts['produced-late'], inTime(counts), counts.enabled, lateNow, counts.urged],
        ...(hasComplaints ? [counts.complained] : []),
      ];
    }),
    picture:
      rows.length === 0
        ? null
        : {
            kind: 'bars',
            labels: rows.map((row) => valueInWords(telling, cut, row)),
            series: drawn.map((each) => ({
              ...{ name: say(`statistics.measure.${each}`), colour: each },
              values: rows.map(({ counts }) => counts[each]),
            })),
          },
  };
};

/** The most first. */
const lateBy = (telling: Telling, cut: 'bank' | 'district'): Content => {
  const { say } = telling.page;
  const rows = telling.figures.by[cut]
    .filter(({ lateNow }) => lateNow !== 0)
    .toSorted((one, other) => other.lateNow - one.lateNow);
  const labels = rows.map((row) => valueInWords(telling, cut, row));
  const values = rows.map(({ lateNow }) => lateNow);
  return {
    headings: [say(`statistics.${cut}`), say('statistics.measure.lateNow')],
    rows: rows.map(({ lateNow }, index) => [labels[index] ?? '', lateNow]),
    picture:
      rows.length === 0
        ? null
        : { kind: 'bars', labels, series: [{ name: say('statistics.measure.lateNow'), colour: 'late', values }] },
  };
};

const ofForm = ({ page: { say }, figures }: Telling): Content => {
  const reached = figures.form ?? new Map<string, number>();
  const steps: readonly (FormStep | 'submitted')[] = [...formSteps, 'submitted'];
  const people = steps.map((step) =>
    step === 'submitted' ? figures.total['applied-alone'] : (reached.get(step) ?? 0),
  );
  const labels = steps.map((step) => say(`statistics.step.${step}`));
  const started = people[0] ?? 0;
  return {
    headings: [
      ...[say('statistics.step'), say('statistics.people'), say('statistics.ofStarted'), say('statistics.stopped')],
    ],
    rows: people.map((count, index) => {
      const next = people[index + 1];
      // Who was on the way when the period began goes on in it: the next page can have more people than this one.
      return [
        labels[index] ?? '',
        count,
        percent(count, started),
        next === undefined ? null : Math.max(count - next, 0),
      ];
    }),
    picture: people.every((count) => count === 0)
      ? null
      : { kind: 'bars', labels, series: [{ name: say('statistics.people'), colour: 'applied', values: people }] },
  };
};

const valueInWords = ({ page, snapshot }: Telling, cut: Cut, { value }: Pick<FigureRow, 'value'>): string => {
  const { say, language } = page;
  if (value === '') return say('statistics.unknown');
  if (cut === 'bank') return bankInWords(snapshot, value, language);
  if (cut === 'district') return districtName(page, value);
  const words: Readonly<Record<string, string>> = cut === 'group' ? policyWords(language).group : batchWords(page);
  return words[value] ?? value;
};

/** A batch that the bureau added has the name it was added with. */
const batchWords = ({ citizenSay }: ConsolePage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (['pilot', '1', '2', '3', '4', '5', 'regular'] as const).map((batch) => [
      batch,
      citizenSay(`policy.batch.${batch}`),
    ]),
  );

const percent = (part: number, whole: number): string | null =>
  whole === 0 ? null : `${((part / whole) * 100).toFixed(1)}%`;

/** Of the cards that were made, those within their limit (R-PROD-01, R-PROD-04, R-PROD-05). */
const inTime = (counts: Counts): string | null => percent(counts.produced - counts['produced-late'], counts.produced);

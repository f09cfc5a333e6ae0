// Lays the rows that the bureau added upon the shipped ones, in the order they were confirmed.
import { PolicyRowsError } from '../dated-rows.ts';
import type {
  Bank,
  BankFlag,
  Batch,
  CalendarYear,
  ChannelRow,
  Dated,
  OutletFlag,
  PolicyRows,
  SalePeriod,
} from '../rows.ts';
import type { AddedRow } from './added-row.ts';
import { type AddedContent, rulesOfKind } from './kinds.ts';

export const addedId = (number: number): string => `added-${number}`;
/** The bureau's own publication as a rule of the catalogue, so that verdicts cite it like any other. */
const ruleId = (number: number): string => `B-ADDED-${number}`;
export const calendarId = ({ year }: Pick<CalendarYear, 'year'>): string => `calendar-${year}`;

/** Shipped rows with the added ones. Throws PolicyRowsError where a row is to stand in the place of one that is not there. */
export const composeRows = (shipped: PolicyRows, added: readonly AddedRow[]): PolicyRows =>
  added.reduce(withRow, shipped);

const withRow = (rows: PolicyRows, added: AddedRow): PolicyRows => {
  const { content } = added;
  const cited = content.kind === 'calendar-year' ? rows : withSource(rows, added);
  switch (content.kind) {
    case 'batch':
      return { ...cited, batches: placed(rows.batches, batchOf(content, added), added) };
    case 'bank':
      return { ...cited, banks: placed(rows.banks, bankOf(content, added), added) };
    case 'bank-flag':
      return { ...cited, bankFlags: placed(rows.bankFlags, flagOf(content, added), added) };
    case 'outlet-instant':
      return { ...cited, outletFlags: placed(rows.outletFlags, outletOf(content, added), added) };
    case 'channel':
      return { ...cited, channels: placed(rows.channels, channelOf(content, added), added) };
    case 'sale-season':
      return { ...cited, salePeriods: placed(rows.salePeriods, seasonOf(content, added), added) };
    case 'calendar-year':
      return { ...cited, calendar: withYear(rows.calendar, content, added) };
  }
};

type Content<Kind extends AddedContent['kind']> = Extract<AddedContent, { readonly kind: Kind }>;

const datedOf = (
  {
    from,
    until,
    kind,
  }: { readonly from: string; readonly until?: string | undefined; readonly kind: AddedContent['kind'] },
  { number }: AddedRow,
): Dated => ({
  ...{ id: addedId(number), from, rules: [rulesOfKind[kind], ruleId(number)] },
  ...(until === undefined ? {} : { until }),
});

const batchOf = (content: Content<'batch'>, added: AddedRow): Batch => ({
  ...datedOf(content, added),
  ...{ batch: content.batch, groups: content.groups },
  ...(content.districts ? { districts: content.districts } : {}),
});
const bankOf = (content: Content<'bank'>, added: AddedRow): Bank => ({
  ...datedOf(content, added),
  ...{ code: content.code, zh: content.zh, en: content.en },
});
const flagOf = (content: Content<'bank-flag'>, added: AddedRow): BankFlag => ({
  ...datedOf(content, added),
  ...{ bank: content.bank, flag: content.flag },
});
const outletOf = (content: Content<'outlet-instant'>, added: AddedRow): OutletFlag => ({
  ...datedOf(content, added),
  ...{ outlet: content.outlet, bank: content.bank, instant: content.instant === 'yes' },
});
const channelOf = (content: Content<'channel'>, added: AddedRow): ChannelRow => ({
  ...datedOf(content, added),
  ...{ channel: content.channel, online: true, zh: content.zh, en: content.en, services: content.services },
});
const seasonOf = (content: Content<'sale-season'>, added: AddedRow): SalePeriod => ({
  ...datedOf(content, added),
  service: 'buy-park-ticket',
});

/**
 * Puts a row into its list. One that corrects another stands in its very place: also with the days the other had and it
 * has not, and for whatever superseded the other or was superseded by it.
 */
const placed = <R extends Dated>(list: readonly R[], row: R, { supersedes }: AddedRow): readonly R[] => {
  if (supersedes === null) return [...list, row];
  const old = list.find(({ id }) => id === supersedes);
  if (old === undefined) throw absent(row.id, supersedes);
  const heir: R = old.supersedes ? { ...row, supersedes: old.supersedes } : row;
  return list.map((each) => {
    if (each === old) return heir;
    if (!each.supersedes?.includes(supersedes)) return each;
    return { ...each, supersedes: each.supersedes.map((id) => (id === supersedes ? row.id : id)) };
  });
};

const absent = (row: string, other: string): PolicyRowsError =>
  new PolicyRowsError([{ code: 'absent', row, other, text: `${row} supersedes ${other}, which is not there` }]);

/** A year is corrected by naming it; a second time without that is found by the check of the calendar. */
const withYear = (
  years: readonly CalendarYear[],
  { kind: _kind, ...year }: Content<'calendar-year'>,
  { number, supersedes }: AddedRow,
): readonly CalendarYear[] => {
  if (supersedes === null) return [...years, year];
  if (supersedes !== calendarId(year) || !years.some((each) => each.year === year.year))
    throw absent(addedId(number), supersedes);
  return years.map((each) => (each.year === year.year ? year : each));
};

/** The announcement becomes a document and a rule of the catalogue. */
const withSource = (rows: PolicyRows, { number, source }: AddedRow): PolicyRows => {
  const { document, clause, date } = source;
  const file = addedId(number);
  const titles = { zh: document, en: document, short: { zh: document, en: document } };
  return {
    ...rows,
    rules: [
      ...rows.rules,
      { id: ruleId(number), kind: 'ADDED', title: document, sources: [{ file, section: clause }] },
    ],
    documents: { ...rows.documents, [file]: { ...titles, date: date.toString(), kind: 'notice' } },
  };
};

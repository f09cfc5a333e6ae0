// The rows of the policy that the bureau may add to, as a list, and what each says in words.
import { districts } from '../base/districts.ts';
import { isOneOf } from '../base/one-of.ts';
import { addedId, calendarId } from '../policy/added/compose-rows.ts';
import { type AddedContent, type AddedKind, addedKinds } from '../policy/added/kinds.ts';
import { outletPlace } from '../policy/added/question-grid.ts';
import type { RowsProblem } from '../policy/dated-rows.ts';
import { bankInWords, clauseInShort, policyWords } from '../policy/explain.ts';
import { channels, type Group, type Service } from '../policy/question.ts';
import type { CalendarYear, Dated } from '../policy/rows.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { ConsolePage } from './page.ts';

export type ListedRow = {
  readonly id: string;
  readonly what: string;
  readonly from: string;
  /** null: open. */
  readonly until: string | null;
  readonly source: string;
  readonly rules: readonly string[];
  readonly assumed: boolean;
};

/** Codes of the address and of forms are looked up, never trusted. */
export const kindOf = (code: unknown): AddedKind =>
  typeof code === 'string' && isOneOf(addedKinds, code) ? code : 'batch';

export const districtWord = (code: string, { language }: ConsolePage): string =>
  districts.find((each) => each.code === code)?.[language] ?? code;

const join = ({ language }: ConsolePage, words: readonly string[]): string =>
  words.join(policyWords(language).listComma);

/** A place of the grid: a channel, or the counter of a bank where cards are made at once. */
export const placeWord = (place: string, page: ConsolePage, { rows }: Snapshot): string => {
  if (place === 'bank-instant') return page.say('policy.place.bank-instant');
  if (place.startsWith(outletPlace)) return page.say('policy.place.outlet', { id: place.slice(outletPlace.length) });
  if (isOneOf(channels, place)) return policyWords(page.language).channel[place];
  return rows.channels.find(({ channel }) => channel === place)?.[page.language] ?? place;
};

/** `bankName` as the snapshot has it, which may not know a new one. */
export const contentInWords = (content: AddedContent, page: ConsolePage, snapshot: Snapshot): string => {
  switch (content.kind) {
    case 'batch':
      return batchInWords(content, page);
    case 'bank':
      return `${content[page.language]} (${content.code})`;
    case 'bank-flag':
      return `${bankInWords(snapshot, content.bank, page.language)} · ${page.say(`policy.flag.${content.flag}`)}`;
    case 'outlet-instant':
      return outletInWords({ ...content, instant: content.instant === 'yes' }, page, snapshot);
    case 'channel':
      return channelInWords(content, page);
    case 'calendar-year':
      return yearInWords(content, page);
    case 'sale-season':
      return policyWords(page.language).service['buy-park-ticket'];
  }
};

type OutletSaid = { readonly bank: string; readonly outlet: string; readonly instant: boolean };
const outletInWords = ({ bank, outlet, instant }: OutletSaid, page: ConsolePage, snapshot: Snapshot): string =>
  `${bankInWords(snapshot, bank, page.language)} · ${outlet} · ${page.say(`policy.instant.${instant ? 'yes' : 'no'}`)}`;

type BatchSaid = {
  readonly batch: string;
  readonly groups: readonly Group[];
  readonly districts?: readonly string[] | undefined;
};
const batchInWords = ({ batch, groups, districts: only }: BatchSaid, page: ConsolePage): string => {
  const whom = groups.map((group) => policyWords(page.language).group[group]);
  const where = only?.map((code) => districtWord(code, page)) ?? [page.say('policy.city')];
  return `${batch} · ${join(page, whom)} · ${join(page, where)}`;
};

type ChannelSaid = {
  readonly zh: string;
  readonly en: string;
  readonly channel: string;
  readonly services?: readonly Service[];
};
const channelInWords = (row: ChannelSaid, page: ConsolePage): string => {
  const offered = row.services?.map((service) => policyWords(page.language).service[service]);
  return `${row[page.language]} (${row.channel})${offered ? ` · ${join(page, offered)}` : ''}`;
};

type YearSaid = Omit<CalendarYear, 'document'>;
const yearInWords = ({ year, holidays, makeUpWorkdays }: YearSaid, { say }: ConsolePage): string =>
  say('policy.year', { year, off: holidays.length, worked: makeUpWorkdays.length });

/** The rows of a kind in the order of the policy. */
export const listedRows = (kind: AddedKind, page: ConsolePage, snapshot: Snapshot): readonly ListedRow[] => {
  const { rows } = snapshot;
  const listed = (row: Dated, what: string): ListedRow => ({
    ...{ id: row.id, what, from: row.from, until: row.until ?? null, rules: row.rules, assumed: row.assumed === true },
    source: clauseInShort(snapshot, row.rules.toReversed(), page.language),
  });
  switch (kind) {
    case 'batch':
      return rows.batches.map((row) => listed(row, batchInWords(row, page)));
    case 'bank':
      return rows.banks.map((row) => listed(row, `${row[page.language]} (${row.code})`));
    case 'bank-flag':
      return rows.bankFlags.map((row) =>
        listed(row, `${bankInWords(snapshot, row.bank, page.language)} · ${page.say(`policy.flag.${row.flag}`)}`),
      );
    case 'outlet-instant':
      return rows.outletFlags.map((row) => listed(row, outletInWords(row, page, snapshot)));
    case 'channel':
      return rows.channels.map((row) => listed(row, channelInWords(row, page)));
    case 'sale-season':
      return rows.salePeriods.map((row) => listed(row, policyWords(page.language).service[row.service]));
    case 'calendar-year':
      return rows.calendar.map((year) => listedYear(year, page));
  }
};

const listedYear = (year: CalendarYear, page: ConsolePage): ListedRow => ({
  ...{ id: calendarId(year), what: yearInWords(year, page), rules: [], assumed: false, source: year.document },
  ...{ from: `${year.year}-01-01`, until: `${year.year}-12-31` },
});

/** The row that is proposed has no number yet. */
const notYet = addedId(0);

/** What the load check says, in the words of the page. */
export const clashInWords = ({ code, row, other = '', key = '' }: RowsProblem, { say }: ConsolePage): string => {
  const named = (id: string): string => (id === notYet ? say('policy.this') : id);
  const values = { row: named(row), other: named(other), key };
  switch (code) {
    case 'overlap':
      return say('policy.clash.overlap', values);
    case 'absent':
      return say('policy.clash.absent', values);
    default:
      return say(`policy.clash.${code}`, values);
  }
};

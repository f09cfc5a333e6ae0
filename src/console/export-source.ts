// A list of the console as it is taken out: who asks, what of it, and its rows.
import { cityTimeZone } from '../base/dates.ts';
import type { TableRow } from '../base/table-file.ts';
import type { ListToExport } from '../staff/export-list.ts';
import type { StaffAction } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import type { ConsolePage } from './page.ts';

/** Who asks for which list; `query` is what the address of its page is asked with. */
export type ListAsked = {
  readonly wiring: Wiring;
  readonly page: ConsolePage;
  readonly staff: Staff;
  readonly query: Readonly<Record<string, string>>;
};

export type ExportSource = ListToExport & {
  /** How many rows there are; more than `mostExported` says no more than that. */
  readonly rows: number;
  /** The page of the list. */
  readonly back: string;
};

export type ListReader = {
  /** Whose page it is. */
  readonly action: StaffAction;
  /** undefined: there is none, or it is not this role's. */
  readonly read: (asked: ListAsked) => Promise<ExportSource | undefined>;
};

/** As a table has a time: by the city's clock, to the minute. */
export const timeCell = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO(cityTimeZone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');

/** What of a filter was said. */
export const said = (filters: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));

/** Of a list that is read at once. */
export const inPages = async function* (rows: readonly TableRow[]): AsyncGenerator<readonly TableRow[]> {
  yield rows;
};

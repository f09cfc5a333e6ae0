// A list that somebody of staff took out of the console as a file: who, which, narrowed to what, why, and how many rows.
import { canonicalText, sortedEntries } from '../audit/canonical-text.ts';
import { toMilliseconds } from '../audit/event.ts';
import type { Brand } from '../base/ids.ts';
import type { TableFormat } from '../base/table-file.ts';
import type { Keys, Place } from '../crypto/keys.ts';
import type { Role } from './staff.ts';

export type ExportId = Brand<string, 'ExportId'>;

/** What can be taken out. What search finds cannot: it is of a person, and never a list to work through. */
export const exportedLists = [
  ...(['queue', 'help-requests', 'imports', 'rejections', 'policy', 'statistics', 'exports', 'audit'] as const),
  ...(['lots', 'differences', 'callbacks'] as const),
] as const;
export type ExportedList = (typeof exportedLists)[number];

/** More than this nobody works through; whoever needs more narrows the list, or asks for statistics. */
export const mostExported = 50_000;

export type ListExport = {
  readonly exportId: ExportId;
  readonly at: Temporal.Instant;
  readonly account: string;
  readonly role: Role;
  readonly bank: string | null;
  readonly outlet: string | null;
  readonly list: ExportedList;
  readonly filters: Readonly<Record<string, string>>;
  readonly format: TableFormat;
  /** Rows that were handed over; null: it did not begin, or the program ended in the middle. */
  readonly rows: number | null;
  /** The last row of the list was handed over. */
  readonly isWhole: boolean;
  /** In one's own words. */
  readonly note: string;
};

const place: Place = 'list_exports.sealed';
const domain = 'yikatong-list-export-1';

/** What a record is proved by, its reason included. */
const exportText = (taken: ListExport): string =>
  canonicalText(domain, [
    ...[taken.exportId, String(toMilliseconds(taken.at).epochMilliseconds), taken.account, taken.role],
    ...[taken.bank, taken.outlet, taken.list, sortedEntries(taken.filters), taken.format],
    ...[taken.rows === null ? null : String(taken.rows), String(taken.isWhole), taken.note],
  ]);

export const macOf = (keys: Pick<Keys, 'mac'>, taken: ListExport): Buffer => keys.mac(exportText(taken));

/** Whether a record is as it was written. */
export const isGenuine = (keys: Pick<Keys, 'hasMac'>, taken: ListExport, mac: Uint8Array): boolean =>
  keys.hasMac(exportText(taken), mac);

export const sealReason = (keys: Keys, { account, note }: Pick<ListExport, 'account' | 'note'>): Buffer =>
  keys.seal(place, account, note);

/** Throws when the row was tampered with. */
export const openReason = (keys: Keys, account: string, sealed: Uint8Array): string =>
  keys.open(place, account, sealed);

// Takes a list out of the console: recorded before the first row leaves, and how many left when the last one has.
import type { Readable } from 'node:stream';
import { toMilliseconds } from '../audit/event.ts';
import { newId } from '../base/ids.ts';
import { type TableFormat, type TableRow, tableFile } from '../base/table-file.ts';
import type { Wiring } from '../wiring.ts';
import {
  type ExportedList,
  type ExportId,
  isGenuine,
  type ListExport,
  macOf,
  mostExported,
  openReason,
  sealReason,
} from './list-export.ts';
import {
  type ExportPlace,
  insertListExport,
  type ListExportRow,
  listListExports,
  moveListExportEnded,
} from './list-exports-store.ts';
import type { Staff } from './staff.ts';

type Ground = Pick<Wiring, 'sql' | 'keys' | 'businessClock'>;

/** A list as somebody may see it: what of it, and its rows in the words of a language. */
export type ListToExport = {
  readonly list: ExportedList;
  readonly filters: Readonly<Record<string, string>>;
  /** Of the sheet. */
  readonly name: string;
  readonly headings: readonly string[];
  /** Rows, a page at a time; more than `mostExported` are not taken. */
  readonly pages: () => AsyncIterable<readonly TableRow[]>;
};

type Taking = { readonly format: TableFormat; readonly note: string };

/** The file as a stream. Whoever reads only a part of it has taken that many rows, and the record says so. */
export const exportList = async (
  ground: Ground,
  staff: Staff,
  { list, format, note }: Taking & { readonly list: ListToExport },
): Promise<Readable> => {
  const { account, role, bank, outletId } = staff;
  const taken: ListExport = {
    ...{ exportId: newId<ExportId>(), at: toMilliseconds(ground.businessClock()), account, role, bank },
    ...{ outlet: outletId, list: list.list, filters: list.filters, format, rows: null, isWhole: false, note },
  };
  const sealed = sealReason(ground.keys, taken);
  await insertListExport(ground.sql, { ...taken, sealed, mac: macOf(ground.keys, taken) });
  const ended = (rows: number, isWhole: boolean): Promise<unknown> => {
    const whole = { ...taken, rows, isWhole };
    return moveListExportEnded(ground.sql, { ...whole, mac: macOf(ground.keys, whole) });
  };
  const { name, headings } = list;
  return tableFile(format, { name, headings, pages: counted(list.pages(), ended) });
};

/** The reader may go away in the middle: then the rows until there are told. */
async function* counted(
  pages: AsyncIterable<readonly TableRow[]>,
  ended: (rows: number, isWhole: boolean) => Promise<unknown>,
): AsyncGenerator<readonly TableRow[]> {
  let rows = 0;
  let isWhole = false;
  try {
    for await (const page of pages) {
      const left = page.slice(0, mostExported - rows);
      rows += left.length;
      yield left;
      if (left.length < page.length) return;
    }
    isWhole = true;
  } finally {
    await ended(rows, isWhole);
  }
}

export type RecordedExport = ListExport & {
  /** Whether the record is as it was written. */
  readonly isGenuine: boolean;
};

/** What was taken out, the newest first. Throws when the reason of one was tampered with. */
export const findExports = async (
  { sql, keys }: Pick<Ground, 'sql' | 'keys'>,
  question: { readonly after: ExportPlace | null; readonly most: number },
): Promise<readonly RecordedExport[]> =>
  (await listListExports(sql, question)).map(({ sealed, mac, ...row }: ListExportRow) => {
    const taken = { ...row, note: openReason(keys, row.account, sealed) };
    return { ...taken, isGenuine: isGenuine(keys, taken, mac) };
  });

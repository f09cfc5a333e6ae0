// A table as a file for spreadsheets, CSV or XLSX, written while its rows are read: memory stays flat however many there are.
import { Readable } from 'node:stream';
import { writeXlsxStream } from 'hucre/xlsx';

export const tableFormats = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** null: an empty cell. */
export type TableCell = string | number | null;
export type TableRow = readonly TableCell[];

export type Table = {
  /** Of the sheet; spreadsheets take 31 characters. */
  readonly name: string;
  readonly headings: readonly string[];
  /** Rows as they are read, some at a time. */
  readonly pages: AsyncIterable<readonly TableRow[]>;
};

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Readonly<Record<TableFormat, string>>;

export const mediaTypeOf = (format: TableFormat): string => mediaTypes[format];

/** The file as a stream. Whoever destroys it ends the reading of `pages` too. */
export const tableFile = (format: TableFormat, table: Table): Readable =>
  format === 'csv'
    ? Readable.from(csvOf(table), { objectMode: false })
    : Readable.from(
        writeXlsxStream(sheetRows(table), {
          name: table.name.slice(0, longestSheetName),
          columns: table.headings.map((header) => ({ header: printable(header), width: columnWidth })),
          freezePane: { rows: 1 },
        }),
        { objectMode: false },
      );

const longestSheetName = 31;
/** In characters of the sheet's font: an application's number, or eight Chinese characters. */
const columnWidth = 18;

async function* sheetRows({ pages }: Table): AsyncGenerator<TableCell[]> {
  for await (const page of pages)
    for (const row of page) yield row.map((cell) => (typeof cell === 'string' ? printable(cell) : cell));
}

/** Neither XML nor a spreadsheet takes the other control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const printable = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');

async function* csvOf({ headings, pages }: Table): AsyncGenerator<string> {
  // The mark lets Excel see that the text is UTF-8.
  yield `\ufeff${lineOf(headings)}`;
  for await (const page of pages) yield page.map(lineOf).join('');
}

const lineOf = (row: TableRow): string => `${row.map(csvCell).join(',')}\r\n`;

/**
 * A cell that begins like a formula would be run by the spreadsheet that opens it, also in the full-width forms that it
 * reads alike; the apostrophe says that it is text.
 */
const likeFormula = /^[=+\-@\t\r\n＝＋－＠]/;

const csvCell = (cell: TableCell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = printable(cell);
  const plain = likeFormula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

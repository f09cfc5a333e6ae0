// Tables as files: what a spreadsheet reads from them, no cell that is run as a formula, and rows read no faster than they are taken.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { type TableFormat, type TableRow, tableFile } from './table-file.ts';

const cells = [
  '王,小"明"\n第二行',
  '=cmd|calc!A1',
  '+86',
  '-1',
  '@sum',
  '\t=1',
  '＝1',
  'a=1',
  '0012',
  '',
  'a\u0000b\u001bc',
] as const;
const expected = cells.map((cell) => (cell === cells.at(-1) ? 'abc' : cell));

async function* pagesOf(rows: readonly TableRow[]) {
  yield rows;
}

const bytesOf = async (format: TableFormat, rows: readonly TableRow[]): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  const headings = cells.map((_, column) => `栏${column}`);
  for await (const piece of tableFile(format, { name: '表', headings, pages: pagesOf(rows) }))
    pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
};

test('a CSV cell that begins like a formula is marked as text; commas, quotes and line ends stay in their cell', async () => {
  const text = (await bytesOf('csv', [cells, [7, -7, null]])).toString();
  assert.ok(text.startsWith('\ufeff栏0,'), 'Excel sees UTF-8');
  assert.ok(text.endsWith('\r\n7,-7,\r\n'), 'a number is a number, also below nothing');
  const [, row] = parse(text, { bom: true, relaxColumnCount: true });
  const guarded = [1, 2, 3, 4, 5, 6];
  assert.deepEqual(
    row,
    expected.map((cell, column) => (guarded.includes(column) ? `'${cell}` : cell)),
  );
});

test('an XLSX cell is text whatever it begins with; a number is a number', async () => {
  const { sheets } = await readXlsx(await bytesOf('xlsx', [cells, [7, null, '字']]));
  const [sheet] = sheets;
  assert.equal(sheet?.name, '表');
  const [headings, row, second] = sheet?.rows ?? [];
  assert.equal(headings?.[1], '栏1');
  assert.deepEqual(
    row?.map((cell) => cell ?? ''),
    expected,
  );
  assert.deepEqual(second?.slice(0, 3), [7, null, '字']);
});

for (const format of ['csv', 'xlsx'] as const)
  test(`${format}: no row is read ahead of what is taken, and nothing after the reader has gone`, async () => {
    let read = 0;
    let isEnded = false;
    async function* endless() {
      try {
        for (;;) {
          read += 1_000;
          yield Array.from({ length: 1_000 }, (_, row) => [`${read}-${row}-${Math.random()}`]);
        }
      } finally {
        isEnded = true;
      }
    }
    const file = tableFile(format, { name: 't', headings: ['a'], pages: endless() });
    const taken = file[Symbol.asyncIterator]();
    await taken.next();
    await taken.next();
    assert.ok(read <= 50_000, `${read} rows were read for the first pieces`);
    file.on('error', () => {});
    const closed = once(file, 'close');
    file.destroy();
    await closed;
    for (let turns = 0; turns < 50 && !isEnded; turns += 1) await new Promise((resume) => setTimeout(resume, 10));
    assert.ok(isEnded, 'the reading of rows has ended');
  });

// Samples of SQL that writes, in a store and outside one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSource } from './sources.ts';
import { checkWrites } from './writes.ts';

const found = (path: string, text: string): readonly string[] =>
  checkWrites([parseSource(path, text)]).map(({ line, problem }) => `${line} ${problem}`);

test('every statement that changes rows is found outside a store', () => {
  const statements = [
    'insert into cards values (1)',
    'update cards set bank = 1',
    'delete from cards',
    'UPDATE\n cards SET x = 1',
  ];
  for (const statement of statements) {
    assert.equal(
      found('src/cards/enable.ts', `\nconst a = sql\`with b as (${statement}) select 1\`;`).length,
      1,
      statement,
    );
  }
  const inserted = ['\nawait tx<Row[]>`update $', '{tx(table)} set a = 1`;'].join('');
  assert.deepEqual(found('src/cards/enable.ts', inserted), ['2 writes with SQL (update x set …) outside a store']);
});

test('stores, the database part, tests, reads and plain words are free', () => {
  const write = 'const a = sql`insert into cards values (1)`;';
  for (const path of ['src/cards/cards-store.ts', 'src/database/migrations.ts', 'src/cards/enable.test.ts']) {
    assert.deepEqual(found(path, write), [], path);
  }
  assert.deepEqual(found('src/cards/list.ts', 'const a = sql`select updated from cards for update`;'), []);
  assert.deepEqual(found('src/cards/words.ts', "const a = 'insert into the reader';"), []);
});

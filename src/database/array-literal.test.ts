// Shows that an array literal arrives as the values that were given.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { arrayOf } from './array-literal.ts';

const { sql } = await testDatabase();

it('carries text with every sign that means something in a literal, and nulls', async () => {
  const values = ['', 'NULL', 'a,b', '{x}', '"q"', 'back\\slash', ' 空 格 ', "o'neill", '𠮷\n行', null];
  const rows = await sql<{ value: string | null }[]>`select unnest(${arrayOf(values)}::text::text[]) as value`;
  assert.deepEqual(
    rows.map((row) => row.value),
    values,
  );
});

it('carries bytes, booleans and numbers', async () => {
  const bytes = [Buffer.from([0, 92, 34, 255]), new Uint8Array(Buffer.from('..ab..').buffer, 0, 0), null];
  const rows = await sql<{ b: Buffer | null; f: boolean; n: number }[]>`
    select b, f, n from unnest(${arrayOf(bytes)}::text::bytea[], ${arrayOf([true, false, true])}::text::boolean[],
      ${arrayOf([1, -2, 3])}::text::integer[]) as t (b, f, n)`;
  assert.deepEqual(
    rows.map(({ b, f, n }) => [b?.toString('hex') ?? null, f, n]),
    [
      ['005c22ff', true, 1],
      ['', false, -2],
      [null, true, 3],
    ],
  );
});

it('carries no values at all', async () => {
  const rows = await sql`select unnest(${arrayOf([])}::text::uuid[])`;
  assert.equal(rows.length, 0);
});

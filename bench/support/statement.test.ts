// The same script gives the same work to pgbench and to the driver.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { parseScript, runByDriver, runByPgbench } from './statement.ts';

const script = `\\set person random(1, 50)
\\set amount random(7, 7)
\\set turn next()
insert into tried (person, amount, at) values (:person::int, :amount, '2025-10-09 09:00'::timestamp);
insert into turns (turn) values (:turn);`;

const pgbench = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'pgbench'))
  .find(existsSync);

const { sql, url } = await testDatabase();
await sql`create table tried (person integer, amount integer, at timestamp)`;
await sql`create table turns (turn integer primary key)`;

test('names become parameters of each statement; casts and text that only look like names stay', () => {
  const { texts, valuesOf } = parseScript(script);
  assert.deepEqual(texts, [
    `insert into tried (person, amount, at) values ($1::int, $2, '2025-10-09 09:00'::timestamp)`,
    'insert into turns (turn) values ($1)',
  ]);
  assert.deepEqual([valuesOf()[1], valuesOf()[1]], [[0], [1]]);
  const persons = Array.from({ length: 2000 }, () => Number(valuesOf()[0]?.[0]));
  assert.deepEqual([Math.min(...persons), Math.max(...persons)], [1, 50]);
  assert.equal(valuesOf()[0]?.[1], 7);
  assert.throws(() => parseScript('\\sleep 1 ms\nselect 1'), /common subset/);
});

for (const by of ['driver', 'pgbench'] as const) {
  test(`the ${by} counts what the database did`, { skip: by === 'pgbench' && !pgbench }, async () => {
    await sql`truncate tried, turns`;
    const run = { url, script, clients: 4, seconds: 1 };
    const result = await (by === 'driver' ? runByDriver(run) : runByPgbench(run, pgbench ?? ''));
    const [row] = await sql<{ done: number }[]>`select count(*)::int as done from tried where amount = 7`;
    const [turns] = await sql<{ count: number; last: number }[]>`
      select count(*)::int as count, max(turn)::int as last from turns`;
    const done = row?.done ?? 0;
    assert.equal(turns?.count, done);
    // Numbers are used up nearly in order, so rows prepared for them are not wasted.
    assert.ok((turns?.last ?? 0) < done * 2 + 8);
    assert.ok(done > 10);
    // It ran for a second or, on a machine that has much else to do, for longer.
    assert.ok(result.perSecond > 0 && result.perSecond < done * 1.2, `${result.perSecond} a second, ${done} rows`);
    assert.ok(result.latency.p50 > 0 && result.latency.p50 <= result.latency.p99);
  });
}

// The business clock: a demo's is set, moved and shared; production has none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { testDatabase } from '../../test/support/database.ts';
import { CannotStart } from '../base/cannot-start.ts';
import { readConfig } from '../config.ts';
import { openBusinessClock } from './business-clock.ts';
import type { Sql } from './connection.ts';

const demo = readConfig({}, 'demo');
const production = readConfig(
  { NODE_ENV: 'production', DATABASE_URL: 'postgres://db.example.cn/city', BASE_URL: 'https://card.example.cn' },
  'web',
);

const isAfter = (instant: Temporal.Instant, other: string): boolean =>
  Temporal.Instant.compare(instant, Temporal.Instant.from(other)) >= 0;
/** Nothing in a test takes an hour. */
const isShortlyAfter = (instant: Temporal.Instant, other: string): boolean =>
  isAfter(instant, other) && !isAfter(instant, Temporal.Instant.from(other).add({ hours: 1 }).toString());

const open = async (t: { after(end: () => void): void }, sql: Sql, config = demo) => {
  const clock = await openBusinessClock(sql, config);
  t.after(clock.stop);
  return clock;
};

test('a new demo begins at nine on 2025-10-09, and time runs on from there over restarts', async (t) => {
  const { sql } = await testDatabase(t);
  const first = await open(t, sql);
  const seen = first.now();
  assert.ok(isShortlyAfter(seen, '2025-10-09T09:00:00+08:00'), seen.toString());
  const again = await open(t, sql);
  assert.ok(isShortlyAfter(again.now(), seen.toString()));
});

test('YIKATONG_NOW sets the clock at each start it is given', async (t) => {
  const { sql } = await testDatabase(t);
  await open(t, sql);
  const set = await open(t, sql, readConfig({ YIKATONG_NOW: '2025-10-08T17:00+08:00' }, 'demo'));
  assert.ok(isShortlyAfter(set.now(), '2025-10-08T17:00+08:00'));
  const next = await open(t, sql);
  assert.ok(isShortlyAfter(next.now(), '2025-10-08T17:00+08:00'), 'left out, it goes on');
});

test('a move is seen at once by whoever made it and soon by every other process', async (t) => {
  const { sql } = await testDatabase(t);
  const [mover, other] = [await open(t, sql), await open(t, sql)];
  await mover.move?.(Temporal.Instant.from('2026-03-01T08:00+08:00'));
  assert.ok(isShortlyAfter(mover.now(), '2026-03-01T08:00+08:00'));
  while (!isAfter(other.now(), '2026-03-01T08:00+08:00')) await pause(50);
});

test('production goes by system time and cannot be moved', async (t) => {
  const { sql } = await testDatabase(t);
  const clock = await open(t, sql, production);
  assert.ok(isShortlyAfter(clock.now(), Temporal.Now.instant().subtract({ seconds: 5 }).toString()));
  assert.equal(clock.move, undefined);
});

test('production refuses a database that carries a demo clock', async (t) => {
  const { sql } = await testDatabase(t);
  await open(t, sql);
  await assert.rejects(openBusinessClock(sql, production), CannotStart);
});

// 对账 in the console: who sees which books, what stands there, and closing a difference that no file will close.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, reportsOf } from '../../test/support/card-journey.ts';
import { consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { staffOfRole } from '../../test/support/staff.ts';
import { drawApplicationNumber } from '../applications/application.ts';
import { reconcileOnce } from '../production/reconcile-once.ts';

test('bureau and bank head office see days, differences with both sides and what to do; the bureau closes one', async (t) => {
  const program = await consoleOf(t);
  const { city } = program;
  const bank = staffOfRole['bank-office'].bank ?? '';
  const { personId } = await insertTestPerson(city.sql, city.keys);
  const { number } = await apply(city, personId);
  await reportsOf(city, { number, bank }).opened();
  const foreign = drawApplicationNumber();
  const day = Temporal.PlainDate.from('2025-10-09');
  const send = (key: string, rows: readonly object[]) =>
    reconcileOnce(city, { bank, day, key, bytes: Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')) });
  const rows = [
    { number, state: 'produced' },
    { number: foreign, state: 'mailed', cardNumber: 'Z12345678' },
  ];
  await send('first-key', rows);

  const [bureau, office] = [await program.as('bureau'), await program.as('bank-office')];
  const path = '/console/reconciliation';
  const seen = await bureau.get(path);
  for (const words of [
    '0/2 一致',
    '未结 2',
    '未收到',
    '未合作',
    '卡号末三位 678',
    '银行的进度在前',
    '等银行补发报告',
    '工商银行',
    '北京农商',
  ])
    assert.ok(seen.body.includes(words), words);
  assert.ok(!seen.body.includes('Z12345678'), 'no card number in full');
  const own = await office.get(path);
  assert.ok(own.body.includes('补发缺少的报告') && own.body.includes(number));
  assert.ok(!own.body.includes('北京农商'), 'a bank sees its own alone');
  assert.ok(!own.body.includes('不再等待对账'), 'and closes by what it sends');
  assert.equal((await office.get(`${path}?bank=104`)).body.includes(number), true, 'whatever it asks for');

  const post = (form: Record<string, string>) => bureau.post(path, { of: bank, number: foreign, ...form });
  assert.match((await post({})).body, /请写明原因/);
  assert.match((await post({ number: drawApplicationNumber(), note: '误报' })).body, /没有这笔差异/);
  assert.equal((await post({ note: '银行误报' })).status, 303);
  assert.match((await post({ note: '银行误报' })).body, /已经结清/);
  assert.match((await office.get(path)).body, /test-bureau：银行误报/);
  const again = await send('second-key', rows);
  assert.equal(again.ok && again.value.openDifferences, 1, 'the same said again does not open it');
  const other = await send('third-key', [rows[0] ?? {}, { number: foreign, state: 'produced' }]);
  assert.equal(other.ok && other.value.openDifferences, 2, 'something else does');
  const [raw] = await city.sql`select sealed::text from differences where number = ${foreign}`;
  assert.ok(!String(raw?.sealed).includes(Buffer.from('误报').toString('hex')), 'the reason is sealed');
  await reportsOf(city, { number, bank }).produced();
  await send('fourth-key', [{ number, state: 'produced' }]);
  assert.match((await bureau.get(path)).body, /对账一致/);
});

// Blank cards in the console: kept by their outlet, settled by the head office of its bank, seen by nobody of another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleOf } from '../../test/support/console.ts';

const plain = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

test('R-CHAN-16: only an outlet with the flag receives blanks; a count that differs is settled by the head office', async (t) => {
  const program = await consoleOf(t);
  const { sql } = program.city;
  const outlet = 'Y1021011';
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address, instant)
    values (${outlet}, 'bank', '102', '110101', '试验支行', '试验路1号', false),
           ('Y1051011', 'bank', '105', '110101', '另一支行', '试验路2号', true)`;
  const clerk = await program.as('bank-outlet');
  const path = '/console/card-stock';
  const received = { kind: 'received', quantity: '20' };
  const closed = await clerk.post(path, received);
  assert.equal(closed.status, 409);
  assert.match(plain(closed.body), /不是即时制卡网点/);
  await sql`update outlets set instant = true where outlet_id = ${outlet}`;
  assert.equal((await clerk.post(path, received)).status, 303);
  assert.equal((await clerk.post(path, { kind: 'found-bad', quantity: '2' })).status, 303);
  assert.equal((await clerk.post(path, { kind: 'destroyed', quantity: '3' })).status, 409);
  assert.equal(
    (await clerk.post(path, { kind: 'used', quantity: '1' })).status,
    409,
    'what a card uses, its making says',
  );
  assert.match(plain((await clerk.get(path)).body), /可用 18 废卡（待销毁） 2/);
  assert.equal(
    (await clerk.post(`${path}/count`, { onHand: '', spoiled: '2' })).status,
    409,
    'a figure left out is no zero',
  );
  assert.equal((await clerk.post(`${path}/count`, { onHand: '17', spoiled: '2' })).status, 303);
  assert.match(plain((await clerk.get(path)).body), /可用 -1，废卡 0 有差异/);
  assert.equal((await clerk.get(`${path}/Y1051011`)).status, 404, 'another bank’s');
  assert.equal((await clerk.post(`${path}/${outlet}/settle`, { day: '2025-10-09' })).status, 403);
  const office = await program.as('bank-office');
  assert.match(plain((await office.get(path)).body), /试验支行.*2025年10月9日盘点有差异/);
  assert.equal((await office.post(`${path}/${outlet}/settle`, { day: '2025-10-09' })).status, 303);
  assert.match(plain((await office.get(`${path}/${outlet}`)).body), /可用 17 .*已按盘点调整.*按盘点调整/);
  assert.equal((await office.get(`${path}/Y1051011`)).status, 404);
});

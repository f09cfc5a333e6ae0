// The purse and the park ticket at the counter of the issuing bank, step by step; nobody else is let near them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, freshKey, mailedCard } from '../../test/support/card-journey.ts';
import { consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { orderReplacement } from '../applications/order-replacement.ts';

test('R-TRANSIT-12, R-TRANSIT-04, R-TRANSIT-11, R-PARK-06, R-PARK-07: top-up, suburban rail, park ticket and refund, one after the other', async (t) => {
  const program = await consoleOf(t);
  const { city } = program;
  const { personId } = await insertTestPerson(city.sql, city.keys);
  await mailedCard(city, personId);
  const [card] = await city.sql`
    update cards set social_security = 'enabled', enabled_at = now(), financial = 'active'
    where person_id = ${personId} returning card_id as id`;
  assert.ok(card);
  await city.sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values ('Y1021011', 'bank', '102', '110101', '试验支行', '试验路1号')`;
  city.setClock(Temporal.Instant.from('2025-12-20T10:00:00+08:00'));
  const at = (service: string): string => `/console/people/${personId}/cards/${card.id}/scene/${service}`;
  const bank = await program.as('bank-outlet');
  const record = await bank.openRecord(personId);
  for (const service of ['top-up-transit', 'open-suburban-rail', 'refund-transit', 'buy-park-ticket'])
    assert.ok(record.body.includes(`${at(service)}?for=holder`), service);
  const both = { documents: ['holder-id', 'card'] } as const;
  const top = { for: 'holder', amount: '50', payment: 'cash' };
  assert.equal((await bank.post(at('top-up-transit'), { ...top, amount: 'fifty' }, both)).status, 422);
  assert.match((await bank.post(at('top-up-transit'), { ...top, amount: '55' }, both)).body, /充值金额不对/);
  assert.match((await bank.post(at('open-suburban-rail'), { for: 'holder' }, both)).body, /先充值/);
  assert.equal((await bank.post(at('top-up-transit'), top, both)).status, 303);
  assert.match((await bank.get(at('open-suburban-rail'))).body, /50\.00 元/);
  assert.equal((await bank.post(at('open-suburban-rail'), { for: 'holder' }, both)).status, 303);
  const other = { for: 'holder', to: 'other-account', bankName: '中国银行', number: '6299 0000 0000 4321' };
  assert.equal((await bank.post(at('refund-transit'), { ...other, number: '12' }, both)).status, 422);
  assert.match((await bank.post(at('refund-transit'), other, both)).body, /请先受理换卡/);
  assert.match((await bank.get(at('buy-park-ticket'))).body, /100\.00 元，可用到 2027年1月31日/);
  assert.match((await bank.post(at('buy-park-ticket'), { for: 'holder' }, both)).body, /免费入园/);
  assert.equal((await bank.post(at('buy-park-ticket'), { for: 'holder', told: 'yes' }, both)).status, 303);
  const rows = await city.sql`select year from park_tickets where person_id = ${personId}`;
  assert.deepEqual(
    rows.map(({ year }) => year),
    [2026],
  );
  // R-TRANSIT-11: the damaged card is exchanged first; then the balance goes to the account that was named.
  await city.sql`update applications set state = 'received' where person_id = ${personId}`;
  const clerk = { personId, actor: 'holder', actorId: 'clerk-7', channel: 'bank', level: 0, language: 'zh' } as const;
  const served = { by: 'staff', outletId: 'Y1021011', bank: '102', documents: both.documents } as const;
  done(
    await orderReplacement(city, {
      ...{ ...clerk, served, cardId: card.id, service: 'exchange-damaged', reason: null, phone: '19900000001' },
      ...{ key: freshKey(), choice: { delivery: 'outlet', outletId: 'Y1021011' } },
    }),
  );
  assert.equal((await bank.post(at('refund-transit'), other, both)).status, 303);
  const [asked] =
    await city.sql`select kind, due_at from bank_requests where person_id = ${personId} and kind = 'refund'`;
  assert.equal(String(asked?.due_at), '2025-12-22T16:00:00Z', 'within two natural days');
  const street = await program.as('street');
  await street.openRecord(personId);
  assert.equal((await street.post(at('top-up-transit'), top, both)).status, 403, 'R-CHAN-12');
});

// The transit purse on the pages: its balance with every entry, what can be done about it where, and nobody else's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, freshKey, mailedCard } from '../../test/support/card-journey.ts';
import { logIn } from '../../test/support/logged-in.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { wholeApp } from '../../test/support/whole-app.ts';
import type { CardId } from '../base/ids.ts';
import { topUpTransit } from '../scenes/top-up-transit.ts';

const words = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

test('R-TRANSIT-03, R-TRANSIT-07, R-TRANSIT-08: the purse is there from the start, and says what is on it and why', async (t) => {
  const { city, app } = await wholeApp(t);
  const { personId } = await insertTestPerson(city.sql, city.keys);
  await mailedCard(city, personId);
  const [row] = await city.sql<{ cardId: CardId }[]>`
    update cards set social_security = 'enabled', enabled_at = now(), financial = 'active'
    where person_id = ${personId} returning card_id as "cardId"`;
  assert.ok(row);
  const path = `/cards/${row.cardId}/transit`;
  const { cookie } = await logIn(city, personId, 2);
  const read = async (): Promise<string> => words((await app.inject({ url: path, headers: { cookie } })).body);
  const fresh = await read();
  for (const said of ['0.00 元', '尚未充值', '还没有记录', '优惠与本市交通卡相同'])
    assert.ok(fresh.includes(said), `${said}: ${fresh}`);
  const outletId = await insertTestOutlet(city.sql, '102');
  done(
    await topUpTransit(city, {
      ...{ personId, cardId: row.cardId, actor: 'holder', actorId: 'clerk-7', channel: 'bank', key: freshKey() },
      ...{ served: { by: 'staff', outletId, bank: '102', documents: ['card'] }, fen: 5_000, payment: 'cash' },
    }),
  );
  const ready = await read();
  for (const said of ['50.00 元', '可以乘车', '充值 +50.00 元', '工商银行'])
    assert.ok(ready.includes(said), `${said}: ${ready}`);
  assert.match((await app.inject({ url: '/me', headers: { cookie } })).body, new RegExp(`href="${path}"`));
  const stranger = await insertTestPerson(city.sql, city.keys);
  const other = await logIn(city, stranger.personId, 2);
  assert.equal((await app.inject({ url: path, headers: { cookie: other.cookie } })).statusCode, 404);
});

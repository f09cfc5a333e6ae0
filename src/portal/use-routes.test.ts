// Using one's card on the pages: what works now and why not, the purse with every entry, the park ticket, and nobody else's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, freshKey, mailedCard } from '../../test/support/card-journey.ts';
import { logIn } from '../../test/support/logged-in.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { wholeApp } from '../../test/support/whole-app.ts';
import type { CardId } from '../base/ids.ts';
import { buyParkTicket } from '../scenes/buy-park-ticket.ts';
import { topUpTransit } from '../scenes/top-up-transit.ts';

const words = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

const said = (text: string, ...wanted: readonly string[]): void => {
  for (const each of wanted) assert.ok(text.includes(each), `${each}: ${text}`);
};

test('R-TRANSIT-03, R-TRANSIT-07, R-TRANSIT-08, R-TRANSIT-04, R-TRANSIT-09, R-TRANSIT-13: the purse is there from the start, and says what is on it and why', async (t) => {
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
  said(fresh, '0.00 元', '尚未充值', '还没有记录', '优惠与本市交通卡相同', '到工商银行网点或市政交通一卡通自营网点');
  const outletId = await insertTestOutlet(city.sql, '102');
  done(
    await topUpTransit(city, {
      ...{ personId, cardId: row.cardId, actor: 'holder', actorId: 'clerk-7', channel: 'bank', key: freshKey() },
      ...{ served: { by: 'staff', outletId, bank: '102', documents: ['card'] }, fen: 5_000, payment: 'cash' },
    }),
  );
  const ready = await read();
  said(ready, '50.00 元', '可以乘车', '充值 +50.00 元', '工商银行');
  assert.match((await app.inject({ url: '/me', headers: { cookie } })).body, new RegExp(`href="${path}"`));
  const everywhere = words((await app.inject({ url: '/scenes' })).body);
  said(everywhere, '“交通联合”标志的线路也可以刷，优惠按当地规定', '38 个 P+R 停车场');
  const stranger = await insertTestPerson(city.sql, city.keys);
  const other = await logIn(city, stranger.personId, 2);
  assert.equal((await app.inject({ url: path, headers: { cookie: other.cookie } })).statusCode, 404);
});

test('R-SCENE-08, R-TRANSIT-01, R-PARK-02, R-PARK-05: each function says whether it works now, why not, and from when', async (t) => {
  const { city, app } = await wholeApp(t);
  const { personId } = await insertTestPerson(city.sql, city.keys);
  const { cookie } = await logIn(city, personId, 2);
  const read = async (): Promise<string> => words((await app.inject({ url: '/use', headers: { cookie } })).body);
  said(await read(), '还没有社保卡');
  await mailedCard(city, personId);
  said(
    await read(),
    '看病、办事： 现在不能用',
    '目前的状态：未启用',
    '交通出行： 现在不能用',
    '这张卡上还没有公园年票',
  );
  const [row] = await city.sql<{ cardId: CardId }[]>`
    update cards set social_security = 'enabled', enabled_at = now(), financial = 'active'
    where person_id = ${personId} returning card_id as "cardId"`;
  assert.ok(row);
  said(
    await read(),
    '看病、办事： 能用',
    '银行账户： 能用',
    '发售期：2025年12月15日至2026年1月15日（按往年估计',
    '60 岁及以上',
    '100.00 元，发售期内在发卡银行网点或公园年票原有的线上渠道购买',
    '“购买公园年票”不在社保卡的线上渠道办理。',
    '通过公园年票原有的线上渠道购买',
    '通过工商银行网点办理',
    '到任一合作银行网点、市政交通一卡通充值网点，或用“北京一卡通”APP 贴卡充值。工商银行网点可以从卡内账户划扣',
  );
  // Its own bank by name, where no other may do it; any of them, where the gate says so.
  await city.sql`update cards set financial = 'not-activated' where person_id = ${personId} and generation = 3`;
  said(await read(), '激活金融功能 可以这样办：工商银行网点', '交通功能充值 可以这样办：合作银行网点');
  await city.sql`update cards set financial = 'active' where person_id = ${personId} and generation = 3`;
  city.setClock(Temporal.Instant.from('2025-12-20T10:00:00+08:00'));
  const outletId = await insertTestOutlet(city.sql, '102');
  done(
    await buyParkTicket(city, {
      ...{ personId, cardId: row.cardId, actor: 'holder', actorId: 'clerk-7', channel: 'bank', key: freshKey() },
      ...{ served: { by: 'staff', outletId, bank: '102', documents: ['holder-id', 'card'] } },
      ...{ material: [], toldOfFreeEntry: true },
    }),
  );
  said(await read(), '已购买 2026 年年票', '2026年1月1日 起可用');
  await city.sql`
    update cards set social_security = 'temporarily-lost', lost_from = 'enabled', lost_until = '2026-01-04T10:00:00+08:00'
    where person_id = ${personId}`;
  said(await read(), '目前的状态：临时挂失', '自动恢复社会保障功能');
});

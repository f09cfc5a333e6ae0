// A new card on the pages, without scripts: what is open and why not, what it means, the order, and what becomes of the lost card.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { mailedCard } from '../../test/support/card-journey.ts';
import { logIn } from '../../test/support/logged-in.ts';
import { insertOldCard, insertTestPerson } from '../../test/support/people.ts';
import { wholeApp } from '../../test/support/whole-app.ts';

const words = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const mail = { delivery: 'mail', recipient: '张试验', recipientPhone: '19900000001', address: '试验路1号院2号楼301' };

const holder = async (t: TestContext, bank = '102') => {
  const whole = await wholeApp(t);
  const { city, app } = whole;
  const person = await insertTestPerson(city.sql, city.keys);
  await mailedCard(city, person.personId);
  const [row] = await city.sql`
    update cards set social_security = 'enabled', enabled_at = now(), financial = 'active', bank = ${bank}
    where person_id = ${person.personId} returning card_id as "cardId"`;
  await city.sql`update applications set state = 'received' where person_id = ${person.personId}`;
  const { cookie, csrf } = await logIn(city, person.personId, 3);
  const get = async (url: string) => words((await app.inject({ url, headers: { cookie } })).body);
  const post = (url: string, fields: Record<string, string> = {}) =>
    app.inject({
      ...{ method: 'POST', url, payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString() },
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    });
  return { ...whole, ...person, card: `/cards/${row?.cardId}`, get, post };
};

test('R-REISSUE-04, R-FEE-01, R-LOSS-15: a lost card is replaced online: free, four working days, never to be released', async (t) => {
  const { get, post, card } = await holder(t);
  assert.match(await get('/me'), /补领、换领新卡/);
  const options = await get(`${card}/replace`);
  for (const said of ['不收工本费和快递费', '2025年10月14日', '网上办理补领', '即时制卡网点', '有效身份证件'])
    assert.ok(options.includes(said), `${said}: ${options}`);
  assert.match(options, /先完成|先办好|变更/, 'R-REISSUE-05: nothing has changed, so nothing to exchange for');
  const form = `${card}/replace/reissue`;
  assert.match(await get(form), /不能再解挂.*丢失不退/, 'said before it is done');
  const unread = await post(form, { ...mail, phone: '19900000001' });
  assert.equal(unread.statusCode, 422);
  assert.match(words(unread.body), /请勾选/);
  const ordered = await post(form, { ...mail, phone: '19900000001', understood: 'yes' });
  assert.equal(ordered.statusCode, 303, ordered.body);
  const done = await get(`${ordered.headers.location}`);
  assert.match(done, /补领已提交.*确认原卡正式挂失/);
  assert.doesNotMatch(done, /撤回/);
  assert.match(await get(`${card}/loss`), /不能再解挂.*等新卡/, 'R-LOSS-16: found again, what then');
  assert.match(await get('/'), /补领 · /);
  assert.equal(
    (await post(form, { ...mail, phone: '19900000001', understood: 'yes' })).headers.location,
    `${card}/replace`,
  );
});

test('R-REISSUE-05, G-14: a changed name is exchanged once the record has it; the card goes on and can be lost meanwhile', async (t) => {
  const { get, post, card, city, personId } = await holder(t);
  await city.sql`
    insert into record_changes (person_id, event_seq, fact, holds_from, known_at, sealed)
    values (${personId}, 999, 'name', '2025-10-01', ${city.businessClock()}::timestamptz + interval '1 hour', '')`;
  const form = `${card}/replace/exchange-changed`;
  assert.match(await get(form), /姓名/);
  assert.equal((await post(form, { ...mail, phone: '19900000001', reason: 'id-number' })).statusCode, 422);
  assert.equal((await post(form, { ...mail, phone: '19900000001', reason: 'name' })).statusCode, 303);
  assert.match(await get(`${card}/loss`), /立即挂失/);
});

test('R-REISSUE-03, C-10: the page of a bank without the online service leads to its outlets', async (t) => {
  const { get, post, card } = await holder(t, '105');
  const said = await get(`${card}/replace`);
  assert.doesNotMatch(said, /网上办理/);
  assert.match(said, /也可以本人到.*建设银行.*即时制卡网点/);
  assert.equal((await post(`${card}/replace/reissue`, mail)).headers.location, `${card}/replace`);
});

test('R-REISSUE-08, R-FEE-04: of an old card the two ways are named, with the fee of the one', async (t) => {
  const { get, city, personId } = await holder(t);
  await city.sql`update cards set social_security = 'cancelled' where person_id = ${personId}`;
  const old = await insertOldCard(city.sql, city.keys, personId);
  assert.match(await get(`/cards/${old}/replace`), /20\.00 元.*4 个工作日.*申领第三代/);
});

test('R-CANCEL-01 to R-CANCEL-06, G-03, R-CHAN-10: how a card is cancelled, in which order and with what; nothing to press', async (t) => {
  const { get, post, card } = await holder(t);
  const said = await get(`${card}/cancel`);
  for (const words of ['办结', '社保卡', '工商银行', '代办', '6 个月', '正式挂失'])
    assert.ok(said.includes(words), words);
  assert.equal((await post(`${card}/cancel`)).statusCode, 404);
});

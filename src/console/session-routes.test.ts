// A session at the counter: documents checked once, one-stop services in order, whatever else from there, and a slip that forgets nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailedCard } from '../../test/support/card-journey.ts';
import { type Clerk, type Console, consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { Visitor } from '../../test/support/visitor.ts';
import type { PersonRecord } from '../people/person.ts';
import { listDemoPeople } from '../simulators/demo-city.ts';

const plain = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const both = { documents: ['holder-id', 'card'] };

/** Somebody whose new card has come, at a counter of its bank while park tickets are sold. */
const withCardInHand = async (program: Console) => {
  const { city } = program;
  const { sql, keys } = city;
  const person = await insertTestPerson(sql, keys);
  await sql`insert into id_numbers (blind, person_id) values (${keys.blind('id-number', person.idNumber)}, ${person.personId})`;
  await mailedCard(city, person.personId);
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values ('Y1021011', 'bank', '102', '110101', '试验支行', '试验路1号')`;
  city.setClock(Temporal.Instant.from('2025-12-20T10:00:00+08:00'));
  return { program, person };
};

/** By the number of the document, and not without it. */
const found = async (clerk: Clerk, person: PersonRecord): Promise<void> => {
  const home = `/console/people/${person.personId}`;
  const at = `${home}/session`;
  assert.equal((await clerk.get(at)).location, home, 'the document comes first');
  assert.equal((await clerk.post('/console/session', { idNumber: '110101195503029912' })).status, 422);
  assert.equal((await clerk.post('/console/session', { idNumber: person.idNumber })).location, at);
};

/** All of it on paper, masked; and then what was shown counts no more. */
const endsWithSlip = async (lastIn: Clerk, { person, rail }: { person: PersonRecord; rail: string }): Promise<void> => {
  const at = `/console/people/${person.personId}/session`;
  const ended = await lastIn.post(`${at}/end`);
  const slip = await lastIn.get(ended.location);
  for (const said of ['窗口办理回执', '启用', '激活', '50.00 元', '年票', '市郊铁路', '96066'])
    assert.ok(slip.body.includes(said), said);
  for (const secret of [person.name, person.idNumber]) assert.ok(!slip.body.includes(secret), secret);
  assert.match((await lastIn.get(at)).body, /还没有办理业务|核对证件/);
  assert.match((await lastIn.get(rail)).body, /type="checkbox" name="documents"/, 'what was shown counts no more');
};

/** What was refused is chosen still, with what was typed; what was done is not, or it would be done twice. */
const keepsWhatWasTyped = (body: string): void => {
  assert.match(body, /name="amount"[^>]*value="55"/);
  assert.match(body, /value="cash" selected/);
  assert.match(body, /name="items" value="top-up-transit" checked/);
  assert.equal([...body.matchAll(/name="items"[^>]*checked/g)].length, 1);
};

test('R-CHAN-17: checked once, enable, activate, top up and park ticket in order, each with its own result, and all of it on the slip', async (t) => {
  const { program, person } = await withCardInHand(await consoleOf(t));
  const { sql } = program.city;
  const clerk = await program.as('bank-outlet');
  const home = `/console/people/${person.personId}`;
  const at = `${home}/session`;
  await found(clerk, person);
  const items = ['enable', 'activate-finance', 'top-up-transit', 'buy-park-ticket'];
  const key = '018f0000-0000-7000-8000-0000000000aa';
  const first = { key, amount: '55', payment: 'cash', told: 'yes' };
  assert.match((await clerk.post(`${at}/one-stop`, first, { items })).body, /请先核对证件/);
  const checks = await clerk.get(at);
  for (const document of both.documents)
    assert.ok(checks.body.includes(`name="documents" value="${document}"`), document);
  assert.doesNotMatch(checks.body, /name="items"/, 'nothing is offered before');
  assert.equal((await clerk.post(at, { for: 'holder' })).status, 409, 'nothing in hand');
  assert.equal((await clerk.post(at, { for: 'holder' }, both)).status, 303);
  const offered = await clerk.get(at);
  for (const item of items) assert.match(offered.body, new RegExp(`name="items" value="${item}"`));
  assert.doesNotMatch(offered.body, /name="items"[^>]*checked/, 'nothing is chosen beforehand');
  const some = await clerk.post(`${at}/one-stop`, first, { items });
  assert.equal(some.status, 409);
  assert.match(plain(some.body), /交通功能充值没有办成：充值金额不对/);
  keepsWhatWasTyped(some.body);
  const vague = await clerk.post(`${at}/one-stop`, { ...first, amount: '五十' }, { items });
  assert.match(vague.body, /name="amount"[^>]*value="五十"/);
  const cards = async () =>
    (
      await sql`select social_security as a, financial as b from cards where person_id = ${person.personId} and generation = 3`
    ).map(({ a, b }) => `${a} ${b}`);
  assert.deepEqual(await cards(), ['enabled active'], 'the others are done');
  assert.match(plain(some.body), /激活金融功能：已办 .*购买公园年票：已办/, 'and offered no more');
  const again = await clerk.post(`${at}/one-stop`, { ...first, amount: '50' }, { items });
  assert.equal(again.status, 303, plain(again.body));
  const events = await sql<{ action: string; actor: string }[]>`
    select action, actor from events where person_id = ${person.personId} and outlet = 'Y1021011' order by seq`;
  for (const action of ['enable-card', 'activate-finance', 'top-up-transit', 'buy-park-ticket'])
    assert.deepEqual(
      events.filter((each) => each.action === action),
      [{ action, actor: 'staff' }],
      action,
    );

  const [card] = await sql`select card_id as id from cards where person_id = ${person.personId} and generation = 3`;
  const rail = `${home}/cards/${card?.id}/scene/open-suburban-rail`;
  const asked = await clerk.get(rail);
  assert.match(asked.body, /本次已核对：.*type="hidden" name="documents" value="holder-id"/s);
  assert.doesNotMatch(asked.body, /type="checkbox" name="documents"/, 'and not asked for again');
  const done = await clerk.post(rail, { for: 'holder' }, both);
  assert.equal(done.location, at, 'back in the session');
  const lastIn = await program.as('bank-outlet');
  assert.equal((await lastIn.get(at)).location, home, 'after a new login the reason comes first');
  await lastIn.openRecord(person.personId);
  assert.match(plain((await lastIn.get(at)).body), /本次已办 .*启用.*50\.00 元/, 'and then it goes on');
  assert.match((await lastIn.get(home)).body, /接着窗口办理/);

  await endsWithSlip(lastIn, { person, rail });
});

test('the reader checks the document; what was checked holds for this clerk, this outlet and an hour', async (t) => {
  const program = await consoleOf(t);
  const { city, app, wiring, base } = program;
  await app.listen({ host: '127.0.0.1', port: wiring.config.port });
  const [demo] = await listDemoPeople();
  assert.ok(demo);
  const { sql, keys } = city;
  const { personId } = await insertTestPerson(sql, keys, { idNumber: demo.idNumber });
  await sql`insert into id_numbers (blind, person_id) values (${keys.blind('id-number', demo.idNumber)}, ${personId})`;
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values ('J11010801', 'street', null, '110108', '试验街道', '试验路1号')`;
  const street = await program.as('street');
  assert.match((await street.post('/console/session', { read: 'yes' })).body, /阅读器上没有身份证/);
  const visitor = new Visitor(base);
  const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec((await visitor.visit('/demo/devices')).text) ?? [];
  await visitor.visit('/demo/devices', { _csrf: token, card: demo.slug });
  const at = `/console/people/${personId}/session`;
  assert.equal((await street.post('/console/session', { read: 'yes' })).location, at);
  assert.match(plain((await street.get(at)).body), /已核对 本人有效身份证件 阅读器/);
  assert.match((await street.get(`${at}?for=guardian`)).body, /请先核对|核对证件/, 'of the holder, and of nobody else');
  await sql`update counter_sessions set outlet_id = 'J11010802'`;
  assert.doesNotMatch(plain((await street.get(at)).body), /已核对 本人有效身份证件/, 'of another outlet');
  await sql`update counter_sessions set outlet_id = 'J11010801'`;
  city.passTime({ minutes: 61 });
  assert.match(plain((await street.get(at)).body), /已超过一小时/);
  const hotline = await program.as('hotline');
  assert.equal((await hotline.get('/console/session')).status, 403);
  await sql`update counter_sessions set account = 'test-outlet'`;
  const [row] = await sql`select account from counter_sessions`;
  assert.equal(row?.account, 'test-outlet');
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values ('Y1021011', 'bank', '102', '110101', '试验支行', '试验路1号')`;
  const other = await program.as('bank-outlet');
  await other.post('/console/session', { idNumber: demo.idNumber });
  assert.equal((await other.get(at)).status, 500, 'a row that was moved to another clerk does not open');
});

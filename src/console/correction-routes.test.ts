// Correcting in the console: proposed from an open record, seen by the bank where it was done, confirmed by somebody else, and told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailedCard } from '../../test/support/card-journey.ts';
import { consoleOf } from '../../test/support/console.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { staffOfRole } from '../../test/support/staff.ts';
import { listLooks } from '../audit/list-looks.ts';

test('R-ENABLE-02: a card enabled by mistake at a bank: the outlet proposes, its head office confirms, the person is told', async (t) => {
  const program = await consoleOf(t);
  const { sql, keys } = program.city;
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address)
    values ('Y1021011', 'bank', '102', '110101', '试验支行', '试验路1号')`;
  await insertTestOutlet(sql, '105');
  const { personId } = await insertTestPerson(sql, keys);
  await mailedCard(program.city, personId);
  const home = `/console/people/${personId}`;
  const outlet = await program.as('bank-outlet');
  await outlet.openRecord(personId);
  const [card] = await sql`select card_id as "cardId" from cards where person_id = ${personId}`;
  const shown = { documents: ['holder-id', 'card'] };
  const enabled = await outlet.post(`${home}/cards/${card?.cardId}/enable`, { for: 'holder' }, shown);
  assert.equal(enabled.location, home, enabled.body);

  const record = await outlet.get(home);
  const [, link = '', act = ''] = /href="([^"]*corrections\?act=(\d+))"/.exec(record.body) ?? [];
  assert.notEqual(link, '', record.body);
  const form = await outlet.get(link);
  assert.match(form.body, /已启用 → 未启用/);
  assert.equal((await outlet.get(`${home}/corrections?act=1`)).status, 404, 'an application is not undone this way');
  assert.equal((await outlet.post(`${home}/corrections`, { act, reason: '错' })).status, 422);
  const reason = '本人要启用的是另一张卡';
  assert.equal((await outlet.post(`${home}/corrections`, { act, reason })).location, home);
  assert.match((await outlet.post(`${home}/corrections`, { act, reason })).body, /已有一件更正待核对/);
  assert.ok((await outlet.get(home)).body.includes(link), 'from the record it is found again');
  const open = await outlet.get(link);
  const [, back = ''] = /action="(\/console\/corrections\/[0-9a-f-]+\/withdraw)"/.exec(open.body) ?? [];
  assert.equal((await (await program.as('street')).post(back)).status, 404, 'it is somebody else’s');
  assert.equal((await outlet.post(back)).location, home);
  assert.equal((await outlet.post(back)).status, 409, 'once');
  assert.equal((await outlet.post(`${home}/corrections`, { act, reason })).location, home, 'and proposed anew');

  const office = await program.as('bank-office');
  const list = await office.get('/console/corrections');
  const [, path = ''] = /href="(\/console\/corrections\/[0-9a-f-]+)"/.exec(list.body) ?? [];
  assert.notEqual(path, '', list.body);
  assert.match((await office.get(path)).body, /本人要启用的是另一张卡/);
  assert.equal((await office.post(path, {})).status, 409, 'neither yes nor no');
  await sql`delete from jobs where person_id = ${personId}`;
  assert.match((await office.post(path, { decision: 'declined' })).body, /请写明意见/);
  assert.equal((await office.post(path, { decision: 'confirmed' })).location, '/console/corrections');
  assert.match((await office.get(path)).body, /已更正/);
  const [row] = await sql`select social_security from cards where person_id = ${personId}`;
  assert.equal(row?.social_security, 'not-enabled');
  const looks = await listLooks({ sql, keys }, personId, 20);
  assert.ok(
    looks.some((each) => each.purpose === 'correction-opened' && each.actorId === staffOfRole['bank-office'].account),
  );
  const jobs = await sql`select 1 from jobs where person_id = ${personId} and kind = 'send-message'`;
  assert.equal(jobs.length, 1, 'the person is told');
});

test('another bank sees nothing of it, and whoever is of the bureau and proposed it finds no button', async (t) => {
  const program = await consoleOf(t);
  const { sql, keys } = program.city;
  const { personId } = await insertTestPerson(sql, keys);
  await mailedCard(program.city, personId);
  const [card] = await sql`
    update cards set social_security = 'enabled', enabled_at = now() where person_id = ${personId} returning card_id as "cardId"`;
  const street = await program.as('street');
  await street.openRecord(personId);
  const path = `/console/people/${personId}/cards/${card?.cardId}/cancel`;
  const proved = { documents: ['holder-id', 'card', 'settlement-proof'] };
  assert.equal((await street.post(path, { for: 'holder', reason: 'other' }, proved)).status, 303);
  const [done] = await sql`select seq from events where person_id = ${personId} and action = 'cancel-card'`;
  const bureau = await program.as('bureau');
  await bureau.openRecord(personId, 'checking');
  const act = String(done?.seq);
  const sent = await bureau.post(`/console/people/${personId}/corrections`, { act, reason: '注销了别人的卡' });
  assert.equal(sent.status, 303, sent.body);
  const list = await bureau.get('/console/corrections');
  const [, one = ''] = /href="(\/console\/corrections\/[0-9a-f-]+)"/.exec(list.body) ?? [];
  const own = await bureau.get(one);
  assert.match(own.body, /须由他人核对/);
  assert.doesNotMatch(own.body, /name="decision"/);
  assert.match((await bureau.post(one, { decision: 'confirmed' })).body, /不能核对自己提出的更正/);
  const office = await program.as('bank-office');
  assert.doesNotMatch(
    (await office.get('/console/corrections')).body,
    /corrections\/[0-9a-f]/,
    'it was done at a street outlet',
  );
  assert.equal((await office.get(one)).status, 404);
  assert.equal((await office.post(one, { decision: 'confirmed' })).status, 404);
});

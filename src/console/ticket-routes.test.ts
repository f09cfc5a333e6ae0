// 咨询投诉 in the console: the hotline writes down, a bank sees what lies with it, whoever holds it answers, and the person reads it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { listLooks } from '../audit/list-looks.ts';
import type { PersonId } from '../base/ids.ts';
import { openTicketContent } from '../tickets/ticket.ts';
import { listOwnTickets } from '../tickets/tickets-store.ts';

const program = await consoleOf({ after });
const { city } = program;
const { sql, keys } = city;

const said = { kind: 'consultation', topic: 'collecting', words: '我的卡为什么还没有寄到' };
const keyed = (form: Readonly<Record<string, string>>) => ({ key: randomUUID(), ...form });

/** Somebody calls; gives the address of what the hotline wrote down. */
const called = async () => {
  const { personId } = await insertTestPerson(sql, keys);
  const hotline = await program.as('hotline');
  const record = await hotline.openRecord(personId);
  const path = `/console/people/${personId}/ticket`;
  assert.ok(record.body.includes(path), 'the open record leads there');
  return { personId, hotline, path };
};
const rowOf = async (personId: PersonId) => (await listOwnTickets(sql, personId, 9))[0];

test('R-HOTLINE-01: what a caller says is written down, handed to the bank and answered there; the person sees who read it', async () => {
  const { personId, hotline, path } = await called();
  for (const wrong of [
    { kind: '' },
    { topic: '' },
    { topic: 'x' },
    { bank: '999' },
    { place: 'x' },
    { words: '好' },
    { words: 'x'.repeat(501) },
    { key: '' },
  ]) {
    const again = await hotline.post(path, keyed({ ...said, ...wrong }));
    assert.equal(again.status, 422, JSON.stringify(wrong));
  }
  const { location } = await hotline.post(path, keyed(said));
  assert.match(location, /^\/console\/tickets\/[0-9a-f-]{36}$/);
  const list = await hotline.get('/console/tickets');
  assert.ok(list.body.includes(location) && list.body.includes('还有'), list.body);
  assert.ok(!list.body.includes(said.words) && !list.body.includes('张'), 'nothing personal in the list');
  assert.ok((await hotline.get(location)).body.includes(said.words), 'in clear for whoever opens it');
  const bank = await program.as('bank-office');
  assert.equal((await bank.get(location)).status, 404, 'it does not lie with the bank');
  assert.equal((await hotline.post(`${location}/hand-over`, keyed({ to: '999', words: '请核实寄送' }))).status, 422);
  const kept = await hotline.post(`${location}/hand-over`, keyed({ to: '', words: '请核实寄送情况' }));
  assert.ok(kept.body.includes('请核实寄送情况</textarea>'), 'what was typed is not lost');
  const over = await hotline.post(`${location}/hand-over`, keyed({ to: '102', words: '请核实寄送情况' }));
  assert.equal(over.location, '/console/tickets');
  const there = await bank.get(location);
  assert.ok(there.body.includes('请核实寄送情况') && there.body.includes('内部说明'), there.body);
  assert.ok((await hotline.get(location)).body.includes('只能查看'), 'it can only be read');
  assert.equal((await hotline.post(`${location}/answer`, keyed({ words: '已经寄出了' }))).status, 409);
  assert.equal(
    (await bank.post(`${location}/answer`, keyed({ words: '卡已于昨天交邮' }))).location,
    '/console/tickets',
  );
  const row = await rowOf(personId);
  const entries = row && openTicketContent(keys, personId, row.sealed).entries;
  assert.deepEqual(
    entries?.map(({ by, inside }) => [by, inside]),
    [
      ['person', false],
      ['hotline', true],
      ['bank', false],
    ],
  );
  const looks = await listLooks(city, personId, 20);
  assert.ok(
    looks.some((look) => look.purpose === 'ticket-opened' && look.actorId === 'test-office'),
    JSON.stringify(looks),
  );
});

test('R-SUPERVISE-02: a complaint lies with the bureau, which answers it; the auditor reads and the hotline cannot answer', async () => {
  const { hotline, path } = await called();
  const { location } = await hotline.post(
    path,
    keyed({ kind: 'complaint', topic: 'stall', words: '银行在学校门口摆摊推销办卡' }),
  );
  assert.ok((await hotline.get(location)).body.includes('只能查看'), 'it can only be read');
  const auditor = await program.as('auditor');
  assert.ok((await auditor.get(location)).body.includes('摆摊推销'));
  assert.equal((await auditor.post(`${location}/answer`, keyed({ words: '已经核查' }))).status, 403);
  const bureau = await program.as('bureau');
  assert.equal(
    (await bureau.post(`${location}/answer`, keyed({ words: '已约谈该银行' }))).location,
    '/console/tickets',
  );
  assert.equal((await bureau.post(`${location}/answer`, keyed({ words: '已约谈该银行' }))).status, 409);
  assert.ok((await bureau.get('/console/tickets')).body.includes('已答复'));
});

test('R-SUPERVISE-05: late ones come first on the list of their desk, and the home page of that desk alone says how many', async () => {
  const { hotline, path } = await called();
  const { location: first } = await hotline.post(path, keyed(said));
  city.passTime({ hours: 24 * 9 });
  const { location: second } = await (async () => {
    const later = await called();
    return later.hotline.post(later.path, keyed(said));
  })();
  const { body } = await (await program.as('hotline')).get('/console/tickets');
  assert.ok(body.indexOf(first) < body.indexOf(second), 'late first');
  assert.match(body.slice(body.indexOf(first), body.indexOf(second)), /class="late">[^<]*逾期 \d+ 天/);
  const home = async (role: 'hotline' | 'bank-office' | 'auditor') =>
    (await (await program.as(role)).get('/console')).body;
  assert.match(await home('hotline'), /class="late">咨询投诉：\d+ 件等本席位答复，其中 \d+ 件已经逾期/);
  for (const role of ['bank-office', 'auditor'] as const) assert.doesNotMatch(await home(role), /等本席位答复/);
  await hotline.post(`${second}/hand-over`, keyed({ to: '102', words: '请核实寄送情况' }));
  assert.match(await home('bank-office'), /咨询投诉：1 件等本席位答复[^其]/);
  const bank = await (await program.as('bank-office')).get(second);
  assert.ok(
    !bank.body.includes('value="105"') && bank.body.includes('value="bureau"'),
    'a bank gives it back to no bank',
  );
});

test('R-SUPERVISE-02, R-SUPERVISE-03: a complaint that names a bank is a case the bureau works through; no bank and no hotline sees it', async () => {
  const { hotline, path } = await called();
  const about = { topic: 'stall', bank: '102', place: 'school' };
  const { location } = await hotline.post(path, keyed({ ...about, kind: 'complaint', words: '银行在学校门口摆摊' }));
  assert.doesNotMatch((await hotline.get(location)).body, /核查/);
  const bureau = await program.as('bureau');
  const list = await bureau.get('/console/supervision');
  assert.match(list.body, new RegExp(`${location}"[^>]*>工商银行</a></th><td>银行摆摊推销办卡</td><td>学校</td>`));
  assert.match(list.body, /工商银行<\/th><td>1<\/td><td>1<\/td><td>0<\/td><td>0<\/td><td>0<\/td>/);
  assert.equal((await bureau.post(`${location}/case`, keyed({ finding: '' }))).status, 422);
  assert.equal((await bureau.post(`${location}/case`, keyed({ finding: 'confirmed' }))).location, location);
  const twice = await bureau.post(`${location}/case`, keyed({ finding: 'confirmed' }));
  assert.ok(twice.status === 409 && twice.body.includes('状态已经变了'), twice.body);
  await bureau.post(`${location}/case`, keyed({ measure: 'talk' }));
  const closed = (await bureau.get(location)).body;
  for (const words of ['已结案', '属实', '约谈']) assert.ok(closed.includes(words), words);
  for (const role of ['bank-office', 'hotline'] as const) {
    const clerk = await program.as(role);
    assert.equal((await clerk.get('/console/supervision')).status, 403);
    assert.equal((await clerk.post(`${location}/case`, keyed({ finding: 'confirmed' }))).status, 403);
  }
  const auditor = await program.as('auditor');
  assert.ok((await auditor.get('/console/supervision?bank=102')).body.includes(location));
  assert.ok(!(await auditor.get('/console/supervision?bank=104')).body.includes(location));
  assert.doesNotMatch((await auditor.get('/console/supervision?month=2025-09')).body, /工商银行<\/th>/);
  const next = await called();
  const words = '不知道哪家银行在摆摊';
  const unnamed = await next.hotline.post(next.path, keyed({ ...about, bank: '', kind: 'complaint', words }));
  assert.match((await bureau.get(unnamed.location)).body, /还没有立案/);
  assert.equal((await bureau.post(`${unnamed.location}/case`, keyed({ ...about, bank: '' }))).status, 422);
  await bureau.post(`${unnamed.location}/case`, keyed({ ...about, bank: '104' }));
  assert.match((await bureau.get(unnamed.location)).body, /中国银行<.*待核查/s);
});

test('an id that is none, or nobody’s, is no ticket; a caller’s record is opened for a reason first', async () => {
  const bureau = await program.as('bureau');
  for (const id of ['x', randomUUID()]) assert.equal((await bureau.get(`/console/tickets/${id}`)).status, 404);
  const { personId } = await insertTestPerson(sql, keys);
  const hotline = await program.as('hotline');
  const unopened = await hotline.get(`/console/people/${personId}/ticket`);
  assert.equal(unopened.location, `/console/people/${personId}`);
});

// The page of an application: behind a reason, masked, each field and picture in clear with a trace, and only what a bank was given.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apply, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { type Clerk, type Console, consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { drawApplicationNumber } from '../applications/application.ts';
import type { PersonId } from '../base/ids.ts';

const form = {
  ...mailForm,
  ...{ homeAddress: '试验市试验区幸福路1号', recipient: '王收件', recipientPhone: '19900000077' },
  address: '试验市试验区长安街2号院3号楼',
};

const applied = async ({ city }: Console, bank = '102') => {
  const pensionBanks = [{ bank, from: Temporal.PlainDate.from('2015-04-01') }];
  const { personId } = await insertTestPerson(city.sql, city.keys, { pensionBanks });
  const { number } = await apply(city, personId, { ...form, bank });
  return { personId, number, path: `/console/applications/${number}` };
};

const purposesOf = async ({ city: { sql } }: Console, personId: PersonId): Promise<readonly string[]> => {
  const rows = await sql<{ purpose: string }[]>`
    select purpose from read_traces where person_id = ${personId} order by trace_id`;
  return rows.map(({ purpose }) => purpose);
};

const opened = async (clerk: Clerk, personId: PersonId, number: string) => {
  const answer = await clerk.post(`/console/people/${personId}/open`, { reason: 'checking', application: number });
  assert.equal(answer.location, `/console/applications/${number}`);
  return clerk.get(answer.location);
};

describe('the page of an application', () => {
  it('asks for a reason first, then shows course, order and contact, masked', async (t) => {
    const program = await consoleOf(t);
    const { personId, number, path } = await applied(program);
    const clerk = await program.as('bureau');
    const before = await clerk.get(path);
    assert.equal(before.location, `/console/people/${personId}?application=${number}`);
    assert.match((await clerk.get(before.location)).body, new RegExp(`name="application" value="${number}"`));
    const { status, body } = await opened(clerk, personId, number);
    assert.equal(status, 200);
    for (const seen of [
      '提交申领',
      '199****0001',
      '试验市试验区****',
      '王**',
      '等待银行接单',
      '2025年11月8日',
      '退回修改',
    ])
      assert.ok(body.includes(seen), seen);
    for (const secret of [form.address, form.homeAddress, form.recipient, form.phone, form.recipientPhone])
      assert.ok(!body.includes(secret), secret);
    assert.deepEqual(await purposesOf(program, personId), ['staff-found', 'opened-checking']);
  });

  it('G-05: says in words that it is late, from the first minute after the last day', async (t) => {
    const program = await consoleOf(t);
    const { personId, number, path } = await applied(program);
    const clerk = await program.as('bureau');
    program.city.setClock(Temporal.Instant.from('2025-11-08T23:59:59+08:00'));
    assert.match((await opened(clerk, personId, number)).body, /今天到期/);
    program.city.setClock(Temporal.Instant.from('2025-11-10T00:00:00+08:00'));
    assert.match((await clerk.get(path)).body, /class="late">逾期 2 天/);
    await reportsOf(program.city, { number, bank: '102' }).opened();
    await reportsOf(program.city, { number, bank: '102' }).produced();
    assert.doesNotMatch((await clerk.get(path)).body, /逾期/, 'a card that is made is late no more');
  });

  it('shows one field in clear for a reason, once, and its person reads it', async (t) => {
    const program = await consoleOf(t);
    const { personId, number, path } = await applied(program);
    const clerk = await program.as('bank-outlet');
    assert.match((await clerk.post(`${path}/unmask`, { field: 'address', note: '核对' })).location, /\?application=/);
    await opened(clerk, personId, number);
    assert.match((await clerk.post(`${path}/unmask`, { field: 'address', note: ' ' })).location, /problem=why/);
    assert.match((await clerk.post(`${path}/unmask`, { field: 'name', note: '核对' })).location, /problem=why/);
    const shown = await clerk.post(`${path}/unmask`, { field: 'address', note: '核对邮寄地址' });
    assert.ok(shown.body.includes(form.address));
    assert.ok(!shown.body.includes(form.homeAddress), 'the others stay masked');
    assert.ok(!(await clerk.get(path)).body.includes(form.address));
    assert.deepEqual((await purposesOf(program, personId)).slice(-1), ['unmask-address']);
  });

  it('shows a picture to who checks it, in the page alone, and records each look', async (t) => {
    const program = await consoleOf(t);
    const { personId, number, path } = await applied(program);
    const clerk = await program.as('bureau');
    await opened(clerk, personId, number);
    for (const kind of ['id-front', 'card-photo']) {
      const { body } = await clerk.post(`${path}/pictures`, { kind });
      assert.ok(body.includes(`base64,${Buffer.from(kind).toString('base64')}`), kind);
    }
    assert.equal((await clerk.post(`${path}/pictures`, { kind: 'passport' })).location, path);
    assert.deepEqual((await purposesOf(program, personId)).slice(-2), ['picture-id-front', 'picture-card-photo']);
    const street = await program.as('street');
    assert.doesNotMatch((await opened(street, personId, number)).body, /证件人像面/);
  });

  it('is nobody’s of another bank, also where the person is this bank’s', async (t) => {
    const program = await consoleOf(t);
    const { personId, number, path } = await applied(program, '309');
    const clerk = await program.as('bank-office');
    assert.equal((await clerk.get(path)).status, 404);
    const { sql } = program.city;
    await sql`
      insert into cards (person_id, card_id, generation, bank, social_security, sealed)
      values (${personId}, ${personId}, 2, '102', 'enabled', '\\x00')`;
    const session = await clerk.post(`/console/people/${personId}/open`, { reason: 'checking', application: number });
    assert.equal(session.status, 303);
    assert.equal((await clerk.get(path)).status, 404);
    assert.equal((await clerk.post(`${path}/unmask`, { field: 'address', note: '核对' })).status, 404);
    assert.equal((await clerk.post(`${path}/pictures`, { kind: 'id-front' })).status, 404);
  });

  it('tells a number that nobody has like one out of reach', async (t) => {
    const program = await consoleOf(t);
    const { path } = await applied(program, '309');
    const clerk = await program.as('bank-office');
    const [beyond, nobody] = [
      await clerk.get(path),
      await clerk.get(`/console/applications/${drawApplicationNumber()}`),
    ];
    const plain = (body: string): string => body.replace(/name="(_csrf|back)" value="[^"]*"/g, '');
    assert.deepEqual([beyond.status, plain(beyond.body)], [404, plain(nobody.body)]);
    assert.equal((await clerk.get('/console/applications/nonsense')).status, 422);
  });
});

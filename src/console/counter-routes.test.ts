// An application at the counter as a clerk goes through it: document, checks, form, slip; and what it refuses.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Clerk, type Console, consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import type { PersonRecord } from '../people/person.ts';
import { sweepCounterDrafts } from './sweep-counter-drafts.ts';

const filled = {
  ...{ phone: '19900000066', homeAddress: '试验市试验区幸福路1号', occupation: 'retired', taxResidency: 'china' },
  ...{ delivery: 'mail', recipient: '王收件', recipientPhone: '19900000077', address: '试验市试验区长安街2号院' },
  ...{ idValidity: '2035.12.01', photo: 'uploaded', pledge: 'yes', key: '018f0000-0000-7000-8000-000000000001' },
};
const consents = ['sensitive-data', 'share-with-bank'];

/** A counter in March 2026, when counters take applications. */
const counter = async (program: Console, role: 'street' | 'bank-outlet'): Promise<Clerk> => {
  const { sql } = program.city;
  program.city.setClock(Temporal.Instant.from('2026-03-02T10:00:00+08:00'));
  await sql`
    insert into outlets (outlet_id, kind, bank, district, name, address) values
      ('J11010801', 'street', null, '110108', '试验街道', '试验路1号'),
      ('Y1021011', 'bank', '102', '110101', '试验支行', '试验路2号')`;
  return program.as(role);
};

const known = async ({ city: { sql, keys } }: Console, changes: Partial<PersonRecord> = {}) => {
  const person = await insertTestPerson(sql, keys, changes);
  const blind = keys.blind('id-number', person.idNumber);
  await sql`insert into id_numbers (blind, person_id) values (${blind}, ${person.personId})`;
  return { ...person, path: `/console/counter/${person.personId}` };
};

const settled = 'for=holder&bank=102&documents=holder-id';

/** A form whose consents are several values of one name. */
const send = (clerk: Clerk, path: string, form: Readonly<Record<string, string>>, given = consents) =>
  clerk.post(path, form, { consents: given });

describe('the counter', () => {
  it('R-CHAN-04: is closed in the centralized phase, with the reason of the gate', async (t) => {
    const program = await consoleOf(t);
    const clerk = await counter(program, 'street');
    program.city.setClock(Temporal.Instant.from('2025-12-31T23:59:59+08:00'));
    const closed = await clerk.get('/console/counter');
    assert.match(closed.body, /class="closing"/);
    assert.doesNotMatch(closed.body, /name="idNumber"/);
    const person = await known(program);
    await clerk.post('/console/counter', { idNumber: person.idNumber });
    assert.match((await clerk.get(person.path)).body, /class="closing"/);
    const answer = await send(clerk, `${person.path}/form?${settled}`, filled);
    assert.equal(answer.status, 409);
    assert.match(answer.body, /role="alert"/);
    program.city.setClock(Temporal.Instant.from('2026-01-01T00:00:00+08:00'));
    assert.match((await clerk.get('/console/counter')).body, /name="idNumber"/);
  });

  it('R-CHAN-19, R-PROD-05: from the document to the slip, with a trace the person reads and nothing personal on the slip', async (t) => {
    const program = await consoleOf(t);
    const clerk = await counter(program, 'street');
    const person = await known(program);
    assert.equal((await clerk.get(person.path)).location, '/console/counter', 'the document comes first');
    assert.equal((await clerk.post('/console/counter', { idNumber: '110101195503029912' })).status, 422);
    assert.equal((await clerk.post('/console/counter', { idNumber: ` ${person.idNumber}` })).location, person.path);
    const [trace] = await program.city.sql`
      select purpose, outlet from read_traces where person_id = ${person.personId}`;
    assert.deepEqual({ ...trace }, { purpose: 'opened-serving', outlet: 'J11010801' });
    const checks = await clerk.get(person.path);
    assert.match(checks.body, /本人有效身份证件/);
    assert.doesNotMatch(checks.body, /type="radio"[^>]*checked/, 'R-BANK-09: no bank is chosen beforehand');
    assert.match((await clerk.get(`${person.path}/form?for=holder&bank=102`)).location, /wrong=documents/);
    assert.match((await clerk.get(`${person.path}/form?for=holder&documents=holder-id`)).location, /wrong=bank/);
    const form = `${person.path}/form?${settled}`;
    assert.equal((await clerk.get(form)).status, 200);
    const done = await send(clerk, form, filled);
    assert.match(done.location, /\/slip\//);
    assert.equal((await send(clerk, form, filled)).location, done.location, 'the same click is the same application');
    const slip = await clerk.get(done.location);
    assert.ok(slip.body.includes('2026年4月1日') && slip.body.includes(done.location.split('/').at(-1) ?? '?'));
    for (const secret of [person.name, person.idNumber, filled.phone, filled.address, filled.homeAddress])
      assert.ok(!slip.body.includes(secret), secret);
    const [event] = await program.city.sql`
      select actor, actor_id, outlet from events
      where person_id = ${person.personId} and action = 'submit-application'`;
    assert.deepEqual({ ...event }, { actor: 'staff', actor_id: 'test-street', outlet: 'J11010801' });
  });

  it('says all that is wrong at once, at the field, and keeps what was typed', async (t) => {
    const program = await consoleOf(t);
    const clerk = await counter(program, 'street');
    const person = await known(program);
    await clerk.post('/console/counter', { idNumber: person.idNumber });
    const form = `${person.path}/form?${settled}`;
    const { phone: _phone, pledge: _pledge, ...rest } = filled;
    const wrong = await send(clerk, form, { ...rest, phone: '12', recipient: '' }, []);
    assert.equal(wrong.status, 422);
    for (const field of ['phone', 'recipient', 'pledge']) assert.ok(wrong.body.includes(`href="#${field}"`), field);
    assert.ok(wrong.body.includes(`value="${filled.address}"`));
    const refused = await send(clerk, form, filled, []);
    assert.equal(refused.status, 409);
    const lacking = await send(clerk, form, { ...filled, taxResidency: 'abroad' });
    assert.match(lacking.body, /href="#taxResidency"/);
  });

  it('R-CHAN-19: a document that is over is refused in words, one without a day asks for it', async (t) => {
    const program = await consoleOf(t);
    const clerk = await counter(program, 'street');
    const person = await known(program);
    await clerk.post('/console/counter', { idNumber: person.idNumber });
    const form = `${person.path}/form?${settled}`;
    for (const idValidity of ['', '明年', '2026.02.30']) {
      const { status, body } = await send(clerk, form, { ...filled, idValidity });
      assert.equal(status, 422);
      assert.match(body, /href="#idValidity"/);
    }
    const over = await send(clerk, form, { ...filled, idValidity: '20251201' });
    assert.equal(over.status, 409);
    assert.match(over.body, /身份证件已过有效期/);
    assert.match((await send(clerk, form, { ...filled, idValidity: '长期' })).location, /\/slip\//);
  });

  it('what was typed waits a day for the clerk who typed it, and for nobody else', async (t) => {
    const program = await consoleOf(t);
    const { sql } = program.city;
    const clerk = await counter(program, 'street');
    const person = await known(program);
    const form = `${person.path}/form?${settled}`;
    const draft = `${person.path}/draft?${settled}`;
    assert.equal((await send(clerk, draft, filled)).location, '/console/counter', 'the document comes first');
    await clerk.post('/console/counter', { idNumber: person.idNumber });
    assert.equal((await send(clerk, draft, { ...filled, homeAddress: '试验市试验区半' })).status, 303);
    const byScript = await program.app.inject({
      ...{ method: 'POST', url: draft },
      headers: {
        ...{ cookie: clerk.session.cookie, accept: 'application/json' },
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ _csrf: clerk.session.csrf, ...filled, delivery: '' }).toString(),
    });
    assert.equal(byScript.json().secondsLeft > 60, true, byScript.body);
    const again = (await clerk.get(form)).body;
    assert.match(again, /class="restored"/);
    assert.ok(again.includes(`value="${filled.homeAddress}"`), 'what was kept last');
    assert.match(again, /name="taxResidency" value="china" checked/);
    for (const anew of ['delivery', 'photo', 'pledge', 'consents'])
      assert.doesNotMatch(again, new RegExp(`name="${anew}"[^>]*checked`), anew);
    const other = await program.as('bank-outlet');
    await other.post('/console/counter', { idNumber: person.idNumber });
    assert.doesNotMatch((await other.get(form)).body, /class="restored"|半|长安街/);
    await sql`insert into counter_drafts select 'test-outlet', person_id, sealed, saved_at from counter_drafts`;
    assert.equal((await other.get(form)).status, 500, 'another clerk’s row moved under one’s own name does not open');
    await sql`delete from counter_drafts where account = 'test-outlet'`;
    await sql`update counter_drafts set saved_at = saved_at - interval '24 hours'`;
    assert.doesNotMatch((await clerk.get(form)).body, /class="restored"/);
    assert.equal(await sweepCounterDrafts(program.wiring), 1);
    assert.equal((await send(clerk, form, { ...filled, phone: '12' })).status, 422);
    assert.match((await clerk.get(form)).body, /class="restored"/, 'a form with a mistake is kept too');
    assert.match((await send(clerk, form, filled)).location, /\/slip\//);
    const [left] = await sql`select count(*)::int as count from counter_drafts`;
    assert.equal(left?.count, 0, 'an application leaves nothing behind');
  });

  it('G-26: a bank’s counter offers its own bank alone, also to somebody who has nothing of it yet', async (t) => {
    const program = await consoleOf(t);
    const clerk = await counter(program, 'bank-outlet');
    const person = await known(program, { pensionBanks: [] });
    const found = await clerk.post('/console/counter', { idNumber: person.idNumber });
    assert.equal(found.location, person.path);
    const { body } = await clerk.get(person.path);
    assert.equal([...body.matchAll(/name="bank"/g)].length, 1);
    assert.match(body, /工商银行/);
    const done = await send(clerk, `${person.path}/form?for=holder&bank=309&documents=holder-id`, filled);
    assert.match(done.location, /\/slip\//);
    const [row] = await program.city.sql`
      select bank, due_on::text as due from applications where person_id = ${person.personId}`;
    assert.deepEqual({ ...row }, { bank: '102', due: '2026-03-06' }, 'R-PROD-04: four working days');
    assert.equal((await clerk.get(`/console/people/${person.personId}`)).status, 404, 'the record stays out of reach');
  });

  it('the slip is that of this counter', async (t) => {
    const program = await consoleOf(t);
    const clerk = await counter(program, 'street');
    const person = await known(program);
    await clerk.post('/console/counter', { idNumber: person.idNumber });
    const { location } = await send(clerk, `${person.path}/form?${settled}`, filled);
    const other = await program.as('bank-outlet');
    await other.post('/console/counter', { idNumber: person.idNumber });
    assert.equal((await other.get(location)).status, 404);
  });
});

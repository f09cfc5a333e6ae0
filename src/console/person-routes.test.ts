// Finding and opening a record: whom each role finds, what it sees, and the trace that every look leaves to its person.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apply, mailedCard } from '../../test/support/card-journey.ts';
import { type Clerk, type Console, consoleOf } from '../../test/support/console.ts';
import { logIn } from '../../test/support/logged-in.ts';
import { insertOldCard, insertTestPerson } from '../../test/support/people.ts';
import type { PersonId } from '../base/ids.ts';
import type { PersonRecord } from '../people/person.ts';
import { policyWords } from '../policy/explain.ts';
import type { Role } from '../staff/staff.ts';

/** A person with the look-ups of the import. */
const known = async ({ city: { sql, keys } }: Console, changes: Partial<PersonRecord> = {}): Promise<PersonRecord> => {
  const person = await insertTestPerson(sql, keys, changes);
  const { personId, idNumber, phone } = person;
  await sql`insert into id_numbers (blind, person_id) values (${keys.blind('id-number', idNumber)}, ${personId})`;
  if (phone !== null)
    await sql`insert into phones (blind, person_id) values (${keys.blind('phone', phone)}, ${personId})`;
  return person;
};

const purposesOf = async ({ city: { sql } }: Console, personId: PersonId): Promise<readonly string[]> => {
  const rows = await sql<{ purpose: string; actorId: string }[]>`
    select purpose, actor_id as "actorId" from read_traces where person_id = ${personId} order by trace_id`;
  return rows.map(({ purpose, actorId }) => `${actorId} ${purpose}`);
};

const search = (clerk: Clerk, q: string) => clerk.post('/console/search', { q });

describe('finding a person', () => {
  it('by ID number, application number or phone leads to the record, which asks for a reason first', async (t) => {
    const program = await consoleOf(t);
    const person = await known(program, { phone: '19900000111' });
    const { number } = await apply(program.city, person.personId);
    const clerk = await program.as('hotline');
    for (const written of [person.idNumber, ` ${person.idNumber.toLowerCase()} `, number, '199-0000-0111']) {
      const found = await search(clerk, written);
      assert.equal(found.location, `/console/people/${person.personId}`, written);
      const page = await clerk.get(found.location);
      assert.match(page.body, /为什么要看这份资料/);
      assert.ok(!page.body.includes(person.district) && !page.body.includes('退休'), 'nothing of the record yet');
    }
    const byNumber = await clerk.get(`/console/applications/${number}`);
    assert.equal(byNumber.location, `/console/people/${person.personId}?application=${number}`);
  });

  it('by the number of a card', async (t) => {
    const program = await consoleOf(t);
    const person = await known(program);
    const { sql, keys } = program.city;
    const cardId = await insertOldCard(sql, keys, person.personId);
    const blind = keys.blind('card-number', '00000000X');
    await sql`insert into card_numbers (blind, person_id, card_id) values (${blind}, ${person.personId}, ${cardId})`;
    const found = await search(await program.as('street'), '0000-0000x');
    assert.equal(found.location, `/console/people/${person.personId}`);
  });

  it('several people with one phone are listed masked, each with a trace', async (t) => {
    const program = await consoleOf(t);
    const people = [
      await known(program, { phone: '19900000222', name: '王大明' }),
      await known(program, { phone: '19900000222', name: '李小红' }),
    ];
    const found = await search(await program.as('bureau'), '19900000222');
    assert.equal(found.status, 200);
    assert.ok(found.body.includes('王**') && found.body.includes('李**'));
    for (const { personId, idNumber, name } of people) {
      assert.ok(!found.body.includes(idNumber) && !found.body.includes(name));
      assert.deepEqual(await purposesOf(program, personId), ['test-bureau staff-found']);
    }
  });

  it('says no more of somebody out of reach than of nobody, and keeps the look', async (t) => {
    const program = await consoleOf(t);
    const other = await known(program, { phone: '19900000333', district: '110101' });
    const [bank, street] = [await program.as('bank-office'), await program.as('street')];
    const outOfReach = await search(bank, other.idNumber);
    const nobody = await search(bank, '110101195503029912');
    const plain = (body: string): string => body.replace(/name="_csrf" value="[^"]*"/g, '');
    assert.equal(outOfReach.status, 404);
    assert.equal(plain(outOfReach.body), plain(nobody.body));
    assert.equal((await search(street, '19900000333')).status, 404, 'by phone an outlet finds its own district');
    assert.equal((await search(street, other.idNumber)).status, 303, 'who shows a document is served everywhere');
    assert.equal((await bank.get(`/console/people/${other.personId}`)).status, 404);
    assert.equal((await bank.post(`/console/people/${other.personId}/open`, { reason: 'serving' })).status, 404);
    assert.deepEqual(await purposesOf(program, other.personId), [
      'test-office staff-searched',
      'test-street staff-searched',
      'test-street staff-found',
      'test-office staff-searched',
      'test-office staff-searched',
    ]);
  });

  it('refuses what is no number, and whoever tries numbers', async (t) => {
    const program = await consoleOf(t);
    const clerk = await program.as('hotline');
    assert.equal((await search(clerk, '张')).status, 422);
    for (let tries = 0; tries < 60; tries += 1)
      assert.equal((await search(clerk, `9900${100_000 + tries}`)).status, 404);
    assert.equal((await search(clerk, '9900000000')).status, 429);
    assert.equal((await search(await program.as('street'), '9900000000')).status, 404, 'others go on');
  });
});

describe('a bank', () => {
  it('finds nobody by an application that may still be withdrawn, and its applicant afterwards', async (t) => {
    const program = await consoleOf(t);
    const { city } = program;
    const person = await known(program);
    const bank = await program.as('bank-office');
    await apply(city, person.personId);
    city.passTime({ minutes: -1 });
    assert.equal((await search(bank, person.idNumber)).status, 404);
    city.passTime({ minutes: 1 });
    assert.equal((await search(bank, person.idNumber)).status, 303);
  });

  it('sees of the record its own cards and what happened to them, and nothing of another bank', async (t) => {
    const program = await consoleOf(t);
    const { city } = program;
    const other = await known(program, { name: '钱两家' });
    await insertOldCard(city.sql, city.keys, other.personId);
    await city.sql`update cards set bank = '309' where person_id = ${other.personId}`;
    await mailedCard(city, other.personId);
    const seen = await (await program.as('bank-office')).openRecord(other.personId);
    assert.match(seen.body, /工商银行/);
    assert.doesNotMatch(seen.body, /兴业银行/);
    assert.match(seen.body, /第 3 代/);
    assert.doesNotMatch(seen.body, /第 2 代/);
    const whole = await (await program.as('bureau')).openRecord(other.personId);
    assert.match(whole.body, /兴业银行/);
    assert.match(whole.body, /第 2 代/);
  });
});

describe('opening a record', () => {
  it('needs a listed reason, for another one in words; holds half an hour; and its person reads who, where and why', async (t) => {
    const program = await consoleOf(t);
    const person = await known(program);
    const clerk = await program.as('bank-outlet');
    await insertOldCard(program.city.sql, program.city.keys, person.personId);
    const path = `/console/people/${person.personId}`;
    assert.equal((await clerk.post(`${path}/open`, {})).status, 422);
    assert.equal((await clerk.post(`${path}/open`, { reason: 'curious' })).status, 422);
    assert.equal((await clerk.post(`${path}/open`, { reason: 'other', note: ' ' })).status, 422);
    assert.deepEqual(await purposesOf(program, person.personId), [], 'nothing was shown, nothing is said');
    assert.equal((await clerk.post(`${path}/open`, { reason: 'other', note: '核对信封地址' })).status, 303);
    const page = await clerk.get(path);
    assert.match(page.body, /张\*\*/);
    assert.ok(!page.body.includes(person.idNumber) && !page.body.includes(person.name));
    assert.ok(!page.body.includes('1955年3月2日'), 'of the birth date only the year');
    assert.equal((await clerk.get(path)).status, 200);
    assert.deepEqual(await purposesOf(program, person.personId), ['test-outlet opened-other'], 'one look, one trace');
    const { cookie } = await logIn(program.city, person.personId);
    const record = await program.app.inject({ url: '/me/record', headers: { cookie } });
    assert.match(record.body, /工商银行/);
    assert.match(record.body, /其他事由/);
    assert.match(record.body, /核对信封地址/);
    assert.doesNotMatch(record.body, /孙丽|test-outlet/, 'where, not who by name');
  });

  it('is asked for again after half an hour', async (t) => {
    const program = await consoleOf(t);
    const person = await known(program);
    const clerk = await program.as('street');
    await clerk.openRecord(person.personId);
    const [row] = await program.city.sql<{ sealed: Buffer }[]>`select sealed from staff_sessions`;
    assert.ok(row);
    const { keys } = program.city;
    const content = JSON.parse(keys.open('staff_sessions.sealed', 'test-street', row.sealed));
    content.opened[0].at = Temporal.Now.instant().subtract({ minutes: 30 }).toString();
    const sealed = keys.seal('staff_sessions.sealed', 'test-street', JSON.stringify(content));
    await program.city.sql`update staff_sessions set sealed = ${sealed}`;
    assert.match((await clerk.get(`/console/people/${person.personId}`)).body, /为什么要看这份资料/);
  });
});

describe('one field in clear', () => {
  it('needs a reason, is shown once, and leaves a trace of its own', async (t) => {
    const program = await consoleOf(t);
    const person = await known(program);
    const clerk = await program.as('district');
    const path = `/console/people/${person.personId}`;
    assert.equal((await clerk.post(`${path}/unmask`, { field: 'id-number', note: '核对证件' })).location, path);
    assert.deepEqual(await purposesOf(program, person.personId), [], 'a closed record shows no field');
    await clerk.openRecord(person.personId);
    assert.match((await clerk.post(`${path}/unmask`, { field: 'id-number', note: '' })).location, /problem=why/);
    const shown = await clerk.post(`${path}/unmask`, { field: 'id-number', note: '核对证件' });
    assert.ok(shown.body.includes(person.idNumber));
    assert.ok(!shown.body.includes(person.name), 'the others stay masked');
    assert.ok(!(await clerk.get(path)).body.includes(person.idNumber));
    const purposes = await purposesOf(program, person.personId);
    assert.deepEqual(purposes, ['test-district opened-serving', 'test-district unmask-id-number']);
  });

  it('is not for the auditor, who sees instead who looked', async (t) => {
    const program = await consoleOf(t);
    const person = await known(program);
    await (await program.as('hotline')).openRecord(person.personId, 'calling');
    const auditor = await program.as('auditor');
    const page = await auditor.openRecord(person.personId, 'supervising');
    assert.match(page.body, /谁看过资料/);
    assert.match(page.body, /test-hotline/);
    assert.doesNotMatch(page.body, /unmask/);
    const refused = await auditor.post(`/console/people/${person.personId}/unmask`, { field: 'name', note: '审计' });
    assert.equal(refused.status, 403);
  });
});

describe('sending an application back', () => {
  it('3.3-f: is the bureau’s, for listed reasons, from an open record; the page offers it as long as it is possible', async (t) => {
    const program = await consoleOf(t);
    const { city } = program;
    const person = await known(program);
    const { number } = await apply(city, person.personId);
    const bureau = await program.as('bureau');
    const path = `/console/people/${person.personId}/applications/${number}/reject`;
    assert.equal((await bureau.get(path)).location, `/console/people/${person.personId}`, 'first the reason');
    assert.ok((await bureau.openRecord(person.personId, 'checking')).body.includes(path));
    const form = await bureau.get(path);
    assert.match(form.body, /身份证件照片看不清/);
    const [, key = ''] = /name="key" value="([^"]+)"/.exec(form.body) ?? [];
    assert.equal((await bureau.post(path, { key })).status, 422);
    assert.equal((await bureau.post(path, { key, reasons: 'looks-odd' })).status, 422);
    assert.equal((await bureau.post(path, { key, reasons: 'id-photo-unreadable' })).status, 303);
    const page = await bureau.get(`/console/people/${person.personId}`);
    assert.match(page.body, /未通过审核/);
    assert.match(page.body, /主管部门退回申领/);
    assert.ok(!page.body.includes(path), 'what was sent back is not sent back again');
    const [event] = await city.sql`select actor, actor_id, channel from events where action = 'reject-application'`;
    assert.deepEqual({ ...event }, { actor: 'staff', actor_id: 'test-bureau', channel: 'console' });
    const other = await program.as('auditor');
    await other.openRecord(person.personId, 'supervising');
    assert.equal((await other.post(path, { key, reasons: 'id-expired' })).status, 403);
  });

  it('of somebody else’s application there is none on a record', async (t) => {
    const program = await consoleOf(t);
    const [person, other] = [await known(program), await known(program)];
    const { number } = await apply(program.city, other.personId);
    const bureau = await program.as('bureau');
    await bureau.openRecord(person.personId);
    assert.equal((await bureau.get(`/console/people/${person.personId}/applications/${number}/reject`)).status, 404);
  });
});

describe('the menu', () => {
  const menuFor = async (program: Console, role: Role, personId: PersonId): Promise<string> => {
    const { body } = await (await program.as(role)).openRecord(personId);
    return /<section class="menu">([\s\S]*?)<\/section>/.exec(body)?.[1] ?? '';
  };

  it('R-HOTLINE-03, C-46, G-28: 96066 tells progress and state of an open record, masked, and opens what its list names', async (t) => {
    const program = await consoleOf(t);
    const person = await known(program);
    const { number } = await mailedCard(program.city, person.personId);
    const hotline = await program.as('hotline');
    const path = `/console/applications/${number}`;
    assert.equal((await hotline.get(path)).status, 303, 'nothing is told before it is said who calls');
    const { body } = await hotline.openRecord(person.personId, 'calling');
    assert.match(body, /已寄出/, 'progress (R-QUERY-01)');
    assert.match(body, /未启用/, 'state of the card (R-QUERY-02)');
    const application = await hotline.get(path);
    assert.equal(application.status, 200);
    for (const text of [body, application.body]) {
      for (const clear of [person.idNumber, person.name, '19900000001', '试验路1号院2号楼301'])
        assert.ok(!text.includes(clear), `${clear} is masked`);
      assert.doesNotMatch(text, /<img[^>]+images/);
    }
    const menu = /<section class="menu">([\s\S]*?)<\/section>/.exec(body)?.[1] ?? '';
    const [open = ''] = menu.split('<details>');
    const { service } = policyWords('zh');
    assert.ok(open.includes(service.enable));
    const never = ['report-formal-loss', 'release-formal-loss', 'release-temporary-loss', 'cancel', 'reissue'] as const;
    for (const each of [...never, 'change-password', 'reset-password', 'activate-finance', 'collect'] as const)
      assert.ok(!open.includes(`>${service[each]}<`), service[each]);
  });

  it('is the gate’s answer for this place: what a street outlet may do, a hotline may not, and the other way round', async (t) => {
    const program = await consoleOf(t);
    const { city } = program;
    const { personId } = await known(program);
    await mailedCard(city, personId);
    await city.sql`
      insert into outlets (outlet_id, kind, bank, district, name, address)
      values ('J11010801', 'street', null, '110108', ${'示范街道'}, ${'试验街1号'})`;
    const [street, hotline, bureau] = [
      await menuFor(program, 'street', personId),
      await menuFor(program, 'hotline', personId),
      await menuFor(program, 'bureau', personId),
    ];
    const openIn = (menu: string): string => menu.split('<details>')[0] ?? '';
    assert.match(openIn(street), /启用/);
    assert.match(openIn(street), /核对：本人有效身份证件、第三代社保卡/);
    assert.match(openIn(hotline), /启用/);
    assert.doesNotMatch(openIn(hotline), /第三代社保卡/, 'nobody shows a card on the telephone');
    assert.doesNotMatch(openIn(street), /激活金融功能/);
    assert.match(street, /激活/, 'what may not be done stands there with the reason');
    assert.equal(bureau, '');
  });
});

// Shows who changes phone, address and occupation where, what a new phone takes with it and what not, and that a file of the core system takes nothing back.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, codeOf, done, freshKey, mailForm } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson, testPerson } from '../../test/support/people.ts';
import { openApplication } from '../applications/application.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { Served } from '../cards/card-asker.ts';
import type { Actor, Channel, Document } from '../policy/question.ts';
import { listOrders } from '../production/list-orders.ts';
import { type ChangingContact, changeContact } from './change-contact.ts';
import { keptContact, readContact, type TypedContact, withContact } from './contact.ts';
import { findPerson, listPeopleByPhone } from './people-store.ts';
import type { PersonRecord } from './person.ts';
import { findFactsOn } from './person-history.ts';
import { mostPeopleAtPhone, normalisePhone } from './phone.ts';

const city = await testCity();
const { sql, keys } = city;
const former = '19900000001';
const phone = '19900000077';
const address = '试验市试验区幸福路1号院2号楼303';
let person: PersonRecord;

const ask = (typed: TypedContact, changes: Partial<ChangingContact> = {}) =>
  changeContact(city, {
    ...{ personId: person.personId, actor: 'holder', actorId: person.personId, channel: 'minsheng', level: 3 },
    ...{ language: 'zh', key: freshKey(), typed, provenPhone: normalisePhone(typed.phone ?? ''), ...changes },
  });
const at = (channel: Channel, actor: Extract<Actor, 'holder' | 'agent' | 'guardian'>, served: Partial<Served>) =>
  ask(
    { address },
    {
      ...{ actor, channel, actorId: 'clerk-7', level: 0 },
      served: { by: 'staff', outletId: null, bank: null, documents: [], ...served },
    },
  );
const record = async () => {
  const found = await findPerson(sql, keys, person.personId);
  assert.ok(found);
  return found;
};
const events = async () => {
  assert.deepEqual(await verifyPerson(city, person.personId), []);
  return [
    ...(await sql`select rules, facts from events where person_id = ${person.personId} and action = 'change-contact' order by seq`),
  ];
};

beforeEach(async () => {
  city.setClock(openingDay);
  await sql`truncate phones, jobs`;
  person = await insertTestPerson(sql, keys);
  await sql`insert into phones (blind, person_id) values (${keys.blind('phone', former)}, ${person.personId})`;
});

describe('who changes it, and where', () => {
  it('R-INFO-01, R-CHAN-21: the holder online, surely known; only what was typed changes, and twice is once', async () => {
    assert.equal(codeOf(await ask({ address }, { level: 2 })), 'LEVEL_TOO_LOW');
    const key = freshKey();
    assert.equal(done(await ask({ address, occupation: 'retired' }, { key })).changed, 'address occupation');
    assert.equal(done(await ask({ address, occupation: 'retired' }, { key })).changed, 'address occupation');
    assert.equal(codeOf(await ask({ address: '另一条路9号' }, { key })), 'KEY_REUSED');
    assert.equal(done(await ask({ address: ` ${address} `, phone: '', occupation: '' })).changed, '', 'no news');
    const { contact, ...rest } = await record();
    assert.deepEqual(contact, { address, occupation: 'retired', insteadOf: null });
    assert.equal(rest.phone, former);
    assert.equal((await events()).length, 1);
  });

  const id: readonly Document[] = ['holder-id'];
  const guards: readonly Document[] = ['holder-id', 'guardian-id', 'guardianship-proof'];
  const bank = async (code: string) => ({ outletId: await insertTestOutlet(sql, code), bank: code });
  const table: readonly (readonly [string, () => ReturnType<typeof at>, string])[] = [
    ['R-INFO-01, R-CHAN-07: at a street outlet, with the ID', () => at('street', 'holder', { documents: id }), 'ok'],
    ['R-INFO-01: at a district outlet', () => at('district', 'holder', { documents: id }), 'ok'],
    ['R-INFO-01: not without the ID', () => at('street', 'holder', {}), 'DOCUMENT_MISSING'],
    [
      'R-INFO-04: at an outlet of a bank',
      async () => at('bank', 'holder', { ...(await bank('102')), documents: id }),
      'ok',
    ],
    [
      'R-INFO-04, C-39: of another bank too, as long as it is not the phone of the account',
      async () => at('bank', 'holder', { ...(await bank('105')), documents: id }),
      'ok',
    ],
    ['C-39: not by telephone', () => at('hotline', 'holder', { documents: id }), 'SERVICE_NOT_AT_CHANNEL'],
    ['3.2: not by an agent', () => at('street', 'agent', { documents: id }), 'ACTOR_NOT_ALLOWED'],
    [
      'R-PROXY-04: a guardian for an adult: not',
      () => at('street', 'guardian', { documents: guards }),
      'ACTOR_NOT_ALLOWED',
    ],
  ];
  for (const [name, asked, code] of table) it(name, async () => assert.equal(codeOf(await asked()), code));

  it('R-PROXY-04: a guardian for a child, with both documents and the proof', async () => {
    person = await insertTestPerson(sql, keys, { birthDate: Temporal.PlainDate.from('2015-03-02'), groups: [] });
    assert.equal(codeOf(await at('street', 'guardian', { documents: guards })), 'ok');
  });

  it('R-INFO-03: name and ID number are key data: refused, remembered, nothing changed', async () => {
    for (const typed of [{ name: '张新名' }, { idNumber: '11010119550302919X', address }])
      assert.equal(codeOf(await ask(typed)), 'KEY_FIELD_NOT_EDITABLE');
    const refusals = await sql`select code, rules from refusals where person_id = ${person.personId}`;
    assert.deepEqual([...refusals], Array(2).fill({ code: 'KEY_FIELD_NOT_EDITABLE', rules: ['R-INFO-03'] }));
    assert.equal((await record()).contact, undefined);
  });
});

describe('what is typed', () => {
  const cases: readonly (readonly [TypedContact, unknown])[] = [
    [{ phone: '+86 199-0000-0077' }, { phone }],
    [{ phone: '010-12345678' }, 'PHONE_NOT_A_MOBILE'],
    [{ address: ' 一号 ' }, 'ADDRESS_NOT_COMPLETE'],
    [{ address: '路'.repeat(121) }, 'ADDRESS_NOT_COMPLETE'],
    [{ occupation: 'king' }, 'OCCUPATION_UNKNOWN'],
    [{ name: ' ', idNumber: '', phone: '', address: '', occupation: '' }, {}],
    [
      { occupation: 'clerk', address },
      { address, occupation: 'clerk' },
    ],
  ];
  for (const [typed, expected] of cases)
    it(`R-INFO-01: ${JSON.stringify(typed).slice(0, 40)} gives ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(readContact(typed), expected));
});

describe('a new phone', () => {
  it('R-INFO-01: is what a login by phone finds, for this person alone; who shared the former keeps it', async () => {
    const child = await insertTestPerson(sql, keys);
    await sql`insert into phones (blind, person_id) values (${keys.blind('phone', former)}, ${child.personId})`;
    done(await ask({ phone }));
    assert.deepEqual(await listPeopleByPhone(sql, keys, phone), [person.personId]);
    assert.deepEqual(await listPeopleByPhone(sql, keys, former), [child.personId]);
    done(await ask({ phone: former }));
    assert.deepEqual(
      (await listPeopleByPhone(sql, keys, former)).toSorted(),
      [person.personId, child.personId].toSorted(),
    );
  });

  it('R-INFO-01: online holds only once it is proved, and only that one; a counter looks at the document', async () => {
    for (const provenPhone of ['', former, '19900000078'])
      assert.equal(codeOf(await ask({ phone }, { provenPhone })), 'PHONE_NOT_PROVEN');
    assert.equal((await record()).phone, former);
    done(await ask({ phone: former, address }, { provenPhone: '' }));
    const served: Served = { by: 'staff', outletId: null, bank: null, documents: ['holder-id'] };
    done(await ask({ phone }, { provenPhone: '', channel: 'street', actorId: 'clerk-7', level: 0, served }));
    assert.equal((await record()).phone, phone);
  });

  it('R-CHAN-20: is not one that so many share that no login would find them all', async () => {
    const blind = keys.blind('phone', phone);
    for (let n = 0; n < mostPeopleAtPhone; n += 1)
      await sql`insert into phones (blind, person_id) values (${blind}, ${testPerson().personId})`;
    assert.equal(codeOf(await ask({ phone })), 'PHONE_OF_TOO_MANY');
    await sql`delete from phones where person_id = (select person_id from phones where blind = ${blind} limit 1)`;
    assert.equal(codeOf(await ask({ phone })), 'ok');
  });

  it('tells the new one and the former one, so that nobody is taken over unnoticed', async () => {
    done(await ask({ phone }));
    const jobs = await sql<
      { kind: string; sealed: Buffer }[]
    >`select kind, sealed from jobs where person_id = ${person.personId}`;
    const sent = jobs.map(({ sealed }) => JSON.parse(keys.open('jobs.sealed', person.personId, sealed)));
    const told = sent.map(({ kind, to }) => `${kind} ${to}`).toSorted();
    assert.deepEqual(told, [`phone-no-more-here ${former}`, `phone-now-here ${phone}`]);
  });

  it('R-INFO-02: takes the messages of a running application with it; the bank keeps the phone of the account', async () => {
    await apply(city, person.personId, { ...mailForm, phone: former });
    done(await ask({ phone }));
    done(await ask({ phone: '19900000078' }));
    const [row] = await sql<{ sealed: Buffer }[]>`select sealed from applications where person_id = ${person.personId}`;
    assert.equal(openApplication(keys, person.personId, row?.sealed ?? Buffer.alloc(0)).phone, '19900000078');
    const orders = await listOrders(city, { bank: '102' });
    assert.deepEqual(
      orders.map((order) => order.phone),
      [former],
    );
    assert.equal((await sql`select from bank_requests`).length, 0, 'no bank was asked');
  });

  it('is a dated fact with its day, sealed; the event names no value', async () => {
    done(await ask({ phone, address }));
    const [event] = await events();
    assert.deepEqual([event?.rules.includes('R-INFO-01'), event?.facts], [true, { changed: 'phone address' }]);
    const on = async (day: string) =>
      (await findFactsOn(city, person.personId, { on: Temporal.PlainDate.from(day) }))?.get('phone');
    assert.deepEqual([await on('2025-10-08'), await on('2025-10-09')], [former, phone]);
  });
});

describe('a file of the core system', () => {
  const told = withContact(testPerson({ phone: former }), { phone, address });
  const cases: readonly (readonly [string, string | null, string | null, boolean])[] = [
    ['that says the phone it said before is no news', former, phone, true],
    ['that says another one is: it changed there meanwhile', '19900000088', '19900000088', false],
    ['that has learned the person’s own one agrees', phone, phone, false],
    ['that lost the phone is believed', null, null, false],
  ];
  for (const [name, said, holds, isOwn] of cases)
    it(`R-INFO-01: ${name}; the address stays`, () => {
      const kept = keptContact(told, testPerson({ phone: said }));
      assert.deepEqual([kept.phone, kept.contact?.address, kept.contact?.insteadOf !== null], [holds, address, isOwn]);
    });

  it('keeps the first phone it said, however often the person changes theirs', () => {
    const twice = withContact(told, { phone: '19900000099' });
    assert.deepEqual(twice.contact?.insteadOf, { phone: former });
    assert.equal(keptContact(twice, testPerson({ phone: former })).phone, '19900000099');
  });
});

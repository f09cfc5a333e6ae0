// Shows that a help request reaches one street or bank, once, and only where the gate lets somebody apply at the door.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, codeOf, done, freshKey } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { askForHelp, askOf, bankForm, insertStreet, streetForm } from '../../test/support/help.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { newId, type PersonId } from '../base/ids.ts';
import type { PersonRecord } from '../people/person.ts';
import { personFacts } from '../people/person-facts.ts';
import { admit } from '../policy/admit.ts';
import { helpForm } from './help-form.ts';
import { openHelp } from './help-request.ts';
import { listHelpRequests } from './help-requests-store.ts';
import { offeredDays } from './may-help.ts';
import { type HelpAsked, requestHelp } from './request-help.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;

const ask = async (form?: object, changes?: Partial<HelpAsked>): Promise<string> =>
  codeOf(await requestHelp(city, askOf(person.personId, form, changes)));

const rowOf = async (personId: PersonId) => {
  const rows = await sql`select * from help_requests where person_id = ${personId} order by requested_at`;
  return rows[0];
};

const flexible = {
  ...{ groups: ['flexible'] as const, pensionBanks: [], retiredOn: null },
  birthDate: Temporal.PlainDate.from('1990-01-01'),
};

beforeEach(async () => {
  city.setClock(openingDay);
  await insertStreet(city, 'a');
  person = await insertTestPerson(sql, keys);
});

describe('asking for help', () => {
  it('R-ELDER-02: reaches the street that was chosen, with address and day, event and message, all or nothing', async () => {
    const helpRequestId = await askForHelp(city, person.personId);
    const row = await rowOf(person.personId);
    assert.deepEqual(
      [row?.kind, row?.state, row?.bank, row?.outlet_id, String(row?.wished_on), row?.policy_snapshot],
      ['street', 'requested', null, 'street-a', '2025-10-10', 1],
    );
    assert.deepEqual(openHelp(keys, person.personId, row?.sealed), {
      ...{ phone: '19900000005', address: '试验路7号院7号楼707', note: '听力不好', language: 'zh' },
    });
    const [event] = await sql`select * from events where person_id = ${person.personId}`;
    assert.deepEqual(
      [event?.action, event?.subject, event?.actor, event?.facts],
      [
        'request-help',
        `help-request:${helpRequestId}`,
        'holder',
        { to: 'requested', kind: 'street', wishedOn: '2025-10-10', outletId: 'street-a' },
      ],
    );
    assert.ok(event?.rules.includes('R-ELDER-02'), String(event?.rules));
    const [jobs] = await sql`select count(*)::int as count from jobs where person_id = ${person.personId}`;
    assert.equal(jobs?.count, 1);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
    const queue = await listHelpRequests(sql, {
      reach: { of: 'outlet', outletId: 'street-a' },
      queue: 'new',
      most: 200,
    });
    assert.ok(queue.some((each) => each.helpRequestId === helpRequestId));
  });

  it('R-ELDER-03: the visit of a retiree goes to the bank of the pension, and to no other', async () => {
    assert.equal(await ask({ ...bankForm, bank: '103' }), 'BANK_FIXED');
    assert.equal(await ask(bankForm), 'ok');
    const row = await rowOf(person.personId);
    assert.deepEqual([row?.kind, row?.bank, row?.outlet_id], ['bank-visit', '102', null]);
  });

  it('R-ELDER-03, R-BANK-08: where the bank is free, the person names the one that comes', async () => {
    person = await insertTestPerson(sql, keys, flexible);
    assert.equal(await ask(bankForm), 'BANK_MISSING');
    assert.equal(await ask({ ...bankForm, bank: '999' }), 'BANK_NOT_COOPERATING');
    assert.equal(await ask({ ...bankForm, bank: '308' }), 'ok');
    assert.equal((await rowOf(person.personId))?.bank, '308');
  });

  it('R-ELDER-02, R-ELDER-04: opens with the notice, and is refused before with the words of the gate', async () => {
    person = await insertTestPerson(sql, keys, flexible);
    city.setClock(Temporal.Instant.from('2025-10-08T23:59:59+08:00'));
    const refused = await requestHelp(city, askOf(person.personId, { ...streetForm, wishedOn: '2025-10-09' }));
    assert.ok(!refused.ok && 'verdict' in refused.facts, JSON.stringify(refused));
    const asked = { service: 'apply', channel: 'door', actor: 'helper', bank: null, card: null } as const;
    const on = Temporal.PlainDate.from('2025-10-08');
    const atTheDoor = admit(city.policy.current(), {
      ...{ ...asked, on, person: { ...personFacts(person, on), runningApplication: false } },
    });
    assert.deepEqual(refused.facts.verdict, atTheDoor);
    assert.equal(refused.code, 'NOT_YET_OPEN');
    const [kept] = await sql`select code, action from refusals where person_id = ${person.personId}`;
    assert.deepEqual({ ...kept }, { code: 'NOT_YET_OPEN', action: 'request-help' });
    city.setClock(Temporal.Instant.from('2025-10-09T00:00:00+08:00'));
    assert.equal(await ask(), 'ok');
  });

  it('is refused for whom the gate refuses an application: no insurance, a running one', async () => {
    person = await insertTestPerson(sql, keys, { ...flexible, insured: false });
    assert.equal(await ask(), 'NOT_INSURED');
    person = await insertTestPerson(sql, keys);
    await apply(city, person.personId);
    assert.equal(await ask(), 'RUNNING_APPLICATION');
  });

  it('R-HOTLINE-03: the hotline asks for somebody who calls, and the event says who did', async () => {
    const staff = { actor: 'staff', actorId: 'hotline-1', channel: 'hotline', level: 0 } as const;
    assert.equal(await ask(streetForm, staff), 'ok');
    const [event] = await sql`select actor, actor_id, channel, rules from events where person_id = ${person.personId}`;
    assert.deepEqual([event?.actor, event?.actor_id, event?.channel], ['staff', 'hotline-1', 'hotline']);
    assert.ok(event?.rules.includes('R-HOTLINE-03'));
  });

  it('is one request however often the same form is sent, and one at a time whatever is sent at once', async () => {
    const key = freshKey();
    const same = await Promise.all([1, 2, 3].map(() => requestHelp(city, askOf(person.personId, streetForm, { key }))));
    assert.equal(new Set(same.map((each) => JSON.stringify(each))).size, 1);
    person = await insertTestPerson(sql, keys);
    const codes = await Promise.all([1, 2, 3, 4].map(() => ask()));
    assert.deepEqual(codes.toSorted(), [...Array(3).fill('HELP_REQUESTED_ALREADY'), 'ok']);
    const [count] = await sql`select count(*)::int as count from help_requests where person_id = ${person.personId}`;
    assert.equal(count?.count, 1);
  });

  it('a key that was used for something else is refused', async () => {
    const key = freshKey();
    assert.equal(await ask(streetForm, { key }), 'ok');
    assert.equal(await ask({ ...streetForm, wishedPart: 'afternoon' }, { key }), 'KEY_REUSED');
  });

  it('takes the outlet of a street only, and a day that is offered', async () => {
    assert.equal(await ask({ ...streetForm, outletId: await insertTestOutlet(sql, '102') }), 'OUTLET_NOT_STREET');
    assert.equal(await ask({ ...streetForm, outletId: 'nowhere' }), 'OUTLET_NOT_STREET');
    for (const wishedOn of ['2025-10-09', '2025-10-12', '2025-10-24', '2025-10-08'])
      assert.equal(await ask({ ...streetForm, wishedOn }), 'DAY_NOT_OFFERED', wishedOn);
    assert.equal(await ask({ ...streetForm, wishedOn: '2025-10-11' }), 'ok', 'a Saturday that is worked');
  });

  it('R-CHAN-21: nobody is sent to a door by a login with a phone alone', async () => {
    assert.equal(await ask(streetForm, { level: 1 }), 'LEVEL_TOO_LOW');
  });

  it('answers for somebody the core system does not know', async () => {
    assert.equal(await ask(streetForm, { personId: newId<PersonId>() }), 'PERSON_UNKNOWN');
  });

  it('holds no personal datum in clear', async () => {
    done(await requestHelp(city, askOf(person.personId)));
    for (const table of ['help_requests', 'events', 'jobs', 'command_answers']) {
      const [row] =
        await sql`select string_agg(t::text, '') as text from ${sql(table)} t where person_id = ${person.personId}`;
      const hex = ['试验路', '听力'].map((text) => Buffer.from(text).toString('hex')).join('|');
      assert.doesNotMatch(String(row?.text), new RegExp(`19900000005|试验路|听力|${hex}`), table);
    }
  });
});

describe('the form of a help request', () => {
  const problems = (changes: object): readonly string[] => {
    const parsed = helpForm.safeParse({ ...streetForm, ...changes });
    return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
  };

  it('wants an address, a mobile phone, a day and a part of it', () => {
    assert.deepEqual(problems({}), []);
    assert.deepEqual(problems({ address: '3室', phone: '010-1234', wishedOn: '2025-02-31x', wishedPart: 'night' }), [
      ...['wishedOn', 'wishedPart', 'phone', 'address'],
    ]);
    assert.deepEqual(problems({ note: '长'.repeat(201) }), ['note']);
  });

  it('a day that no month has is a mistake, not an outage', () => {
    assert.deepEqual(problems({ wishedOn: '2025-02-30' }), ['wishedOn']);
  });
});

describe('the days on offer', () => {
  it('are working days of two weeks, also across a year that is not published', () => {
    const days = offeredDays(city.policy.current(), Temporal.PlainDate.from('2025-09-30')).map(String);
    assert.deepEqual(days, ['2025-10-09', '2025-10-10', '2025-10-11', '2025-10-13', '2025-10-14']);
    const unpublished = offeredDays(city.policy.current(), Temporal.PlainDate.from('2030-06-03'));
    assert.equal(unpublished.length, 10);
  });
});

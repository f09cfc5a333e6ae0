// Shows who may activate the financial function, where and with what, and that enabling comes first.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { cardAtOutlet, codeOf, done, freshKey, mailedCard, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertOldCard, insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { openApplication } from '../applications/application.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { handedOverBody, reportHandedOver } from '../delivery/report-handed-over.ts';
import type { PersonRecord } from '../people/person.ts';
import { activateFinance, type FinancialActivation } from './activate-finance.ts';
import { enableCard } from './enable-card.ts';

const city = await testCity();
const { sql, keys } = city;
const outlet = await insertTestOutlet(sql, '102');
const otherOutlet = await insertTestOutlet(sql, '105');
let person: PersonRecord;

const cardNumber = async (): Promise<string> => {
  const [row] = await sql<{ sealed: Buffer }[]>`select sealed from applications where person_id = ${person.personId}`;
  assert.ok(row);
  const { cardNumber: number } = openApplication(keys, person.personId, row.sealed);
  assert.ok(number);
  return number;
};
const activate = async (changes: Partial<FinancialActivation> = {}) =>
  activateFinance(city, {
    ...{ bank: '102', key: freshKey(), cardNumber: await cardNumber(), place: 'counter', outletId: outlet },
    ...{ actor: 'holder', documents: ['holder-id', 'card'], enable: false, ...changes },
  });
const enable = async () =>
  enableCard(city, {
    ...{ cardNumber: await cardNumber(), actor: 'holder', actorId: person.personId },
    ...{ level: 3, channel: 'minsheng', key: freshKey() },
  });
const cards = async () => {
  const rows = await sql`
    select generation, social_security, financial from cards where person_id = ${person.personId} order by generation`;
  return rows.map((row) => [row.generation, row.social_security, row.financial]);
};
const lastEvents = async (count: number) => {
  const rows = await sql`
    select action, at, facts from events where person_id = ${person.personId} order by seq desc limit ${count}`;
  return rows.toReversed();
};

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
  await insertOldCard(sql, keys, person.personId);
});

describe('activating the financial function', () => {
  it('R-FIN-01: at the counter of the issuing bank, with card and ID, makes it active; the person is told', async () => {
    await mailedCard(city, person.personId);
    done(await enable());
    assert.equal(done(await activate()).financial, 'active');
    assert.deepEqual(await cards(), [
      [2, 'invalid', 'active'],
      [3, 'enabled', 'active'],
    ]);
    const [event] = await lastEvents(1);
    assert.deepEqual(event?.facts, {
      ...{ financial: 'active', place: 'counter', 'asked-by': 'holder', documents: 'holder-id card' },
    });
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-FIN-01: is no business of another bank, whatever it says', async () => {
    await mailedCard(city, person.personId);
    done(await enable());
    const other = { bank: '105', outletId: otherOutlet };
    assert.equal(codeOf(await activate(other)), 'NOT_ISSUING_BANK');
    assert.equal(codeOf(await activate({ ...other, place: 'bank-visit', outletId: null })), 'NOT_ISSUING_BANK');
    assert.equal(codeOf(await activate({ outletId: otherOutlet })), 'WRONG_OUTLET');
    done(await activate());
    assert.equal(codeOf(await activate(other)), 'NOT_ISSUING_BANK', 'nor whether it is active');
  });

  it('R-FIN-01: needs card and ID, and the holder in person', async () => {
    await mailedCard(city, person.personId);
    done(await enable());
    assert.equal(codeOf(await activate({ documents: ['holder-id'] })), 'DOCUMENT_MISSING');
    assert.equal(codeOf(await activate({ documents: ['card'] })), 'DOCUMENT_MISSING');
    const agent = { actor: 'agent', documents: ['holder-id', 'card', 'agent-id', 'authorisation'] } as const;
    assert.equal(codeOf(await activate(agent)), 'ACTOR_NOT_ALLOWED');
    assert.deepEqual((await cards())[1], [3, 'enabled', 'not-activated']);
  });

  it('R-FIN-03, C-14: at a machine only of a bank that has them; on a visit of the bank', async () => {
    await mailedCard(city, person.personId);
    done(await enable());
    assert.equal(codeOf(await activate({ place: 'outlet-machine' })), 'ok');
    const pensionBanks = [{ bank: '105', from: Temporal.PlainDate.from('2015-04-01') }];
    person = await insertTestPerson(sql, keys, { pensionBanks });
    await mailedCard(city, person.personId);
    done(await enable());
    const bank = { bank: '105', outletId: otherOutlet };
    assert.equal(codeOf(await activate({ ...bank, place: 'outlet-machine' })), 'SERVICE_NOT_AT_CHANNEL');
    assert.equal(codeOf(await activate({ ...bank, outletId: null, place: 'bank-visit' })), 'ok');
  });

  it('R-ENABLE-08: comes after enabling from 2025-10-09 on', async () => {
    await mailedCard(city, person.personId);
    assert.equal(codeOf(await activate()), 'WRONG_STATE');
    assert.deepEqual((await cards())[1], [3, 'not-enabled', 'not-activated']);
  });

  it('R-ENABLE-08, R-ENABLE-10, C-15: enabled and activated in one command, enabling first, at the same instant', async () => {
    await mailedCard(city, person.personId);
    done(await activate({ enable: true }));
    assert.deepEqual(await cards(), [
      [2, 'invalid', 'active'],
      [3, 'enabled', 'active'],
    ]);
    const events = await lastEvents(5);
    assert.deepEqual(
      events.map(({ action }) => action),
      ['enable-card', 'invalidate-card', 'link-electronic-card', 'receive-card', 'activate-finance'],
    );
    assert.equal(new Set(events.map(({ at }) => String(at))).size, 1);
  });

  it('R-ENABLE-01: not while the card is on its way', async () => {
    const pending = await insertTestPerson(sql, keys);
    person = pending;
    await cardAtOutlet(city, person.personId, outlet);
    assert.equal(codeOf(await activate({ enable: true })), 'CARD_NOT_RECEIVED');
    assert.equal(codeOf(await activate({ cardNumber: 'NONESUCH0' })), 'CARD_UNKNOWN');
  });

  it('repeated, under the same key or another, changes nothing', async () => {
    await mailedCard(city, person.personId);
    const key = freshKey();
    const first = await activate({ enable: true, key });
    for (const again of [key, freshKey()]) assert.deepEqual(await activate({ enable: true, key: again }), first);
    const events = await sql`select from events where person_id = ${person.personId} and action = 'activate-finance'`;
    assert.equal(events.length, 1);
  });

  it('R-FIN-04: moves no pension and tells nobody who pays one', async () => {
    await mailedCard(city, person.personId);
    const pension = async () => sql`
      select pension_banks::text, source_mac from insured_records where person_id = ${person.personId}`;
    const before = await pension();
    done(await activate({ enable: true }));
    assert.deepEqual(await pension(), before);
    const jobs = await sql<{ kind: string }[]>`select distinct kind from jobs where person_id = ${person.personId}`;
    assert.ok(jobs.every(({ kind }) => !kind.includes('pension')));
  });
});

describe('handing a card over', () => {
  const handOver = async (number: string, more: object) =>
    reportHandedOver(city, {
      ...{ bank: '102', number, key: freshKey(), body: handedOverBody.parse({ outletId: outlet, ...more }) },
    });

  it('R-DELIV-04, R-ENABLE-03, R-OLD-03: enables and activates on the spot, all at one instant', async () => {
    const { number } = await cardAtOutlet(city, person.personId, outlet);
    const [{ count: before } = { count: 0 }] = await sql<{ count: number }[]>`
      select event_count as count from people where person_id = ${person.personId}`;
    done(await handOver(number, { enable: true, activate: true, checkedBy: '00017' }));
    assert.deepEqual(await cards(), [
      [2, 'invalid', 'active'],
      [3, 'enabled', 'active'],
    ]);
    const events = await lastEvents(5);
    assert.deepEqual(
      events.map(({ action }) => action),
      ['report-handed-over', 'enable-card', 'invalidate-card', 'link-electronic-card', 'activate-finance'],
    );
    assert.equal(new Set(events.map(({ at }) => String(at))).size, 1);
    assert.deepEqual(
      { ...events[0]?.facts },
      {
        ...{ from: 'ready-for-pickup', to: 'collected', outlet, documents: 'holder-id' },
        ...{ 'collected-by': 'holder', 'checked-by': '00017' },
      },
    );
    const [{ count: after } = { count: 0 }] = await sql<{ count: number }[]>`
      select event_count as count from people where person_id = ${person.personId}`;
    assert.equal(after, before + 5);
    const [eCard] = await sql`select state from electronic_cards where person_id = ${person.personId}`;
    assert.equal(eCard?.state, 'linked');
  });

  it('R-ENABLE-03: enables alone where only that is wished for; both stay where nothing is', async () => {
    const { number } = await cardAtOutlet(city, person.personId, outlet);
    done(await handOver(number, { enable: true }));
    assert.deepEqual((await cards())[1], [3, 'enabled', 'not-activated']);
    person = await insertTestPerson(sql, keys);
    await insertOldCard(sql, keys, person.personId);
    done(await handOver((await cardAtOutlet(city, person.personId, outlet)).number, {}));
    assert.deepEqual(await cards(), [
      [2, 'enabled', 'active'],
      [3, 'not-enabled', 'not-activated'],
    ]);
  });

  it('R-DELIV-05: is for the holder with their ID; nobody collects for another adult', async () => {
    const { number } = await cardAtOutlet(city, person.personId, outlet);
    assert.equal(codeOf(await handOver(number, { documents: [] })), 'DOCUMENT_MISSING');
    const agent = { collectedBy: 'agent', documents: ['holder-id', 'agent-id', 'authorisation'] };
    assert.equal(codeOf(await handOver(number, agent)), 'ACTOR_NOT_ALLOWED');
    assert.equal(codeOf(await handOver(number, { activate: true })), 'WRONG_STATE');
    const [row] = await sql`select state from applications where person_id = ${person.personId}`;
    assert.equal(row?.state, 'ready-for-pickup', 'nothing of it happened');
    done(await handOver(number, {}));
  });

  it('later wishes are reports of their own', async () => {
    const submitted = await cardAtOutlet(city, person.personId, outlet);
    await reportsOf(city, submitted).handedOver(outlet);
    assert.equal(codeOf(await handOver(submitted.number, { enable: true })), 'WRONG_STATE');
    assert.equal(codeOf(await activate({ enable: true })), 'ok');
    assert.equal(codeOf(await handOver(submitted.number, { enable: true, activate: true })), 'ok');
  });
});

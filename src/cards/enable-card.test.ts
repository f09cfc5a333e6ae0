// Shows that enabling moves old card, new card, electronic card and application at one instant, or none of them.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, codeOf, done, freshKey, mailedCard, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertOldCard, insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { type CardId, newId } from '../base/ids.ts';
import type { PersonRecord } from '../people/person.ts';
import { type Enabling, enableCard } from './enable-card.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;
let oldCardId: CardId;

const newCardId = async (): Promise<CardId> => {
  const [row] = await sql<{ cardId: CardId }[]>`
    select card_id as "cardId" from cards where person_id = ${person.personId} and generation = 3`;
  assert.ok(row);
  return row.cardId;
};
const enabling = (cardId: CardId, changes: Partial<Enabling> = {}): Enabling => ({
  ...{ personId: person.personId, cardId, actor: 'holder', actorId: person.personId },
  ...{ level: 3, channel: 'minsheng', key: freshKey(), ...changes },
});
const cards = async () => {
  const rows = await sql`
    select generation, social_security, financial, enabled_at, ended_at from cards
    where person_id = ${person.personId} order by generation`;
  return rows.map((row) => [row.generation, row.social_security, row.financial]);
};

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
  oldCardId = await insertOldCard(sql, keys, person.personId);
});

describe('enabling a card', () => {
  it('R-OLD-03, R-ECARD-01: ends the old card and links the electronic card at the same instant', async () => {
    await mailedCard(city, person.personId);
    const cardId = await newCardId();
    assert.deepEqual(await cards(), [
      [2, 'enabled', 'active'],
      [3, 'not-enabled', 'not-activated'],
    ]);
    city.passTime({ hours: 50 });
    const answer = done(await enableCard(city, enabling(cardId)));
    assert.deepEqual(answer, { cardId, enabledAt: '2025-10-11T03:10:00Z', invalidated: 1 });
    const [times] = await sql`
      select (select enabled_at from cards where card_id = ${cardId}) = (select ended_at from cards where card_id = ${oldCardId})
        as together`;
    assert.equal(times?.together, true);
    const [eCard] = await sql`select state, card_id from electronic_cards where person_id = ${person.personId}`;
    assert.deepEqual({ ...eCard }, { state: 'linked', card_id: cardId });
    const [application] = await sql`select state from applications where person_id = ${person.personId}`;
    assert.equal(application?.state, 'received');
    const events = await sql`
      select action, at from events where person_id = ${person.personId} order by seq desc limit 4`;
    assert.deepEqual(events.map((event) => event.action).reverse(), [
      'enable-card',
      'invalidate-card',
      'link-electronic-card',
      'receive-card',
    ]);
    assert.equal(new Set(events.map((event) => String(event.at))).size, 1);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-OLD-05, C-16: leaves the financial function of the old card and of the new one as they are', async () => {
    await mailedCard(city, person.personId);
    await enableCard(city, enabling(await newCardId()));
    assert.deepEqual(await cards(), [
      [2, 'invalid', 'active'],
      [3, 'enabled', 'not-activated'],
    ]);
  });

  it('R-OLD-01: the old card stays enabled as long as the new one is not', async () => {
    await mailedCard(city, person.personId);
    city.passTime({ hours: 24 * 400 });
    assert.deepEqual((await cards())[0], [2, 'enabled', 'active']);
  });

  it('R-ENABLE-01: waits until the card has been mailed or handed over', async () => {
    const outletId = await insertTestOutlet(sql, '102');
    const submitted = await apply(city, person.personId, { ...mailForm, delivery: 'outlet', outletId });
    const reports = reportsOf(city, submitted);
    await reports.opened();
    assert.equal(codeOf(await enableCard(city, enabling(newId<CardId>()))), 'CARD_UNKNOWN');
    await reports.produced();
    const cardId = await newCardId();
    assert.equal(codeOf(await enableCard(city, enabling(cardId))), 'CARD_NOT_RECEIVED');
    await reports.ready(outletId);
    assert.equal(codeOf(await enableCard(city, enabling(cardId))), 'CARD_NOT_RECEIVED');
    await reports.handedOver(outletId);
    assert.equal(codeOf(await enableCard(city, enabling(cardId))), 'ok');
    const [application] = await sql`select state from applications where person_id = ${person.personId}`;
    assert.equal(application?.state, 'collected');
  });

  it('R-ENABLE-03: who collects the card without enabling it keeps the old one', async () => {
    const outletId = await insertTestOutlet(sql, '102');
    const submitted = await apply(city, person.personId, { ...mailForm, delivery: 'outlet', outletId });
    const reports = reportsOf(city, submitted);
    for (const step of [reports.opened, reports.produced]) await step();
    for (const step of [reports.ready, reports.handedOver]) await step(outletId);
    assert.deepEqual(
      (await cards()).map(([, state]) => state),
      ['enabled', 'not-enabled'],
    );
  });

  it('twice, or by two clicks at the same moment, happens once', async () => {
    await mailedCard(city, person.personId);
    const cardId = await newCardId();
    const answers = await Promise.all([1, 2, 3].map(() => enableCard(city, enabling(cardId))));
    assert.deepEqual(answers.map(codeOf), ['ok', 'ok', 'ok']);
    assert.equal(new Set(answers.map((answer) => done(answer).enabledAt)).size, 1);
    const events = await sql`select from events where person_id = ${person.personId} and action = 'enable-card'`;
    assert.equal(events.length, 1);
  });

  it('R-CHAN-21: needs level 3 online', async () => {
    await mailedCard(city, person.personId);
    assert.equal(codeOf(await enableCard(city, enabling(await newCardId(), { level: 2 }))), 'LEVEL_TOO_LOW');
  });

  it('is not possible for an old card, nor for somebody else’s', async () => {
    await mailedCard(city, person.personId);
    const cardId = await newCardId();
    assert.equal(codeOf(await enableCard(city, enabling(oldCardId))), 'WRONG_STATE');
    const other = await insertTestPerson(sql, keys);
    assert.equal(
      codeOf(await enableCard(city, enabling(cardId, { personId: other.personId, actorId: other.personId }))),
      'CARD_UNKNOWN',
    );
  });
});

// Shows to whom the park ticket of a year is sold, when, where and for how much, and on which days it opens a gate.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { codeOf, done, freshKey, mailedCard } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { CardId } from '../base/ids.ts';
import type { Served } from '../cards/card-asker.ts';
import type { PersonRecord } from '../people/person.ts';
import { beijing } from '../policy/data/beijing.ts';
import { holdSnapshot } from '../policy/policy-holder.ts';
import type { SocialSecurityState } from '../policy/question.ts';
import type { ParkYear } from '../policy/rows.ts';
import { makeSnapshot } from '../policy/snapshot.ts';
import { buyParkTicket, type ParkSale } from './buy-park-ticket.ts';
import { parkTicketOn } from './park-ticket.ts';

const city = await testCity();
const { sql, keys } = city;
const outlet = await insertTestOutlet(sql, '102');
const otherOutlet = await insertTestOutlet(sql, '105');
let person: PersonRecord;
let cardId: CardId;

const issuing: Served = { by: 'staff', outletId: outlet, bank: '102', documents: ['holder-id', 'card'] };
const buy = (changes: Partial<ParkSale> = {}, ground: Parameters<typeof buyParkTicket>[0] = city) =>
  buyParkTicket(ground, {
    ...{ personId: person.personId, cardId, actor: 'holder', actorId: 'clerk-7', channel: 'bank', served: issuing },
    ...{ key: freshKey(), material: [], toldOfFreeEntry: true, ...changes },
  });
const on = (day: string): void => city.setClock(Temporal.Instant.from(`${day}T10:00:00+08:00`));
const cardIs = (state: SocialSecurityState) =>
  sql`update cards set social_security = ${state} where card_id = ${cardId}`;
/** The city with other terms for the tickets of 2026. */
const withTerms = (terms: Partial<ParkYear>) => {
  const parkYears = beijing.parkYears.map((row) => (row.year === 2026 ? { ...row, ...terms } : row));
  return { ...city, policy: holdSnapshot(makeSnapshot(2, { ...beijing, parkYears })) };
};

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
  await mailedCard(city, person.personId);
  const [row] = await sql<{ cardId: CardId }[]>`
    update cards set social_security = 'enabled', enabled_at = now() where person_id = ${person.personId}
    returning card_id as "cardId"`;
  assert.ok(row);
  cardId = row.cardId;
  on('2025-12-20');
});

describe('what a ticket is on a day (3.3-d)', () => {
  const table: readonly [string, string, SocialSecurityState, string][] = [
    ['R-PARK-05: not before its first day', '2025-12-31', 'enabled', 'to-come'],
    ['R-PARK-05: from its first day', '2026-01-01', 'enabled', 'valid'],
    ['R-PARK-05: in its year', '2026-05-01', 'enabled', 'valid'],
    ['R-PARK-05: on its last day', '2027-01-31', 'enabled', 'valid'],
    ['R-PARK-05: over with it', '2027-02-01', 'enabled', 'expired'],
    ['G-16: a card that was replaced opens no gate', '2026-05-01', 'replaced', 'card-ended'],
    ['R-LOSS-02: a lost one is not blocked at the gates (3.3-a)', '2026-05-01', 'temporarily-lost', 'valid'],
  ];
  const year = { validFrom: Temporal.PlainDate.from('2026-01-01'), validUntil: Temporal.PlainDate.from('2027-01-31') };
  for (const [name, day, socialSecurity, state] of table)
    it(name, () => assert.equal(parkTicketOn({ ...year, socialSecurity }, Temporal.PlainDate.from(day)), state));
});

describe('buying', () => {
  it('R-PARK-01, R-PARK-02: 100.00 yuan in the sale period, for the year of the announcement; the same year once', async () => {
    const same = freshKey();
    const bought = { cardId, year: 2026, validUntil: '2027-01-31', price: '100.00' };
    assert.deepEqual(done(await buy({ key: same })), bought);
    assert.deepEqual(done(await buy({ key: same })), bought, 'the same command');
    assert.equal(codeOf(await buy()), 'PARK_TICKET_EXISTS');
    on('2026-12-20');
    assert.equal(done(await buy()).year, 2027, 'the next year is another ticket');
    const rows = await sql`select year, price_fen from park_tickets where person_id = ${person.personId} order by year`;
    assert.deepEqual(
      rows.map((row) => [row.year, row.price_fen]),
      [
        [2026, 10_000],
        [2027, 10_000],
      ],
    );
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-PARK-01: two counters at once sell one ticket', async () => {
    const codes = (await Promise.all([buy(), buy(), buy()])).map(codeOf).toSorted();
    assert.deepEqual(codes, ['PARK_TICKET_EXISTS', 'PARK_TICKET_EXISTS', 'ok']);
  });

  it('R-PARK-02: neither before the first day nor after the last, nor without an announcement', async () => {
    for (const [day, code] of [
      ['2025-12-14', 'NOT_YET_OPEN'],
      ['2025-12-15', 'ok'],
      ['2026-01-16', 'NOT_YET_OPEN'],
    ] as const) {
      on(day);
      assert.equal(codeOf(await buy()), code, day);
    }
    const season = { id: 'park-2031', service: 'buy-park-ticket', from: '2031-01-01', rules: ['R-PARK-02'] } as const;
    const policy = holdSnapshot(makeSnapshot(3, { ...beijing, salePeriods: [season] }));
    on('2031-01-02');
    assert.equal(codeOf(await buy({}, { ...city, policy })), 'SALE_PERIOD_UNKNOWN');
  });

  it('R-PARK-06, C-22: at an outlet of the issuing bank alone, with an enabled card', async () => {
    const other = { ...issuing, outletId: otherOutlet, bank: '105' };
    assert.equal(codeOf(await buy({ served: other })), 'NOT_ISSUING_BANK');
    assert.equal(codeOf(await buy({ channel: 'street' })), 'SERVICE_NOT_AT_CHANNEL');
    await cardIs('temporarily-lost');
    assert.equal(codeOf(await buy()), 'WRONG_STATE');
  });

  it('R-PARK-04, R-PARK-07: to whom and with what the terms of the year say; told first where entry is free', async () => {
    assert.equal(codeOf(await buy({ served: { ...issuing, documents: ['card'] } })), 'DOCUMENT_MISSING');
    const material = [{ code: 'picture', zh: '一寸照片', en: 'a photo' }];
    assert.equal(codeOf(await buy({}, withTerms({ material }))), 'MATERIAL_MISSING');
    assert.equal(
      codeOf(await buy({ material: ['picture'] }, withTerms({ groups: ['student'] }))),
      'PARK_NOT_FOR_GROUP',
    );
    assert.equal(codeOf(await buy({ toldOfFreeEntry: false })), 'FREE_ENTRY_NOT_TOLD', 'born in 1955');
    assert.equal(codeOf(await buy({ toldOfFreeEntry: false }, withTerms({ freeFromAge: 71 }))), 'ok');
  });
});

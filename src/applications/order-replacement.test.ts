// Shows who may have a new card for a lost, damaged or outdated one, what becomes of the former card, and who wins a race.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { codeOf, done, freshKey, mailedCard, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { type CardId, newId } from '../base/ids.ts';
import type { Served } from '../cards/card-asker.ts';
import { changeLoss, type LossChange } from '../cards/change-loss.ts';
import { enableCard } from '../cards/enable-card.ts';
import { sweepLosses } from '../cards/end-temporary-loss.ts';
import type { PersonRecord } from '../people/person.ts';
import { listOrders } from '../production/list-orders.ts';
import { reportAccountRefused } from '../production/report-account-refused.ts';
import { applicationForm } from './application-form.ts';
import { chooseAnotherBank } from './choose-another-bank.ts';
import { orderReplacement, type Replacing } from './order-replacement.ts';
import { rejectApplication } from './reject-application.ts';
import { resubmitApplication } from './resubmit-application.ts';
import { withdrawApplication } from './withdraw-application.ts';

const city = await testCity();
const { sql, keys } = city;
const outlet = await insertTestOutlet(sql, '102');
const other = await insertTestOutlet(sql, '105');
await sql`update outlets set instant = true where outlet_id = ${other}`;
let person: PersonRecord;
let cardId: CardId;

const mail: Replacing['choice'] = {
  delivery: 'mail',
  ...{ recipient: '张试验', recipientPhone: '19900000001' },
  ...{ address: '试验路1号院2号楼301', postcode: null, outletId: null },
};
const ask = (changes: Partial<Replacing> = {}) =>
  orderReplacement(city, {
    ...{ service: 'reissue', reason: null, choice: mail, phone: '19900000001', language: 'zh' },
    ...{ personId: person.personId, cardId, actor: 'holder', actorId: person.personId },
    ...{ level: 3, channel: 'minsheng', key: freshKey(), ...changes },
  });
const counter = (changes: Partial<Served> = {}, more: Partial<Replacing> = {}): Partial<Replacing> => ({
  ...{ channel: 'bank', level: 0, actorId: 'clerk-7', ...more },
  served: { by: 'staff', outletId: outlet, bank: '102', documents: ['holder-id', 'card'], ...changes },
});
const lose = (service: LossChange['service'], served?: Served) =>
  changeLoss(city, {
    ...{ service, personId: person.personId, cardId, actor: 'holder', actorId: person.personId, level: 3 },
    ...{ channel: served ? (served.bank ? 'bank' : 'street') : 'minsheng', key: freshKey(), toldOfAccount: true },
    ...(served && { served }),
  });
const atStreet: Served = { by: 'staff', outletId: 'street-1', bank: null, documents: ['holder-id', 'card'] };
const atBank: Served = { by: 'staff', outletId: outlet, bank: '102', documents: ['holder-id', 'card'] };

const cards = async () => {
  const rows = await sql`
    select card_id, social_security, financial, reissue_requested from cards
    where person_id = ${person.personId} order by produced_at, card_id`;
  return rows.map((row) => [row.social_security, row.reissue_requested]);
};
const happened = async (most: number) => {
  const rows = await sql`
    select action, facts from events where person_id = ${person.personId} and action <> 'ask-bank'
    order by seq desc limit ${most}`;
  return rows.map(({ action }) => action).toReversed();
};
const newCard = async (): Promise<CardId> => {
  const [row] = await sql<{ cardId: CardId }[]>`
    select card_id as "cardId" from cards where person_id = ${person.personId} order by produced_at desc limit 1`;
  assert.ok(row);
  return row.cardId;
};
const orderOf = async (number: string) =>
  (await listOrders(city, { bank: '102' })).find((order) => order.number === number);
const enable = async (id: CardId) =>
  enableCard(city, {
    ...{ personId: person.personId, cardId: id, actor: 'holder', actorId: person.personId },
    ...{ level: 3, channel: 'minsheng', key: freshKey() },
  });
const learn = (fact: 'name' | 'id-number') => sql`
  insert into record_changes (person_id, event_seq, fact, holds_from, known_at, sealed)
  values (${person.personId}, 999, ${fact}, '2025-10-01', ${city.businessClock()}, '')`;

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
  await mailedCard(city, person.personId);
  cardId = await newCard();
  done(await enable(cardId));
  await sql`update cards set financial = 'active' where card_id = ${cardId}`;
  await sql`delete from jobs`;
  city.passTime({ hours: 24 });
});

describe('re-issue of a lost card', () => {
  it('C-11, R-PROD-07, R-FEE-01: online it implies the formal loss; four working days, free; its bank sees it at once', async () => {
    const answer = done(await ask());
    assert.deepEqual([answer.bank, answer.dueOn, answer.fee], ['102', '2025-10-15', '0.00']);
    assert.deepEqual(await cards(), [['formally-lost', true]]);
    assert.deepEqual(await happened(2), ['report-formal-loss', 'request-reissue']);
    const [row] = await sql`select kind from bank_requests where card_id = ${cardId}`;
    assert.equal(row?.kind, 'formal-loss', 'the account is its bank’s to stop');
    const order = await orderOf(answer.number);
    assert.deepEqual([order?.number, order?.service, order?.task], [answer.number, 'reissue', 'issue']);
    assert.match(order?.formerCardNumber ?? '', /^[0-9A-Z]{9}$/);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-LOSS-15, R-LOSS-16: after the request no release, at no counter, no end of 15 days, no withdrawal', async () => {
    done(await lose('report-temporary-loss'));
    const { number } = done(await ask());
    assert.deepEqual(await cards(), [['formally-lost', true]]);
    for (const served of [atStreet, atBank])
      assert.equal(codeOf(await lose('release-formal-loss', served)), 'REISSUE_REQUESTED');
    city.passTime({ hours: 24 * 16 });
    await sweepLosses(city);
    assert.deepEqual(await cards(), [['formally-lost', true]]);
    const withdrawal = {
      personId: person.personId,
      actor: 'holder',
      actorId: person.personId,
      channel: 'minsheng',
    } as const;
    assert.equal(
      codeOf(await withdrawApplication(city, { ...withdrawal, key: freshKey(), number })),
      'TOO_LATE_TO_WITHDRAW',
    );
  });

  it('G-13: the lost card ends when the new one is made; the new one comes not enabled and takes the electronic card over', async () => {
    const reports = reportsOf(city, done(await ask()));
    await reports.opened();
    await reports.produced();
    assert.deepEqual(await cards(), [
      ['replaced', true],
      ['not-enabled', false],
    ]);
    await reports.mailed();
    const fresh = await newCard();
    done(await enable(fresh));
    assert.deepEqual(await cards(), [
      ['replaced', true],
      ['enabled', false],
    ]);
    const [electronic] = await sql`select card_id from electronic_cards where person_id = ${person.personId}`;
    assert.equal(electronic?.card_id, fresh);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('C-05, C-54, R-LOSS-08: at a counter of the issuing bank, lost formally before or in the same session', async () => {
    done(await lose('report-formal-loss', atStreet));
    const answer = done(await ask(counter({ documents: ['holder-id'] })));
    assert.equal(answer.dueOn, '2025-10-15', 'R-PROD-09, C-09: an outlet without the equipment orders it');
    assert.deepEqual(await happened(2), ['report-formal-loss', 'request-reissue'], 'the bank completes the account');
    assert.deepEqual(await cards(), [['formally-lost', true]]);
  });

  it('R-LOSS-09, R-PROD-08: lost for now online, then with the ID alone at an outlet that makes cards on the spot: formal loss and the new card the same day', async () => {
    done(await lose('report-temporary-loss'));
    await sql`update outlets set instant = true where outlet_id = ${outlet}`;
    try {
      const choice = { delivery: 'outlet', outletId: outlet } as const;
      const answer = done(await ask({ ...counter({ documents: ['holder-id'] }), choice }));
      assert.equal(answer.dueOn, '2025-10-10');
      assert.deepEqual(await happened(2), ['report-formal-loss', 'request-reissue']);
      assert.deepEqual(await cards(), [['formally-lost', true]]);
    } finally {
      await sql`update outlets set instant = false where outlet_id = ${outlet}`;
    }
  });

  it('G-39: what its bank refused may be asked for again, and stays unreleasable', async () => {
    const { number } = done(await ask());
    done(await reportAccountRefused(city, { bank: '102', number, key: freshKey(), body: { reason: 'other' } }));
    assert.equal(codeOf(await lose('release-formal-loss', atBank)), 'REISSUE_REQUESTED');
    assert.equal(codeOf(await ask()), 'ok');
  });

  it('R-REISSUE-11, R-INFO-05: no first card of another bank comes of it, also when the lost card has ended', async () => {
    await sql`update insured_records set groups = '{flexible}', pension_banks = '[]', retired_on = null
      where person_id = ${person.personId}`;
    const refusedOne = done(await ask());
    const refusal = { bank: '102', number: refusedOne.number, key: freshKey(), body: { reason: 'other' as const } };
    done(await reportAccountRefused(city, refusal));
    const { number } = done(await ask());
    done(
      await rejectApplication(city, { clerkId: 'clerk-1', key: freshKey(), number, reasons: ['contact-incomplete'] }),
    );
    await sql`update cards set social_security = 'cancelled', lost_from = null where card_id = ${cardId}`;
    const acting = { personId: person.personId, actor: 'holder', actorId: person.personId, level: 3 } as const;
    const choice = { ...acting, channel: 'minsheng', key: freshKey(), choice: mail } as const;
    const chosen = { ...choice, number: refusedOne.number, bank: '105', consents: ['share-with-bank'] } as const;
    assert.equal(codeOf(await chooseAnotherBank(city, chosen)), 'NOTHING_TO_CHOOSE');
    const form = applicationForm.parse({ ...mailForm, bank: '105' });
    const sentAgain = { ...acting, channel: 'minsheng', key: freshKey(), number, form } as const;
    assert.equal(codeOf(await resubmitApplication(city, sentAgain)), 'NOTHING_TO_CORRECT');
  });
});

describe('exchange', () => {
  it('R-REISSUE-03, G-14, C-26: the damaged card goes on until the new one is enabled, and ends at that instant', async () => {
    const answer = done(await ask({ service: 'exchange-damaged' }));
    assert.equal(await orderOf(answer.number), undefined, 'ten minutes to withdraw');
    city.passTime({ minutes: 10 });
    const reports = reportsOf(city, answer);
    await reports.opened();
    await reports.produced();
    await reports.mailed();
    assert.deepEqual(await cards(), [
      ['enabled', false],
      ['not-enabled', false],
    ]);
    const fresh = await newCard();
    done(await enable(fresh));
    assert.deepEqual(await cards(), [
      ['replaced', false],
      ['enabled', false],
    ]);
    assert.deepEqual((await happened(4)).slice(0, 2), ['enable-card', 'replace-card']);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-REISSUE-05, R-INFO-03: a changed name is exchanged once the record carries it, not before', async () => {
    const changed = { service: 'exchange-changed', reason: 'name' } as const;
    assert.equal(codeOf(await ask(changed)), 'UPSTREAM_NOT_SETTLED');
    await learn('id-number');
    assert.equal(codeOf(await ask(changed)), 'UPSTREAM_NOT_SETTLED', 'another datum has changed');
    await learn('name');
    assert.equal(codeOf(await ask(changed)), 'ok');
  });

  it('R-REISSUE-06: a special mark by the paper of the office that gave it, at a counter', async () => {
    const mark = { service: 'exchange-changed', reason: 'mark' } as const;
    assert.equal(codeOf(await ask(mark)), 'UPSTREAM_NOT_SETTLED');
    assert.equal(codeOf(await ask({ ...mark, ...counter() })), 'UPSTREAM_NOT_SETTLED');
    const documents = ['holder-id', 'card', 'settlement-proof'] as const;
    assert.equal(codeOf(await ask({ ...mark, ...counter({ documents }) })), 'ok');
  });
});

describe('what the gate refuses', () => {
  const cases: readonly [string, Partial<Replacing>, string][] = [
    [
      'R-REISSUE-10: at district and street',
      { ...counter({ bank: null, outletId: 's' }), channel: 'street' },
      'SERVICE_NOT_AT_CHANNEL',
    ],
    ['R-LOSS-08: at another bank', counter({ bank: '105', outletId: other }), 'NOT_ISSUING_BANK'],
    [
      'R-REISSUE-02: damaged without the card',
      { service: 'exchange-damaged', ...counter({ documents: ['holder-id'] }) },
      'DOCUMENT_MISSING',
    ],
    ['R-PROXY-01: by an agent', { actor: 'agent' }, 'ACTOR_NOT_ALLOWED'],
    ['R-CHAN-21: below the highest level', { level: 2 }, 'LEVEL_TOO_LOW'],
    [
      'R-DELIV-03: to an outlet of another bank',
      { choice: { delivery: 'outlet', outletId: other } },
      'OUTLET_NOT_OF_BANK',
    ],
    ['R-REISSUE-05: no word of what has changed', { service: 'exchange-changed' }, 'REASON_MISSING'],
    ['a card that nobody has', { cardId: newId<CardId>() }, 'CARD_UNKNOWN'],
  ];
  for (const [title, changes, code] of cases)
    it(title, async () => {
      assert.equal(codeOf(await ask(changes)), code);
      assert.deepEqual(await cards(), [['enabled', false]]);
    });

  it('R-REISSUE-04, C-10: online only at a bank with the dated flag', async () => {
    await sql`update cards set bank = '105' where card_id = ${cardId}`;
    assert.equal(codeOf(await ask()), 'SERVICE_NOT_AT_CHANNEL');
  });

  it('C-56: one at a time', async () => {
    done(await ask({ service: 'exchange-damaged' }));
    assert.equal(codeOf(await ask()), 'RUNNING_APPLICATION');
  });
});

describe('races', () => {
  it('C-56: two orders at once make one, and the other is told that one runs', async () => {
    const codes = (await Promise.all([ask(), ask({ service: 'exchange-damaged' }), ask()])).map(codeOf);
    assert.equal(codes.filter((code) => code === 'ok').length, 1, codes.join());
    const [count] =
      await sql`select count(*)::int as n from applications where person_id = ${person.personId} and service <> 'apply'`;
    assert.equal(count?.n, 1);
  });

  it('R-LOSS-15: a release against a re-issue: whoever comes first, a re-issued card is never in use again', async () => {
    done(await lose('report-formal-loss', atBank));
    const [released, ordered] = await Promise.all([lose('release-formal-loss', atBank), ask()]);
    assert.equal(codeOf(ordered), 'ok', 'an enabled card can be reported lost by the order too');
    assert.ok(['ok', 'REISSUE_REQUESTED'].includes(codeOf(released)));
    assert.deepEqual(await cards(), [['formally-lost', true]]);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('the same key again is the same order', async () => {
    const key = freshKey();
    assert.deepEqual(done(await ask({ key })), done(await ask({ key })));
  });
});

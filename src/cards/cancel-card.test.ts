// Shows who cancels a card where and with what, in which order its two functions end, and what nobody can do afterwards.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { codeOf, done, freshKey, mailedCard } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { rejectApplication } from '../applications/reject-application.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { CardId } from '../base/ids.ts';
import type { PersonRecord } from '../people/person.ts';
import { type Cancelling, cancelCard } from './cancel-card.ts';
import { openCard } from './card.ts';
import type { Served } from './card-asker.ts';
import { changeLoss } from './change-loss.ts';
import { enableCard } from './enable-card.ts';
import { reportAccount } from './report-account.ts';

const city = await testCity();
const { sql, keys } = city;
const outlet = await insertTestOutlet(sql, '102');
const otherOutlet = await insertTestOutlet(sql, '105');
let person: PersonRecord;
let cardId: CardId;

const proved = ['holder-id', 'card', 'settlement-proof'] as const;
const street: Served = { by: 'staff', outletId: 'street-1', bank: null, documents: proved };
const issuing: Served = { ...street, outletId: outlet, bank: '102' };
const other: Served = { ...street, outletId: otherOutlet, bank: '105' };
const channelAt = ({ bank }: Served) => (bank === null ? 'street' : 'bank');

type Social = Extract<Cancelling, { service: 'cancel' }>;
const cancel = (changes: Partial<Social> = {}, served: Served = street) =>
  cancelCard(city, {
    ...{ service: 'cancel', reason: 'settled-abroad', withAccount: false, personId: person.personId, cardId },
    ...{ actor: 'holder', actorId: 'clerk-7', channel: channelAt(served), key: freshKey(), served, ...changes },
  });
const cancelAccount = (served: Served = issuing) =>
  cancelCard(city, {
    ...{ service: 'cancel-finance', personId: person.personId, cardId, actor: 'holder', actorId: 'clerk-7' },
    ...{ channel: channelAt(served), key: freshKey(), served },
  });
const enable = () =>
  enableCard(city, {
    ...{ personId: person.personId, cardId, actor: 'holder', actorId: person.personId },
    ...{ level: 3, channel: 'minsheng', key: freshKey() },
  });
const loseFormally = (served: Served) =>
  changeLoss(city, {
    ...{ service: 'report-formal-loss', personId: person.personId, cardId, actor: 'holder', actorId: 'clerk-7' },
    ...{ level: 0, channel: channelAt(served), key: freshKey(), served, toldOfAccount: true },
  });
const card = async () => {
  const [row] = await sql`
    select social_security, financial, (select string_agg(kind, ' ') from bank_requests
      where bank_requests.card_id = cards.card_id and state = 'requested') as asked
    from cards where card_id = ${cardId}`;
  return [row?.social_security, row?.financial, row?.asked];
};
const diedOn = (day: string) => sql`
  update insured_records set died_on = ${day} where person_id = ${person.personId}`;

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
  await mailedCard(city, person.personId);
  const [row] = await sql<{ cardId: CardId }[]>`
    select card_id as "cardId" from cards where person_id = ${person.personId}`;
  assert.ok(row);
  cardId = row.cardId;
  done(await enable());
  await sql`update cards set financial = 'active' where card_id = ${cardId}`;
});

describe('the social-security function', () => {
  it('R-CANCEL-03, R-CANCEL-06: ends at a street outlet; the account stays as it is, and the six months begin', async () => {
    const answer = done(await cancel());
    assert.equal(answer.nonCounterFrom, '2026-04-09');
    assert.deepEqual(await card(), ['cancelled', 'active', null]);
    const [event] = await sql`
      select facts, rules from events where person_id = ${person.personId} and action = 'cancel-card'`;
    assert.deepEqual(
      [event?.facts.from, event?.facts.to, event?.facts.reason],
      ['enabled', 'cancelled', 'settled-abroad'],
    );
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-CANCEL-03: at an outlet of any cooperating bank', async () => {
    assert.equal(codeOf(await cancel({}, other)), 'ok');
  });

  const unsettled = ['holder-id', 'card'] as const;
  const refusals: readonly [string, Partial<Social>, Served, string][] = [
    [
      'R-CANCEL-02: before the offices have settled it',
      {},
      { ...street, documents: unsettled },
      'UPSTREAM_NOT_SETTLED',
    ],
    [
      'R-CANCEL-05: without the card',
      {},
      { ...street, documents: ['holder-id', 'settlement-proof'] },
      'DOCUMENT_MISSING',
    ],
    ['R-CHAN-10: online', { channel: 'minsheng' }, street, 'SERVICE_NOT_AT_CHANNEL'],
    ['R-HOTLINE-03: on the telephone', { channel: 'hotline' }, { ...street, outletId: null }, 'SERVICE_NOT_AT_CHANNEL'],
    ['R-CANCEL-04: with the account at another bank', { withAccount: true }, other, 'NOT_ISSUING_BANK'],
    ['R-CANCEL-04: with the account at a street outlet', { withAccount: true }, street, 'SERVICE_NOT_AT_CHANNEL'],
    ['G-03: the deceased do not come', { reason: 'death' }, street, 'BY_OTHERS_AFTER_DEATH'],
    [
      'G-03: nor an agent without the proof',
      { reason: 'death', actor: 'agent' },
      { ...street, documents: ['agent-id', 'agent-material'] },
      'UPSTREAM_NOT_SETTLED',
    ],
  ];
  for (const [title, changes, served, code] of refusals)
    it(`${title}: refused, and nothing changes`, async () => {
      assert.equal(codeOf(await cancel(changes, served)), code);
      assert.deepEqual(await card(), ['enabled', 'active', null]);
    });

  it('R-CANCEL-02: what the record says has ended needs no paper', async () => {
    await sql`update insured_records set insured = false where person_id = ${person.personId}`;
    const documents = ['holder-id', 'card'] as const;
    assert.equal(codeOf(await cancel({ reason: 'transferred-out' }, { ...street, documents })), 'ok');
  });

  it('G-03, R-PROXY-05: after a death an agent, with proofs instead of an authorisation; no message is sent', async () => {
    await diedOn('2025-10-01');
    await sql`delete from jobs`;
    const documents = ['agent-id', 'agent-material', 'settlement-proof'] as const;
    assert.equal(codeOf(await cancel({ actor: 'holder' })), 'BY_OTHERS_AFTER_DEATH');
    done(await cancel({ reason: 'death', actor: 'agent' }, { ...street, documents }));
    const jobs = await sql`select kind from jobs where person_id = ${person.personId}`;
    assert.deepEqual(
      jobs.map(({ kind }) => kind),
      ['notify-medical'],
    );
  });

  it('G-34: a card that is formally lost cannot be brought, and is not asked for', async () => {
    done(await loseFormally(street));
    const documents = ['holder-id', 'settlement-proof'] as const;
    assert.equal(codeOf(await cancel({}, { ...street, documents })), 'ok');
  });
});

describe('the account', () => {
  it('R-CANCEL-04: both at the issuing bank: the function first, then the bank is asked and does it', async () => {
    assert.equal(done(await cancel({ withAccount: true }, issuing)).accountAsked, true);
    assert.deepEqual(await card(), ['cancelled', 'active', 'cancel']);
  });

  it('R-CANCEL-07: never before the social-security function, never at another bank; asked once', async () => {
    assert.equal(codeOf(await cancelAccount()), 'CANCEL_SOCIAL_SECURITY_FIRST');
    done(await cancel());
    assert.equal(codeOf(await cancelAccount(other)), 'NOT_ISSUING_BANK');
    assert.equal(done(await cancelAccount()).accountAsked, true);
    assert.equal(done(await cancelAccount()).accountAsked, false);
    assert.deepEqual(await card(), ['cancelled', 'active', 'cancel']);
  });
});

describe('six months later', () => {
  it('R-CANCEL-06: the bank stops what is not done at its counters, not a day earlier, and never of a card in use', async () => {
    const [row] = await sql<{ sealed: Buffer }[]>`select sealed from cards where card_id = ${cardId}`;
    assert.ok(row);
    const cardNumber = openCard(keys, person.personId, row.sealed).number ?? '';
    const stop = () =>
      reportAccount(city, { bank: '102', key: freshKey(), cardNumber, financial: 'non-counter-suspended' });
    assert.equal(codeOf(await stop()), 'NON_COUNTER_TOO_EARLY', 'the card is in use');
    assert.equal(done(await cancel()).nonCounterFrom, '2026-04-09');
    city.setClock(Temporal.Instant.from('2026-04-08T23:59:59+08:00'));
    assert.equal(codeOf(await stop()), 'NON_COUNTER_TOO_EARLY');
    assert.equal((await card())[1], 'active');
    city.setClock(Temporal.Instant.from('2026-04-09T00:00:00+08:00'));
    done(await stop());
    done(await stop());
    assert.deepEqual((await card()).slice(0, 2), ['cancelled', 'non-counter-suspended']);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });
});

describe('afterwards', () => {
  it('3.3-a: a cancelled card is neither enabled nor lost; cancelling again changes nothing', async () => {
    done(await cancel());
    assert.equal(codeOf(await enable()), 'WRONG_STATE');
    assert.equal(codeOf(await loseFormally(issuing)), 'WRONG_STATE');
    assert.equal(codeOf(await cancel()), 'ok');
    const events = await sql`select 1 from events where person_id = ${person.personId} and action = 'cancel-card'`;
    assert.equal(events.length, 1);
  });

  it('G-38: a cancelled card is not made void as well when what it was made for is sent back', async () => {
    done(await cancel());
    const [row] = await sql<{ number: string }[]>`
      update applications set state = 'on-hold', held_from = 'returned', held_for = '{under-review}'
      where person_id = ${person.personId} returning number`;
    const sentBack = { clerkId: 'clerk-1', key: freshKey(), number: row?.number ?? '' };
    done(await rejectApplication(city, { ...sentBack, reasons: ['not-entitled'] }));
    const events = await sql`select 1 from events where person_id = ${person.personId} and action = 'void-card'`;
    assert.equal(events.length, 0);
    assert.deepEqual(await card(), ['cancelled', 'active', null]);
  });

  it('two counters at once cancel once; a release against it never brings the card back', async () => {
    done(await loseFormally(issuing));
    const release = changeLoss(city, {
      ...{ service: 'release-formal-loss', personId: person.personId, cardId, actor: 'holder', actorId: 'clerk-7' },
      ...{ level: 0, channel: 'bank', key: freshKey(), served: issuing },
    });
    const codes = (await Promise.all([cancel(), cancel({}, issuing), release])).map(codeOf);
    assert.deepEqual(codes.slice(0, 2), ['ok', 'ok']);
    assert.equal((await card())[0], 'cancelled');
    const events = await sql`select 1 from events where person_id = ${person.personId} and action = 'cancel-card'`;
    assert.equal(events.length, 1);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });
});

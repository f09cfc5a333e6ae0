// Shows what is done about an account alone: at the issuing bank's counter as a request, by its interface as done, and by its own rules.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { activeCard, codeOf, done, freshKey } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { CardId } from '../base/ids.ts';
import { listRequests } from '../finance/list-requests.ts';
import type { PersonRecord } from '../people/person.ts';
import type { Document } from '../policy/question.ts';
import { openCard } from './card.ts';
import type { AccountService, Served } from './card-asker.ts';
import { type AccountChange, changeAccount } from './change-account.ts';
import { changeLoss } from './change-loss.ts';
import { sweepLosses } from './end-temporary-loss.ts';
import { type ReportedState, reportAccount } from './report-account.ts';

const city = await testCity();
const { sql, keys } = city;
const outlet = await insertTestOutlet(sql, '102');
const otherOutlet = await insertTestOutlet(sql, '105');
let person: PersonRecord;
let cardId: CardId;

const idAndCard: readonly Document[] = ['holder-id', 'card'];
const counter = (changes: Partial<Served> = {}): Served => ({
  ...{ by: 'staff', outletId: outlet, bank: '102', documents: idAndCard, ...changes },
});
const ask = (service: AccountService, served: Served = counter(), more: Partial<AccountChange> = {}) =>
  changeAccount(city, {
    ...{ service, personId: person.personId, cardId, actor: 'holder', actorId: 'clerk-7' },
    ...{ channel: 'bank', key: freshKey(), served, ...more },
  });
const setFinancial = (state: string) => sql`update cards set financial = ${state} where card_id = ${cardId}`;
const card = async () => {
  const [row] = await sql`
    select social_security, financial,
      array(select kind || ' ' || state from bank_requests where card_id = cards.card_id order by asked_at, bank_request_id) as asked
    from cards where card_id = ${cardId}`;
  return [row?.social_security, row?.financial, ...(row?.asked ?? [])];
};
const cardNumber = async (): Promise<string> => {
  const [row] = await sql<{ sealed: Buffer }[]>`select sealed from cards where card_id = ${cardId}`;
  return openCard(keys, person.personId, row?.sealed ?? Buffer.alloc(0)).number ?? '';
};

beforeEach(async () => {
  city.setClock(openingDay);
  await sql`truncate bank_requests`;
  person = await insertTestPerson(sql, keys);
  cardId = await activeCard(city, person.personId);
});

describe('at the counter of the issuing bank', () => {
  for (const [service, financial, kind] of [
    ['report-formal-loss-finance', 'active', 'formal-loss'],
    ['report-formal-loss-finance', 'suspended', 'formal-loss'],
    ['release-finance', 'suspended', 'resume'],
    ['release-finance', 'formally-lost', 'release-formal-loss'],
  ] as const)
    it(`R-BANK-10, R-LOSS-11, R-LOSS-12: ${service} of an account that is ${financial}: the bank is asked, the social-security function untouched`, async () => {
      await setFinancial(financial);
      assert.equal(done(await ask(service)).asked, kind);
      assert.deepEqual(await card(), ['enabled', financial, `${kind} requested`]);
      done(await ask(service));
      assert.deepEqual((await card()).length, 3, 'asked twice it is asked once');
      assert.deepEqual(await verifyPerson(city, person.personId), []);
    });

  it('R-LOSS-11, R-LOSS-13, R-BANK-10: nowhere else, by nobody else, and not in another state', async () => {
    const other = counter({ outletId: otherOutlet, bank: '105' });
    const street = counter({ outletId: 'street-1', bank: null });
    for (const service of ['report-formal-loss-finance', 'change-bank-phone'] as const) {
      const phone = '19900000042';
      assert.equal(codeOf(await ask(service, other, { phone })), 'NOT_ISSUING_BANK');
      assert.equal(codeOf(await ask(service, street, { channel: 'street', phone })), 'SERVICE_NOT_AT_CHANNEL');
      assert.equal(codeOf(await ask(service, street, { channel: 'hotline', phone })), 'SERVICE_NOT_AT_CHANNEL');
      assert.equal(codeOf(await ask(service, counter({ documents: [] }), { phone })), 'DOCUMENT_MISSING');
      assert.equal(codeOf(await ask(service, counter(), { actor: 'agent', phone })), 'ACTOR_NOT_ALLOWED');
    }
    assert.equal(codeOf(await ask('release-finance')), 'WRONG_STATE');
    await setFinancial('not-activated');
    assert.equal(codeOf(await ask('report-formal-loss-finance')), 'WRONG_STATE');
    assert.deepEqual(await card(), ['enabled', 'not-activated']);
  });

  it('R-INFO-02, C-39: the phone the bank keeps: forwarded sealed, no event and no key holds it, ours unchanged', async () => {
    assert.equal(codeOf(await ask('change-bank-phone', counter(), { phone: '010-1234' })), 'PHONE_NOT_A_MOBILE');
    done(await ask('change-bank-phone', counter(), { phone: '+86 199-0000-0042' }));
    const [given] = await listRequests(city, { bank: '102' });
    assert.deepEqual([given?.kind, given?.content], ['change-phone', { phone: '19900000042' }]);
    const facts = await sql`select facts::text from events where person_id = ${person.personId}`;
    assert.ok(facts.every((row) => !row.facts.includes('19900000042')));
    assert.deepEqual((await card()).slice(0, 2), ['enabled', 'active']);
    city.passTime({ minutes: 1 });
    done(await ask('change-bank-phone', counter(), { phone: '19900000043' }));
    assert.deepEqual(
      (await card()).slice(2),
      ['change-phone replaced', 'change-phone requested'],
      'the last number counts',
    );
  });
});

describe('the bank itself', () => {
  it('R-BANK-10: reports what it did at its own counter, which answers what it was still asked', async () => {
    done(await ask('report-formal-loss-finance'));
    const bank = counter({ by: 'bank' });
    assert.deepEqual(
      done(await ask('report-formal-loss-finance', bank, { actorId: '102' })).financial,
      'formally-lost',
    );
    assert.deepEqual(await card(), ['enabled', 'formally-lost', 'formal-loss replaced']);
    assert.equal(done(await ask('release-finance', bank, { actorId: '102' })).financial, 'active');
  });

  it('R-LOSS-04: ends a suspension after its own time, not with the 15 days, and the two states are told apart', async () => {
    const lost = { service: 'report-temporary-loss', actor: 'holder', actorId: person.personId, level: 3 } as const;
    const named = { personId: person.personId, cardId, channel: 'minsheng', key: freshKey() } as const;
    done(await changeLoss(city, { ...lost, ...named }));
    const report = async (financial: ReportedState, bank = '102') =>
      reportAccount(city, { bank, key: freshKey(), cardNumber: await cardNumber(), financial });
    done(await report('suspended'));
    assert.deepEqual(await card(), ['temporarily-lost', 'suspended', 'suspend replaced']);
    city.passTime({ hours: 360 });
    await sweepLosses(city);
    assert.deepEqual((await card()).slice(0, 2), ['enabled', 'suspended']);
    city.passTime({ hours: 24 * 15 });
    assert.equal(codeOf(await report('active', '105')), 'CARD_UNKNOWN', 'another bank’s card');
    done(await report('active'));
    done(await report('active'));
    assert.deepEqual((await card()).slice(0, 2), ['enabled', 'active']);
    await setFinancial('not-activated');
    assert.equal(codeOf(await report('suspended')), 'WRONG_ACCOUNT_STATE');
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });
});

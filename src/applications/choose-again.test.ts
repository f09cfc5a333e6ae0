// Shows that a refused account and a returned card go on under the same number, whole, whoever is faster.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, codeOf, done, freshKey, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { reportReturned } from '../delivery/report-returned.ts';
import type { PersonRecord } from '../people/person.ts';
import { listOrders } from '../production/list-orders.ts';
import { reportAccountRefused } from '../production/report-account-refused.ts';
import { type BankChoosing, chooseAnotherBank } from './choose-another-bank.ts';
import { chooseDeliveryAgain } from './choose-delivery-again.ts';
import type { Choosing } from './choosing.ts';
import { deliveryChoice } from './delivery-choice.ts';
import { findProgress } from './find-progress.ts';
import type { Submitted } from './submit-application.ts';
import { withdrawApplication } from './withdraw-application.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;
let submitted: Submitted;

const parcel = { recipient: '张试验', recipientPhone: '19900000002', address: '试验路9号院1号楼', postcode: '' };
const byMail = deliveryChoice.parse({ delivery: 'mail', ...parcel });
const acting = () =>
  ({ personId: person.personId, actor: 'holder', actorId: person.personId, level: 3, channel: 'website' }) as const;
const choosing = (changes: Partial<Choosing> = {}): Choosing => ({
  ...{ ...acting(), key: freshKey(), number: submitted.number, choice: byMail },
  ...changes,
});
const chooseBank = (changes: Partial<BankChoosing> = {}) =>
  chooseAnotherBank(city, { ...choosing(), bank: '104', consents: ['share-with-bank'], ...changes });
const progress = async () => {
  const found = await findProgress(city, { personId: person.personId, number: submitted.number });
  assert.ok(found);
  return found;
};
const refuse = (bank = submitted.bank, key = freshKey()) =>
  reportAccountRefused(city, { bank, number: submitted.number, key, body: { reason: 'account-limit' } });
const orders = async () =>
  sql`select bank, state from orders where person_id = ${person.personId} order by visible_at`.then((rows) =>
    rows.map(({ bank, state }) => `${bank} ${state}`),
  );
const messagesQueued = async () => {
  const [row] = await sql`select count(*)::int as count from jobs where person_id = ${person.personId}`;
  return row?.count;
};

/** Free to choose among sixteen banks. */
const flexible = {
  groups: ['flexible'],
  birthDate: Temporal.PlainDate.from('1980-03-02'),
  pensionBanks: [],
  retiredOn: null,
} as const;

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys, flexible);
  submitted = await apply(city, person.personId, { ...mailForm, bank: '102' });
});

describe('another bank after one refused', () => {
  it('R-BANK-14: is not one that refuses the occupation', async () => {
    city.setClock(Temporal.Instant.from('2026-01-05T01:00:00Z'));
    person = await insertTestPerson(sql, keys, { ...flexible, groups: ['employee'] });
    submitted = await apply(city, person.personId, { ...mailForm, bank: '104', occupation: 'freelance' });
    done(await refuse());
    assert.equal(codeOf(await chooseBank({ bank: '102' })), 'OCCUPATION_NOT_ACCEPTED_BY_BANK');
    assert.equal(codeOf(await chooseBank({ bank: '105' })), 'ok');
  });

  it('R-BANK-10, R-PROD-01: says why, keeps the number, and counts the last day from the choice', async () => {
    done(await refuse());
    const before = await progress();
    assert.deepEqual(before.waitsFor, { choice: 'bank', reason: 'account-limit', triedBanks: ['102'] });
    city.setClock(Temporal.Instant.from('2025-10-20T09:00:00+08:00'));
    const answer = done(await chooseBank());
    assert.deepEqual(answer, {
      number: submitted.number,
      bank: '104',
      dueOn: '2025-11-19',
      withdrawUntil: '2025-10-20T01:10:00Z',
    });
    const after = await progress();
    assert.deepEqual(
      [after.state, after.bank, String(after.dueOn), after.waitsFor],
      ['submitted', '104', '2025-11-19', null],
    );
    assert.equal(after.milestones.at(-1)?.step, 'bank-chosen');
    assert.deepEqual(await orders(), ['102 acknowledged', '104 waiting']);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-PHOTO-02: gets pictures that were taken meanwhile in place of the former ones, and what it refuses ends too', async () => {
    await insertTestUploads(city, person.personId);
    done(await refuse());
    done(await chooseBank());
    city.passTime({ minutes: 10 });
    const pictures = () => sql`
      select kind, count(*)::int as count from uploads where person_id = ${person.personId} group by kind order by kind`;
    const oneEach = ['card-photo', 'id-back', 'id-front'].map((kind) => ({ kind, count: 1 }));
    assert.deepEqual([...(await pictures())], oneEach);
    done(await refuse('104'));
    assert.deepEqual([...(await pictures())], oneEach);
  });

  it('the new bank sees it after its own ten minutes, until then it can be withdrawn; the old one hears nothing', async () => {
    done(await refuse(undefined, 'return-file'));
    done(await chooseBank());
    assert.deepEqual(await listOrders(city, { bank: '104' }), []);
    city.passTime({ minutes: 10 });
    const [order] = await listOrders(city, { bank: '104' });
    assert.deepEqual([order?.number, order?.task, order?.address], [submitted.number, 'issue', parcel.address]);
    // The return file of the old bank once more, under the same key and a fresh one.
    for (const key of ['return-file', freshKey()])
      assert.equal(done(await refuse('102', key)).state, 'account-refused');
    await assert.rejects(reportsOf(city, submitted).opened(), /ORDER_UNKNOWN/);
    await reportsOf(city, { ...submitted, bank: '104' }).opened();
    assert.equal((await progress()).state, 'in-production');
  });

  it('can be withdrawn within the ten minutes', async () => {
    done(await refuse());
    done(await chooseBank());
    const withdrawal = { ...acting(), key: freshKey(), number: submitted.number };
    done(await withdrawApplication(city, withdrawal));
    assert.deepEqual(await orders(), ['102 acknowledged', '104 withdrawn']);
  });

  it('one choice wins, and the same key is one choice', async () => {
    done(await refuse());
    const before = await messagesQueued();
    const key = freshKey();
    const results = await Promise.all([
      chooseBank({ key }),
      chooseBank({ key }),
      chooseBank({ bank: '103' }),
      chooseBank({ bank: '105' }),
    ]);
    const banks = new Set(results.flatMap((result) => (result.ok ? [result.value.bank] : [])));
    assert.equal(banks.size, 1);
    for (const result of results) assert.ok(result.ok || result.code === 'NOTHING_TO_CHOOSE', codeOf(result));
    assert.equal((await orders()).length, 2);
    assert.equal(await messagesQueued(), before + 1);
    assert.equal(codeOf(await chooseBank({ key, bank: '301' })), banks.has('104') ? 'KEY_REUSED' : 'NOTHING_TO_CHOOSE');
  });

  it('a new application and another bank at the same moment: at most one runs', async () => {
    done(await refuse());
    await Promise.allSettled([chooseBank(), apply(city, person.personId, { ...mailForm, bank: '103' })]);
    const [row] = await sql`
      select count(*)::int as running from applications where person_id = ${person.personId} and state = 'submitted'`;
    assert.equal(row?.running, 1);
    assert.ok(['RUNNING_APPLICATION', 'NOTHING_TO_CHOOSE'].includes(codeOf(await chooseBank({ bank: '105' }))));
  });

  it('not the bank that refused, not an outlet of another bank, not without proof, not twice', async () => {
    const outletId = await insertTestOutlet(sql, '102');
    done(await refuse());
    assert.equal(codeOf(await chooseBank({ bank: '102' })), 'BANK_REFUSED_BEFORE');
    assert.equal(codeOf(await chooseBank({ choice: { delivery: 'outlet', outletId } })), 'OUTLET_NOT_OF_BANK');
    assert.equal(codeOf(await chooseBank({ consents: [] })), 'CONSENT_MISSING', 'it was given for the other bank');
    assert.equal(codeOf(await chooseBank({ level: 2 })), 'LEVEL_TOO_LOW');
    assert.equal(codeOf(await chooseBank({ bank: '999' })), 'BANK_NOT_COOPERATING');
    done(await chooseBank());
    assert.equal(codeOf(await chooseBank({ bank: '105' })), 'NOTHING_TO_CHOOSE');
  });

  it('R-BANK-04: a retiree of the centralized phase has no other bank', async () => {
    person = await insertTestPerson(sql, keys);
    submitted = await apply(city, person.personId);
    done(await refuse());
    assert.equal(codeOf(await chooseBank()), 'BANK_FIXED');
    assert.equal(codeOf(await chooseBank({ bank: '102' })), 'BANK_REFUSED_BEFORE');
  });
});

describe('another way for a card that came back', () => {
  const mailed = async () => {
    const reports = reportsOf(city, submitted);
    await reports.opened();
    await reports.produced();
    await reports.mailed();
  };
  const returned = async (key = freshKey()) =>
    reportReturned(city, { bank: '102', number: submitted.number, key, body: { reason: 'undeliverable' } });
  const again = (changes: Partial<Choosing> = {}) => chooseDeliveryAgain(city, choosing(changes));

  it('R-DELIV-03: the bank keeps it, the person is told, and collects it at an outlet of the same bank', async () => {
    const outletId = await insertTestOutlet(sql, '102');
    await mailed();
    const before = await messagesQueued();
    done(await returned('r'));
    assert.deepEqual(await returned('r'), await returned());
    assert.equal(await messagesQueued(), before + 1);
    const waiting = await progress();
    assert.deepEqual(waiting.waitsFor, { choice: 'delivery', reason: 'undeliverable' });
    assert.equal(waiting.cardToEnable, null, 'nobody enables a card that lies at the bank');
    done(await again({ choice: { delivery: 'outlet', outletId } }));
    const own = async () =>
      (await listOrders(city, { bank: '102' })).filter(({ number }) => number === submitted.number);
    const [order] = await own();
    assert.deepEqual(
      [order?.task, order?.delivery, order?.outletId, order?.address],
      ['deliver', 'outlet', outletId, null],
    );
    const reports = reportsOf(city, submitted);
    await reports.ready(outletId);
    assert.deepEqual(await own(), [], 'a report acknowledges');
    await reports.handedOver(outletId);
    assert.equal((await progress()).state, 'collected');
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-DELIV-06: or it is mailed to another address, and may come back again', async () => {
    await mailed();
    for (const address of ['试验路7号院甲楼', '试验路8号院乙楼']) {
      done(await returned());
      done(await again({ choice: deliveryChoice.parse({ delivery: 'mail', ...parcel, address }) }));
      const found = await progress();
      assert.deepEqual([found.state, found.parcel.address, found.trackingNumber], ['produced', address, null]);
      await reportsOf(city, submitted).mailed();
    }
    assert.equal((await progress()).state, 'mailed');
  });

  it('is chosen once, also at the same moment, and only when it came back', async () => {
    await mailed();
    assert.equal(codeOf(await again()), 'NOTHING_TO_CHOOSE');
    done(await returned());
    const key = freshKey();
    const codes = (await Promise.all([again({ key }), again({ key }), again(), again()])).map(codeOf).sort();
    assert.ok(
      codes.includes('ok') && codes.every((code) => code === 'ok' || code === 'NOTHING_TO_CHOOSE'),
      String(codes),
    );
    const steps = (await progress()).milestones.filter(({ step }) => step === 'delivery-chosen');
    assert.equal(steps.length, 1);
    assert.equal(codeOf(await again({ level: 2, key: freshKey() })), 'LEVEL_TOO_LOW');
  });

  it('unclaimed is a word for an outlet, the others for the mail', async () => {
    await mailed();
    const unclaimed = {
      bank: '102',
      number: submitted.number,
      key: freshKey(),
      body: { reason: 'unclaimed' },
    } as const;
    assert.equal(codeOf(await reportReturned(city, unclaimed)), 'DELIVERY_IS_ANOTHER');
    const other = await insertTestPerson(sql, keys);
    assert.equal(codeOf(await again({ personId: other.personId, actorId: other.personId })), 'APPLICATION_UNKNOWN');
  });
});

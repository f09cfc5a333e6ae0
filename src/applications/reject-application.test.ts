// Shows that an application that was sent back goes on under its number once it is corrected, whole, whoever is faster.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, codeOf, done, freshKey, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { type CardId, newId } from '../base/ids.ts';
import { changeLoss } from '../cards/change-loss.ts';
import { reportReturned } from '../delivery/report-returned.ts';
import type { PersonRecord } from '../people/person.ts';
import { sweepUploads } from '../photos/sweep-uploads.ts';
import { acknowledgeOrders } from '../production/acknowledge-orders.ts';
import { listOrders } from '../production/list-orders.ts';
import { reportAccountRefused } from '../production/report-account-refused.ts';
import { applicationForm } from './application-form.ts';
import { chooseAnotherBank } from './choose-another-bank.ts';
import { deliveryChoice } from './delivery-choice.ts';
import { findProgress } from './find-progress.ts';
import { findPublicProgress } from './find-public-progress.ts';
import { findSentBack } from './find-sent-back.ts';
import { holdApplication } from './hold-application.ts';
import { rejectApplication } from './reject-application.ts';
import type { RejectionReason } from './rejection-reasons.ts';
import { type Resubmission, resubmitApplication } from './resubmit-application.ts';
import type { Submitted } from './submit-application.ts';
import { withdrawApplication } from './withdraw-application.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;
let submitted: Submitted;

const acting = () =>
  ({ personId: person.personId, actor: 'holder', actorId: person.personId, level: 3, channel: 'website' }) as const;
const reject = (reasons: readonly RejectionReason[] = ['id-photo-unreadable'], key = freshKey()) =>
  rejectApplication(city, { clerkId: 'clerk-1', key, number: submitted.number, reasons });
const corrected = { ...mailForm, bank: '102', address: '试验路9号院1号楼' };
const resubmit = (changes: Partial<Resubmission> = {}, form: object = corrected) =>
  resubmitApplication(city, {
    ...{ ...acting(), key: freshKey(), number: submitted.number, form: applicationForm.parse(form) },
    ...changes,
  });
const progress = async () => {
  const found = await findProgress(city, { personId: person.personId, number: submitted.number });
  assert.ok(found);
  return found;
};
const orders = async () =>
  sql`select bank, state from orders where person_id = ${person.personId} order by bank`.then((rows) =>
    rows.map(({ bank, state }) => `${bank} ${state}`),
  );
const ownOrders = async (bank = '102') =>
  (await listOrders(city, { bank })).filter(({ number }) => number === submitted.number);
const pictures = async () =>
  sql`select kind, application_id is null as waits from uploads where person_id = ${person.personId} order by kind`.then(
    (rows) => rows.map(({ kind, waits }) => `${kind} ${waits ? 'waits' : 'sent'}`),
  );
/** New pictures take the place of what is missing, as `uploadPhoto` would put them there. */
const sendAgain = () => insertTestUploads(city, person.personId);

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

describe('an application that is sent back', () => {
  it('3.3-f: leaves the feed of its bank, says why in codes, and the person is told once', async () => {
    assert.equal((await ownOrders()).length, 1);
    const [before] =
      await sql`select count(*)::int as count from jobs where kind = 'send-message' and person_id = ${person.personId}`;
    const reasons = ['id-photo-unreadable', 'contact-incomplete'] as const;
    const first = done(await reject(reasons, 'r'));
    assert.deepEqual(first, { number: submitted.number, state: 'rejected' });
    assert.deepEqual(done(await reject(reasons, 'r')), first, 'the same key is the same rejection');
    assert.equal(codeOf(await reject(['id-expired'], 'r')), 'KEY_REUSED');
    assert.equal(codeOf(await reject()), 'WRONG_STATE');
    const [after] =
      await sql`select count(*)::int as count from jobs where kind = 'send-message' and person_id = ${person.personId}`;
    assert.equal(after?.count, before?.count + 1);
    assert.deepEqual([await orders(), await ownOrders()], [['102 withdrawn'], []]);
    const found = await progress();
    assert.deepEqual(found.waitsFor, { choice: 'correction', reasons });
    assert.deepEqual([found.milestones.at(-1)?.step, found.late, found.withdrawUntil], ['rejected', false, null]);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('tells a bank that had taken it over that it is sent back, and one without a right nothing', async () => {
    const [taken] = await acknowledgeOrders(city, { bank: '102', key: freshKey(), numbers: [submitted.number] });
    assert.ok(taken?.result.ok);
    done(await reject());
    await assert.rejects(reportsOf(city, submitted).opened(), /WRONG_STATE.*rejected/);
    await assert.rejects(reportsOf(city, { ...submitted, bank: '104' }).opened(), /ORDER_UNKNOWN/);
  });

  it('is none of a number nobody has, none in production, and none without a reason', async () => {
    const given = { clerkId: 'clerk-1', key: freshKey(), reasons: ['id-expired'] as const };
    assert.equal(codeOf(await rejectApplication(city, { ...given, number: '0000-0000-0000' })), 'APPLICATION_UNKNOWN');
    await reportsOf(city, submitted).opened();
    assert.equal(codeOf(await reject()), 'WRONG_STATE');
    await assert.rejects(rejectApplication(city, { ...given, number: submitted.number, reasons: [] }), RangeError);
  });

  const accounts = { 'not-activated': { financial: 'cancelled' }, active: {} } as const;
  for (const [account, told] of Object.entries(accounts))
    it(`G-09, R-BANK-10: ends a card that was lost on its way, its account ${account}, and its event says what it was`, async () => {
      const reports = reportsOf(city, submitted);
      await reports.opened();
      await reports.produced();
      await reports.mailed();
      const cards = () => sql<{ cardId: CardId; now: string }[]>`
      select card_id as "cardId", social_security || ' ' || financial || ' ' || (lost_until is not null) as now from cards
      where person_id = ${person.personId}`;
      const [{ cardId } = { cardId: newId<CardId>() }] = await cards();
      const { number, bank } = submitted;
      const asker = { ...acting(), cardId, key: freshKey() };
      await sql`update cards set financial = ${account} where card_id = ${cardId}`;
      done(await changeLoss(city, { ...asker, service: 'report-temporary-loss' }));
      done(await reportReturned(city, { bank, number, key: freshKey(), body: { reason: 'undeliverable' } }));
      done(await holdApplication(city, { clerkId: 'clerk-1', key: freshKey(), number, reasons: ['under-review'] }));
      done(await reject());
      assert.deepEqual(
        (await cards()).map(({ now }) => now),
        [`cancelled ${account === 'active' ? account : 'cancelled'} false`],
      );
      const [event] = await sql`
      select facts from events where person_id = ${person.personId} and action = 'void-card'`;
      assert.deepEqual(event?.facts, { from: 'temporarily-lost', to: 'cancelled', ...told });
      assert.deepEqual(await verifyPerson(city, person.personId), []);
    });

  it('C-56: does not keep its person from a fresh application, which then keeps it from being sent again', async () => {
    done(await reject());
    await sendAgain();
    await apply(city, person.personId, { ...mailForm, bank: '103' });
    await sendAgain();
    assert.equal(codeOf(await resubmit()), 'RUNNING_APPLICATION');
  });

  it('one of rejection, withdrawal and opened account wins', async () => {
    const withdrawal = { ...acting(), key: freshKey(), number: submitted.number };
    const results = await Promise.allSettled([
      reject().then(codeOf),
      withdrawApplication(city, withdrawal).then(codeOf),
      reportsOf(city, submitted)
        .opened()
        .then(() => 'ok'),
    ]);
    const won = results.filter((result) => result.status === 'fulfilled' && result.value === 'ok');
    assert.equal(won.length, 1);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('shows nothing of its reasons to whoever only knows the number', async () => {
    done(await reject());
    const found = await findPublicProgress(city, { number: submitted.number, idLastFour: person.idNumber.slice(-4) });
    assert.equal(found?.state, 'rejected');
    assert.deepEqual(Object.keys(found ?? {}).sort(), [
      ...['bank', 'delivery', 'dueOn', 'late', 'milestones', 'number', 'service', 'state'],
    ]);
  });
});

describe('an application that is corrected', () => {
  it('R-PROD-01: goes on under its number with a new last day, and its bank sees what was corrected after ten minutes', async () => {
    done(await reject());
    city.setClock(Temporal.Instant.from('2025-10-20T09:00:00+08:00'));
    await sendAgain();
    const key = freshKey();
    const answer = done(await resubmit({ key }));
    assert.deepEqual([answer.number, answer.bank, answer.dueOn], [submitted.number, '102', '2025-11-19']);
    assert.deepEqual(done(await resubmit({ key })), answer, 'the same click again');
    assert.equal(codeOf(await resubmit()), 'NOTHING_TO_CORRECT');
    assert.deepEqual(await ownOrders(), []);
    city.passTime({ minutes: 10 });
    const [order] = await ownOrders();
    assert.deepEqual(
      [order?.task, order?.address, order?.images],
      ['issue', corrected.address, ['card-photo', 'id-back', 'id-front']],
    );
    await reportsOf(city, submitted).opened();
    const found = await progress();
    assert.deepEqual([found.state, found.waitsFor], ['in-production', null]);
    const steps = found.milestones.map(({ step }) => step);
    assert.deepEqual(steps, ['submitted', 'rejected', 'resubmitted', 'acknowledged', 'in-production']);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-GROUP-09: sends what was right again, needs what was wrong anew, and keeps no picture twice', async () => {
    done(await reject());
    assert.deepEqual(await pictures(), ['card-photo waits', 'id-back sent', 'id-front sent']);
    assert.equal(codeOf(await resubmit()), 'ID_IMAGE_REQUIRED');
    city.passTime({ hours: 24 * 29 });
    await sweepUploads(city);
    assert.equal((await pictures()).length, 3, 'kept longer than those of a form nobody sent');
    await sendAgain();
    done(await resubmit());
    assert.deepEqual(await pictures(), ['card-photo sent', 'id-back sent', 'id-front sent']);
    city.passTime({ hours: 24 * 365 });
    await sweepUploads(city);
    assert.equal((await pictures()).length, 3, 'they stay while it runs');
  });

  it('R-PHOTO-01: a photo on file that was not accepted is not sent again', async () => {
    await sql`insert into photos_on_file values (${person.personId}, '', now())`;
    await sql`delete from uploads where person_id = ${person.personId} and application_id is null`;
    done(await withdrawApplication(city, { ...acting(), key: freshKey(), number: submitted.number }));
    submitted = await apply(city, person.personId, { ...mailForm, bank: '102', photo: 'on-file' });
    done(await reject(['card-photo-unsuitable']));
    assert.equal(codeOf(await resubmit({}, { ...corrected, photo: 'on-file' })), 'PHOTO_REQUIRED');
    await sendAgain();
    done(await resubmit());
  });

  it('may go to another bank, whose order it is then, and come back to the first one', async () => {
    done(await reject());
    await sendAgain();
    assert.equal(codeOf(await resubmit({}, { ...corrected, bank: '104', consents: [] })), 'CONSENT_MISSING');
    done(await resubmit({}, { ...corrected, bank: '104' }));
    assert.deepEqual(await orders(), ['102 withdrawn', '104 waiting']);
    city.passTime({ minutes: 10 });
    await assert.rejects(reportsOf(city, submitted).opened(), /ORDER_UNKNOWN/);
    const refusal = { bank: '104', number: submitted.number, key: freshKey(), body: { reason: 'other' } } as const;
    assert.equal(codeOf(await reportAccountRefused(city, { ...refusal, bank: '102' })), 'ORDER_UNKNOWN');
    done(await reportAccountRefused(city, refusal));
    const parcel = { recipient: '张试验', recipientPhone: '19900000002', address: '试验路9号院1号楼', postcode: '' };
    const choice = deliveryChoice.parse({ delivery: 'mail', ...parcel });
    const choosing = { ...acting(), key: freshKey(), number: submitted.number, choice, consents: [] };
    done(await chooseAnotherBank(city, { ...choosing, bank: '102' }));
    assert.deepEqual(await orders(), ['102 waiting', '104 acknowledged']);
    done(await reject(['mail-data-incomplete']));
    assert.deepEqual(await orders(), ['102 withdrawn', '104 acknowledged'], 'who refused still hears what it heard');
    assert.equal(codeOf(await resubmit({}, { ...corrected, bank: '104' })), 'BANK_REFUSED_BEFORE');
    done(await resubmit());
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('is one however often and from wherever it is sent', async () => {
    done(await reject(['contact-incomplete']));
    const key = freshKey();
    const codes = (
      await Promise.all([resubmit({ key }), resubmit({ key }), resubmit(), resubmit({}, { ...corrected, bank: '103' })])
    ).map(codeOf);
    assert.ok(
      codes.includes('ok') && codes.every((code) => code === 'ok' || code === 'NOTHING_TO_CORRECT'),
      `${codes}`,
    );
    assert.equal((await progress()).milestones.filter(({ step }) => step === 'resubmitted').length, 1);
  });

  it('a correction and a fresh application at the same moment: at most one runs', async () => {
    done(await reject(['contact-incomplete']));
    await Promise.allSettled([resubmit(), apply(city, person.personId, { ...mailForm, bank: '103' })]);
    const [row] = await sql`
      select count(*)::int as running from applications where person_id = ${person.personId} and state = 'submitted'`;
    assert.equal(row?.running, 1);
  });

  it('R-CHAN-21, R-DELIV-03: needs the proof and the outlet a fresh one needs, and is nobody else’s', async () => {
    const outletId = await insertTestOutlet(sql, '104');
    done(await reject(['contact-incomplete']));
    const other = await insertTestPerson(sql, keys, flexible);
    assert.equal(codeOf(await resubmit({ level: 2 })), 'LEVEL_TOO_LOW');
    assert.equal(codeOf(await resubmit({}, { ...corrected, delivery: 'outlet', outletId })), 'OUTLET_NOT_OF_BANK');
    assert.equal(codeOf(await resubmit({ personId: other.personId, actorId: other.personId })), 'APPLICATION_UNKNOWN');
    done(await resubmit());
  });

  it('can be sent back and corrected again; then the last reasons count', async () => {
    done(await reject(['contact-incomplete']));
    done(await resubmit());
    assert.equal(await findSentBack(city, { personId: person.personId, number: submitted.number }), undefined);
    done(await reject(['mail-data-incomplete']));
    const sentBack = await findSentBack(city, { personId: person.personId, number: submitted.number });
    assert.deepEqual(
      [sentBack?.reasons, sentBack?.content.address, sentBack?.bank],
      [['mail-data-incomplete'], corrected.address, '102'],
    );
    done(await resubmit());
  });
});

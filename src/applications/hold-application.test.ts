// Shows that facts are checked again when a card is made and handed over, and what holding, letting go on and sending back do (G-38).
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, chip, codeOf, done, freshKey, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { listEvents } from '../audit/audit-store.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { handedOverBody, reportHandedOver } from '../delivery/report-handed-over.ts';
import { reportMailed } from '../delivery/report-mailed.ts';
import type { PersonRecord } from '../people/person.ts';
import { insertRecordChanges } from '../people/record-changes-store.ts';
import { acknowledgeOrders } from '../production/acknowledge-orders.ts';
import { listOrders } from '../production/list-orders.ts';
import { reportAccountOpened } from '../production/report-account-opened.ts';
import { reportProduced } from '../production/report-produced.ts';
import { applicationForm } from './application-form.ts';
import { findProgress } from './find-progress.ts';
import { holdApplication } from './hold-application.ts';
import type { HoldReason } from './hold-reasons.ts';
import { rejectApplication } from './reject-application.ts';
import { releaseApplication } from './release-application.ts';
import { resubmitApplication } from './resubmit-application.ts';
import type { Submitted } from './submit-application.ts';

const city = await testCity();
const { sql, keys } = city;
const outlet103 = await insertTestOutlet(sql, '103');
let person: PersonRecord;
let submitted: Submitted;

const flexible = {
  groups: ['flexible'],
  birthDate: Temporal.PlainDate.from('1980-03-02'),
  pensionBanks: [],
  retiredOn: null,
} as const;
const clerk = () => ({ clerkId: 'clerk-1', key: freshKey(), number: submitted.number });
const hold = (reasons: readonly HoldReason[] = ['under-review']) => holdApplication(city, { ...clerk(), reasons });
const release = () => releaseApplication(city, clerk());
const given = <Body>(body: Body) => ({ bank: submitted.bank, number: submitted.number, key: freshKey(), body });
const progress = async () => {
  const found = await findProgress(city, { personId: person.personId, number: submitted.number });
  assert.ok(found);
  return found;
};
const state = async () => (await progress()).state;
const inFeed = async () => (await listOrders(city, { bank: '103' })).some(({ number }) => number === submitted.number);
const die = () => sql`update insured_records set died_on = '2025-10-09' where person_id = ${person.personId}`;
const rename = (holdsFrom = '2025-10-09') =>
  insertRecordChanges(
    sql,
    [
      {
        ...{ personId: person.personId, eventSeq: Math.floor(Math.random() * 1e6), fact: 'name' },
        ...{ holdsFrom: Temporal.PlainDate.from(holdsFrom), sealed: Buffer.of(1) },
      },
    ],
    city.businessClock(),
  );
const messages = async () => {
  const [row] =
    await sql`select count(*)::int as count from jobs where kind = 'send-message' and person_id = ${person.personId}`;
  return row?.count;
};

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys, flexible);
  submitted = await apply(city, person.personId, { ...mailForm, bank: '103' });
});

describe('G-38: facts that change between application and hand-over', () => {
  it('refuse the report of production with code and reason, and hold the application by a command of the program', async () => {
    await reportsOf(city, submitted).opened();
    await die();
    const before = await messages();
    const body = chip();
    const refused = await reportProduced(city, given(body));
    assert.deepEqual(refused.ok || [refused.code, refused.facts], [
      'FACTS_CHANGED',
      { state: 'on-hold', reasons: ['death'] },
    ]);
    assert.equal(await messages(), before + 1, 'the person is told once');
    const again = await reportProduced(city, given(body));
    assert.deepEqual(again.ok || [again.code, again.facts], ['WRONG_STATE', { state: 'on-hold' }]);
    const event = (await listEvents(sql, person.personId)).at(-1);
    assert.deepEqual(
      [event?.action, event?.actor, event?.facts],
      ['hold-application', 'system', { from: 'in-production', to: 'on-hold', reasons: 'death' }],
    );
    const { held, milestones, cardToEnable } = await progress();
    assert.deepEqual([held, milestones.at(-1)?.step, cardToEnable], [['death'], 'on-hold', null]);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('are let go on with by the bureau, and then hold it no second time', async () => {
    await reportsOf(city, submitted).opened();
    await die();
    assert.equal(codeOf(await reportProduced(city, given(chip()))), 'FACTS_CHANGED');
    city.passTime({ hours: 30 });
    assert.deepEqual(done(await release()), { number: submitted.number, state: 'in-production' });
    await reportsOf(city, submitted).produced();
    assert.equal(await state(), 'produced');
  });

  it('count from when they became known: a new name holds once, and a newer one again', async () => {
    await reportsOf(city, submitted).opened();
    await rename();
    assert.equal(codeOf(await reportProduced(city, given(chip()))), 'FACTS_CHANGED');
    city.passTime({ hours: 1 });
    done(await release());
    await reportsOf(city, submitted).produced();
    assert.equal(codeOf(await reportMailed(city, given({ trackingNumber: 'EA1' }))), 'ok');
    const other = await insertTestPerson(sql, keys, flexible);
    person = other;
    submitted = await apply(city, other.personId, { ...mailForm, bank: '103' });
    await reportsOf(city, submitted).opened();
    await rename();
    assert.equal(codeOf(await reportProduced(city, given(chip()))), 'FACTS_CHANGED');
    city.passTime({ hours: 1 });
    done(await release());
    city.passTime({ hours: 1 });
    await rename();
    assert.equal(codeOf(await reportProduced(city, given(chip()))), 'FACTS_CHANGED');
  });

  it('that were known before it was made hold nothing', async () => {
    city.setClock(openingDay.subtract({ hours: 1 }));
    await rename();
    city.setClock(openingDay.add({ hours: 1 }));
    await reportsOf(city, submitted).opened();
    await reportsOf(city, submitted).produced();
  });

  it('are checked before a card goes to the post, and before it is handed over with all that was wished', async () => {
    await reportsOf(city, submitted).opened();
    await reportsOf(city, submitted).produced();
    await die();
    assert.equal(codeOf(await reportMailed(city, given({ trackingNumber: 'EA1' }))), 'FACTS_CHANGED');
    assert.equal(await state(), 'on-hold');

    person = await insertTestPerson(sql, keys, flexible);
    submitted = await apply(city, person.personId, {
      ...{ ...mailForm, bank: '103', delivery: 'outlet', outletId: outlet103 },
    });
    const reports = reportsOf(city, submitted);
    await reports.opened();
    await reports.produced();
    await reports.ready(outlet103);
    await die();
    const body = handedOverBody.parse({ outletId: outlet103, enable: true, activate: true });
    assert.equal(codeOf(await reportHandedOver(city, given(body))), 'FACTS_CHANGED');
    const [card] = await sql`select social_security, financial from cards where person_id = ${person.personId}`;
    assert.deepEqual({ ...card }, { social_security: 'not-enabled', financial: 'not-activated' });
    city.passTime({ hours: 24 * 40 });
    const reminders = () => sql`select waiting_since, remind_at from applications where number = ${submitted.number}`;
    assert.deepEqual(
      { ...(await reminders())[0] },
      { waiting_since: null, remind_at: null },
      'nobody is reminded of it',
    );
    done(await release());
    assert.equal(String((await reminders())[0]?.remind_at), String(city.businessClock().add({ hours: 24 * 15 })));
  });

  it('do not matter before: an account may be opened, which binds nobody', async () => {
    await rename();
    assert.equal(codeOf(await reportAccountOpened(city, given({}))), 'ok');
  });
});

describe('G-38: the bureau holds an application', () => {
  it('whose order leaves the feed of its bank and comes back as it was', async () => {
    assert.equal(await inFeed(), true);
    done(await hold());
    assert.equal(await inFeed(), false);
    const [taken] = await acknowledgeOrders(city, { bank: '103', key: freshKey(), numbers: [submitted.number] });
    assert.ok(taken && !taken.result.ok);
    assert.deepEqual([taken.result.code, taken.result.facts], ['WRONG_STATE', { state: 'on-hold' }]);
    const opened = await reportAccountOpened(city, given({}));
    assert.deepEqual(opened.ok || opened.facts, { state: 'on-hold' });
    assert.equal(codeOf(await hold()), 'WRONG_STATE', 'it is held already');
    assert.deepEqual(done(await release()), { number: submitted.number, state: 'submitted' });
    assert.equal(codeOf(await release()), 'WRONG_STATE', 'it is not held any more');
    assert.equal(await inFeed(), true);
    assert.deepEqual(
      (await progress()).milestones.map(({ step }) => step),
      ['submitted', 'on-hold', 'released'],
    );
  });

  it('leaves an order that its bank has taken over with that bank', async () => {
    await acknowledgeOrders(city, { bank: '103', key: freshKey(), numbers: [submitted.number] });
    done(await hold());
    done(await release());
    assert.equal(await inFeed(), false);
    await reportsOf(city, submitted).opened();
  });

  it('answers the same key with the same hold, and needs a reason', async () => {
    const asked = { ...clerk(), reasons: ['under-review'] as const };
    assert.deepEqual(await holdApplication(city, asked), await holdApplication(city, asked));
    await assert.rejects(hold([]), RangeError);
    assert.equal(
      codeOf(await holdApplication(city, { ...asked, key: 'x', number: '0000-0000-0000' })),
      'APPLICATION_UNKNOWN',
    );
    assert.equal(
      codeOf(await releaseApplication(city, { ...clerk(), number: '0000-0000-0000' })),
      'APPLICATION_UNKNOWN',
    );
  });

  it('C-56: keeps the person from a second application while it is held', async () => {
    done(await hold());
    await insertTestUploads(city, person.personId);
    await assert.rejects(apply(city, person.personId, { ...mailForm, bank: '104' }), /RUNNING_APPLICATION/);
  });

  it('R-PROD-01: does not stop the time limit', async () => {
    done(await hold());
    city.passTime({ hours: 24 * 31 });
    assert.deepEqual([(await progress()).late, (await progress()).urging], [true, 'open']);
  });

  it('sends it back from a hold: number and card are no more, and a corrected one begins anew', async () => {
    await reportsOf(city, submitted).opened();
    await reportsOf(city, submitted).produced();
    done(await hold(['name-changed']));
    done(await rejectApplication(city, { ...clerk(), reasons: ['record-differs'] }));
    const cards = () =>
      sql`select social_security, financial, ended_at is not null as ended from cards
        where person_id = ${person.personId} order by card_id`;
    const gone = { social_security: 'cancelled', financial: 'cancelled', ended: true };
    assert.deepEqual(
      (await cards()).map((card) => ({ ...card })),
      [gone],
    );
    const [row] = await sql`
      select state, card_id, held_from, held_for from applications where number = ${submitted.number}`;
    assert.deepEqual({ ...row }, { state: 'rejected', card_id: null, held_from: null, held_for: null });
    assert.equal(codeOf(await reportMailed(city, given({ trackingNumber: 'EA1' }))), 'WRONG_STATE');
    assert.deepEqual((await progress()).waitsFor, { choice: 'correction', reasons: ['record-differs'] });

    await insertTestUploads(city, person.personId);
    const acting = { personId: person.personId, actor: 'holder', actorId: person.personId, level: 3 } as const;
    const form = applicationForm.parse({ ...mailForm, bank: '103' });
    done(
      await resubmitApplication(city, {
        ...{ ...acting, channel: 'website', key: freshKey(), number: submitted.number, form },
      }),
    );
    city.passTime({ minutes: 10 });
    const reports = reportsOf(city, submitted);
    await reports.opened();
    await reports.produced();
    await reports.mailed();
    assert.deepEqual(
      (await cards()).map(({ social_security }) => social_security),
      ['cancelled', 'not-enabled'],
    );
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-ELIG-01: whom nobody can make a card for any more cannot send it again', async () => {
    done(await hold());
    await die();
    done(await rejectApplication(city, { ...clerk(), reasons: ['not-entitled'] }));
    await insertTestUploads(city, person.personId);
    const acting = { personId: person.personId, actor: 'guardian', actorId: person.personId, level: 3 } as const;
    const form = applicationForm.parse({ ...mailForm, bank: '103' });
    const again = { ...acting, channel: 'website', key: freshKey(), number: submitted.number, form } as const;
    assert.equal(codeOf(await resubmitApplication(city, again)), 'NOT_INSURED');
  });

  it('cannot once the card is on its way', async () => {
    const reports = reportsOf(city, submitted);
    await reports.opened();
    await reports.produced();
    await reports.mailed();
    assert.equal(codeOf(await hold()), 'WRONG_STATE');
  });

  it('one of two clerks who let it go on and send it back wins', async () => {
    done(await hold());
    const reject = rejectApplication(city, { ...clerk(), reasons: ['not-entitled'] });
    const codes = await Promise.all([release().then(codeOf), reject.then(codeOf)]);
    assert.ok(codes.includes('ok'), codes.join(' '));
    const now = await state();
    assert.ok(now === 'rejected' || (now === 'submitted' && !codes.every((code) => code === 'ok')), `${now} ${codes}`);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });
});

// Shows what a bank can report about an order: in order, once, and about its own orders only.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, chip, codeOf, freshKey, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { applicationForm } from '../applications/application-form.ts';
import type { Submitted } from '../applications/submit-application.ts';
import { submitApplication } from '../applications/submit-application.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { cardNumberLength, openCard } from '../cards/card.ts';
import { handedOverBody, reportHandedOver } from '../delivery/report-handed-over.ts';
import { reportMailed } from '../delivery/report-mailed.ts';
import { reportReadyAtOutlet } from '../delivery/report-ready-at-outlet.ts';
import type { PersonRecord } from '../people/person.ts';
import { reportAccountOpened } from './report-account-opened.ts';
import { reportAccountRefused } from './report-account-refused.ts';
import { producedBody, reportProduced } from './report-produced.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;
let submitted: Submitted;

const given = <Body>(body: Body, changes: { bank?: string; number?: string; key?: string } = {}) => ({
  ...{ bank: submitted.bank, number: submitted.number, key: freshKey(), body },
  ...changes,
});
const stateNow = async (): Promise<string> => {
  const [row] = await sql`select state from applications where person_id = ${person.personId}`;
  return row?.state;
};
const eventCount = async (): Promise<number> => {
  const [row] = await sql`select event_count from people where person_id = ${person.personId}`;
  return row?.event_count;
};
const outletForm = (outletId: string) => ({ ...mailForm, delivery: 'outlet', outletId });

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
  submitted = await apply(city, person.personId);
});

describe('the reports of a bank', () => {
  it('R-DELIV-06: lead from the account to the mail, each with its event', async () => {
    const reports = reportsOf(city, submitted);
    const opened = await reports.opened();
    assert.equal(opened.state, 'in-production');
    assert.equal(opened.cardNumber?.length, cardNumberLength);
    await reports.produced();
    const [card] = await sql`select * from cards where person_id = ${person.personId}`;
    assert.deepEqual(
      [card?.generation, card?.bank, card?.social_security, card?.financial],
      [3, '102', 'not-enabled', 'not-activated'],
    );
    assert.equal(openCard(keys, person.personId, card?.sealed).number, opened.cardNumber);
    await reports.mailed();
    assert.equal(await stateNow(), 'mailed');
    const events =
      await sql`select action, facts->>'to' as to from events where person_id = ${person.personId} order by seq`;
    assert.deepEqual(
      events.map(({ action, to }) => `${action} → ${to}`),
      [
        'submit-application → submitted',
        'give-consents → null',
        'issue-electronic-card → issued',
        'acknowledge-order → acknowledged',
        'report-account-opened → in-production',
        'report-produced → produced',
        'produce-card → not-enabled',
        'report-mailed → mailed',
      ],
    );
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('finds a card by the blind index of its number alone', async () => {
    const { cardNumber } = await reportsOf(city, submitted).opened();
    const [row] =
      await sql`select person_id from card_numbers where blind = ${keys.blind('card-number', cardNumber ?? '')}`;
    assert.equal(row?.person_id, person.personId);
  });

  it('repeated under the same key or another one are answered the same and change nothing', async () => {
    const body = chip();
    const reports = [
      () => reportAccountOpened(city, given({}, { key: 'opened' })),
      () => reportProduced(city, given(body, { key: 'produced' })),
      () => reportMailed(city, given({ trackingNumber: 'EA123456789CN' }, { key: 'mailed' })),
    ];
    const first = [];
    for (const report of reports) first.push(await report());
    const before = await eventCount();
    for (const [index, report] of reports.entries()) assert.deepEqual(await report(), first[index]);
    assert.deepEqual(await reportAccountOpened(city, given({})), first[0]);
    assert.deepEqual(await reportProduced(city, given(body)), first[1]);
    assert.deepEqual(await reportMailed(city, given({ trackingNumber: 'EA123456789CN' })), first[2]);
    assert.equal(await eventCount(), before);
  });

  it('at the same moment under different keys happen once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => reportAccountOpened(city, given({}))));
    assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
    const [row] = await sql`select count(*) from card_numbers where person_id = ${person.personId}`;
    assert.equal(row?.count, 1);
  });

  it('in the wrong order are told what the state is', async () => {
    const early = await reportProduced(city, given(chip()));
    assert.deepEqual(early, { ok: false, code: 'WRONG_STATE', facts: { state: 'submitted' } });
    await reportsOf(city, submitted).opened();
    assert.equal(codeOf(await reportMailed(city, given({ trackingNumber: 'EA123456789CN' }))), 'WRONG_STATE');
    assert.equal(codeOf(await reportAccountRefused(city, given({ reason: 'other' }))), 'WRONG_STATE');
  });

  it('of another chip for a produced card are refused', async () => {
    const reports = reportsOf(city, submitted);
    await reports.opened();
    await reports.produced();
    assert.equal(codeOf(await reportProduced(city, given(chip()))), 'WRONG_STATE');
  });

  it('about an order of another bank are answered like an unknown one, and leave no trace', async () => {
    const foreign = await reportAccountOpened(city, given({}, { bank: '103' }));
    const unknown = await reportAccountOpened(city, given({}, { number: 'AAAA-AAAA-AAAA' }));
    assert.deepEqual(foreign, unknown);
    assert.equal(codeOf(foreign), 'ORDER_UNKNOWN');
    assert.equal(await stateNow(), 'submitted');
  });

  it('are answered like an unknown one while the person may still withdraw', async () => {
    city.passTime({ milliseconds: -1 });
    assert.equal(codeOf(await reportAccountOpened(city, given({}))), 'ORDER_UNKNOWN');
  });

  it('that the account was refused end the application, tell the person, and let them apply again', async () => {
    assert.equal(codeOf(await reportAccountRefused(city, given({ reason: 'risk-control' }))), 'ok');
    assert.equal(await stateNow(), 'account-refused');
    const again = await submitApplication(city, {
      ...{ personId: person.personId, actor: 'holder', actorId: person.personId, level: 3, channel: 'website' },
      ...{ key: freshKey(), form: applicationForm.parse(mailForm) },
    });
    assert.equal(codeOf(again), 'ok');
    const [jobs] = await sql`select count(*) from jobs where person_id = ${person.personId}`;
    assert.equal(jobs?.count, 3);
  });
});

describe('delivery to an outlet', () => {
  let own: string;
  beforeEach(async () => {
    own = await insertTestOutlet(sql, '102');
    person = await insertTestPerson(sql, keys);
    submitted = await apply(city, person.personId, outletForm(own));
    const reports = reportsOf(city, submitted);
    await reports.opened();
    await reports.produced();
  });

  it('R-DELIV-03, R-NOTICE-01: is ready at the chosen outlet only, with one message', async () => {
    const messages = async () => (await sql`select from jobs where person_id = ${person.personId}`).length;
    const before = await messages();
    assert.equal(codeOf(await reportReadyAtOutlet(city, given({ outletId: 'outlet-9' }))), 'WRONG_OUTLET');
    assert.equal(codeOf(await reportReadyAtOutlet(city, given({ outletId: own }))), 'ok');
    assert.equal(codeOf(await reportReadyAtOutlet(city, given({ outletId: own }))), 'ok');
    assert.equal(await messages(), before + 1);
  });

  it('R-DELIV-03: is handed over at that outlet only', async () => {
    await reportsOf(city, submitted).ready(own);
    assert.equal(
      codeOf(await reportHandedOver(city, given(handedOverBody.parse({ outletId: 'outlet-9' })))),
      'WRONG_OUTLET',
    );
    assert.equal(codeOf(await reportHandedOver(city, given(handedOverBody.parse({ outletId: own })))), 'ok');
    assert.equal(await stateNow(), 'collected');
  });

  it('R-DELIV-01: is not mailed, and a mailed one is not laid out', async () => {
    assert.equal(codeOf(await reportMailed(city, given({ trackingNumber: 'EA123456789CN' }))), 'DELIVERY_IS_ANOTHER');
    person = await insertTestPerson(sql, keys);
    submitted = await apply(city, person.personId);
    await reportsOf(city, submitted).opened();
    await reportsOf(city, submitted).produced();
    assert.equal(codeOf(await reportReadyAtOutlet(city, given({ outletId: own }))), 'DELIVERY_IS_ANOTHER');
  });
});

describe('what a bank may say of a produced card', () => {
  it('is a chip id of 32 hexadecimal characters, a third-generation version and four digits of the account', () => {
    assert.ok(producedBody.safeParse(chip()).success);
    for (const wrong of [{ chipId: 'AB' }, { specificationVersion: '2.00' }, { accountLastFour: '6222021234' }])
      assert.ok(!producedBody.safeParse({ ...chip(), ...wrong }).success, JSON.stringify(wrong));
  });
});

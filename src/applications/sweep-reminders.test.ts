// Shows that whoever lets a card wait is reminded after 15 and 30 days, once each, whatever stood still meanwhile.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, done, freshKey, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { listEvents } from '../audit/audit-store.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { PersonId } from '../base/ids.ts';
import { reportReturned } from '../delivery/report-returned.ts';
import { openPayload } from '../jobs/job.ts';
import { readMessagePayload } from '../messages/message.ts';
import { chooseDeliveryAgain } from './choose-delivery-again.ts';
import { findProgress } from './find-progress.ts';
import { daysDue, reminderAfter } from './reminders.ts';
import type { Submitted } from './submit-application.ts';
import { sweepReminders } from './sweep-reminders.ts';

const city = await testCity();
const { sql, keys } = city;
const outletId = await insertTestOutlet(sql, '102');
let personId: PersonId;
let submitted: Submitted;

const produced = async (form: object): Promise<void> => {
  submitted = await apply(city, personId, form);
  await reportsOf(city, submitted).opened();
  await reportsOf(city, submitted).produced();
};
/** A card at the outlet its person chose. */
const laidOut = async (): Promise<void> => {
  await produced({ ...mailForm, delivery: 'outlet', outletId });
  await reportsOf(city, submitted).ready(outletId);
};
const reminders = async (): Promise<readonly string[]> =>
  (await listEvents(sql, personId)).flatMap(({ action, facts }) =>
    action === 'remind-of-card' ? [`${facts.state} ${facts.days}`] : [],
  );
const messages = async () => {
  const rows = await sql<
    { sealed: Buffer }[]
  >`select sealed from jobs where person_id = ${personId} order by queued_at`;
  return rows.map(({ sealed }) => readMessagePayload(openPayload(keys, personId, sealed)));
};
const days = (count: number): Temporal.DurationLike => ({ hours: 24 * count });

beforeEach(async () => {
  await sql`update applications set remind_at = null`;
  city.setClock(openingDay);
  ({ personId } = await insertTestPerson(sql, keys));
});

describe('a card at an outlet', () => {
  it('R-DELIV-03, G-40: is called to mind after 15 and after 30 days to the second, and then no more', async () => {
    await laidOut();
    city.passTime(days(15));
    city.passTime({ seconds: -1 });
    assert.equal(await sweepReminders(city), 0);
    city.passTime({ seconds: 1 });
    assert.equal(await sweepReminders(city), 1);
    assert.equal(await sweepReminders(city), 0, 'once');
    city.passTime(days(15));
    city.passTime({ seconds: -1 });
    assert.equal(await sweepReminders(city), 0);
    city.passTime({ seconds: 1 });
    assert.equal(await sweepReminders(city), 1);
    city.passTime(days(365));
    assert.equal(await sweepReminders(city), 0, 'no end date, no third reminder');
    assert.deepEqual(await reminders(), ['ready-for-pickup 15', 'ready-for-pickup 30']);
    const texts = (await messages()).filter(({ kind }) => kind === 'pickup-reminder').map(({ text }) => text);
    assert.equal(texts.length, 2);
    assert.match(texts[0] ?? '', /试验支行已有 15 天/);
    assert.deepEqual(await verifyPerson(city, personId), []);
    const found = await findProgress(city, { personId, number: submitted.number });
    assert.deepEqual(
      [found?.state, found?.milestones.filter(({ step }) => step === 'reminded').length],
      ['ready-for-pickup', 2],
    );
  });

  it('after a down time over both, is called to mind once, with the days it has really been', async () => {
    await laidOut();
    city.passTime(days(40));
    assert.equal(await sweepReminders(city), 1);
    assert.equal(await sweepReminders(city), 0);
    assert.deepEqual(await reminders(), ['ready-for-pickup 30']);
  });

  it('is called to mind once when several processes sweep at the same moment', async () => {
    await laidOut();
    city.passTime(days(15));
    await Promise.all([1, 2, 3, 4].map(() => sweepReminders(city)));
    assert.deepEqual(await reminders(), ['ready-for-pickup 15']);
    assert.equal((await messages()).filter(({ kind }) => kind === 'pickup-reminder').length, 1);
  });

  it('that was collected is not called to mind', async () => {
    await laidOut();
    await reportsOf(city, submitted).handedOver(outletId);
    city.passTime(days(40));
    assert.equal(await sweepReminders(city), 0);
  });

  it('of somebody whose record cannot be opened holds up nobody else, and the round says so', async () => {
    await laidOut();
    await sql`update applications set sealed = '' where person_id = ${personId}`;
    ({ personId } = await insertTestPerson(sql, keys));
    city.setClock(openingDay);
    await laidOut();
    city.passTime(days(15));
    await assert.rejects(sweepReminders(city), AggregateError);
    assert.deepEqual(await reminders(), ['ready-for-pickup 15']);
  });
});

describe('a card that came back', () => {
  it('G-40: is called to mind until its person has chosen again', async () => {
    await produced(mailForm);
    await reportsOf(city, submitted).mailed();
    const returned = {
      bank: '102',
      number: submitted.number,
      key: freshKey(),
      body: { reason: 'undeliverable' },
    } as const;
    city.passTime(days(40));
    assert.equal(await sweepReminders(city), 0, 'no rule says that who was sent a card is reminded to enable it');
    done(await reportReturned(city, returned));
    city.passTime(days(15));
    assert.equal(await sweepReminders(city), 1);
    assert.deepEqual(await reminders(), ['returned 15']);
    assert.match((await messages()).at(-1)?.text ?? '', /退回工商银行已有 15 天/);
    const acting = { personId, actor: 'holder', actorId: personId, level: 3, channel: 'website' } as const;
    const choice = { delivery: 'outlet', outletId } as const;
    done(await chooseDeliveryAgain(city, { ...acting, key: freshKey(), number: submitted.number, choice }));
    city.passTime(days(40));
    assert.equal(await sweepReminders(city), 0);
    await reportsOf(city, submitted).ready(outletId);
    city.passTime(days(15));
    assert.equal(await sweepReminders(city), 1, 'it waits anew');
    assert.deepEqual(await reminders(), ['returned 15', 'ready-for-pickup 15']);
  });
});

describe('the days of the reminders', () => {
  const since = openingDay;
  const rows: readonly [number, number | undefined, number | null][] = [
    [0, undefined, 15],
    [14, undefined, 15],
    [15, 15, 30],
    [29, 15, 30],
    [30, 30, null],
    [400, 30, null],
  ];
  for (const [day, due, next] of rows)
    it(`after ${day} days: ${due ?? 'none'} is due, ${next ?? 'none'} is next`, () => {
      const at = since.add(days(day));
      assert.equal(daysDue(since, at), due);
      assert.deepEqual(reminderAfter(since, at), next === null ? null : since.add(days(next)));
    });
});

it('finds what is due by its index, however many applications there are', async () => {
  const plan = await sql.begin(async (transaction) => {
    await transaction`set local enable_seqscan = off`;
    return transaction`explain select from applications where remind_at <= now() order by remind_at limit 500`;
  });
  assert.match(plan.map((row) => row['QUERY PLAN']).join('\n'), /applications_to_remind/);
});

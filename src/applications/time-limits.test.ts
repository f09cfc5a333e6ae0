// Shows that each missed time limit leaves one event, whoever swept or did not, and that a last day follows its calendar (G-37).
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { confirm, propose } from '../../test/support/added-rows.ts';
import { apply, chip, codeOf, done, freshKey, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { listEvents } from '../audit/audit-store.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { ApplicationId, PersonId } from '../base/ids.ts';
import { openPayload } from '../jobs/job.ts';
import { readMessagePayload } from '../messages/message.ts';
import { beijing } from '../policy/data/beijing.ts';
import { holdSnapshot, loadPolicy } from '../policy/policy-holder.ts';
import { makeSnapshot } from '../policy/snapshot.ts';
import { reportAccountRefused } from '../production/report-account-refused.ts';
import { reportProduced } from '../production/report-produced.ts';
import { applicationForm } from './application-form.ts';
import { chooseAnotherBank } from './choose-another-bank.ts';
import { deliveryChoice } from './delivery-choice.ts';
import { findProgress } from './find-progress.ts';
import { holdApplication } from './hold-application.ts';
import { sweepUndated } from './set-due-date.ts';
import { type Submitted, submitApplication } from './submit-application.ts';
import { sweepMissedLimits, tellMissedLimit } from './tell-missed-limit.ts';
import { withdrawApplication } from './withdraw-application.ts';

const city = await testCity();
const { sql, keys } = city;
let personId: PersonId;
let submitted: Submitted;

const at = (text: string) => Temporal.Instant.from(`${text}+08:00`);
const missed = async (): Promise<readonly string[]> =>
  (await listEvents(sql, personId)).flatMap(({ action, facts, rules, actor }) =>
    action === 'miss-time-limit' ? [`${facts.dueOn} ${facts.state} ${rules.join()} ${actor}`] : [],
  );
const atCounter = async (channel: 'bank' | 'street', bank = '104'): Promise<Submitted> => {
  const counter = {
    outletId: `${channel}-a`,
    bank: channel === 'bank' ? bank : null,
    instant: false,
    idValidity: 'long-term',
  } as const;
  const submission = {
    ...({ personId, actor: 'holder', actorId: 'clerk-7', level: 0, channel, key: freshKey() } as const),
    ...{
      counter: { ...counter, documents: ['holder-id'] },
      form: applicationForm.parse({ ...mailForm, bank }),
    },
  } as const;
  return done(await submitApplication(city, submission));
};

beforeEach(async () => {
  await sql`update applications set state = 'withdrawn', held_from = null, held_for = null`;
  city.setClock(openingDay);
  const birthDate = Temporal.PlainDate.from('1980-03-02');
  ({ personId } = await insertTestPerson(sql, keys, {
    groups: ['flexible'],
    birthDate,
    pensionBanks: [],
    retiredOn: null,
  }));
});

describe('a missed time limit of production', () => {
  it('R-PROD-01: online, after 30 natural days at midnight in Beijing, is told once', async () => {
    await apply(city, personId, { ...mailForm, bank: '103' });
    city.setClock(at('2025-11-08T23:59:59'));
    assert.equal(await sweepMissedLimits(city), 0);
    city.setClock(at('2025-11-09T00:00:00'));
    assert.deepEqual(
      await Promise.all([sweepMissedLimits(city), sweepMissedLimits(city)]).then((all) => all[0] + all[1]),
      1,
    );
    city.passTime({ hours: 24 * 90 });
    assert.equal(await sweepMissedLimits(city), 0);
    assert.deepEqual(await missed(), ['2025-11-08 submitted R-PROD-01 system']);
    assert.deepEqual(await verifyPerson(city, personId), []);
  });

  it('R-PROD-04, R-PROD-05: of a bank’s counter after four working days, of a street after 30 natural ones', async () => {
    city.setClock(at('2026-03-02T10:00:00'));
    await atCounter('bank');
    city.setClock(at('2026-03-06T23:59:00'));
    assert.equal(await sweepMissedLimits(city), 0);
    city.setClock(at('2026-03-07T00:00:00'));
    assert.equal(await sweepMissedLimits(city), 1);
    assert.deepEqual(await missed(), ['2026-03-06 submitted R-PROD-04 system']);
    ({ personId } = await insertTestPerson(sql, keys));
    city.setClock(at('2026-03-02T10:00:00'));
    await atCounter('street');
    city.setClock(at('2026-04-02T00:00:00'));
    assert.equal(await sweepMissedLimits(city), 1);
    assert.deepEqual(await missed(), ['2026-04-01 submitted R-PROD-05 system']);
  });

  it('R-PROD-06: is none where the card was made in time, however long it lies or is in the mail', async () => {
    const reports = reportsOf(city, await apply(city, personId, { ...mailForm, bank: '103' }));
    await reports.opened();
    city.setClock(at('2025-11-08T23:00:00'));
    await reports.produced();
    city.passTime({ hours: 24 * 90 });
    assert.equal(await sweepMissedLimits(city), 0);
    assert.deepEqual(await missed(), []);
  });

  it('R-PROD-01: leaves its one event too when the card is made while nobody swept', async () => {
    submitted = await apply(city, personId, { ...mailForm, bank: '103' });
    await reportsOf(city, submitted).opened();
    city.setClock(at('2026-02-01T10:00:00'));
    const given = { bank: '103', number: submitted.number, key: 'late', body: chip() };
    done(await reportProduced(city, given));
    done(await reportProduced(city, given));
    assert.equal(await sweepMissedLimits(city), 0);
    assert.deepEqual(await missed(), ['2025-11-08 in-production R-PROD-01 bank']);
  });

  it('R-PROD-01: leaves its one event when it is withdrawn after it, and none a second time after the sweep', async () => {
    submitted = await apply(city, personId, { ...mailForm, bank: '103' });
    city.setClock(at('2025-11-09T10:00:00'));
    assert.equal(await sweepMissedLimits(city), 1);
    const acting = { personId, actor: 'holder', actorId: personId, channel: 'website', key: freshKey() } as const;
    done(await withdrawApplication(city, { ...acting, number: submitted.number }));
    assert.equal((await missed()).length, 1);
    await insertTestUploads(city, personId);
    submitted = await apply(city, personId, { ...mailForm, bank: '103' });
    city.passTime({ hours: 24 * 40 });
    done(await withdrawApplication(city, { ...acting, key: freshKey(), number: submitted.number }));
    assert.equal((await missed()).length, 2);
    assert.equal(await sweepMissedLimits(city), 0);
  });

  it('G-39: counts anew with another bank: two limits missed are two events', async () => {
    submitted = await apply(city, personId, { ...mailForm, bank: '103' });
    city.setClock(at('2025-11-10T10:00:00'));
    const given = { bank: '103', number: submitted.number, key: freshKey(), body: { reason: 'other' } as const };
    done(await reportAccountRefused(city, given));
    const choice = deliveryChoice.parse({
      ...{ delivery: 'mail', recipient: '张试验', recipientPhone: '19900000002' },
      ...{ address: '试验路9号院1号楼', postcode: '' },
    });
    const acting = {
      personId,
      actor: 'holder',
      actorId: personId,
      level: 3,
      channel: 'website',
      key: freshKey(),
    } as const;
    const choosing = {
      ...acting,
      number: submitted.number,
      choice,
      bank: '104',
      consents: ['share-with-bank'] as const,
    };
    done(await chooseAnotherBank(city, choosing));
    assert.equal(await sweepMissedLimits(city), 0);
    city.setClock(at('2025-12-11T00:00:00'));
    assert.equal(await sweepMissedLimits(city), 1);
    assert.deepEqual(await missed(), ['2025-11-08 submitted R-PROD-01 bank', '2025-12-10 submitted R-PROD-01 system']);
  });

  it('G-38: goes on while the bureau holds the application', async () => {
    submitted = await apply(city, personId, { ...mailForm, bank: '103' });
    done(
      await holdApplication(city, {
        ...{ clerkId: 'clerk-1', key: freshKey(), number: submitted.number, reasons: ['under-review'] },
      }),
    );
    city.setClock(at('2025-11-09T00:00:00'));
    assert.equal(await sweepMissedLimits(city), 1);
    assert.equal(await sweepMissedLimits(city), 0);
  });

  it('is not told of somebody else’s application, or of one whose limit is not over', async () => {
    submitted = await apply(city, personId, { ...mailForm, bank: '103' });
    const dueOn = Temporal.PlainDate.from('2025-11-08');
    const [row] = await sql<{ applicationId: ApplicationId }[]>`
      select application_id as "applicationId" from applications where number = ${submitted.number}`;
    assert.ok(row);
    const limited = { personId, applicationId: row.applicationId, dueOn };
    assert.deepEqual(done(await tellMissedLimit(city, limited)), { told: false });
    const stranger = await insertTestPerson(sql, keys);
    assert.equal(
      codeOf(await tellMissedLimit(city, { ...limited, personId: stranger.personId })),
      'APPLICATION_UNKNOWN',
    );
  });
});

describe('G-37: a last day that no calendar tells yet', () => {
  const [, year2026] = beijing.calendar.slice(-2);
  const published = () => {
    assert.ok(year2026);
    const year2027 = { ...year2026, year: 2027, holidays: ['2027-01-01'], makeUpWorkdays: [] };
    return {
      ...city,
      policy: holdSnapshot(makeSnapshot(2, { ...beijing, calendar: [...beijing.calendar, year2027] })),
    };
  };

  it('is told as soon as the year is there, counted from the day it was filed, and its person is told once', async () => {
    city.setClock(at('2026-12-29T10:00:00'));
    submitted = await atCounter('bank');
    assert.equal(submitted.dueOn, null);
    assert.equal(await sweepUndated(city), 0, 'never guessed');
    const [before] = await sql`select count(*)::int as count from jobs where person_id = ${personId}`;
    city.setClock(at('2027-01-03T09:00:00'));
    assert.equal(await sweepUndated(published()), 1);
    assert.equal(await sweepUndated(published()), 0);
    const progress = await findProgress(city, { personId, number: submitted.number });
    // Wednesday, Thursday, the new year's Friday off, Monday, Tuesday.
    assert.equal(progress?.dueOn?.toString(), '2027-01-05');
    const jobs = await sql<{ sealed: Buffer }[]>`
      select sealed from jobs where person_id = ${personId} order by queued_at, job_id`;
    assert.equal(jobs.length, before?.count + 1);
    const texts = jobs.map(({ sealed }) => readMessagePayload(openPayload(keys, personId, sealed)).text);
    assert.ok(
      texts.some((text) => text.includes('2027年1月5日')),
      texts.join(),
    );
    assert.deepEqual(await verifyPerson(city, personId), []);
  });

  it('is told after a year was pasted as a table, proposed by one of the bureau and confirmed by another', async () => {
    city.setClock(at('2026-12-29T10:00:00'));
    submitted = await atCounter('bank');
    assert.equal(submitted.dueOn, null);
    const bureau = { ...city, policy: await loadPolicy(sql, beijing) };
    const days = '01-01 02-08 02-09 02-10 02-11 02-12 04-05 05-03 10-01 10-04'.split(' ');
    const table = days.map((day) => `2027-${day},放假`).join('\n');
    const proposed = await propose(bureau, 'calendar-year', { year: '2027', table, document: '通知' });
    assert.equal(await sweepUndated(bureau), 0, 'a proposal dates nothing');
    const confirmed = await confirm(bureau, proposed);
    assert.ok(confirmed.ok);
    assert.equal(await sweepUndated(bureau), 1);
    const progress = await findProgress(city, { personId, number: submitted.number });
    assert.equal(progress?.dueOn?.toString(), '2027-01-05');
  });

  it('is late by that day at once where it is over already', async () => {
    city.setClock(at('2026-12-29T10:00:00'));
    await atCounter('bank');
    city.setClock(at('2027-02-01T09:00:00'));
    assert.equal(await sweepUndated(published()), 1);
    assert.equal(await sweepMissedLimits(published()), 1);
    assert.deepEqual(await missed(), ['2027-01-05 submitted R-PROD-04 system']);
  });
});

it('finds what was missed and what is undated by their indexes, however many applications there are', async () => {
  const today = Temporal.PlainDate.from('2025-11-09');
  const plans = await sql.begin(async (transaction) => {
    await transaction`set local enable_seqscan = off`;
    const missed = await transaction`
      explain select person_id, application_id, due_on from applications
      where due_on < ${today} and due_on is not null and limit_missed_on is distinct from due_on
        and (state in ('submitted', 'in-production') or held_from in ('submitted', 'in-production'))
      order by due_on limit 500`;
    const undated = await transaction`
      explain select application_id from applications
      where due_on is null and state in ('submitted', 'in-production') order by application_id limit 500`;
    return [missed, undated].map((rows) => rows.map((row) => row['QUERY PLAN']).join('\n'));
  });
  assert.match(plans[0] ?? '', /applications_limit_to_tell/);
  assert.match(plans[1] ?? '', /applications_undated/);
});

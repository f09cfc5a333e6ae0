// Shows who may urge and when, and that a day has one urging however often it is pressed.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, codeOf, freshKey, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { listEvents } from '../audit/audit-store.ts';
import type { PersonRecord } from '../people/person.ts';
import { findProgress } from './find-progress.ts';
import type { Submitted } from './submit-application.ts';
import { type Urging, urgeApplication } from './urge-application.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;
let submitted: Submitted;

const urge = async (changes: Partial<Urging> = {}): Promise<string> =>
  codeOf(
    await urgeApplication(city, {
      ...{ personId: person.personId, actor: 'holder', actorId: person.personId, channel: 'website' },
      ...{ key: freshKey(), number: submitted.number, ...changes },
    }),
  );
const urgings = async (): Promise<number> =>
  (await listEvents(sql, person.personId)).filter(({ action }) => action === 'urge-application').length;
const progress = () => findProgress(city, { personId: person.personId, number: submitted.number });
/** The day after the last one, which is 2025-11-08. */
const firstLateDay = Temporal.Instant.from('2025-11-09T00:00:00+08:00');

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
  submitted = await apply(city, person.personId);
});

describe('urging a late application', () => {
  it('R-PROD-01, R-QUERY-01: is possible from the day after the last one, and stands in the timeline', async () => {
    city.setClock(firstLateDay.subtract({ seconds: 1 }));
    assert.equal(await urge(), 'NOT_LATE');
    assert.equal((await progress())?.urging, null);
    city.setClock(firstLateDay);
    assert.equal((await progress())?.urging, 'open');
    assert.equal(await urge(), 'ok');
    const after = await progress();
    assert.equal(after?.urging, 'done');
    assert.equal(after?.milestones.at(-1)?.step, 'urged');
    assert.equal(after?.state, 'submitted', 'the state stays');
  });

  it('counts once a day, by the days of Beijing, also at the same moment and under a repeated key', async () => {
    city.setClock(firstLateDay);
    const key = freshKey();
    const codes = await Promise.all([urge({ key }), urge({ key }), urge(), urge()]);
    assert.deepEqual(new Set(codes), new Set(['ok']));
    assert.equal(await urgings(), 1);
    city.setClock(firstLateDay.add({ hours: 24 }).subtract({ seconds: 1 }));
    await urge();
    assert.equal(await urgings(), 1);
    city.setClock(firstLateDay.add({ hours: 24 }));
    await urge();
    assert.equal(await urgings(), 2);
  });

  it('R-PROD-06: ends with the production, however long the mail takes', async () => {
    const reports = reportsOf(city, submitted);
    await reports.opened();
    await reports.produced();
    city.setClock(firstLateDay);
    assert.equal(await urge(), 'NOT_LATE');
    assert.equal(await urgings(), 0);
  });

  it('is the person’s own affair', async () => {
    city.setClock(firstLateDay);
    const other = await insertTestPerson(sql, keys);
    assert.equal(await urge({ personId: other.personId, actorId: other.personId }), 'APPLICATION_UNKNOWN');
  });
});

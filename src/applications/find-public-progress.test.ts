// Shows what a number and four characters tell, and that they tell nothing of the person.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apply, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { drawApplicationNumber } from './application.ts';
import { findPublicProgress } from './find-public-progress.ts';

const city = await testCity();
const { sql, keys } = city;

describe('progress without a login', () => {
  it('R-QUERY-01: shows the steps with their dates and the bank, and nothing of the person', async () => {
    const person = await insertTestPerson(sql, keys);
    const outletId = await insertTestOutlet(sql, '102');
    const submitted = await apply(city, person.personId, { ...mailForm, delivery: 'outlet', outletId });
    const reports = reportsOf(city, submitted);
    await reports.opened();
    await reports.produced();
    await reports.ready(outletId);
    const idLastFour = person.idNumber.slice(-4);
    const progress = await findPublicProgress(city, { number: submitted.number, idLastFour });
    assert.deepEqual(
      progress?.milestones.map(({ step }) => step),
      ['submitted', 'acknowledged', 'in-production', 'produced', 'ready-for-pickup'],
    );
    assert.deepEqual(Object.keys(progress ?? {}).sort(), [
      ...['bank', 'delivery', 'dueOn', 'late', 'milestones', 'number', 'service', 'state'],
    ]);
    assert.deepEqual(Object.keys(progress?.milestones[0] ?? {}), ['step', 'at', 'bank']);
    const told = JSON.stringify(progress);
    for (const secret of [person.name, person.idNumber, mailForm.phone, mailForm.address, outletId, '试验支行'])
      assert.ok(!told.includes(secret), secret);
  });

  it('R-QUERY-01: takes the number and the characters as people write them', async () => {
    const person = await insertTestPerson(sql, keys);
    const { number } = await apply(city, person.personId);
    const [written, idLastFour] = [number.toLowerCase().replaceAll('-', ' '), person.idNumber.slice(-4).toLowerCase()];
    assert.equal((await findPublicProgress(city, { number: written, idLastFour }))?.number, number);
  });

  it('answers a number nobody has and another person’s four characters alike', async () => {
    const person = await insertTestPerson(sql, keys);
    const { number } = await apply(city, person.personId);
    const right = person.idNumber.slice(-4);
    const wrong = right === '0000' ? '1111' : '0000';
    for (const asked of [
      { number, idLastFour: wrong },
      { number: drawApplicationNumber(), idLastFour: right },
      { number: 'nonsense', idLastFour: right },
    ])
      assert.equal(await findPublicProgress(city, asked), undefined);
  });
});

// The queue of a role: what is late and nearly due by the business clock, each bank its own, nothing before a bank has it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { staffOfRole } from '../../test/support/staff.ts';
import { findQueue } from './find-queue.ts';

const city = await testCity();
const { bureau, 'bank-office': office, street } = staffOfRole;

/** Somebody of a bank who has applied at the opening of batch 5; due on 2025-11-08. */
const applied = async (bank: string) => {
  city.setClock(openingDay);
  const pensionBanks = [{ bank, from: Temporal.PlainDate.from('2015-04-01') }];
  const { personId } = await insertTestPerson(city.sql, city.keys, { pensionBanks });
  return apply(city, personId, { ...mailForm, bank });
};

const seen = async (staff: typeof bureau) => {
  const queue = await findQueue(city, staff);
  return queue && { late: queue.late, soon: queue.soon, numbers: queue.rows.map(({ number }) => number) };
};
const at = (text: string): void => city.setClock(Temporal.Instant.from(text));

test('G-05: late from the first minute after the last day, due on the day itself and three days before', async () => {
  const [first, second] = [await applied('102'), await applied('309')];
  const both = [first.number, second.number];
  const queueAt = async (text: string) => {
    at(text);
    return seen(bureau);
  };
  const whole = async (text: string) => {
    const queue = await queueAt(text);
    assert.deepEqual(queue?.numbers.toSorted(), both.toSorted(), text);
    return [queue.late, queue.soon];
  };
  assert.deepEqual(await whole('2025-11-04T23:59:59+08:00'), [0, 0]);
  assert.deepEqual(await whole('2025-11-05T00:00:00+08:00'), [0, 2]);
  assert.deepEqual(await whole('2025-11-08T23:59:59+08:00'), [0, 2]);
  assert.deepEqual(await whole('2025-11-09T00:00:00+08:00'), [2, 0]);
  assert.deepEqual(await seen(office), { late: 1, soon: 0, numbers: [first.number] }, 'a bank sees its own');
  assert.equal(await seen(street), undefined, 'who serves at a public outlet has no queue');
  assert.equal(await seen({ ...office, bank: null }), undefined, 'no bank is not all banks');
  const reports = reportsOf(city, { number: first.number, bank: '102' });
  await reports.opened();
  assert.deepEqual((await seen(office))?.late, 1, 'an account is no card yet');
  await reports.produced();
  assert.deepEqual(await seen(office), { late: 0, soon: 0, numbers: [] }, 'a card that is made is late no more');
});

test('R-PROD-01: what may still be withdrawn is in nobody’s queue', async () => {
  const { number } = await applied('102');
  city.passTime({ seconds: -1 });
  assert.ok(!(await seen(bureau))?.numbers.includes(number));
  city.passTime({ seconds: 1 });
  assert.ok((await seen(bureau))?.numbers.includes(number));
});

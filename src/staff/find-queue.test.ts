// The queue of a role: what is late and nearly due by the business clock, each bank its own, nothing before a bank has it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { staffOfRole } from '../../test/support/staff.ts';
import { findQueue } from './find-queue.ts';
import { mostExamined, placeInWords, queueQuestion } from './queue.ts';

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

/** Pages of one question until the list ends. */
const allPages = async (staff: typeof bureau, question: object) => {
  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const queue = await findQueue(city, staff, queueQuestion.parse({ ...question, after }));
    assert.ok(queue);
    pages.push(queue.rows.map(({ number }) => number));
    after = queue.next && placeInWords(queue.next);
  } while (after !== null && pages.length < 20);
  return pages;
};

test('a list is read to its end page by page, each row once, the nearest last day first', async () => {
  const numbers = [];
  for (let count = 0; count < 12; count += 1) numbers.push((await applied('104')).number);
  city.passTime({ minutes: 10 });
  const pages = await allPages(bureau, { bank: '104', limit: '10' });
  assert.deepEqual(
    pages.map((page) => page.length),
    [10, 2],
  );
  assert.deepEqual(pages.flat().toSorted(), numbers.toSorted());
  assert.equal((await findQueue(city, bureau, queueQuestion.parse({ limit: '5000' })))?.asked.limit, 50);
});

test('the lists of a bank are its own, whatever bank is asked for, and what was sent back is in none of them', async () => {
  const { number } = await applied('102');
  city.passTime({ minutes: 10 });
  const listOf = async (list: string, bank = '309') => (await allPages(office, { list, bank })).flat();
  assert.ok((await listOf('submitted')).includes(number));
  const reports = reportsOf(city, { number, bank: '102' });
  await reports.opened();
  assert.ok((await listOf('in-production')).includes(number));
  assert.ok(!(await listOf('submitted')).includes(number));
  await reports.produced();
  assert.ok((await listOf('produced')).includes(number));
  const seenByOther = await findQueue(city, { ...office, bank: '309' }, queueQuestion.parse({ list: 'produced' }));
  assert.deepEqual(seenByOther?.rows, []);
  assert.equal((await findQueue(city, office, queueQuestion.parse({ list: 'rejected' })))?.asked.list, 'due');
});

test('a district shows its insured people; a page that has looked at as many as one may says where to go on', async () => {
  const { sql } = city;
  const { number } = await applied('105');
  city.passTime({ minutes: 10 });
  await sql`
    insert into applications (person_id, application_id, number, state, channel, actor, bank, delivery, policy_snapshot,
                              submitted_at, due_on, sealed)
    select id, id, 'filler-' || place, 'produced', 'minsheng', 'holder', '105', 'mail', 1, now(), '2025-11-01', '\\x00'
    from (select gen_random_uuid() as id, place from generate_series(1, ${mostExamined + 5}) as place) as filler`;
  await sql`
    insert into orders (person_id, application_id, bank, state, visible_at)
    select person_id, application_id, bank, 'acknowledged', '2025-01-01' from applications where number like 'filler-%'`;
  const reports = reportsOf(city, { number, bank: '105' });
  await reports.opened();
  await reports.produced();
  const pages = await allPages(bureau, { list: 'produced', district: '110108', bank: '105' });
  assert.deepEqual(pages, [[], [number]], 'nobody of the first two thousand, and the way on');
  assert.deepEqual(await allPages(bureau, { list: 'produced', district: '110101', bank: '105' }), [[], []]);
});

test('G-37: what has no last day is in a list of its own', async () => {
  const { number } = await applied('403');
  city.passTime({ minutes: 10 });
  await city.sql`update applications set due_on = null where number = ${number}`;
  assert.deepEqual((await allPages(bureau, { list: 'undated' })).flat(), [number]);
  assert.ok(!(await allPages(bureau, { list: 'due' })).flat().includes(number));
});

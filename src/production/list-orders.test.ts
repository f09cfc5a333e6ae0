// Shows what a bank's feed holds: every order of its own until it is acknowledged, and a trace of each reading.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, codeOf, freshKey, mailForm } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { applicationForm } from '../applications/application-form.ts';
import { submitApplication } from '../applications/submit-application.ts';
import { acknowledgeOrders } from './acknowledge-orders.ts';
import { listOrders, mostOrders } from './list-orders.ts';

const city = await testCity();
const { sql, keys } = city;
const numbersOf = async (bank: string, most?: number): Promise<readonly string[]> =>
  (await listOrders(city, { bank, ...(most && { most }) })).map(({ number }) => number);

beforeEach(async () => {
  city.setClock(openingDay);
  await sql`truncate applications, application_numbers, orders`;
});

describe('the feed of a bank', () => {
  it('gives what the bank needs to make and send the card', async () => {
    const person = await insertTestPerson(sql, keys);
    const { number } = await apply(city, person.personId, { ...mailForm, postcode: '100000' });
    const [order] = await listOrders(city, { bank: '102' });
    assert.deepEqual(
      {
        ...order,
        submittedAt: String(order?.submittedAt),
        dueOn: String(order?.dueOn),
        birthDate: String(order?.birthDate),
      },
      {
        task: 'issue',
        service: 'apply',
        formerCardNumber: null,
        ...{ number, submittedAt: '2025-10-09T01:00:00Z', dueOn: '2025-11-08', name: '张试验' },
        ...{ idType: 'resident', idNumber: person.idNumber, idValidUntil: null, birthDate: '1955-03-02' },
        ...{ sex: 'female', phone: '19900000001', delivery: 'mail', address: '试验路1号院2号楼301' },
        ...{ homeAddress: '试验路1号院2号楼302', occupation: 'retired', taxResidency: null },
        ...{ recipient: null, recipientPhone: null },
        ...{ postcode: '100000', outletId: null, images: ['card-photo', 'id-back', 'id-front'] },
      },
    );
  });

  it('shows an order when the time to withdraw is over, not a moment before', async () => {
    const { personId } = await insertTestPerson(sql, keys);
    const { number } = await apply(city, personId);
    city.passTime({ milliseconds: -1 });
    assert.deepEqual(await numbersOf('102'), []);
    city.passTime({ milliseconds: 1 });
    assert.deepEqual(await numbersOf('102'), [number]);
  });

  it('shows a bank its own orders only', async () => {
    const { personId } = await insertTestPerson(sql, keys);
    await apply(city, personId);
    assert.deepEqual(await numbersOf('103'), []);
  });

  it('gives an order again until it is acknowledged, oldest first, a page at a time', async () => {
    const numbers: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const { personId } = await insertTestPerson(sql, keys);
      numbers.push((await apply(city, personId)).number);
    }
    assert.deepEqual(await numbersOf('102', 2), numbers.slice(0, 2));
    assert.deepEqual(await numbersOf('102', 2), numbers.slice(0, 2));
    await acknowledgeOrders(city, { bank: '102', key: 'page-1', numbers: numbers.slice(0, 2) });
    assert.deepEqual(await numbersOf('102', 2), numbers.slice(2));
    assert.equal(mostOrders, 500);
  });

  it('leaves a trace with every person that was read', async () => {
    const { personId } = await insertTestPerson(sql, keys);
    await apply(city, personId);
    await listOrders(city, { bank: '102' });
    const traces = await sql`select actor, actor_id, purpose, at from read_traces where person_id = ${personId}`;
    assert.deepEqual(
      traces.map((trace) => ({ ...trace, at: String(trace.at) })),
      [{ actor: 'bank', actor_id: '102', purpose: 'list-orders', at: '2025-10-09T01:10:00Z' }],
    );
  });
});

describe('acknowledging orders', () => {
  it('answers each order for itself and changes nothing when repeated', async () => {
    const [mine, withdrawnLater] = [await insertTestPerson(sql, keys), await insertTestPerson(sql, keys)];
    const one = await apply(city, mine.personId);
    const hidden = await submitApplication(city, {
      ...{ personId: withdrawnLater.personId, actor: 'holder', actorId: withdrawnLater.personId, level: 3 },
      ...{ channel: 'website', key: freshKey(), form: applicationForm.parse(mailForm) },
    });
    assert.ok(hidden.ok);
    const numbers = [one.number, hidden.value.number, 'AAAA-AAAA-AAAA'];
    const expected = ['ok', 'ORDER_UNKNOWN', 'ORDER_UNKNOWN'];
    for (const key of ['k', 'k', 'other']) {
      const answers = await acknowledgeOrders(city, { bank: '102', key, numbers });
      assert.deepEqual(
        answers.map(({ number }) => number),
        numbers,
      );
      assert.deepEqual(
        answers.map(({ result }) => codeOf(result)),
        expected,
      );
    }
    const events = await sql`
      select from events where person_id = ${mine.personId} and action = 'acknowledge-order'`;
    assert.equal(events.length, 1);
  });

  it('of a whole page takes one command a person', async () => {
    const people = await Promise.all(Array.from({ length: 30 }, () => insertTestPerson(sql, keys)));
    for (const { personId } of people) await apply(city, personId);
    const numbers = await numbersOf('102');
    assert.equal(numbers.length, 30);
    const answers = await acknowledgeOrders(city, { bank: '102', key: 'page', numbers });
    assert.ok(answers.every(({ result }) => result.ok));
    assert.deepEqual(await numbersOf('102'), []);
  });
});

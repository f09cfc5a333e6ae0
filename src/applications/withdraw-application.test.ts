// Shows until when an application can be withdrawn, and that bank and person cannot both have their way.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, codeOf, freshKey, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import type { PersonRecord } from '../people/person.ts';
import { acknowledgeOrders } from '../production/acknowledge-orders.ts';
import { listOrders } from '../production/list-orders.ts';
import { reportAccountOpened } from '../production/report-account-opened.ts';
import type { Submitted } from './submit-application.ts';
import { type Withdrawal, withdrawApplication } from './withdraw-application.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;
let submitted: Submitted;

const withdrawal = (changes: Partial<Withdrawal> = {}): Withdrawal => ({
  ...{ personId: person.personId, actor: 'holder', actorId: person.personId, channel: 'minsheng' },
  ...{ key: freshKey(), number: submitted.number, ...changes },
});
const states = async () => {
  const [row] = await sql`
    select applications.state as application, orders.state as order from applications join orders using (person_id)
    where person_id = ${person.personId}`;
  return [row?.application, row?.order];
};

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
  submitted = await apply(city, person.personId);
});

describe('withdrawing an application', () => {
  it('takes the order back and lets the person apply again at once', async () => {
    city.setClock(openingDay.add({ minutes: 1 }));
    assert.equal(codeOf(await withdrawApplication(city, withdrawal())), 'ok');
    assert.deepEqual(await states(), ['withdrawn', 'withdrawn']);
    city.passTime({ hours: 1 });
    assert.deepEqual(await listOrders(city, { bank: '102' }), []);
    await apply(city, person.personId);
  });

  it('is possible until the bank has taken the order over', async () => {
    city.passTime({ hours: 30 });
    assert.equal(codeOf(await withdrawApplication(city, withdrawal())), 'ok');
    const [answer] = await acknowledgeOrders(city, { bank: '102', key: 'a', numbers: [submitted.number] });
    assert.deepEqual(answer?.result, { ok: false, code: 'WRONG_STATE', facts: { state: 'withdrawn' } });
  });

  it('is too late once the bank has acknowledged', async () => {
    await acknowledgeOrders(city, { bank: '102', key: freshKey(), numbers: [submitted.number] });
    assert.equal(codeOf(await withdrawApplication(city, withdrawal())), 'TOO_LATE_TO_WITHDRAW');
    assert.deepEqual(await states(), ['submitted', 'acknowledged']);
  });

  it('and a report of the bank at the same moment: one of them wins, whole', async () => {
    for (let round = 0; round < 8; round += 1) {
      person = await insertTestPerson(sql, keys);
      submitted = await apply(city, person.personId);
      const { bank, number } = submitted;
      const [mine, banks] = await Promise.all([
        withdrawApplication(city, withdrawal()),
        reportAccountOpened(city, { bank, number, key: freshKey(), body: {} }),
      ]);
      assert.notEqual(mine.ok, banks.ok);
      assert.deepEqual(await states(), mine.ok ? ['withdrawn', 'withdrawn'] : ['in-production', 'acknowledged']);
    }
  });

  it('twice is answered the same', async () => {
    const first = await withdrawApplication(city, withdrawal({ key: 'k' }));
    assert.deepEqual(await withdrawApplication(city, withdrawal({ key: 'k' })), first);
    assert.deepEqual(await withdrawApplication(city, withdrawal()), first);
  });

  it('is the person’s own affair', async () => {
    const other = await insertTestPerson(sql, keys);
    const foreign = withdrawal({ personId: other.personId, actorId: other.personId });
    assert.equal(codeOf(await withdrawApplication(city, foreign)), 'APPLICATION_UNKNOWN');
    await reportsOf(city, submitted).opened();
    assert.equal(codeOf(await withdrawApplication(city, withdrawal())), 'TOO_LATE_TO_WITHDRAW');
  });
});

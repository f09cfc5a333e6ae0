// Holding an application and letting it go on in the console: who may, from an open record, and what its person and its bank see.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apply, mailForm } from '../../test/support/card-journey.ts';
import { type Console, consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { findPublicProgress } from '../applications/find-public-progress.ts';

const applied = async ({ city }: Console) => {
  const person = await insertTestPerson(city.sql, city.keys);
  const { number } = await apply(city, person.personId, mailForm);
  const path = `/console/people/${person.personId}/applications/${number}`;
  return { person, number, page: `/console/applications/${number}`, path };
};
const keyIn = (body: string): string => /name="key" value="([^"]+)"/.exec(body)?.[1] ?? '';

describe('G-38: the bureau holds an application', () => {
  it('for listed reasons, sees it in a list of its own and on the home page, and lets it go on', async (t) => {
    const program = await consoleOf(t);
    const { person, number, page, path } = await applied(program);
    const bureau = await program.as('bureau');
    assert.doesNotMatch((await bureau.get('/console')).body, /暂缓办理，等待核实/);
    await bureau.openRecord(person.personId, 'checking');
    assert.ok((await bureau.get(page)).body.includes(`${path}/hold`));
    assert.equal((await bureau.get(`${path}/release`)).location, page, 'nothing to let go on');
    const key = keyIn((await bureau.get(`${path}/hold`)).body);
    assert.equal((await bureau.post(`${path}/hold`, { key })).status, 422);
    assert.equal((await bureau.post(`${path}/hold`, { key, reasons: 'looks-odd' })).status, 422);
    assert.equal((await bureau.post(`${path}/hold`, { key, reasons: 'name-changed' })).location, page);
    const held = (await bureau.get(page)).body;
    for (const seen of [
      '暂缓办理，核实中',
      '申领后姓名有变更',
      '暂缓，银行看不到',
      `${path}/release`,
      `${path}/reject`,
    ])
      assert.ok(held.includes(seen), seen);
    assert.ok(!held.includes(`${path}/hold`), 'what is held is not held again');
    assert.match((await bureau.get('/console')).body, /1 件申领暂缓办理，等待核实/);
    assert.ok((await bureau.get('/console/queue?list=on-hold')).body.includes(number));

    const looked = await findPublicProgress(program.city, { number, idLastFour: person.idNumber.slice(-4) });
    assert.equal(looked?.state, 'on-hold');
    const again = await bureau.get(`${path}/release`);
    assert.match(again.body, /申领后姓名有变更/);
    assert.equal((await bureau.post(`${path}/release`, { key: keyIn(again.body) })).location, page);
    assert.equal((await bureau.post(`${path}/release`, { key: crypto.randomUUID() })).status, 409);
    assert.match((await bureau.get(page)).body, /核实完毕，继续办理/);
    const [event] = await program.city.sql`
      select actor, actor_id, channel, facts from events where action = 'release-application'`;
    assert.deepEqual(
      [event?.actor, event?.actor_id, event?.channel, event?.facts],
      ['staff', 'test-bureau', 'console', { from: 'on-hold', to: 'submitted', reasons: 'name-changed' }],
    );
  });

  it('and nobody else does', async (t) => {
    const program = await consoleOf(t);
    const { person, path } = await applied(program);
    for (const role of ['bank-office', 'auditor', 'hotline'] as const) {
      const clerk = await program.as(role);
      await clerk.openRecord(person.personId, role === 'auditor' ? 'supervising' : 'serving');
      const key = crypto.randomUUID();
      assert.equal((await clerk.post(`${path}/hold`, { key, reasons: 'under-review' })).status, 403, role);
      assert.equal((await clerk.post(`${path}/release`, { key })).status, 403, role);
    }
  });

  it('G-37: is told on the home page that a year of the calendar is missing, with what waits for it', async (t) => {
    const program = await consoleOf(t);
    const { number } = await applied(program);
    await program.city.sql`update applications set due_on = null where number = ${number}`;
    const home = (await (await program.as('bureau')).get('/console')).body;
    assert.match(home, /1 件申领还没有最后一天：2027 年的工作日历没有录入/);
    assert.ok(home.includes('/console/policy/new?kind=calendar-year'));
    assert.doesNotMatch((await (await program.as('bank-office')).get('/console')).body, /工作日历没有录入/);
  });
});

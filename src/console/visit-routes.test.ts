// Help at home in the console: who sees which request, what may be done with it, and the hotline, on the whole program.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { apply, freshKey } from '../../test/support/card-journey.ts';
import { openingDay } from '../../test/support/city.ts';
import { type Clerk, type Console, consoleOf } from '../../test/support/console.ts';
import { askForHelp, bankForm, insertStreet, streetForm } from '../../test/support/help.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { listLooks } from '../audit/list-looks.ts';
import type { PersonId } from '../base/ids.ts';
import type { HelpRequestId } from '../help-requests/help-request.ts';
import { type Role, roles } from '../staff/staff.ts';

const ends: (() => Promise<void>)[] = [];
after(async () => {
  for (const end of ends) await end();
});

let program: Console;
let clerks: Readonly<Record<Role, Clerk>>;
let personId: PersonId;
let id: HelpRequestId;
/** The street where the clerk of the tests works. */
const ownStreet = 'J11010801';

before(async () => {
  program = await consoleOf({ after: (end) => void ends.push(end) });
  const entries = await Promise.all(roles.map(async (role) => [role, await program.as(role)] as const));
  clerks = Object.fromEntries(entries) as typeof clerks;
  for (const [outletId, district] of [
    [ownStreet, '110108'],
    ['street-far', '110115'],
  ])
    await program.city.sql`
      insert into outlets (outlet_id, kind, district, name, address)
      values (${outletId ?? ''}, 'street', ${district ?? ''}, ${`街道 ${outletId}`}, '试验街2号')`;
  await insertStreet(program.city, 'b');
});

const newRequest = async (form: object): Promise<void> => {
  ({ personId } = await insertTestPerson(program.city.sql, program.city.keys));
  id = await askForHelp(program.city, personId, form);
};

beforeEach(async () => {
  program.city.setClock(openingDay);
  await newRequest({ ...streetForm, outletId: ownStreet });
});

const path = (): string => `/console/help-requests/${id}`;
const stateOf = async (): Promise<string> => {
  const [row] = await program.city.sql`select state from help_requests where help_request_id = ${id}`;
  return row?.state;
};
const act = (role: Role, name: string, form: Readonly<Record<string, string>> = {}) =>
  clerks[role].post(`${path()}/${name}`, { key: freshKey(), ...form });

/** Roles whose list has the request; those without a list are not asked. */
const listedFor = async (): Promise<readonly Role[]> => {
  const found: Role[] = [];
  for (const role of roles) if ((await clerks[role].get('/console/help-requests')).body.includes(id)) found.push(role);
  return found;
};

describe('who sees a help request', () => {
  it('R-ELDER-02: one of a street: its clerk and the district’s, and nobody else until it is declined', async () => {
    assert.deepEqual(await listedFor(), ['district', 'street']);
    await act('street', 'decline', { reason: 'no-one-free' });
    assert.deepEqual(await listedFor(), ['hotline']);
  });

  it('one of a street elsewhere: not the clerk of another street or district', async () => {
    await newRequest({ ...streetForm, outletId: 'street-far' });
    assert.deepEqual(await listedFor(), []);
    for (const role of ['street', 'district', 'bank-office'] as const) {
      assert.equal((await clerks[role].get(path())).status, 404, role);
      assert.equal((await act(role, 'accept')).status, 404, role);
    }
    assert.equal(await stateOf(), 'requested');
  });

  it('R-ELDER-03: one of a bank: its head office and its outlets', async () => {
    await newRequest(bankForm);
    assert.deepEqual(await listedFor(), ['bank-office', 'bank-outlet']);
  });

  it('the list shows nothing of the person; opening it shows what is needed to come, and the person sees that', async () => {
    const list = await clerks.street.get('/console/help-requests');
    assert.match(list.body, /2025年10月10日 上午/);
    assert.doesNotMatch(list.body, /张试验|19900000005|试验路7号院/);
    assert.deepEqual(await listLooks(program.city, personId, 10), []);
    const opened = await clerks.street.get(path());
    for (const text of ['张试验', '19900000005', '试验路7号院7号楼707', '听力不好'])
      assert.ok(opened.body.includes(text));
    const [look] = await listLooks(program.city, personId, 10);
    assert.deepEqual([look?.purpose, look?.actorId, look?.outlet], ['help-opened', 'test-street', ownStreet]);
  });
});

describe('answering in the console', () => {
  it('R-ELDER-02: accepted by the street, done with the number of the application', async () => {
    assert.equal((await act('street', 'accept')).status, 303);
    assert.equal(await stateOf(), 'accepted');
    const other = await insertTestPerson(program.city.sql, program.city.keys);
    const theirs = await apply(program.city, other.personId);
    const refused = await act('street', 'done', { number: theirs.number });
    assert.equal(refused.status, 409);
    assert.match(refused.body, /这个编号不是本人的申领/);
    const { number } = await apply(program.city, personId);
    assert.equal((await act('street', 'done', { number })).status, 303);
    const [event] = await program.city.sql`
      select actor, actor_id, channel, outlet from events where person_id = ${personId} and action = 'complete-help'`;
    assert.deepEqual({ ...event }, { actor: 'staff', actor_id: 'test-street', channel: 'street', outlet: ownStreet });
  });

  it('R-ELDER-06: declined with a reason, never without', async () => {
    const without = await act('street', 'decline');
    assert.equal(without.status, 422);
    assert.match(without.body, /请把每一项选好/);
    assert.equal(await stateOf(), 'requested');
    assert.equal((await act('street', 'decline', { reason: 'not-reached' })).status, 303);
    assert.match((await clerks.hotline.get(path())).body, /打电话没有联系上您/);
  });

  it('what has changed meanwhile is said, and the same form sent twice is one answer', async () => {
    const key = freshKey();
    assert.equal((await act('street', 'accept', { key })).status, 303);
    assert.equal((await act('street', 'accept', { key })).status, 303);
    const late = await act('street', 'decline', { key: freshKey(), reason: 'other' });
    assert.equal(late.status, 303);
    const again = await act('district', 'accept');
    assert.equal(again.status, 409);
    assert.match(again.body, /状态已经变了/);
  });

  it('the hotline answers for nobody, and who answers sends nothing elsewhere', async () => {
    assert.equal((await act('hotline', 'accept')).status, 403);
    assert.equal((await act('street', 'reassign')).status, 403);
    assert.equal((await clerks.bureau.get('/console/help-requests')).status, 403);
  });
});

describe('the hotline', () => {
  const wish = { kind: 'street', outletId: 'street-b', bank: '', wishedOn: '2025-10-13', wishedPart: 'afternoon' };

  it('R-HOTLINE-03, R-ELDER-06: sends what was declined to another street; a wrong choice is said', async () => {
    await act('street', 'decline', { reason: 'outside-our-area' });
    const page = await clerks.hotline.get(`${path()}?district=110108`);
    assert.match(page.body, /另行安排/);
    assert.match(page.body, /试验街道b/);
    assert.equal((await act('hotline', 'reassign', { ...wish, wishedPart: '' })).status, 422);
    const closed = await act('hotline', 'reassign', { ...wish, wishedOn: '2025-10-12' });
    assert.match(closed.body, /这一天不能上门/);
    const fixed = await act('hotline', 'reassign', { ...wish, kind: 'bank-visit', bank: '103' });
    assert.equal(fixed.status, 409);
    assert.match(fixed.body, /工商银行/);
    assert.equal((await act('hotline', 'reassign', wish)).status, 303);
    assert.equal(await stateOf(), 'requested');
    assert.deepEqual(await listedFor(), ['district'], 'another street of the same district');
  });

  it('R-HOTLINE-03, R-ELDER-02: asks for somebody who calls; it reaches the street, and the record says who asked', async () => {
    const caller = await insertTestPerson(program.city.sql, program.city.keys);
    const address = `/console/people/${caller.personId}/help`;
    assert.equal(
      (await clerks.hotline.get(address)).location,
      `/console/people/${caller.personId}`,
      'a reason comes first',
    );
    await clerks.hotline.openRecord(caller.personId, 'calling');
    assert.match((await clerks.hotline.get(address)).body, /替来电人请人上门帮办/);
    const form = { ...wish, outletId: ownStreet, phone: '19900000006', address: '试验路8号院808', note: '' };
    assert.equal((await clerks.hotline.post(address, { ...form, key: freshKey(), address: '' })).status, 422);
    const asked = await clerks.hotline.post(address, { ...form, key: freshKey() });
    assert.equal(asked.status, 303, asked.body);
    const list = await clerks.street.get('/console/help-requests');
    assert.ok(list.body.includes(asked.location));
    const twice = await clerks.hotline.post(address, { ...form, key: freshKey() });
    assert.match(twice.body, /已经有一个没有办完的帮办请求/);
    assert.equal((await clerks.street.get(address)).status, 403);
  });

  it('R-ELDER-02: before the notice the gate says no to a caller too', async () => {
    program.city.setClock(Temporal.Instant.from('2025-10-08T10:00:00+08:00'));
    const caller = await insertTestPerson(program.city.sql, program.city.keys);
    await clerks.hotline.openRecord(caller.personId, 'calling');
    const page = await clerks.hotline.get(`/console/people/${caller.personId}/help`);
    assert.match(page.body, /2025年10月9日/);
    assert.doesNotMatch(page.body, /登记请求/);
  });
});

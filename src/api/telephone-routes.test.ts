// A telephone system answers callers over HTTP by their service password: what 96066 may do, nothing of the person, no password kept.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { pino } from 'pino';
import { activeCard, done, freshKey } from '../../test/support/card-journey.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { partnerToken, type WholeApp, wholeApp } from '../../test/support/whole-app.ts';
import { listCards } from '../cards/list-cards.ts';
import { countFailure, failuresAllowed } from '../identity/attempts.ts';
import {
  demoTelephoneSecret,
  demoTransitSecret,
  telephoneClientId,
  transitClientId,
} from '../identity/partner-clients.ts';
import { changePassword } from '../passwords/change-password.ts';
import { initialPassword } from '../passwords/guessable.ts';
import { findPasswordState } from '../passwords/passwords-store.ts';

const nobody = '110101199003079915';
const own = '407192';
const wrong = '555018';

/** Whom the core system knows by their number. */
const knownPerson = async ({ city: { sql, keys } }: WholeApp) => {
  const person = await insertTestPerson(sql, keys);
  const blind = keys.blind('id-number', person.idNumber);
  await sql`insert into id_numbers (blind, person_id) values (${blind}, ${person.personId})`;
  return person;
};

/** Calls come from another telephone each time, except where one is named. */
const telephoneOf = (whole: WholeApp, token: string) => {
  let calls = 1000;
  return async (path: 'status' | 'losses', body: object, bearer = token) => {
    const headers = { authorization: `Bearer ${bearer}`, 'idempotency-key': freshKey() };
    calls += 1;
    const payload = { callerNumber: `1990000${calls}`, ...body };
    const answer = await whole.app.inject({ method: 'POST', url: `/api/v1/telephone/${path}`, headers, payload });
    return { status: answer.statusCode, body: answer.json() };
  };
};

let logged = '';
const write = (line: string) => {
  logged += line;
};
const whole = await wholeApp({ after }, {}, pino({ level: 'trace' }, { write }));
const { city, app, wiring } = whole;
const { sql } = city;
const token = await partnerToken(whole, { clientId: telephoneClientId, secret: demoTelephoneSecret(wiring.config) });
const call = telephoneOf(whole, token);
const person = await knownPerson(whole);
const { personId, idNumber, name } = person;
await activeCard(city, personId);
// The star of the keypad is the X of the number and of the initial password.
const asKeyed = (text: string) => text.replace('X', '*');
const initial = { idNumber: asKeyed(idNumber), servicePassword: asKeyed(initialPassword(idNumber)) };
const refused = await call('losses', { ...initial, name });

test('R-PWD-02, C-13: the initial password tells states and steps, and is good for nothing more', async () => {
  const told = await call('status', initial);
  assert.equal(told.status, 200);
  assert.deepEqual(
    [told.body.initialPassword, told.body.cards[0].socialSecurity, told.body.progress.state],
    [true, 'enabled', 'mailed'],
  );
  for (const secret of [name, idNumber]) assert.ok(!JSON.stringify(told.body).includes(secret));
  assert.deepEqual([refused.status, refused.body.code], [403, 'PASSWORD_NOT_VERIFIED']);
  assert.deepEqual(await call('status', { ...initial, idNumber: nobody }), refused, 'a number nobody has');
});

test('G-28, R-LOSS-01: name, number and a password of their own stop the card', async () => {
  const holder = { personId, actor: 'holder', actorId: personId, channel: 'minsheng', level: 3 } as const;
  const changing = { oldPassword: initialPassword(idNumber), newPassword: own };
  done(await changePassword(city, { ...holder, ...changing, language: 'zh', key: freshKey() }));
  assert.deepEqual(await call('losses', { idNumber, servicePassword: own, name: '李样本' }), refused);
  const stopped = await call('losses', { idNumber, servicePassword: own, name });
  assert.deepEqual([stopped.status, stopped.body.socialSecurity], [200, 'temporarily-lost']);
  const [card] = await listCards(city, personId);
  assert.deepEqual([card?.socialSecurity, card?.lostUntil?.toString()], ['temporarily-lost', stopped.body.lostUntil]);
  const [event] = await sql`
    select actor, channel, facts from events where person_id = ${personId} and action = 'report-temporary-loss'`;
  assert.deepEqual([event?.actor, event?.channel, event?.facts.proof], ['system', 'hotline', 'service-password']);
});

test('C-46, R-PWD-05: a password is not changed, a loss not released, and no other token will do', async () => {
  for (const path of ['password', 'releases']) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await app.inject({ method: 'POST', url: `/api/v1/telephone/${path}`, headers });
    assert.equal(answer.statusCode, 404);
  }
  const transit = await partnerToken(whole, {
    clientId: transitClientId,
    secret: demoTransitSecret(wiring.config),
  });
  assert.equal((await call('status', initial, transit)).body.code, 'SCOPE_MISSING');
});

test('C-13: the fifth wrong try locks, and the right password is answered like a wrong one then', async () => {
  await sql`update service_passwords set wrong_tries = 4 where person_id = ${personId}`;
  assert.deepEqual(await call('status', { idNumber, servicePassword: wrong }), refused);
  assert.equal(await findPasswordState(sql, personId), 'locked');
  assert.deepEqual(await call('status', { idNumber, servicePassword: own }), refused);
});

test('who tries numbers from one telephone is stopped, whosoever number is tried next', async () => {
  const other = await knownPerson(whole);
  const callerNumber = '19900009999';
  const attempt = { at: 'telephone-caller', by: callerNumber } as const;
  for (let tried = 1; tried < failuresAllowed['telephone-caller']; tried += 1) await countFailure(wiring, attempt);
  assert.deepEqual(await call('status', { callerNumber, idNumber: nobody, servicePassword: wrong }), refused);
  const right = { idNumber: other.idNumber, servicePassword: initialPassword(other.idNumber) };
  assert.equal((await call('status', { callerNumber, ...right })).body.code, 'CALLER_TOO_OFTEN');
});

test('no password stands in the log, in an event, a refusal or a kept answer', async () => {
  const rows = await sql`
    select to_jsonb(events)::text as row from events union all select to_jsonb(refusals)::text from refusals
    union all select to_jsonb(command_answers)::text from command_answers`;
  assert.ok(logged.includes('/api/v1/telephone/status'), 'there is a log to look at');
  for (const text of [logged, ...rows.map(({ row }) => String(row))])
    for (const secret of [own, wrong, initialPassword(idNumber)]) assert.ok(!text.includes(secret), secret);
});

// A telephone system answers callers over HTTP by their service password: what 96066 may do, nothing of the person, no password kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { activeCard, done, freshKey } from '../../test/support/card-journey.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { partnerToken, wholeApp } from '../../test/support/whole-app.ts';
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

test('R-PWD-02, G-28, C-13: a caller is told states by the service password, and stops a card with name and a password of their own', async (t) => {
  let logged = '';
  const log = pino({ level: 'trace' }, { write: (line: string) => (logged += line) });
  const whole = await wholeApp(t, {}, log);
  const { city, app, wiring } = whole;
  const { sql, keys } = city;
  const token = await partnerToken(whole, { clientId: telephoneClientId, secret: demoTelephoneSecret(wiring.config) });
  let calls = 0;
  const call = async (path: 'status' | 'losses', body: object, bearer = token) => {
    const headers = { authorization: `Bearer ${bearer}`, 'idempotency-key': freshKey() };
    // Another telephone each time, except where one is named.
    const payload = { callerNumber: `1990000${1000 + calls++}`, ...body };
    const answer = await app.inject({ method: 'POST', url: `/api/v1/telephone/${path}`, headers, payload });
    return { status: answer.statusCode, body: answer.json() };
  };

  const known = async () => {
    const each = await insertTestPerson(sql, keys);
    const blind = keys.blind('id-number', each.idNumber);
    await sql`insert into id_numbers (blind, person_id) values (${blind}, ${each.personId})`;
    return each;
  };
  const person = await known();
  const { personId, idNumber, name } = person;
  await activeCard(city, personId);
  const holder = { personId, actor: 'holder', actorId: personId, channel: 'minsheng', level: 3 } as const;

  // The star of the keypad is the X of the number and of the initial password.
  const asKeyed = (text: string) => text.replace('X', '*');
  const initial = { idNumber: asKeyed(idNumber), servicePassword: asKeyed(initialPassword(idNumber)) };
  const told = await call('status', initial);
  assert.equal(told.status, 200);
  assert.deepEqual(
    [told.body.initialPassword, told.body.cards[0].socialSecurity, told.body.progress.state],
    [true, 'enabled', 'mailed'],
  );
  for (const secret of [name, idNumber]) assert.ok(!JSON.stringify(told.body).includes(secret));

  // C-13: the initial password is good for a query only; the answer is that of a wrong one and of a number nobody has.
  const refused = await call('losses', { ...initial, name });
  assert.equal(refused.status, 403);
  const nobody = await call('status', { ...initial, idNumber: '110101199003079915' });
  assert.deepEqual(nobody, refused);

  const own = '407192';
  const oldPassword = initialPassword(idNumber);
  done(await changePassword(city, { ...holder, language: 'zh', key: freshKey(), oldPassword, newPassword: own }));
  assert.deepEqual(
    await call('losses', { idNumber, servicePassword: own, name: '李样本' }),
    refused,
    'G-28: the name too',
  );
  const stopped = await call('losses', { idNumber, servicePassword: own, name });
  assert.deepEqual([stopped.status, stopped.body.socialSecurity], [200, 'temporarily-lost']);
  const [card] = await listCards(city, personId);
  assert.deepEqual([card?.socialSecurity, card?.lostUntil?.toString()], ['temporarily-lost', stopped.body.lostUntil]);
  const [event] = await sql`
    select actor, channel, facts from events where person_id = ${personId} and action = 'report-temporary-loss'`;
  assert.deepEqual([event?.actor, event?.channel, event?.facts.proof], ['system', 'hotline', 'service-password']);

  // C-46, R-PWD-05: there is no address by which a password is changed, and nobody else's token opens these.
  for (const path of ['password', 'releases']) {
    const url = `/api/v1/telephone/${path}`;
    assert.equal(
      (await app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${token}` } })).statusCode,
      404,
    );
  }
  const transit = await partnerToken(whole, { clientId: transitClientId, secret: demoTransitSecret(wiring.config) });
  assert.equal((await call('status', initial, transit)).status, 403);

  // The fifth in a row locks it, and the right one is answered like a wrong one then.
  await sql`update service_passwords set wrong_tries = 4 where person_id = ${personId}`;
  assert.deepEqual(await call('status', { idNumber, servicePassword: '555018' }), refused);
  assert.equal(await findPasswordState(sql, personId), 'locked');
  assert.deepEqual(await call('status', { idNumber, servicePassword: own }), refused);

  // Somebody who tries numbers from one telephone is stopped, whosoever number is tried next.
  const other = await known();
  const from = { callerNumber: '19900009999', servicePassword: '555018' };
  const attempt = { at: 'telephone-caller', by: from.callerNumber } as const;
  for (let tried = 1; tried < failuresAllowed['telephone-caller']; tried += 1) await countFailure(wiring, attempt);
  assert.deepEqual(await call('status', { ...from, idNumber: '110101199003079915' }), refused);
  const late = { ...from, idNumber: other.idNumber, servicePassword: initialPassword(other.idNumber) };
  assert.equal((await call('status', late)).body.code, 'CALLER_TOO_OFTEN');

  const rows = await sql`
    select to_jsonb(events)::text as row from events union all select to_jsonb(refusals)::text from refusals
    union all select to_jsonb(command_answers)::text from command_answers`;
  assert.ok(logged.includes('/api/v1/telephone/status'), 'there is a log to look at');
  for (const text of [logged, ...rows.map(({ row }) => String(row))])
    for (const secret of [own, '555018', initialPassword(idNumber)])
      assert.ok(!text.includes(secret), text.slice(0, 200));
});

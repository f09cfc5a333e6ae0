// The service password at the counter and on the telephone: who may, with what, and that no page ever gives back what was typed.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { codeOf } from '../../test/support/card-journey.ts';
import { consoleOf } from '../../test/support/console.ts';
import { insertOldCard, insertTestPerson } from '../../test/support/people.ts';
import { initialPassword } from '../passwords/guessable.ts';
import { verifyPassword } from '../passwords/verify-password.ts';

it('R-PWD-05, C-33, C-46: changed and reset at a street outlet; the hotline has neither page', async (t) => {
  const program = await consoleOf(t);
  const { city } = program;
  const person = await insertTestPerson(city.sql, city.keys);
  await insertOldCard(city.sql, city.keys, person.personId);
  const path = `/console/people/${person.personId}/password`;
  const clerk = await program.as('street');
  assert.equal((await clerk.get(path)).location, `/console/people/${person.personId}`, 'a reason first');
  assert.match((await clerk.openRecord(person.personId)).body, /password\?service=change-password/);
  const form = { service: 'change-password', secretOld: initialPassword(person.idNumber), secretNew: '407192' };
  const send = (more: Readonly<Record<string, string>>, documents = ['holder-id']) =>
    clerk.post(path, { ...form, ...more }, { documents });
  assert.equal((await send({ secretAgain: '407193' })).status, 422);
  const wrong = await send({ secretAgain: '407192', secretOld: '999991' });
  assert.equal(wrong.status, 409);
  assert.ok(!wrong.body.includes('999991') && !wrong.body.includes('407192'), 'what was typed does not come back');
  assert.equal((await send({ secretAgain: '407192' }, [])).status, 409, 'no document');
  assert.match((await send({ secretAgain: '407192' })).location, /done=changed/);
  const acting = { actor: 'staff', actorId: 'x', channel: 'hotline', outlet: null, bank: null } as const;
  const verify = (typed: string) =>
    verifyPassword(city, { personId: person.personId, typed, acting, purpose: 'query' });
  assert.equal(codeOf(await verify('407192')), 'ok');
  const reset = { service: 'reset-password', secretOld: '', secretNew: '', secretAgain: '' };
  assert.equal(
    (await send({ ...reset, for: 'agent' }, ['holder-id', 'card', 'agent-id', 'authorisation'])).status,
    409,
  );
  assert.match((await send(reset)).location, /done=reset/);
  assert.equal(codeOf(await verify(initialPassword(person.idNumber))), 'ok');
  const hotline = await program.as('hotline');
  assert.equal((await hotline.get(path)).status, 403);
});

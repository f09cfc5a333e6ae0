// Shows what the service password alone answers, and that a wrong one answers nothing and counts.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apply, codeOf, done, mailForm } from '../../test/support/card-journey.ts';
import { testCity } from '../../test/support/city.ts';
import { insertOldCard, insertTestPerson } from '../../test/support/people.ts';
import { initialPassword } from './guessable.ts';
import { wrongTriesAllowed } from './password-lifecycle.ts';
import { findPasswordState } from './passwords-store.ts';
import { queryStatus } from './query-status.ts';

const city = await testCity();
const { sql, keys } = city;
const acting = { actor: 'system', actorId: 'progress', channel: 'website', outlet: null, bank: null } as const;

it('R-PWD-02, R-QUERY-03: the service password shows states and steps, and nothing of the person', async () => {
  const person = await insertTestPerson(sql, keys);
  const { personId } = person;
  await insertOldCard(sql, keys, personId);
  const typed = initialPassword(person.idNumber);
  const before = done(await queryStatus(city, { personId, typed, acting }));
  assert.deepEqual(before, {
    cards: [{ generation: 2, bank: '102', socialSecurity: 'enabled', financial: 'active' }],
    progress: null,
    isInitial: true,
  });
  const { number } = await apply(city, personId);
  const after = done(await queryStatus(city, { personId, typed, acting }));
  assert.equal(after.progress?.number, number);
  const told = JSON.stringify(after);
  for (const secret of [person.name, person.idNumber, mailForm.phone, mailForm.address])
    assert.ok(!told.includes(secret), secret);
});

it('R-PWD-02: a wrong password and a number nobody has are answered alike, and wrong tries lock it', async () => {
  const person = await insertTestPerson(sql, keys);
  const ask = (personId: typeof person.personId | undefined, typed: string) =>
    queryStatus(city, { personId, typed, acting });
  assert.deepEqual(await ask(undefined, '407192'), await ask(person.personId, '407192'));
  for (let tried = 1; tried < wrongTriesAllowed; tried += 1) await ask(person.personId, '407192');
  assert.equal(await findPasswordState(sql, person.personId), 'locked');
  assert.equal(codeOf(await ask(person.personId, initialPassword(person.idNumber))), 'PASSWORD_NOT_VERIFIED');
});

// What a login does to a form that was kept before it: only the one who typed it goes on with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, type PersonId } from '../base/ids.ts';
import type { KeptForm } from './kept-form.ts';
import { openSession } from './open-session.ts';
import type { SignIn } from './session.ts';

const now = Temporal.Instant.from('2025-10-09T01:00:00Z');
const [typist, other] = [newId<PersonId>(), newId<PersonId>()];
const form: KeptForm = { personId: typist, path: '/apply/contact', fields: [['address', '示范路1号']] };
const signIn: SignIn = { personId: typist, level: 3, name: '张示例', subject: 's', candidates: [] };

const logins: readonly [string, Partial<SignIn>, boolean][] = [
  ['the same person goes on with it', {}, true],
  ['another person never gets it', { personId: other }, false],
  ['a shared phone that may be theirs keeps it waiting', { personId: null, candidates: [other, typist] }, true],
  ['a shared phone that cannot be theirs drops it', { personId: null, candidates: [other] }, false],
  ['somebody else with the same phone never gets it', { personId: other, candidates: [other, typist] }, false],
];

for (const [name, changes, stays] of logins)
  test(name, () => {
    const { session, outcome } = openSession(undefined, now);
    session.keepForm(form);
    session.signIn({ ...signIn, ...changes });
    assert.deepEqual(session.keptForm, stays ? form : null);
    const result = outcome();
    assert.ok(result.kind === 'rotate');
    assert.equal(JSON.stringify(result.state.content).includes('示范路1号'), stays, 'nor is it left in the session');
  });

test('it stays for half an hour, and a logout ends it', () => {
  const { session, outcome } = openSession(undefined, now);
  session.keepForm(form);
  const written = outcome();
  assert.ok(written.kind === 'write');
  const laterBy = (minutes: number) =>
    openSession({ ...written.state, id: '1', secondsLeft: 1 }, now.add({ minutes })).session;
  assert.deepEqual(laterBy(29).keptForm, form);
  assert.equal(laterBy(30).keptForm, null);
  session.signOut();
  assert.equal(session.keptForm, null);
});

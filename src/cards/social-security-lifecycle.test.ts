// What the table of the social-security function says about old cards: only a new card ends one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { socialSecurityLifecycle } from './social-security-lifecycle.ts';

const steps = Object.entries(socialSecurityLifecycle);

test('R-OLD-02: until a policy says otherwise nothing makes a card invalid but the enabling of a new one', () => {
  const ending = steps.filter(([, step]) => step.to === 'invalid').map(([action]) => action);
  assert.deepEqual(ending, ['invalidate-card']);
});

test('R-OLD-01: no timer ends an old card; only the enabling of the new one does, which needs whoever enables', () => {
  const { 'invalidate-card': ending, 'enable-card': enabling } = socialSecurityLifecycle;
  assert.deepEqual(ending.by, enabling.by);
  assert.ok(!(ending.by as readonly string[]).includes('system'));
});

test('an ended card leads nowhere', () => {
  assert.ok(steps.every(([, step]) => !(step.from as readonly string[]).includes('invalid')));
});

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

const ended: readonly string[] = ['invalid', 'replaced', 'cancelled'];

test('an ended card leads nowhere, but where two of staff undo the very act that ended it', () => {
  const ways = steps.filter(([, { from }]) => from.some((state) => ended.includes(state)));
  assert.deepEqual(
    ways.map(([action, { by }]) => [action, by]),
    ['undo-invalidate-card', 'undo-replace-card', 'undo-cancel-card'].map((action) => [action, ['staff']]),
  );
});

test('what undoes a step begins where the step leads to, and leads to where it began', () => {
  for (const [action, undo] of steps.filter(([name]) => name.startsWith('undo-'))) {
    const undone = steps.find(([name]) => name === action.slice('undo-'.length))?.[1];
    assert.deepEqual(undo.from, [undone?.to], action);
    assert.ok(
      undone?.from.some((state) => state === undo.to),
      action,
    );
  }
});

// Shows that the lifecycle tables hang together and that the database says the same as they do.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import {
  applicationLifecycle,
  applicationStates,
  isHoldable,
  releaseTo,
  runningStates,
} from './application-lifecycle.ts';

const { sql } = await testDatabase();
const words = (definition: unknown): readonly string[] =>
  [...String(definition).matchAll(/'([a-z-]+)'/g)].map(([, word]) => word ?? '').sort();

describe('the lifecycle of an application', () => {
  it('reaches every state, and every state but the first from another one', () => {
    const reached = new Set<string>(['submitted']);
    for (let before = 0; before < reached.size; ) {
      before = reached.size;
      for (const { from, to } of Object.values(applicationLifecycle))
        if (from.some((state) => reached.has(state))) reached.add(to);
    }
    assert.deepEqual([...reached].sort(), [...applicationStates].sort());
  });

  it('C-56: leaves a running state in the end', () => {
    // An end is one but for two of staff, who undo the very step that led there.
    const undoing: readonly string[] = ['undo-hand-over', 'undo-receive-card'];
    const steps = Object.entries(applicationLifecycle).filter(([action]) => !undoing.includes(action));
    const left = new Set<string>(steps.flatMap(([, { from }]) => [...from]));
    for (const state of runningStates) assert.ok(left.has(state), state);
    // Neither: the person chooses another bank (G-39), corrects it, or applies anew.
    const resting: readonly string[] = ['account-refused', 'rejected'];
    const ends = applicationStates.filter(
      (state) => !resting.includes(state) && !runningStates.some((running) => running === state),
    );
    for (const state of ends) assert.ok(!left.has(state), `${state} is an end`);
    const { 'undo-hand-over': handedOver, 'undo-receive-card': received } = applicationLifecycle;
    assert.deepEqual([handedOver.by, received.by], [['staff'], ['staff']]);
  });

  it('has the states the database allows', async () => {
    const [check] = await sql`
      select pg_get_constraintdef(oid) as definition from pg_constraint
      where conrelid = 'applications'::regclass and conname = 'applications_state_check'`;
    assert.deepEqual(words(check?.definition), [...applicationStates].sort());
  });

  it('G-38: leads from a hold only back to where it was held, or to the end of it', () => {
    const held = applicationLifecycle['hold-application'];
    for (const state of held.from) assert.deepEqual(releaseTo(state), { from: [held.to], to: state, by: ['staff'] });
    for (const state of applicationStates)
      assert.equal(
        isHoldable(state),
        held.from.some((each) => each === state),
        state,
      );
    const others = Object.entries(applicationLifecycle).filter(([, { from }]) => from.some((each) => each === held.to));
    assert.deepEqual(
      others.map(([action]) => action),
      ['reject-application'],
    );
  });

  it('C-56: has the running states of the index that lets one application run', async () => {
    const [index] = await sql`select indexdef from pg_indexes where indexname = 'one_running_application'`;
    assert.deepEqual(words(index?.indexdef), [...runningStates].sort());
  });
});

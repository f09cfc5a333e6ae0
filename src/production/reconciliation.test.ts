// Which difference two entries make, as a table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ApplicationState, applicationStates } from '../applications/application-lifecycle.ts';
import { type DifferenceKind, differenceOf, type Entry } from './reconciliation.ts';

const entry = (state: ApplicationState, cardNumber: string | null = null): Entry => ({ state, cardNumber });

const rows: readonly (readonly [
  what: string,
  ours: Entry | undefined,
  theirs: Entry | undefined,
  DifferenceKind | undefined,
])[] = [
  ['both the same', entry('produced', 'A'), entry('produced', 'A'), undefined],
  ['no card number said', entry('produced', 'A'), entry('produced'), undefined],
  ['another card number', entry('produced', 'A'), entry('produced', 'B'), 'card-number'],
  ['a card number we never allotted', entry('submitted'), entry('submitted', 'B'), 'card-number'],
  ['an order that is none', undefined, entry('produced'), 'unknown-here'],
  ['not named by the bank', entry('produced'), undefined, 'missing-there'],
  ['a report that did not arrive', entry('produced'), entry('mailed'), 'behind-here'],
  ['a refusal that did not arrive', entry('submitted'), entry('account-refused'), 'behind-here'],
  ['a bank that lags', entry('mailed'), entry('in-production'), 'behind-there'],
  ['withdrawn, and the bank works on', entry('withdrawn'), entry('submitted'), 'ended-here'],
  ['sent back, and the bank says refused', entry('rejected'), entry('account-refused'), 'ended-here'],
  ['in use by its person, which no bank can know', entry('received', 'A'), entry('mailed', 'A'), undefined],
  ['to the outlet here, in the mail there', entry('ready-for-pickup'), entry('mailed'), 'behind-there'],
];
for (const [what, ours, theirs, kind] of rows)
  test(`R-PROD-01: ${what}: ${kind ?? 'no difference'}`, () => assert.equal(differenceOf(ours, theirs), kind));

test('every state agrees with itself and with no other but received and mailed', () => {
  for (const one of applicationStates)
    for (const other of applicationStates) {
      const isSame = one === other || [one, other].toSorted().join() === 'mailed,received';
      assert.equal(differenceOf(entry(one), entry(other)) === undefined, isSame, `${one} ${other}`);
    }
});

// What counts as two factors, method by method.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasSecondFactor } from './second-factor.ts';

const rows: readonly (readonly [amr: unknown, proven: boolean])[] = [
  [['mfa'], true],
  [['pwd', 'otp'], true],
  [['pin', 'hwk'], true],
  [['sc', 'fpt'], true],
  [['pwd'], false],
  [['otp'], false],
  [['pwd', 'pin'], false],
  [['otp', 'sms'], false],
  [['pwd', 'rba', 'geo'], false],
  [[], false],
  [undefined, false],
  ['mfa', false],
  ['pwd otp', false],
];

for (const [amr, proven] of rows)
  test(`${JSON.stringify(amr)} is ${proven ? '' : 'not '}a login by two factors`, () => {
    assert.equal(hasSecondFactor(amr), proven);
  });

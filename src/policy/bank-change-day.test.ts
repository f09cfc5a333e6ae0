// The day from which the bank may be changed again, and the gate on the day before and on it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, decide, newCard, person } from '../../test/support/questions.ts';
import { nextBankChangeOn } from './bank-change-day.ts';

/** An outlet of the issuing bank, with the ID and the card. */
const counter = { channel: 'bank', outlet: { kind: 'bank', bank: '102', instant: true } } as const;

const cases: readonly (readonly [string, string, string])[] = [
  ['the example of the rule', '2026-03-02', '2026-09-02'],
  ['over the end of the year', '2025-10-09', '2026-04-09'],
  ['the last day of a month with 31 days', '2026-08-31', '2027-02-28'],
  ['the same before a leap year’s February', '2027-08-31', '2028-02-29'],
  ['the last day of February', '2026-02-28', '2026-08-28'],
  ['the leap day', '2028-02-29', '2028-08-29'],
];

for (const [name, last, next] of cases)
  test(`R-CHANGEBANK-06: ${name}: ${last} → ${next}`, () => {
    assert.equal(nextBankChangeOn(day(last)).toString(), next);
    const on = (date: string) =>
      decide({
        ...{ on: date, service: 'change-bank-cancel', card: newCard(), ...counter },
        person: person('retiree', { lastBankChangeOn: day(last) }),
      });
    const before = on(day(next).subtract({ days: 1 }).toString());
    assert.equal(
      before.permitted ? 'permitted' : `${before.code} ${before.instead[0]?.from}`,
      `BANK_CHANGE_TOO_SOON ${next}`,
    );
    assert.equal(on(next).permitted, true, 'on the day');
  });

test('R-CHANGEBANK-06, C-25: the first issue is no change, so the first change is free', () => {
  const question = { service: 'change-bank-cancel', card: newCard(), ...counter } as const;
  assert.equal(decide({ on: '2025-10-10', ...question, person: person('retiree') }).permitted, true);
});

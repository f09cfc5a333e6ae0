// Quantiles, goals and the table, on figures that can be checked by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latenciesOf } from './latency.ts';
import { meetsGoal, type Row } from './row.ts';
import { renderTable } from './table.ts';

test('quantiles go by nearest rank, in any order of samples', () => {
  const hundred = Float64Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.deepEqual(latenciesOf(hundred), { p50: 50, p99: 99, max: 100, mean: 50.5 });
  assert.deepEqual(latenciesOf(Float64Array.of(3)), { p50: 3, p99: 3, max: 3, mean: 3 });
  assert.deepEqual(latenciesOf(new Float64Array()), { p50: 0, p99: 0, max: 0, mean: 0 });
});

test('a goal is met at its edge and missed beyond', () => {
  const row = (measured: number, goal: Row['goal'], reference = 10): Row => ({
    what: '',
    unit: '',
    measured,
    reference,
    ...(goal ? { goal } : {}),
  });
  assert.deepEqual(
    [meetsGoal(row(7, { ratioAtLeast: 0.7 })), meetsGoal(row(6.9, { ratioAtLeast: 0.7 }))],
    [true, false],
  );
  assert.deepEqual([meetsGoal(row(30, { ratioAtMost: 3 })), meetsGoal(row(30.1, { ratioAtMost: 3 }))], [true, false]);
  assert.deepEqual([meetsGoal(row(2, { atMost: 2 })), meetsGoal(row(3, { atMost: 2 }))], [true, false]);
  assert.deepEqual([meetsGoal(row(2, { atLeast: 2 })), meetsGoal(row(1, { atLeast: 2 }))], [true, false]);
  assert.equal(meetsGoal(row(1, undefined)), undefined);
  assert.equal(meetsGoal({ what: '', unit: '', measured: 1, goal: { ratioAtMost: 3 } }), undefined);
});

test('the table names what is missed', () => {
  const table = renderTable([
    { what: 'submit', measured: 4321.9, unit: '/s', reference: 7000, goal: { ratioAtLeast: 0.7 } },
    { what: 'page', measured: 1.234, unit: 'ms', goal: { atMost: 2 } },
  ]);
  assert.equal(
    table,
    [
      '| What   | Measured | Reference | Ratio |        Goal | Met |',
      '|--------|---------:|----------:|------:|------------:|----:|',
      '| submit | 4,322 /s |  7,000 /s |  0.62 | ratio ≥ 0.7 |  NO |',
      '| page   |  1.23 ms |         – |     – |      ≤ 2 ms | yes |',
    ].join('\n'),
  );
});

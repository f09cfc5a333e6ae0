// Dated rows: overlaps and dangling names are load errors; what supersedes counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beijing } from './data/beijing.ts';
import { indexRows, nextRow, PolicyRowsError, rowOn } from './dated-rows.ts';
import type { Dated } from './rows.ts';
import { digestOf, makeSnapshot } from './snapshot.ts';

const row = (id: string, from: string, more: Partial<Dated> = {}): Dated => ({
  id,
  from,
  rules: ['R-ELIG-20'],
  ...more,
});
const index = (...rows: readonly Dated[]) => indexRows(rows, () => ['key']);

test('two rows that hold on the same day are a load error that names both', () => {
  assert.throws(
    () => index(row('a', '2025-01-01', { until: '2025-06-30' }), row('b', '2025-06-30')),
    (error: unknown) => error instanceof PolicyRowsError && /a and b both hold/.test(error.message),
  );
});

test('rows that follow each other are fine, and the last day belongs to the earlier one', () => {
  const rows = index(row('a', '2025-01-01', { until: '2025-06-30' }), row('b', '2025-07-01'));
  assert.deepEqual(
    ['2024-12-31', '2025-01-01', '2025-06-30', '2025-07-01', '2030-01-01'].map((day) => rowOn(rows, 'key', day)?.id),
    [undefined, 'a', 'a', 'b', 'b'],
  );
});

test('a row that supersedes others counts for its period and no longer', () => {
  const rows = index(row('a', '2025-01-01'), row('b', '2025-03-01', { until: '2025-03-31', supersedes: ['a'] }));
  assert.deepEqual(
    ['2025-02-28', '2025-03-01', '2025-03-31', '2025-04-01'].map((day) => rowOn(rows, 'key', day)?.id),
    ['a', 'b', 'b', 'a'],
  );
});

test('superseding reaches through a chain', () => {
  const rows = index(
    row('c', '2025-03-10', { supersedes: ['b'] }),
    row('a', '2025-01-01'),
    row('b', '2025-03-01', { supersedes: ['a'] }),
  );
  assert.equal(rowOn(rows, 'key', '2025-03-05')?.id, 'b');
  assert.equal(rowOn(rows, 'key', '2025-03-10')?.id, 'c');
});

test('a row that supersedes what is not there, itself in a circle, or ends before it begins is refused', () => {
  assert.throws(() => index(row('a', '2025-01-01', { supersedes: ['z'] })), /z, which is not there/);
  assert.throws(
    () => index(row('a', '2025-01-01', { supersedes: ['b'] }), row('b', '2025-01-01', { supersedes: ['a'] })),
    /supersedes itself/,
  );
  assert.throws(() => index(row('a', '2025-01-01', { until: '2024-12-31' })), /ends before it begins/);
  assert.throws(() => index(row('a', '2025-01-01', { rules: [] })), /names no rule/);
  assert.throws(() => index(row('a', '2025-01-01', { until: '2025-01-02' }), row('a', '2025-02-01')), /share an id/);
});

test('the next row is the first that begins later', () => {
  const rows = index(
    row('a', '2025-01-01', { until: '2025-01-31' }),
    row('b', '2025-03-01', { until: '2025-03-31' }),
    row('c', '2025-05-01'),
  );
  assert.equal(nextRow(rows, 'key', '2025-01-15')?.id, 'b');
  assert.equal(nextRow(rows, 'key', '2025-03-01')?.id, 'c');
  assert.equal(nextRow(rows, 'key', '2025-05-01'), undefined);
});

test('the rule set of Beijing loads; a row on a rule that does not exist does not', () => {
  assert.equal(makeSnapshot(7, beijing).number, 7);
  const [batch] = beijing.batches;
  assert.ok(batch);
  assert.throws(
    () => makeSnapshot(1, { ...beijing, batches: [{ ...batch, rules: ['R-NONE-99'] }] }),
    /R-NONE-99, which is not in the catalogue/,
  );
});

test('a second batch row for the same district and time is a load error', () => {
  const twin = {
    id: 'batch-1-twin',
    batch: '1',
    from: '2025-01-01',
    until: '2025-02-01',
    groups: ['employee'] as const,
    districts: ['110117'],
    rules: ['R-ELIG-06'],
  };
  assert.throws(
    () => makeSnapshot(1, { ...beijing, batches: [...beijing.batches, twin] }),
    /batch-1 and batch-1-twin both hold for employee\/110117/,
  );
});

test('the fingerprint changes with any row', () => {
  assert.equal(digestOf(beijing), digestOf({ ...beijing }));
  assert.notEqual(digestOf(beijing), digestOf({ ...beijing, fees: [] }));
});

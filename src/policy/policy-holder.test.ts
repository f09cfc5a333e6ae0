// Snapshots on record: the same rows keep their number, changed rows get the next one, whoever comes first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { beijing } from './data/beijing.ts';
import { loadPolicy } from './policy-holder.ts';

test('eight processes that start at once agree on one number, and changed rows get another', async (context) => {
  const { sql } = await testDatabase(context);
  const numbers = await Promise.all(
    Array.from({ length: 8 }, async () => (await loadPolicy(sql, beijing)).current().number),
  );
  assert.deepEqual(new Set(numbers), new Set([1]));
  const changed = { ...beijing, fees: beijing.fees.slice(1) };
  assert.equal((await loadPolicy(sql, changed)).current().number, 2);
  assert.equal((await loadPolicy(sql, beijing)).current().number, 1);
  const [kept] = await sql<
    { fees: number }[]
  >`select jsonb_array_length(content -> 'fees') as fees from policy_snapshots where number = 1`;
  assert.equal(kept?.fees, beijing.fees.length);
});

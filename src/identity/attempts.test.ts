// Lock-outs on a real database: counted by what failed and by whom, over after a quarter of an hour, and swept away.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { testKeys } from '../../test/support/keys.ts';
import {
  type Attempt,
  countFailure,
  failuresAllowed,
  forgetAttempts,
  forgiveFailures,
  isLockedOut,
  lockOutMinutes,
} from './attempts.ts';

const { sql } = await testDatabase();
let now = Temporal.Instant.from('2025-10-09T01:00:00Z');
const needs = { sql, keys: testKeys(), systemClock: () => now };
const phone: Attempt = { at: 'name-tried', by: '19900000001' };

const failTimes = async (attempt: Attempt, times: number): Promise<void> => {
  for (let done = 0; done < times; done += 1) await countFailure(needs, attempt);
};
const count = async (): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from failed_attempts`;
  return row?.count ?? -1;
};

beforeEach(() => sql`truncate failed_attempts`);

test('who failed as often as is allowed waits until the quarter of an hour is over', async () => {
  for (const at of Object.keys(failuresAllowed).filter((each): each is Attempt['at'] => each in failuresAllowed)) {
    const attempt = { at, by: 'somebody' };
    await failTimes(attempt, failuresAllowed[at] - 1);
    assert.equal(await isLockedOut(needs, attempt), false, at);
    assert.equal(await countFailure(needs, attempt), 0);
    assert.equal(await isLockedOut(needs, attempt), true, at);
    assert.equal(await isLockedOut(needs, { at, by: 'somebody else' }), false);
  }
  now = now.add({ minutes: lockOutMinutes });
  assert.equal(await isLockedOut(needs, { at: 'login', by: 'somebody' }), false);
});

test('failures of a phone say nothing of its address, and the other way round', async () => {
  await failTimes(phone, 5);
  assert.equal(await isLockedOut(needs, { at: 'name-address', by: phone.by }), false);
  assert.equal(await isLockedOut(needs, phone), true);
});

test('failures at the same moment are all counted', async () => {
  const left = await Promise.all(Array.from({ length: 20 }, () => countFailure(needs, phone)));
  assert.deepEqual(left.filter((each) => each >= 0).toSorted(), [0, 1, 2, 3, 4]);
});

test('who succeeds begins anew', async () => {
  await failTimes(phone, 4);
  await forgiveFailures(needs, phone);
  assert.equal(await countFailure(needs, phone), 4);
});

test('windows that are over are swept away, at most so many at once; others stay', async () => {
  for (const by of ['a', 'b', 'c']) await countFailure(needs, { at: 'login', by });
  now = now.add({ minutes: lockOutMinutes });
  await countFailure(needs, phone);
  assert.equal(await forgetAttempts(needs, 2), 2);
  assert.equal(await forgetAttempts(needs, 2), 1);
  assert.equal(await count(), 1);
});

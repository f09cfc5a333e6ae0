// The short form of the hostile requests; `npm run test:hostile` is the long one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomOf } from '../src/seed/random.ts';
import { besiege } from './hostile/siege.ts';

test('no request makes the program fail, gives a stranger what is not theirs, or changes somebody else', async (t) => {
  const { statuses } = await besiege(t, { requests: 1_200, random: randomOf(20_251_009), say: () => {} });
  // Had all been turned away at the first door, little would be shown.
  assert.ok((statuses.get(200) ?? 0) > 50 && (statuses.get(303) ?? 0) > 50, JSON.stringify([...statuses]));
});

// The short form of the test that kills web, worker and PostgreSQL under load; `npm run test:kill` is the long one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runRounds } from './kill/rounds.ts';

test('what was acknowledged is there once after kill -9 of any process', async (t) => {
  const { acknowledged, askedAgain } = await runRounds({
    ...{ rounds: 2, people: 6, seed: 4 },
    say: (line) => t.diagnostic(line),
  });
  // Two rounds of applying, and one of a bank's calls and of enabling.
  assert.ok(acknowledged > 30, `${acknowledged} commands`);
  assert.ok(askedAgain > 0, 'a process was killed while it was needed');
});

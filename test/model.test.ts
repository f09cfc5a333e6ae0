// The short form of the run against the reference model; `npm run test:model` is the long one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCampaign } from './model/campaign.ts';

test('whatever people, banks and staff do, late, twice, at once and cut off, is what the rules say', async (t) => {
  const counts = await runCampaign(t, {
    commands: 500,
    people: 6,
    seed: 20_251_009,
    say: (line) => t.diagnostic(line),
  });
  // Had nearly all been refused, or nothing asked for at once, little would be shown.
  assert.ok(
    counts.done > 150 && counts.refused > 80 && counts.atOnce > 100 && counts.repeated > 10,
    JSON.stringify(counts),
  );
});

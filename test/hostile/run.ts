// `npm run test:hostile -- --requests 20000 [--seed 1]`: the long form of the test with hostile requests.
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { randomOf } from '../../src/seed/random.ts';
import { besiege } from './siege.ts';

const whole = (standard: number, most: number) => z.coerce.number().int().min(1).max(most).default(standard);
const options = z.object({
  requests: whole(20_000, 10_000_000),
  seed: whole(Math.floor(Math.random() * 1_000_000) + 1, 2 ** 31),
});
const text = { type: 'string' as const };
const given = options.parse(parseArgs({ options: { requests: text, seed: text } }).values);

test(`${given.requests} hostile requests, seed ${given.seed}`, async (t) => {
  const say = (line: string): void => t.diagnostic(line);
  const { statuses, routes } = await besiege(t, { requests: given.requests, random: randomOf(given.seed), say });
  const counts = [...statuses].toSorted(([one], [other]) => one - other);
  say(`${routes} routes; ${counts.map(([status, count]) => `${status}: ${count}`).join(', ')}`);
});

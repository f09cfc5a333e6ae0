// `npm run test:model -- --commands 100000 [--people 24] [--seed 1]`: the long form of the test against the reference model.
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runCampaign } from './campaign.ts';

const whole = (standard: number, most: number) => z.coerce.number().int().min(1).max(most).default(standard);
const options = z.object({
  commands: whole(100_000, 10_000_000),
  people: whole(24, 200),
  seed: whole(Math.floor(Math.random() * 1_000_000) + 1, 2 ** 31),
});
const text = { type: 'string' as const };
const given = options.parse(parseArgs({ options: { commands: text, people: text, seed: text } }).values);

test(`${given.commands} commands against the rules, seed ${given.seed}`, async (t) => {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const counts = await runCampaign(t, { ...given, say });
  const { done, refused, busy, repeated, cut, atOnce } = counts;
  say(
    `${done} done, ${refused} refused, ${busy} busy; ${atOnce} at once, ${repeated} repeated, ${cut} cut and asked again`,
  );
  const most = (of: ReadonlyMap<string, number>): string =>
    [...of]
      .toSorted(([, one], [, other]) => other - one)
      .map(([name, many]) => `${name} ${many}`)
      .join(', ');
  say(most(counts.byName));
  say(most(counts.codes));
});

// `npm run test:kill -- --rounds 50 [--people 20] [--seed 1]`: the long form of the test that kills processes.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runRounds } from './rounds.ts';

const whole = (standard: number, most: number) => z.coerce.number().int().min(1).max(most).default(standard);
const options = z.object({
  rounds: whole(50, 100_000),
  people: whole(20, 1_000),
  seed: whole(Math.floor(Math.random() * 1_000_000) + 1, 2 ** 31),
});
const text = { type: 'string' as const };
const given = options.parse(parseArgs({ options: { rounds: text, people: text, seed: text } }).values);

const say = (line: string): void => void process.stdout.write(`${line}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
say(`seed ${given.seed}`);
const { acknowledged, askedAgain } = await runRounds({ ...given, say });
say(
  `${given.rounds} rounds: ${acknowledged} acknowledged, ${askedAgain} of them asked for again; nothing lost, nothing twice`,
);

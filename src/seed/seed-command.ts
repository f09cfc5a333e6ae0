// The command `npm run seed`: its options, when it refuses, and the bar it draws.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CannotStart } from '../base/cannot-start.ts';
import type { Screen } from '../people/import-progress.ts';
import type { Wiring } from '../wiring.ts';
import { mostPeople, seedPopulation } from './seed-population.ts';

const usage = `npm run seed -- --people 1…${mostPeople} [--seed NUMBER]`;
const options = z.object({
  people: z.coerce.number().int().min(1).max(mostPeople),
  seed: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31)
    .default(1),
});

/** Fills a demo city; `wiring` is that of a database in which its outlets are. Gives the exit code. */
export const seedCommand = async (wiring: Wiring, given: readonly string[], screen: Screen): Promise<number> => {
  const { people, seed } = readOptions(given);
  if (wiring.config.production)
    throw new CannotStart({
      zh: '生产环境中不能生成虚构的人。',
      en: 'No invented people in production.',
    });
  await refuseSecond(wiring);
  const began = performance.now();
  const bar = barOn(screen, people, began);
  const seeded = await seedPopulation({
    ...{ sql: wiring.sql, keys: wiring.keys, policy: wiring.policy.current(), now: wiring.businessClock() },
    ...{ recordedAt: wiring.systemClock(), people, seed, progress: bar.show },
  }).finally(bar.end);
  const seconds = (performance.now() - began) / 1_000;
  const rate = Math.round(people / seconds);
  screen.write(
    `${people} 人 people, ${seeded.applications} 份申领 applications, ${seconds.toFixed(1)} s, ${rate} 人/s people/s\n`,
  );
  return 0;
};

const readOptions = (given: readonly string[]): z.infer<typeof options> => {
  try {
    const text = { type: 'string' as const };
    return options.parse(parseArgs({ args: [...given], options: { people: text, seed: text } }).values);
  } catch {
    throw new CannotStart({ zh: `用法：${usage}`, en: `Usage: ${usage}` });
  }
};

/** Employers of a seeding are there as soon as it has begun. */
const refuseSecond = async ({ sql }: Wiring): Promise<void> => {
  const [row] = await sql<
    { seeded: boolean }[]
  >`select exists (select from employers where code = 'S00000000') as seeded`;
  if (row?.seeded)
    throw new CannotStart({
      zh: '这个数据库里已有生成的人：请用一个新的数据文件夹（YIKATONG_DATA）。',
      en: 'Invented people are here already: use a new data folder (YIKATONG_DATA).',
    });
};

const barWidth = 30;
const lineMilliseconds = 10_000;

const barOn = ({ isTerminal, write }: Screen, people: number, began: number) => {
  let shownAt = began;
  return {
    show: (done: number): void => {
      const now = performance.now();
      if (!isTerminal && now - shownAt < lineMilliseconds) return;
      shownAt = now;
      const full = Math.floor((done / people) * barWidth);
      const rate = Math.round((done * 1_000) / (now - began));
      const line = `${done.toLocaleString('en')} / ${people.toLocaleString('en')} 人 people · ${rate.toLocaleString('en')}/s`;
      write(isTerminal ? `\r[${'█'.repeat(full)}${' '.repeat(barWidth - full)}] ${line}\u001b[K` : `${line}\n`);
    },
    end: (): void => {
      if (isTerminal) write('\r\u001b[K');
    },
  };
};

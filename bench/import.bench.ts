// How fast a file of insured people comes in, against COPY of the same rows into the same indexed tables.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { systemClock } from '../src/base/clock.ts';
import { connect, type Sql } from '../src/database/connection.ts';
import { importOne } from '../src/people/import-command.ts';
import { beijing } from '../src/policy/data/beijing.ts';
import { holdSnapshot } from '../src/policy/policy-holder.ts';
import { makeSnapshot } from '../src/policy/snapshot.ts';
import { testKeys } from '../test/support/keys.ts';
import { writePeopleFile } from './support/people-file.ts';
import type { BenchContext, Row } from './support/row.ts';

export const name = 'import of insured people';

/** `BENCH_PEOPLE=1000000 npm run bench -- import` asks for more. */
const people = Number(process.env.BENCH_PEOPLE ?? 100_000);
const tables = [
  'people',
  'core_numbers',
  'id_numbers',
  'phones',
  'insured_records',
  'cards',
  'card_numbers',
  'electronic_cards',
  'events',
];

export const run = async ({ database }: BenchContext): Promise<readonly Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'import-bench-'));
  const path = join(folder, 'people.csv');
  const sql = connect(await database());
  try {
    await writePeopleFile(path, people);
    const wiring = {
      ...{ sql, keys: testKeys(), policy: holdSnapshot(makeSnapshot(1, beijing)) },
      ...{ businessClock: systemClock, systemClock },
    };
    const first = await timed(() => importOne(wiring, path));
    const repeat = await timed(() => importOne(wiring, path));
    const copied = await secondsOfCopy(sql);
    const what = `${people.toLocaleString('en')} people`;
    return [
      {
        what: `import ${what} from a file, reference COPY`,
        measured: people / first.seconds,
        unit: '/s',
        reference: people / copied,
        goal: { ratioAtLeast: 0.25 },
      },
      { what: `the same file again (nothing changes)`, measured: people / repeat.seconds, unit: '/s' },
      {
        what: 'heap at its largest while importing, garbage included',
        measured: first.heapMegabytes,
        unit: 'MB',
        goal: { atMost: 200 },
      },
      { what: 'memory of the whole process at its largest', measured: first.wholeMegabytes, unit: 'MB' },
    ];
  } finally {
    await sql.end();
    rmSync(folder, { recursive: true });
  }
};

type Timed = { readonly seconds: number; readonly heapMegabytes: number; readonly wholeMegabytes: number };

const timed = async (work: () => Promise<unknown>): Promise<Timed> => {
  let heap = 0;
  let whole = 0;
  const watch = setInterval(() => {
    const { heapUsed, rss } = process.memoryUsage();
    heap = Math.max(heap, heapUsed);
    whole = Math.max(whole, rss);
  }, 20);
  const began = performance.now();
  await work();
  clearInterval(watch);
  return { seconds: (performance.now() - began) / 1000, heapMegabytes: heap / 1e6, wholeMegabytes: whole / 1e6 };
};

/** The rows that the import made, out of the tables, and by COPY back into them while they are empty. */
const secondsOfCopy = async (sql: Sql): Promise<number> => {
  const contents: Buffer[][] = [];
  const session = await sql.reserve();
  // A table is copied by one statement, which may take longer than a request may.
  await session`set statement_timeout = 0`;
  for (const table of tables) {
    const chunks: Buffer[] = [];
    for await (const chunk of await session`copy ${session(table)} to stdout`.readable()) chunks.push(chunk);
    contents.push(chunks);
  }
  await session`truncate ${session.unsafe(tables.join(', '))}`;
  const began = performance.now();
  for (const [at, table] of tables.entries())
    await pipeline(Readable.from(contents[at] ?? []), await session`copy ${session(table)} from stdin`.writable());
  const seconds = (performance.now() - began) / 1000;
  session.release();
  return seconds;
};

// How fast a bank's answer file is worked off, against the statements of the same rows through the driver alone.
import { systemClock } from '../src/base/clock.ts';
import { connect, type Sql } from '../src/database/connection.ts';
import { findAnswerFile, findOpenAnswerFile } from '../src/database/received-import.ts';
import { beijing } from '../src/policy/data/beijing.ts';
import { holdSnapshot } from '../src/policy/policy-holder.ts';
import { makeSnapshot } from '../src/policy/snapshot.ts';
import { takeInAnswers } from '../src/production/take-in-answers.ts';
import { workOffAnswers } from '../src/production/work-off-answers.ts';
import { testKeys } from '../test/support/keys.ts';
import { insertOrders } from './support/orders.ts';
import type { BenchContext, Row } from './support/row.ts';
import { copyDatabase, type Sent, secondsOfSending } from './support/same-statements.ts';

export const name = 'an answer file';

/** `BENCH_ANSWERS=100000 npm run bench -- answer-file` asks for the largest file there is. */
const answers = Number(process.env.BENCH_ANSWERS ?? 20_000);
/** Rows whose statements are kept and sent again. */
const repeated = Math.min(answers, 5_000);

const now = Temporal.Instant.from('2025-10-09T09:00:00+08:00');
const later = now.add({ minutes: 10 });
const keys = testKeys();
const bank = '102';
const policy = holdSnapshot(makeSnapshot(1, beijing));
const log = { info: () => {}, error: (what: object) => console.error(what) };

export const run = async ({ database }: BenchContext): Promise<readonly Row[]> => {
  await using stack = new AsyncDisposableStack();
  const url = await database();
  const filling = connect(url);
  const numbers = await insertOrders({ sql: filling, keys }, { count: answers, banks: [bank], now }).finally(() =>
    filling.end(),
  );
  const [watched, driven] = [await copyDatabase(url), await copyDatabase(url)];
  stack.defer(watched.drop);
  stack.defer(driven.drop);
  const sent = await statementsOf(watched.url, numbers.slice(0, repeated));
  const reference = repeated / (await secondsOfSending(driven.url, sent));
  const sql = connect(url);
  stack.defer(() => sql.end());
  const first = await timed(() => send(sql, numbers, 'first'));
  const again = await timed(() => send(sql, numbers, 'again'));
  const what = `${answers.toLocaleString('en')} answers`;
  return [
    {
      what: `${what} of a file, reference the driver alone`,
      measured: answers / first.seconds,
      unit: '/s',
      reference,
    },
    { what: 'the same file again (nothing changes)', measured: answers / again.seconds, unit: '/s' },
    {
      what: 'heap at its largest, garbage included',
      measured: first.heapMegabytes,
      unit: 'MB',
      goal: { atMost: 200 },
    },
  ];
};

/** Takes the file in and works it off as the worker does; every row has to be accepted. */
const send = async (sql: Sql, numbers: readonly string[], key: string): Promise<void> => {
  const ground = { sql, keys, policy, log, systemClock, businessClock: () => later };
  const body = async function* () {
    for (let from = 0; from < numbers.length; from += 1_000) {
      const lines = numbers
        .slice(from, from + 1_000)
        .map((number) => JSON.stringify({ number, report: 'account-opened' }));
      yield Buffer.from(`${lines.join('\n')}\n`);
    }
  };
  const taken = await takeInAnswers({ sql, keys, client: 'bench', bank, key: `bench-${key}`, at: later, body: body() });
  if (!taken.ok) throw new Error(`the file was refused: ${taken.code}`);
  const never = new AbortController().signal;
  for (let file = await findOpenAnswerFile(sql); file; file = await findOpenAnswerFile(sql))
    await workOffAnswers(ground, file, never);
  const file = await findAnswerFile(sql, { fileId: taken.value.importId, bank });
  if (file?.accepted !== numbers.length) throw new Error(`accepted ${file?.accepted} of ${numbers.length} rows`);
};

/** What the commands send for these rows, beside what the file itself costs. */
const statementsOf = async (url: string, numbers: readonly string[]): Promise<readonly Sent[]> => {
  const sent: Sent[] = [];
  const watch = (statement: string, values: readonly unknown[]): void => {
    if (/from application_numbers|guard as \(/.test(statement)) sent.push({ statement, values });
  };
  const sql = connect(url, { watch });
  await send(sql, numbers, 'watched').finally(() => sql.end());
  if (sent.length !== 2 * numbers.length) throw new Error(`${sent.length} statements for ${numbers.length} rows`);
  return sent;
};

type Timed = { readonly seconds: number; readonly heapMegabytes: number };

const timed = async (work: () => Promise<unknown>): Promise<Timed> => {
  let heap = 0;
  const watch = setInterval(() => {
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  }, 20);
  const began = performance.now();
  await work();
  clearInterval(watch);
  return { seconds: (performance.now() - began) / 1000, heapMegabytes: heap / 1e6 };
};

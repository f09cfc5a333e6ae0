// PostgreSQL itself falls over in the middle of an answer file: rows were committed without waiting, the pieces were not.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { apply, done, freshKey } from '../../test/support/card-journey.ts';
import { openingDay } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { drawApplicationNumber } from '../applications/application.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { systemClock } from '../base/clock.ts';
import type { PersonId } from '../base/ids.ts';
import { newKeyFile, readKeys } from '../crypto/keys-file.ts';
import { connect } from '../database/connection.ts';
import { takeDataFolder } from '../database/data-folder.ts';
import { startEmbeddedServer } from '../database/embedded-server.ts';
import { migrate } from '../database/migrations.ts';
import { findAnswerFile } from '../database/received-import.ts';
import { beijing } from '../policy/data/beijing.ts';
import { holdSnapshot } from '../policy/policy-holder.ts';
import { makeSnapshot } from '../policy/snapshot.ts';
import { listAnswers } from './list-answers.ts';
import { startAnswerFiles } from './run-answer-files.ts';
import { takeInAnswers } from './take-in-answers.ts';

const orders = 30;
const rows = 3_000;
/** Told as done before the server falls over. */
const acknowledgedRows = 500;

const workerElsewhere = (url: string, folder: string) =>
  spawn(process.execPath, ['--import', './src/runtime.js', 'src/main.ts', 'worker'], {
    env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: url, YIKATONG_DATA: folder },
    stdio: 'ignore',
  });

/** Keys that a worker elsewhere has too, and the city on whichever server runs. */
const groundIn = (folder: string) => {
  let now = openingDay;
  const ofWorker = join(folder, 'worker');
  mkdirSync(ofWorker);
  writeFileSync(join(ofWorker, 'keys.json'), newKeyFile(), { mode: 0o600 });
  const keys = readKeys({ folder: ofWorker, mayMake: false });
  const cityAt = (url: string) => ({
    ...{ sql: connect(url), keys, systemClock, policy: holdSnapshot(makeSnapshot(1, beijing)) },
    ...{ businessClock: () => now, setClock: () => {}, log: { info: () => {}, error: () => {} } },
    passTime: (duration: Temporal.DurationLike) => {
      now = now.add(duration);
    },
  });
  return { ofWorker, cityAt };
};
type CrashCity = ReturnType<ReturnType<typeof groundIn>['cityAt']>;

/** A file that waits: every hundredth row is about an order. */
const fileOfOrders = async (city: CrashCity) => {
  const { sql, keys } = city;
  const people: PersonId[] = [];
  const numbers: string[] = [];
  for (let each = 0; each < orders; each += 1) {
    const { personId } = await insertTestPerson(sql, keys);
    people.push(personId);
    numbers.push((await apply(city, personId)).number);
  }
  const body = async function* () {
    const lines = Array.from({ length: rows }, (_, index) => {
      const number = index % 100 === 0 ? numbers[index / 100] : drawApplicationNumber();
      return JSON.stringify({ number, report: 'account-opened' });
    });
    yield Buffer.from(lines.join('\n'));
  };
  const at = city.businessClock();
  const taking = { sql, keys, client: 'bank-102', bank: '102', key: freshKey(), at, body: body() };
  const { importId: fileId } = done(await takeInAnswers(taking));
  return { people, fileId };
};

type Sent = Awaited<ReturnType<typeof fileOfOrders>>;

const everyRowOnce = async (after: CrashCity, { people, fileId }: Sent): Promise<void> => {
  const results = (await Array.fromAsync(listAnswers(after, fileId))).flat();
  assert.deepEqual(
    [
      results.length,
      new Set(results.map(({ line }) => line)).size,
      results.filter(({ result }) => result.accepted).length,
    ],
    [rows, rows, orders],
  );
  const events = await after.sql`select person_id from events where action = 'report-account-opened'`;
  assert.deepEqual([events.length, new Set(events.map((each) => each.person_id)).size], [orders, orders]);
  const cards = await after.sql`select card_id from card_numbers`;
  assert.equal(cards.length, orders, 'and every number was allotted once');
  for (const personId of people.slice(0, 20)) assert.deepEqual(await verifyPerson(after, personId), []);
};

it('after kill -9 of the server every row is answered once, and what was acknowledged is there', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yikatong-test-crash-'));
  takeDataFolder(folder);
  const first = await startEmbeddedServer(folder);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const { ofWorker, cityAt } = groundIn(folder);
  const before = cityAt(first.url);
  await migrate(before.sql);
  const { people, fileId } = await fileOfOrders(before);

  const worker = workerElsewhere(first.url, ofWorker);
  const ask = async ({ sql }: CrashCity) =>
    (await findAnswerFile(sql, { fileId, bank: '102' })) ?? { read: 0, endedAt: null };
  let acknowledged = 0;
  while (acknowledged < acknowledgedRows) {
    await pause(5);
    acknowledged = (await ask(before)).read;
  }
  const [postmaster = ''] = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(postmaster), 'SIGKILL');
  await first.lost;
  worker.kill('SIGKILL');
  await before.sql.end({ timeout: 1 });
  assert.ok(acknowledged < rows, `it fell over behind ${acknowledged} rows`);

  const second = await startEmbeddedServer(folder);
  const after = cityAt(second.url);
  try {
    assert.ok((await ask(after)).read >= acknowledged, 'a piece that was told as done is done');
    const goesOn = startAnswerFiles(after);
    while ((await ask(after)).endedAt === null) await pause(20);
    await goesOn.stop();
    await everyRowOnce(after, { people, fileId });
  } finally {
    await after.sql.end({ timeout: 5 });
    await second.stop();
  }
});

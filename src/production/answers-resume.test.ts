// A worker that is killed in the middle of an answer file: another one goes on where it was, and nothing is done twice.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { apply, chip, done, freshKey } from '../../test/support/card-journey.ts';
import { testCity } from '../../test/support/city.ts';
import { testDatabase } from '../../test/support/database.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { drawApplicationNumber } from '../applications/application.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { newKeyFile, readKeys } from '../crypto/keys-file.ts';
import { findAnswerFile } from '../database/received-import.ts';
import { listAnswers } from './list-answers.ts';
import { startAnswerFiles } from './run-answer-files.ts';
import { takeInAnswers } from './take-in-answers.ts';

const { sql, url } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'answers-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'keys.json'), newKeyFile(), { mode: 0o600 });
const keys = readKeys({ folder, mayMake: false });
const city = { ...(await testCity()), sql, keys };
const orders = 300;
const rows = 6_000;

const workerElsewhere = () =>
  spawn(process.execPath, ['--import', './src/runtime.js', 'src/main.ts', 'worker'], {
    env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: url, YIKATONG_DATA: folder },
    stdio: 'ignore',
  });

it('goes on after kill -9', async () => {
  const numbers: string[] = [];
  const people = await Promise.all(Array.from({ length: orders }, () => insertTestPerson(sql, keys)));
  for (const { personId } of people) numbers.push((await apply(city, personId)).number);
  const lines = Array.from({ length: rows }, (_, index) => {
    const number = index % 20 === 0 ? numbers[index / 20] : drawApplicationNumber();
    return JSON.stringify({ number, report: 'account-opened', ...chip() });
  });
  const body = async function* () {
    yield Buffer.from(lines.join('\n'));
  };
  const taking = { sql, keys, client: 'bank-102', bank: '102', key: freshKey(), at: city.businessClock() };
  const { importId: fileId } = done(await takeInAnswers({ ...taking, body: body() }));
  const read = async () => (await findAnswerFile(sql, { fileId, bank: '102' }))?.read ?? 0;

  const child = workerElsewhere();
  const ended = new Promise((settle) => child.once('exit', settle));
  while ((await read()) < 1_000 && child.exitCode === null) await pause(5);
  child.kill('SIGKILL');
  await ended;
  const before = await read();
  assert.ok(before >= 1_000 && before < rows, `killed behind ${before} rows`);

  const here = startAnswerFiles({ ...city, log: { info: () => {}, error: () => {} } });
  while ((await findAnswerFile(sql, { fileId, bank: '102' }))?.endedAt === null) await pause(20);
  await here.stop();
  const results = (await Array.fromAsync(listAnswers(city, fileId))).flat();
  assert.deepEqual([results.length, results.filter(({ result }) => result.accepted).length], [rows, orders]);
  const [events] = await sql`select count(*) from events where action = 'report-account-opened'`;
  assert.equal(events?.count, orders);
  for (const { personId } of people.slice(0, 20)) assert.deepEqual(await verifyPerson(city, personId), []);
});

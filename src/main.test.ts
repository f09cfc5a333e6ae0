// The program as an operator meets it, with its own PostgreSQL: start, stop, crash, and what goes wrong.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  addressOf,
  copyFolder,
  dataFolder,
  isRunning,
  killAndWait,
  type Program,
  readyText,
  serverPid,
  startProgram,
} from '../test/support/program.ts';
import { newKeyFile } from './crypto/keys-file.ts';
import { connect } from './database/connection.ts';
import { addressOfRunning } from './database/embedded-server.ts';
import { preparing } from './welcome.ts';

const startDemo = async (folder: string): Promise<Program> => {
  const program = startProgram('demo', { YIKATONG_DATA: folder });
  await program.untilSaid(readyText);
  return program;
};

/** A demo that was started and stopped once; most tests go on from a copy of it. */
const stoppedDemo = dataFolder({ after });
before(async () => {
  const program = await startDemo(stoppedDemo);
  assert.ok(await isReady(program));
  program.kill('SIGINT');
  assert.equal(await program.ended, 0, program.said());
});

/** Commits a row of a table that is the test's own. */
const write = async (folder: string): Promise<void> => {
  const sql = connect(addressOfRunning(folder), { connections: 1 });
  await sql`create table committed as select 1 as value`.finally(() => sql.end());
};
const findsIt = async (folder: string): Promise<boolean> => {
  const sql = connect(addressOfRunning(folder), { connections: 1 });
  const rows = await sql`select from committed`.finally(() => sql.end());
  return rows.length === 1;
};

const isReady = async (program: Program): Promise<boolean> => (await fetch(`${addressOf(program)}/readyz`)).ok;

/** It says what is wrong in a line of each language, shows no inside of itself, and fails. */
const assertRefuses = async (program: Program, sentence: RegExp): Promise<void> => {
  assert.equal(await program.ended, 1, program.said());
  assert.match(program.said(), sentence);
  const refusal = program.said().replace(preparing, '').trim();
  assert.equal(refusal.split('\n').length, 2, program.said());
};

test('it stops at a signal with everything it started, and goes on with the same data', async (t) => {
  const folder = copyFolder(t, stoppedDemo);
  const first = await startDemo(folder);
  assert.ok(await isReady(first));
  await write(folder);
  const server = serverPid(folder);
  first.kill('SIGINT');
  assert.equal(await first.ended, 0, first.said());
  assert.ok(server !== undefined && !isRunning(server), 'its PostgreSQL ended with it');

  const second = await startDemo(folder);
  assert.ok(await findsIt(folder));
  second.kill('SIGTERM');
  assert.equal(await second.ended, 0, second.said());
});

test('after kill -9 the next start takes the folder and the orphaned PostgreSQL over', async (t) => {
  const folder = copyFolder(t, stoppedDemo);
  const killed = await startDemo(folder);
  await write(folder);
  const orphan = serverPid(folder);
  killed.kill('SIGKILL');
  assert.equal(await killed.ended, null);
  assert.ok(orphan !== undefined && isRunning(orphan), 'the orphan is there to be found');

  const next = await startDemo(folder);
  assert.ok(!isRunning(orphan), 'one server, not two');
  assert.ok(await findsIt(folder));
  next.kill('SIGINT');
  assert.equal(await next.ended, 0, next.said());
});

test('after kill -9 of everything, process numbers that went to others fool nobody', async (t) => {
  const folder = copyFolder(t, stoppedDemo);
  const killed = await startDemo(folder);
  await write(folder);
  const server = serverPid(folder) ?? 0;
  killed.kill('SIGKILL');
  await killed.ended;
  await killAndWait(server);
  // As after a restart of the machine: both numbers now belong to a living process, this one.
  writeFileSync(join(folder, 'yikatong.pid'), `${process.pid}\nanother boot 1\n`);
  const pidFile = join(folder, 'postgres', 'postmaster.pid');
  writeFileSync(pidFile, `${process.pid}\n${join(folder, 'postgres')}\n1\n1\n\n127.0.0.1\n`);

  const next = await startDemo(folder);
  assert.ok(await findsIt(folder), 'PostgreSQL recovered what was committed');
  next.kill('SIGINT');
  assert.equal(await next.ended, 0, next.said());
});

test('a second demo on the same folder says so and leaves the first alone', async (t) => {
  const folder = copyFolder(t, stoppedDemo);
  const first = await startDemo(folder);
  const second = startProgram('demo', { YIKATONG_DATA: folder });
  await assertRefuses(second, new RegExp(`in use by another Yikatong \\(process ${first.pid}\\)`));
  assert.ok(await isReady(first));
});

test('two that start at once on a new folder: one runs, the other refuses', async (t) => {
  const folder = dataFolder(t);
  const both = [1, 2].map(() => startProgram('demo', { YIKATONG_DATA: folder }));
  const outcomes = await Promise.all(
    both.map((one) =>
      one.untilSaid(readyText).then(
        () => 'runs',
        () => 'refuses',
      ),
    ),
  );
  assert.deepEqual(outcomes.toSorted(), ['refuses', 'runs']);
});

test('a port that is taken is named, and PostgreSQL does not stay behind', async (t) => {
  const folder = copyFolder(t, stoppedDemo);
  const other = createServer().listen(0, '127.0.0.1');
  t.after(() => other.close());
  await new Promise((settle) => other.once('listening', settle));
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const program = startProgram('demo', { YIKATONG_DATA: folder, PORT: String(port) });
  await assertRefuses(program, new RegExp(`Port ${port} is taken`));
  assert.equal(serverPid(folder), undefined);
});

test('data of another PostgreSQL version is refused and not touched', async (t) => {
  const folder = dataFolder(t);
  mkdirSync(join(folder, 'postgres'));
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n');
  const program = startProgram('demo', { YIKATONG_DATA: folder });
  await assertRefuses(program, /holds data of PostgreSQL 17/);
});

test('when its PostgreSQL is killed the program says so and ends', async (t) => {
  const folder = copyFolder(t, stoppedDemo);
  const program = await startDemo(folder);
  await killAndWait(serverPid(folder) ?? 0);
  assert.equal(await program.ended, 1);
  assert.match(program.said(), /The built-in PostgreSQL ended/);
});

test('a database out of reach is named without its password', async (t) => {
  const settings = { YIKATONG_DATA: dataFolder(t), DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/city' };
  const program = startProgram('web', settings);
  await assertRefuses(program, /The database at 127\.0\.0\.1:1\/city is out of reach/);
  assert.doesNotMatch(program.said(), /secret/);
});

test('an unknown command and an unusable setting are named', async (t) => {
  await assertRefuses(
    startProgram('demo', { YIKATONG_DATA: dataFolder(t), PORT: 'many' }),
    /The setting PORT is not usable/,
  );
});

test('the keys of another database are refused before anything is written', async (t) => {
  const folder = copyFolder(t, stoppedDemo);
  writeFileSync(join(folder, 'keys.json'), newKeyFile(), { mode: 0o600 });
  const program = startProgram('demo', { YIKATONG_DATA: folder });
  await assertRefuses(program, /The key file keys\.json does not belong to this database/);
});

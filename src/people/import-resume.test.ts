// An import that is killed goes on behind its last committed batch: nothing twice, nothing lost, the whole report.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { writePeopleFile } from '../../bench/support/people-file.ts';
import { testCity } from '../../test/support/city.ts';
import { testDatabase } from '../../test/support/database.ts';
import { CannotStart } from '../base/cannot-start.ts';
import { newKeyFile, readKeys } from '../crypto/keys-file.ts';
import { importOne } from './import-command.ts';

const { sql, url } = await testDatabase();
const city = await testCity();
const folder = mkdtempSync(join(tmpdir(), 'import-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'keys.json'), newKeyFile(), { mode: 0o600 });

const people = 6_000;
const path = join(folder, 'people.csv');
await writePeopleFile(path, people);
// A bad row at the beginning, and a number of the beginning again at the end: the second process has to know of both.
const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
lines[3] = lines[3]?.replace('110108', '999999') ?? '';
writeFileSync(path, [...lines, lines[5]].join('\n'));

const importElsewhere = () =>
  spawn(process.execPath, ['--import', './src/runtime.js', 'src/main.ts', 'import', path], {
    env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: url, YIKATONG_DATA: folder },
    stdio: 'ignore',
  });

const committedLine = async (): Promise<number> => (await sql`select line from imports`)[0]?.line ?? 0;

/** The lock goes when the server sees that the killed process is gone. */
const importHere = async (): Promise<Awaited<ReturnType<typeof importOne>>> => {
  const wiring = { ...city, sql, keys: readKeys({ folder, mayMake: false }) };
  for (;;) {
    try {
      return await importOne(wiring, path);
    } catch (error) {
      if (!(error instanceof CannotStart)) throw error;
      await pause(50);
    }
  }
};

it('goes on after kill -9 where it stopped, and a later run of the same file changes nothing', async () => {
  const child = importElsewhere();
  const ended = new Promise((settle) => child.once('exit', settle));
  while ((await committedLine()) < 2_000 && child.exitCode === null) await pause(5);
  child.kill('SIGKILL');
  await ended;
  const report = await importHere();
  assert.ok(report.resumedAfter >= 2_000 && report.resumedAfter < people, `went on behind ${report.resumedAfter}`);
  const { read, added, changed, unchanged, rejected } = report;
  assert.deepEqual(
    { read, added, changed, unchanged, rejected },
    { read: people + 1, added: people - 1, changed: 0, unchanged: 0, rejected: 2 },
  );
  const [rows] = await sql`
    select (select count(*) from people) as people, (select count(*) from events where action = 'add-record') as events`;
  assert.deepEqual({ ...rows }, { people: people - 1, events: people - 1 });
  const listed = readFileSync(report.rejectionsPath, 'utf8').split('\r\n').slice(1, -1);
  assert.deepEqual(
    listed.map((line) => line.split(',').slice(0, 2).join(' ')),
    ['4 district', `${people + 2} `],
  );

  const again = await importHere();
  assert.deepEqual([again.resumedAfter, again.added, again.unchanged], [0, 0, people - 1]);
  assert.equal((await sql`select from imports`).length, 1);
});

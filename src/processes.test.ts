// The program in several processes on one database, as a city runs it.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { emptyDatabase, testDatabase } from '../test/support/database.ts';
import { dataFolder, readyText, startProgram } from '../test/support/program.ts';
import { newId } from './base/ids.ts';
import { freePort } from './base/ports.ts';
import { newKeyFile } from './crypto/keys-file.ts';

const answers = async (address: string): Promise<boolean> => {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
};

const keyedFolder = (t: Parameters<typeof dataFolder>[0]): string => {
  const folder = dataFolder(t);
  writeFileSync(join(folder, 'keys.json'), newKeyFile(), { mode: 0o600 });
  return folder;
};

test('two webs and two workers wait for the migrate beside them, run together and stop in order', async (t) => {
  const { url } = await emptyDatabase(t);
  const settings = { YIKATONG_DATA: keyedFolder(t), DATABASE_URL: url, LOG_LEVEL: 'info' };
  const ports = [await freePort(), await freePort()];
  const webs = ports.map((port) => startProgram('web', { ...settings, PORT: String(port) }));
  const workers = [1, 2].map(() => startProgram('worker', settings));
  for (const program of [...webs, ...workers]) await program.untilSaid('waiting for migrations');
  assert.equal(await startProgram('migrate', settings).ended, 0);
  for (const worker of workers) await worker.untilSaid('worker started');
  for (const port of ports) while (!(await answers(`http://127.0.0.1:${port}/readyz`))) await pause(50);
  for (const program of [...webs, ...workers]) program.kill('SIGTERM');
  for (const program of [...webs, ...workers]) assert.equal(await program.ended, 0, program.said());
});

test('without its key file nothing starts on data that keys sealed, not even a demo', async (t) => {
  const { sql, url } = await testDatabase(t);
  const folder = dataFolder(t);
  await sql`insert into people (person_id) values (${newId()})`;
  for (const command of ['web', 'worker', 'demo'] as const) {
    const program = startProgram(command, { YIKATONG_DATA: folder, DATABASE_URL: url });
    assert.equal(await program.ended, 1);
    assert.match(program.said(), /The key file .* is missing/);
  }
});

test('a demo on a database of one’s own makes its keys once and keeps them', async (t) => {
  const { url } = await emptyDatabase(t);
  const folder = dataFolder(t);
  const start = async (): Promise<string> => {
    const program = startProgram('demo', { YIKATONG_DATA: folder, DATABASE_URL: url });
    await program.untilSaid(readyText);
    program.kill('SIGINT');
    assert.equal(await program.ended, 0, program.said());
    return readFileSync(join(folder, 'keys.json'), 'utf8');
  };
  assert.equal(await start(), await start());
  rmSync(join(folder, 'keys.json'));
  await assert.rejects(start(), /The key file .* is missing/);
});

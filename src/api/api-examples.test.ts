// The calls on the page about the interfaces work as they stand, typed into a shell one after the other.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { apply } from '../../test/support/card-journey.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { sendDemoForm } from '../../test/support/simulated-bank.ts';
import { wholeApp } from '../../test/support/whole-app.ts';
import { startWorker } from '../worker.ts';
import { exampleNames, examplesFor } from './api-examples.ts';

const hasCurl = (): boolean => {
  try {
    execFileSync('curl', ['--version']);
    return true;
  } catch {
    return false;
  }
};

test('a first day: each step as it stands on the page, from the token to the callback', {
  skip: !hasCurl(),
}, async (t) => {
  const ends: (() => Promise<void>)[] = [];
  const whole = await wholeApp({ after: (end) => void ends.unshift(end) }, { BANK_SANDBOX: 'true' });
  const { app, wiring, city } = whole;
  const folder = mkdtempSync(join(tmpdir(), 'first-day-'));
  symlinkSync(fileURLToPath(new URL('../../docs', import.meta.url)), join(folder, 'docs'));
  ends.push(async () => rmSync(folder, { recursive: true }));
  t.after(async () => {
    for (const end of ends) await end();
  });
  const { personId, idNumber } = await insertTestPerson(city.sql, city.keys);
  const { number } = await apply(city, personId);
  await sendDemoForm(whole, '/demo/banks', { bank: 'all', act: 'pause' });
  await app.listen({ host: '127.0.0.1', port: wiring.config.port });
  const worker = startWorker(wiring);
  ends.unshift(worker.stop);
  const examples = examplesFor(wiring.config);
  const script = exampleNames.map((name) => `echo; echo "== ${name}"\n${examples[name]}`).join('\n');
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { cwd: folder, timeout: 60_000 });
  const said = new Map(
    stdout.split('== ').map((part) => [part.split('\n')[0] ?? '', part.slice(part.indexOf('\n') + 1).trim()] as const),
  );
  const json = (name: string) => JSON.parse(said.get(name) ?? 'null');
  assert.equal(json('decision').code, 'NOT_YET_OPEN');
  assert.equal(json('sandbox').orders.length, 10);
  assert.equal(json('orders').orders[0].number, number);
  assert.deepEqual([json('open').number, json('open').idNumber], [number, idNumber]);
  assert.equal(json('image').kind, 'id-front');
  assert.deepEqual(json('acknowledge').results, [{ number, acknowledged: true }]);
  assert.equal(json('report').state, 'in-production');
  const results = (said.get('results') ?? '').split('\n').slice(1);
  assert.deepEqual(
    results.map((line) => JSON.parse(line).state),
    ['produced', 'mailed'],
    said.get('results') ?? '',
  );
  assert.deepEqual(JSON.parse((said.get('books') ?? '').split('\n').at(-1) ?? '').totals, { rows: 1, mailed: 1 });
  assert.equal(json('callback').event, 'test');
  assert.equal(json('callbacks').callbacks[0].id, json('callback').id);
});

test('elsewhere than in a demo no file of secrets is named', () => {
  const baseUrl = new URL('https://card.example.cn');
  const { token, open, sandbox } = examplesFor({ baseUrl, demo: false, dataFolder: '/srv/data', bankSandbox: false });
  assert.equal(sandbox, '');
  assert.match(token, /^SECRET=…\n/);
  assert.match(open, /^PRIVATE=…\n/);
  assert.doesNotMatch(token + open, /srv/);
});

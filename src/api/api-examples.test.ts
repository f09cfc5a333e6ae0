// The calls on the page about the interfaces work as they stand, typed into a shell.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { wholeApp } from '../../test/support/whole-app.ts';
import { examplesFor } from './api-examples.ts';

const hasCurl = (): boolean => {
  try {
    execFileSync('curl', ['--version']);
    return true;
  } catch {
    return false;
  }
};

test('the calls of a first day, one after the other', { skip: !hasCurl() }, async (t) => {
  const { app, wiring } = await wholeApp(t);
  await app.listen({ host: '127.0.0.1', port: wiring.config.port });
  const { decision, token, orders, acknowledge, report } = examplesFor(wiring.config);
  const script = [decision, token, orders, acknowledge, report].join('\necho\n');
  const { stdout } = await promisify(execFile)('sh', ['-c', script]);
  const [decided, , read, acknowledged, reported] = stdout.split('\n').map((line) => (line ? JSON.parse(line) : {}));
  assert.equal(decided.code, 'NOT_YET_OPEN');
  assert.deepEqual(read, { orders: [] });
  assert.equal(acknowledged.results[0].code, 'ORDER_UNKNOWN');
  assert.equal(reported.code, 'ORDER_UNKNOWN');
});

test('elsewhere than in a demo no file of secrets is named', () => {
  const baseUrl = new URL('https://card.example.cn');
  const { token } = examplesFor({ baseUrl, demo: false, dataFolder: '/srv/data' });
  assert.match(token, /^SECRET=…\n/);
  assert.doesNotMatch(token, /srv/);
});

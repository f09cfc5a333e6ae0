// Settings: read once, checked, each named in the documentation.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CannotStart } from './base/cannot-start.ts';
import { type Command, readConfig, settings } from './config.ts';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://city@db.example.cn/city',
  BASE_URL: 'https://card.example.cn',
};

const refusal = (env: Record<string, string>, command: Command = 'demo'): string => {
  try {
    readConfig(env, command);
  } catch (error) {
    if (error instanceof CannotStart) return error.en;
    throw error;
  }
  return '';
};

test('a demo needs no setting at all', () => {
  const config = readConfig({}, 'demo');
  assert.equal(config.demo, true);
  assert.equal(config.baseUrl.href, 'http://127.0.0.1:3000/');
  assert.equal(config.databaseUrl, undefined);
});

test('an empty variable counts as absent', () => {
  assert.equal(readConfig({ PORT: '', DATABASE_URL: '' }, 'demo').port, 3000);
});

test('a program that listens everywhere is reached at its loopback, one on IPv6 in brackets', () => {
  assert.equal(readConfig({ HOST: '0.0.0.0' }, 'demo').baseUrl.host, '127.0.0.1:3000');
  assert.equal(readConfig({ HOST: '::1', PORT: '8080' }, 'demo').baseUrl.host, '[::1]:8080');
});

const unusable: readonly (readonly [setting: string, env: Record<string, string>, command?: Command])[] = [
  ['PORT', { PORT: '70000' }],
  ['PORT', { PORT: '3000.5' }],
  ['DATABASE_URL', { DATABASE_URL: 'city' }],
  ['YIKATONG_NOW', { YIKATONG_NOW: '2025-10-09' }],
  ['YIKATONG_NOW', { ...production, YIKATONG_NOW: '2025-10-09T09:00+08:00' }, 'web'],
  ['NODE_ENV', production, 'demo'],
  ['DATABASE_URL', { ...production, DATABASE_URL: '' }, 'web'],
  ['BASE_URL', { ...production, BASE_URL: '' }, 'web'],
  ['LOGIN_ISSUER', { LOGIN_CLIENT_ID: 'city' }],
  ['STAFF_LOGIN_ISSUER', { STAFF_LOGIN_ISSUER: 'https://staff.example.cn' }],
  ['STAFF_IDLE_MINUTES', { STAFF_IDLE_MINUTES: '45' }],
  ['BANK_SANDBOX', { ...production, BANK_SANDBOX: 'true' }, 'web'],
  ['BANK_SANDBOX', { ...production, BANK_SANDBOX: 'true' }, 'worker'],
  ['BANK_SANDBOX', { BANK_SANDBOX: 'true' }, 'web'],
  ['METRICS_TOKEN', { METRICS_TOKEN: 'short' }],
];
for (const [setting, env, command] of unusable)
  test(`${setting} is named when it is not usable: ${JSON.stringify(env)}`, () => {
    assert.match(refusal(env, command), new RegExp(`^The setting ${setting} is not usable: `));
  });

test('the business clock starts where YIKATONG_NOW says, whatever its offset', () => {
  const { now } = readConfig({ YIKATONG_NOW: '2025-10-08T23:59:59+08:00' }, 'demo');
  assert.equal(now?.toString(), '2025-10-08T15:59:59Z');
});

test('docs/settings.md lists exactly the settings there are, with their defaults', () => {
  const text = readFileSync(new URL('../docs/settings.md', import.meta.url), 'utf8');
  const rows = text.matchAll(/^\| `([A-Z_]+)` \|([^|]*)\|/gm);
  const listed = new Map([...rows].map(([, name = '', value = '']) => [name, value.trim()]));
  assert.deepEqual([...listed.keys()].sort(), Object.keys(settings.shape).sort());
  const defaults = settings.parse({});
  for (const [name, value] of Object.entries(defaults))
    if (value !== undefined)
      assert.equal(listed.get(name), `\`${Array.isArray(value) ? value.join(' ') : value}\``, name);
});

// Keys and addresses of the banks: which key is in force on which day, what the file may hold, and how it is changed while we run.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { generateSm2Key } from '../crypto/sm2.ts';
import { beijing } from '../policy/data/beijing.ts';
import { holdSnapshot } from '../policy/policy-holder.ts';
import { makeSnapshot } from '../policy/snapshot.ts';
import { type BankKey, keyInForce, readBankConnections, watchBankConnections } from './bank-connections.ts';

const publicKey = generateSm2Key().publicKey.toString('hex');
const key = { id: '2025', publicKey };

const folderOf = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'connections-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
};

test('the new key takes over on its first day, and the old one is gone on its last: there is no gap', () => {
  const at = (text: string) => Temporal.Instant.from(`${text}T00:00:00+08:00`);
  const keyOf = (id: string, from: string | null, until: string | null): BankKey => ({
    ...{ id, publicKey: Buffer.alloc(65) },
    ...{ from: from === null ? null : at(from), until: until === null ? null : at(until) },
  });
  const keys = [keyOf('old', null, '2025-11-03'), keyOf('new', '2025-11-01', null)];
  const idOn = (day: string, some = keys) => keyInForce({ bank: '102', keys: some, callbackUrl: null }, at(day))?.id;
  assert.deepEqual(
    ['2025-10-31', '2025-11-01', '2025-11-02', '2025-11-03'].map((day) => idOn(day)),
    ['old', 'new', 'new', 'new'],
  );
  assert.equal(idOn('2025-11-03', keys.slice(0, 1)), undefined, 'after the last day of the only one');
});

test('what cannot be sealed to, or must not be called, is refused with the field', (t) => {
  const path = join(folderOf(t), 'connections.json');
  const problemOf = (content: unknown): string => {
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    try {
      readBankConnections(path);
      return 'none';
    } catch (error) {
      return /\((.*)\)/.exec(error instanceof Error ? error.message : '')?.[1] ?? String(error);
    }
  };
  const called = (callbackUrl: string) => [{ bank: '102', keys: [key], callbackUrl }];
  const rows: readonly (readonly [unknown, string])[] = [
    [[{ bank: '102', keys: [key] }], 'none'],
    [called('https://bank.example.cn/callbacks'), 'none'],
    [called('http://127.0.0.1:8080/callbacks'), 'none'],
    [called('http://bank.example.cn/callbacks'), '0.callbackUrl'],
    [called('http://127.0.0.1.example.cn/'), '0.callbackUrl'],
    [called('https://user:secret@bank.example.cn/'), '0.callbackUrl'],
    [called('file:///etc/passwd'), '0.callbackUrl'],
    [[{ bank: '102', keys: [] }], '0.keys'],
    [[{ bank: '102', keys: [key, key] }], '0.keys'],
    [[{ bank: '102', keys: [{ ...key, publicKey: `04${'1'.repeat(128)}` }] }], '0.keys.0.publicKey'],
    [[{ bank: '102', keys: [{ ...key, privateKey: '1' }] }], '0.keys.0'],
    ['[{', 'its form'],
  ];
  for (const [content, problem] of rows) assert.equal(problemOf(content), problem, JSON.stringify(content));
});

test('the file is followed; half a file changes nothing, and is told', (t) => {
  const path = join(folderOf(t), 'connections.json');
  const told: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void told.push(line) });
  const config = readConfig({ BANK_CONNECTIONS_FILE: path }, 'web');
  const idOf = (
    (find) => () =>
      find('102')?.keys[0]?.id
  )(watchBankConnections({ config, log, policy: holdSnapshot(makeSnapshot(1, beijing)) }));
  assert.equal(idOf(), undefined);
  writeFileSync(path, JSON.stringify([{ bank: '102', keys: [key] }]));
  assert.equal(idOf(), '2025');
  writeFileSync(path, '[{"bank"');
  assert.equal(idOf(), '2025');
  assert.match(told.join(), /bank connections stay/);
});

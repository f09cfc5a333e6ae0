// The keys the program signs with: made by a demo alone, changed without a gap, never read by others.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { rotateSigningKey, signingKeyInForce, watchSigningKeys } from './signing-keys.ts';

const now = Temporal.Instant.from('2025-10-09T01:00:00Z');

const folderOf = (t: TestContext) => {
  const folder = mkdtempSync(join(tmpdir(), 'signing-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return { folder, path: join(folder, 'signing-keys.json'), unusable: () => {} };
};

test('a demo makes a key once; elsewhere there is none until somebody makes it', (t) => {
  const { folder, path, unusable } = folderOf(t);
  assert.deepEqual(watchSigningKeys({ folder, mayMake: false }, unusable)(), []);
  const [made] = watchSigningKeys({ folder, mayMake: true }, unusable)();
  const [again] = watchSigningKeys({ folder, mayMake: true }, unusable)();
  assert.deepEqual(made?.publicKey, again?.publicKey);
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('the first key signs at once; the next is published, takes over after three days, and the old one stays a day longer', (t) => {
  const { folder, unusable } = folderOf(t);
  const keys = watchSigningKeys({ folder, mayMake: false }, unusable);
  const first = rotateSigningKey(folder, now);
  assert.equal(Temporal.Instant.compare(first.from, now), 0);
  const second = rotateSigningKey(folder, now.add({ hours: 1 }));
  assert.notEqual(first.id, second.id);
  assert.deepEqual(
    keys().map(({ id }) => id),
    [first.id, second.id],
    'both are published, without a restart',
  );
  const inForce = (hours: number) => signingKeyInForce(keys(), now.add({ hours }))?.id;
  assert.deepEqual([0, 72, 73, 96, 200].map(inForce), [first.id, first.id, second.id, second.id, second.id]);
  assert.equal(keys()[0]?.until?.toString(), now.add({ hours: 97 }).toString());
});

test('a file that others can read, or that is none, is refused without a word of its content', (t) => {
  const { folder, path, unusable } = folderOf(t);
  rotateSigningKey(folder, now);
  const content = readFileSync(path, 'utf8');
  chmodSync(path, 0o644);
  const read = () => watchSigningKeys({ folder, mayMake: false }, unusable);
  assert.throws(read, /can be read by others/);
  chmodSync(path, 0o600);
  for (const text of [
    '[{',
    content.replace('"from"', '"form"'),
    content.replace(/"privateKey": "[^"]+"/, '"privateKey": "secret"'),
  ]) {
    writeFileSync(path, text);
    assert.throws(read, (error: Error) => /is not usable \(/.test(error.message) && !error.message.includes('secret"'));
  }
});

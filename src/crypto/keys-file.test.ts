// Shows how the key file is made, read and refused.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from '../base/cannot-start.ts';
import { keyFileLookMilliseconds, newKeyFile, readKeys } from './keys-file.ts';
import { addFieldKey, makeFieldKeyCurrent } from './rotate-key-file.ts';

describe('the key file', () => {
  let folder = '';
  const path = () => join(folder, 'keys.json');
  const put = (content: string, mode = 0o600): void => {
    writeFileSync(path(), content, { mode });
    chmodSync(path(), mode);
  };
  const sentenceOf = (mayMake: boolean): string => {
    try {
      readKeys({ folder, mayMake });
    } catch (error) {
      assert.ok(error instanceof CannotStart);
      return error.message;
    }
    return '';
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made by a demo, for its owner only, and read again at the next start', () => {
    const sealed = readKeys({ folder, mayMake: true }).seal('a.b', '-', '话');
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['keys.json']);
    assert.equal(readKeys({ folder, mayMake: true }).open('a.b', '-', sealed), '话');
    assert.equal(readKeys({ folder, mayMake: false }).open('a.b', '-', sealed), '话');
  });

  it('is made with its folder when the folder is not there yet', () => {
    const deeper = join(folder, 'a', 'b');
    readKeys({ folder: deeper, mayMake: true });
    assert.equal(statSync(join(deeper, 'keys.json')).mode & 0o777, 0o600);
  });

  it('holds other keys in every demo', () => {
    assert.notEqual(newKeyFile(), newKeyFile());
  });

  it('is never made in production: its absence is one sentence with the path', () => {
    assert.equal(
      sentenceOf(false),
      `The key file ${path()} is missing: put back the one this database was written with.`,
    );
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is refused when others can read it', { skip: process.platform === 'win32' }, () => {
    put(newKeyFile(), 0o640);
    assert.equal(sentenceOf(false), `The key file ${path()} can be read by others: run chmod 600 ${path()}.`);
  });

  it('is refused when it is damaged, and no message quotes its content', () => {
    const whole = newKeyFile();
    const secret = /"blind": "(.{12})/.exec(whole)?.[1] ?? 'no secret found';
    const damaged = {
      empty: '',
      'cut off': whole.slice(0, -20),
      'a key too short': whole.replace(/"blind": ".{4}/, '"blind": "'),
      'no current key': whole.replace('"current": 1', '"current": 2'),
      'an id of three bytes': whole.replaceAll('"1":', '"70000":').replaceAll('"current": 1', '"current": 70000'),
      'a key that is not base64': whole.replace(/"blind": ".{4}/, '"blind": "????'),
      'another version': whole.replace('"version": 1', '"version": 2'),
      'something else in it': whole.replace('"version": 1', '"version": 1, "note": "x"'),
    };
    for (const [name, content] of Object.entries(damaged)) {
      put(content);
      assert.match(sentenceOf(true), /is not usable/, name);
      assert.ok(!sentenceOf(true).includes(secret.slice(4)), name);
      assert.equal(readFileSync(path(), 'utf8'), content, `${name}: left as it was`);
    }
  });

  it('is followed while the process runs: values of a key that others began to use open at once, new ones take it soon', async () => {
    put(newKeyFile());
    const running = readKeys({ folder, mayMake: false });
    makeFieldKeyCurrent(folder, addFieldKey(folder));
    const fresh = readKeys({ folder, mayMake: false }).seal('a.b', '-', '话');
    assert.equal(fresh.readUInt16BE(1), 2);
    assert.equal(running.open('a.b', '-', fresh), '话');
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['keys.json']);

    makeFieldKeyCurrent(folder, addFieldKey(folder));
    await pause(keyFileLookMilliseconds + 50);
    assert.equal(running.seal('a.b', '-', '话').readUInt16BE(1), 3);
    assert.equal(running.open('a.b', '-', fresh), '话');
  });

  it('that is damaged or gone while the process runs does not stop it', async () => {
    put(newKeyFile());
    const running = readKeys({ folder, mayMake: false });
    const sealed = running.seal('a.b', '-', '话');
    put('{');
    await pause(keyFileLookMilliseconds + 50);
    assert.equal(running.open('a.b', '-', running.seal('a.b', '-', '话')), '话');
    rmSync(path());
    await pause(keyFileLookMilliseconds + 50);
    assert.equal(running.open('a.b', '-', sealed), '话');
  });
});

// Samples of what must not stand in the repository; each is put together here so that it does not stand in this file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findIn, suspicionsAt } from './hygiene.ts';

const suspicions = suspicionsAt(['', 'builds', 'here', 'clone'].join('/'));

const found = (text: string, path = 'docs/a.md'): readonly string[] =>
  findIn({ path, text }, suspicions).map(({ line, problem }) => `${line} ${problem.split(':')[0]}`);

const phone = (...parts: readonly string[]): string => parts.join('');

test('a registry in the lock file is found, and only there', () => {
  const line = `\n"resolved": "https://example.org/a.tgz"`;
  assert.deepEqual(found(line, 'package-lock.json'), ['2 the lock file names a registry']);
  assert.deepEqual(found(line), []);
});

test('paths of one machine are found, common ones are not', () => {
  for (const path of [
    ['home', 'li', 'a'],
    ['Users', 'li', 'a'],
    ['root', 'a'],
    ['builds', 'here', 'clone', 'src'],
    ['builds', 'here', 'x'],
  ]) {
    assert.deepEqual(found(`see /${path.join('/')}`), ['1 a path of one machine'], path.join('/'));
  }
  assert.deepEqual(found('see /tmp/a, /usr/bin/node, /api/v1, https://example.org/home/page and src/root/a'), []);
});

test('a mobile number is found unless nobody has it', () => {
  for (const number of [phone('138', '1234', '5678'), phone('139-', '1234-', '5678'), phone('186 ', '1234 ', '5678')]) {
    assert.deepEqual(found(`call ${number}.`), ['1 a phone number that could be somebody’s'], number);
  }
  assert.deepEqual(found('19900001234 199-0000-1234 138****1234 1700000000000 a13812345678b'), []);
});

test('a valid ID number is found unless it lies in the range of the demo city or its check digit is wrong', () => {
  assert.deepEqual(found(phone('33010619', '49123100', '94')), ['1 an ID number that could be somebody’s']);
  assert.deepEqual(found(phone('33010619', '49123100', '95')), []);
  assert.deepEqual(found(phone('11010119', '90030710', '14')), ['1 an ID number that could be somebody’s']);
  assert.deepEqual(found(phone('11010119', '90030790', '16')), []);
  assert.deepEqual(found(phone('81000019', '94122093', '64')), []);
});

test('a bank card number with a right check digit is found', () => {
  assert.deepEqual(found(phone('62260000', '00000000')).length + found(phone('62260000', '00000009')).length, 0);
  const right = [...'0123456789'].filter((digit) => found(phone('62260000', '0000001', digit)).length === 1);
  assert.equal(right.length, 1);
});

test('a private key is found', () => {
  assert.deepEqual(found(['-----BEGIN', 'EC', 'PRIVATE', 'KEY-----'].join(' ')), ['1 a private key']);
});

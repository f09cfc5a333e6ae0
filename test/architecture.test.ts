// The program as it stands keeps the architecture, the limits of the house style and both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkArchitecture } from '../scripts/check/architecture.ts';
import { checkCasts } from '../scripts/check/casts.ts';
import { listFiles } from '../scripts/check/files.ts';
import { describeFinding } from '../scripts/check/finding.ts';
import { checkLimits } from '../scripts/check/limits.ts';
import { readSources } from '../scripts/check/sources.ts';
import { checkWords } from '../scripts/check/words.ts';
import { checkWrites } from '../scripts/check/writes.ts';

const root = new URL('..', import.meta.url).pathname.replace(/\/$/, '');
const sources = await readSources(root, await listFiles(root));

test('there is a program to look at', () => {
  assert.ok(sources.filter(({ path }) => path.startsWith('src/')).length > 5);
});

test('calls go down only, stores keep their writes, nothing runs in a circle', () => {
  assert.deepEqual([...checkArchitecture(sources), ...checkWrites(sources)].map(describeFinding), []);
});

test('files, functions, parameters and folders keep their limits', () => {
  assert.deepEqual(checkLimits(sources).map(describeFinding), []);
});

test('outside base nothing is cast', () => {
  assert.deepEqual(checkCasts(sources).map(describeFinding), []);
});

test('every word is there in Chinese and English', () => {
  assert.deepEqual(checkWords(sources).map(describeFinding), []);
});

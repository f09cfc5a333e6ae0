// The word lists of both languages and how their gaps are filled.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { chinese, isWord, lists, sayIn } from './words.ts';

const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
const english = new Map(Object.entries(lists.en));

test('both languages have the same keys', () => {
  assert.deepEqual(Object.keys(lists.en).sort(), Object.keys(chinese).sort());
});

test('both languages leave the same gaps, and none is empty', () => {
  for (const [key, text] of Object.entries(chinese)) {
    assert.deepEqual(placeholders(english.get(key) ?? ''), placeholders(text), key);
    assert.ok(text.trim() && english.get(key)?.trim(), key);
  }
});

test('values fill their gaps, in one pass: a name that looks like a gap stays as it is', () => {
  assert.equal(sayIn('zh')('home.greeting', { name: '{name}$&' }), '{name}$&，您好');
  assert.equal(sayIn('en')('date.day', { year: 2025, month: 'May', day: 1 }), '1 May 2025');
});

test('only keys of the list are words', () => {
  assert.equal(isWord('home.title'), true);
  assert.equal(isWord('toString'), false);
});

const sources = (folder: URL): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.startsWith('words/'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));

test('no text for people stands in the code of the pages', () => {
  for (const source of sources(new URL('../', import.meta.url))) {
    const code = source.replace(/\/\/.*$|\/\*[\s\S]*?\*\//gm, '');
    assert.doesNotMatch(code, /[\u4e00-\u9fff]/);
  }
});

test('every key is used', () => {
  const code = sources(new URL('../', import.meta.url)).join('\n');
  const families = [...code.matchAll(/`([\w.-]+\.)\$\{/g)].map(([, prefix]) => prefix ?? '');
  const unused = Object.keys(chinese).filter(
    (key) => !code.includes(`'${key}'`) && !families.some((prefix) => key.startsWith(prefix)),
  );
  assert.deepEqual(unused, []);
});

// Samples of words that are there in both languages, and of words that lack one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSource } from './sources.ts';
import { checkWords } from './words.ts';

const found = (files: Readonly<Record<string, string>>): readonly string[] =>
  checkWords(Object.entries(files).map(([path, text]) => parseSource(path, text))).map(
    ({ path, line, problem }) => `${path}:${line} ${problem}`,
  );

test('complete words pass in every shape', () => {
  assert.deepEqual(
    found({
      'src/portal/words.ts': `export const words = { title: { zh: '申领', en: 'Apply' }, by: (n) => ({ zh: n, en: n }) } as const;`,
      'src/people/columns.ts': `export const columns = { district: { zh: '区' }, name: { zh: '姓名' } };`,
      'src/portal/tables.ts': `export const t = { zh: { a: '一', b: { c: '二' } }, en: { a: 'one', b: { c: 'two' } } };`,
      'src/portal/words/zh.ts': `export const zh = { a: '一', 'b-c': '二' } as const;`,
      'src/portal/words/en.ts': `export const en = { 'b-c': 'two', a: 'one' } satisfies Words;`,
    }),
    [],
  );
});

test('a word in one language only is found among words in both', () => {
  const words = (last: string) => `export const words = { title: { zh: '申领', en: 'Apply' },\n other: ${last} };`;
  assert.deepEqual(found({ 'src/portal/words.ts': words(`{ zh: '启用' }`) }), ['src/portal/words.ts:2 lacks en']);
  assert.deepEqual(found({ 'src/portal/words.ts': words(`{ en: 'Enable' }`) }), ['src/portal/words.ts:2 lacks zh']);
});

test('an empty word is none', () => {
  assert.deepEqual(found({ 'src/portal/words.ts': `export const a = { zh: '', en: 'Apply' };` }).length, 1);
});

test('tables that differ are found, however deep', () => {
  const text = `export const t = {\n zh: { a: '一', b: { c: '二' } },\n en: { a: 'one', b: { d: 'two' } } };`;
  assert.deepEqual(found({ 'src/portal/words.ts': text }), [
    'src/portal/words.ts:3 lacks en b.c',
    'src/portal/words.ts:2 lacks zh b.d',
  ]);
});

test('two files of words that differ are found', () => {
  assert.deepEqual(
    found({
      'src/portal/words/zh.ts': `export const zh = { a: '一' };`,
      'src/portal/words/en.ts': `export const en = { a: 'one', b: 'two' };`,
    }),
    ['src/portal/words/zh.ts:1 lacks zh b'],
  );
});

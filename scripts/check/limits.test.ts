// Samples that keep the limits and samples that break each of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLimits } from './limits.ts';
import { parseSource } from './sources.ts';

const sentence = '// What this sample is.\n';
const statements = (count: number): string => 'work();\n'.repeat(count);

const found = (path: string, text: string): readonly string[] =>
  checkLimits([parseSource(path, text)]).map(({ line, problem }) => `${line} ${problem}`);

test('a file of 300 lines and a function of 60 pass', () => {
  const file = `${sentence}const sixty = () => {\n${statements(58)}};\n${statements(239)}`;
  assert.equal(file.trimEnd().split('\n').length, 300);
  assert.deepEqual(found('src/cards/card.ts', file), []);
});

test('a file of 301 lines is found, unless it is a test, rule data or vectors', () => {
  const file = sentence + statements(300);
  assert.deepEqual(found('src/cards/card.ts', file), ['301 has 301 lines, more than 300']);
  assert.deepEqual(found('scripts/long.ts', file), ['301 has 301 lines, more than 300']);
  for (const path of ['src/cards/card.test.ts', 'src/policy/data/offers.ts', 'src/crypto/sm2-vectors.ts']) {
    assert.deepEqual(found(path, file), [], path);
  }
});

test('a function of 61 lines is found by its name, whatever its form', () => {
  const body = `{\n${statements(59)}}`;
  const forms = [
    `function long() ${body}`,
    `const long = () => ${body};`,
    `const long = async function () ${body};`,
    `const object = { long() ${body} };`,
    `const object = { long: () => ${body} };`,
    `class Card { long() ${body} }`,
  ];
  for (const form of forms) {
    assert.deepEqual(
      found('src/cards/card.ts', sentence + form),
      ['2 long has 61 lines, more than 60'],
      form.slice(0, 30),
    );
  }
});

test('a suite may be long, a test in it may not', () => {
  const suite = (lines: number) =>
    `${sentence}describe('x', () => {\ntest('y', () => {\n${statements(lines)}});\n${statements(60)}});`;
  assert.deepEqual(found('src/cards/card.test.ts', suite(50)), []);
  assert.deepEqual(found('src/cards/card.test.ts', suite(59)), ['3 a function has 61 lines, more than 60']);
});

test('four parameters are found, three are not, and `this` is none', () => {
  assert.deepEqual(found('src/cards/card.ts', `${sentence}const a = (b: 1, c: 2, d: 3) => b;`), []);
  assert.deepEqual(found('src/cards/card.ts', `${sentence}function a(this: Card, b: 1, c: 2, d: 3) {}`), []);
  assert.deepEqual(found('src/cards/card.tsx', `${sentence}const a = (b: 1, c: 2, d: 3, { e }: F) => <p>{e}</p>;`), [
    '2 a takes 4 parameters, more than 3',
  ]);
  assert.deepEqual(found('src/policy/data/who.ts', `${sentence}const row = (a: 1, b: 2, c: 3, d: 4) => a;`), []);
});

test('a file of src has to begin with a whole sentence', () => {
  const problem = '1 does not begin with a sentence that says what it is';
  for (const text of ['const a = 1;', '// no full stop', '//\nconst a = 1;', '/* What it is. */', '']) {
    assert.deepEqual(found('src/cards/card.ts', text), [problem], text);
  }
  assert.deepEqual(found('src/cards/card.ts', '// 卡: states and words of a card.'), []);
  assert.deepEqual(found('bench/run.ts', 'const a = 1;'), []);
});

test('a fourth level of folders is found', () => {
  assert.deepEqual(found('src/a/b/c/card.ts', sentence), []);
  assert.deepEqual(found('src/a/b/c/d/card.ts', sentence), ['1 lies 4 folders deep in src']);
});

test('lines are counted right behind Chinese text', () => {
  const file = `${sentence}const words = '社会保障卡 𠮷';\nconst a = (b: 1, c: 2, d: 3, e: 4) => b;`;
  assert.deepEqual(found('src/cards/card.ts', file), ['3 a takes 4 parameters, more than 3']);
});

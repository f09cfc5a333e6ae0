// Samples of tests that carry rule ids, and of rules that must have one and have none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSource } from '../check/sources.ts';
import { type Done, traceRules } from './trace.ts';

// Ids are put together so that these samples do not count as tests of real rules.
const id = (number: string): string => ['R', 'LOSS', number].join('-');
const rules = ['01', '02', '03'].map((number) => ({ id: id(number), group: 'LOSS', kind: 'MUST', title: 'Loss' }));
const done: Done = { areas: ['LOSS'], rules: [], leftForLater: {} };

const trace = (text: string, path = 'src/cards/loss.test.ts', kept = done) =>
  traceRules(rules, [parseSource(path, text)], kept);

const tested = (text: string, path?: string): readonly string[] =>
  trace(text, path).rows.flatMap(({ rule, tests }) => (tests.length > 0 ? [rule.id.slice(-2)] : []));

test('names of tests, rows of tables and templates count', () => {
  assert.deepEqual(tested(`test('${id('01')}: a loss is reported', () => {});`), ['01']);
  assert.deepEqual(tested(`it('a loss (${id('02')})', () => {});`), ['02']);
  assert.deepEqual(tested(`const rows = [['${id('01')}, ${id('03')}: both', 1]];`), ['01', '03']);
  assert.deepEqual(tested(`test(\`${id('02')}: at \${place}\`, () => {});`), ['02']);
  assert.deepEqual(tested(`test('${id('02')}', () => {});`), ['02']);
});

test('expected values, comments, skipped tests and shipped code do not', () => {
  assert.deepEqual(tested(`assert.deepEqual(verdict.rules, ['${id('01')}']);`), []);
  assert.deepEqual(tested(`// ${id('01')}: a comment`), []);
  assert.deepEqual(tested(`test.skip('${id('01')}: later', () => {}); it.todo('${id('02')}: later');`), []);
  assert.deepEqual(tested(`const words = '${id('01')}: in the program';`, 'src/cards/loss.ts'), []);
});

test('a MUST rule without a test is a fault, one left for later is not', () => {
  const text = `test('${id('01')}: x', () => {}); test('${id('02')}: x', () => {});`;
  assert.deepEqual(trace(text).faults, [`${id('03')} (Loss) must be kept, and no test carries its id`]);
  assert.deepEqual(trace(text, undefined, { ...done, leftForLater: { [id('03')]: 'part two' } }).faults, []);
  assert.deepEqual(trace(text, undefined, { ...done, areas: [] }).faults, []);
  assert.equal(trace('', undefined, { areas: [], rules: [id('01')], leftForLater: {} }).faults.length, 1);
});

test('a wrong id and a deferral that is over are faults', () => {
  const kept: Done = { areas: [], rules: [], leftForLater: { [id('01')]: 'later', [id('77')]: 'later' } };
  assert.deepEqual(
    trace(`test('${id('01')}: x', () => {}); test('${id('99')}: x', () => {});`, undefined, kept).faults,
    [
      `src/cards/loss.test.ts:1 carries ${id('99')}, which the catalogue does not know`,
      `${id('01')} has a test: take it off the list of what is left for later`,
      `${id('77')} is left for later, but the catalogue does not know it`,
    ],
  );
});

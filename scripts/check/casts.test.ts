// Samples of casts, and of what only looks like one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCasts } from './casts.ts';
import { parseSource } from './sources.ts';

const found = (path: string, text: string): readonly string[] =>
  checkCasts([parseSource(path, text)]).map(({ line, problem }) => `${line} ${problem}`);

test('a cast in shipped code is found', () => {
  assert.deepEqual(found('src/cards/card.ts', 'const a = 1;\nconst b = JSON.parse(a) as Card;'), ['2 casts to Card']);
  assert.deepEqual(found('src/cards/card.tsx', 'const b = a as unknown as Card;').length, 2);
});

test('`as const`, `satisfies`, renamed imports, base and tests are free', () => {
  assert.deepEqual(
    found('src/cards/card.ts', `import { a as b } from './a.ts'; const c = [1] as const satisfies D;`),
    [],
  );
  assert.deepEqual(found('src/base/ids.ts', 'const b = a as Id;'), []);
  assert.deepEqual(found('src/cards/card.test.ts', 'const b = a as Id;'), []);
});

// Samples of links that lead somewhere and of links that do not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenLinks } from './links.ts';

const there = new Map([
  ['README.md', ''],
  ['docs/map.md', ''],
  ['docs/screens/home.png', ''],
  ['src/admit.ts', 'one\nexport const admit = 2;'],
]);

const found = (text: string): readonly string[] =>
  brokenLinks({ path: 'docs/map.md', text }, (target) => there.get(target)).map(
    ({ line, problem }) => `${line} ${problem}`,
  );

test('a link to a file that is not there is found', () => {
  assert.deepEqual(found('see\n[the map](other.md#top) and <img src="screens/none.png">'), [
    '2 links to other.md, which is not there',
    '2 links to screens/none.png, which is not there',
  ]);
});

test('links that lead somewhere, out of the repository or within the page pass', () => {
  assert.deepEqual(
    found('[a](../README.md#two) ![b](screens/home.png) [c](/docs/map.md) [d](#e) [f](https://example.org/x)'),
    [],
  );
});

test('a link to a line finds that line, and on it the word it goes by', () => {
  assert.deepEqual(found('[`admit`](../src/admit.ts#L2) [so](../src/admit.ts#L1)'), []);
  assert.deepEqual(found('[`admit`](../src/admit.ts#L3)'), ['1 links to line 3, which is not there']);
  assert.deepEqual(found('[`admit`](../src/admit.ts#L1)'), ['1 links to line 1 for admit, which does not stand there']);
  assert.deepEqual(found('[`permit`](../src/admit.ts#L2)'), [
    '1 links to line 2 for permit, which does not stand there',
  ]);
});

// Samples of links that lead somewhere and of links that do not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenLinks } from './links.ts';

const there = new Set(['README.md', 'docs/map.md', 'docs/screens/home.png']);

const found = (text: string): readonly string[] =>
  brokenLinks({ path: 'docs/map.md', text }, (target) => there.has(target)).map(
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

// Shows that docs/invariants.md names what is there: constraints, files and tests, and every invariant the model asks about.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { namesOfEvents } from './model/events.ts';
import { namesOfRows } from './model/invariants.ts';

/** The cells of every row of its tables. */
const rows = readFileSync('docs/invariants.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!What holds|Name)/.test(line))
  .map((line) => line.slice(1, -1).split('|'))
  .map((cells) => cells.map((cell) => cell.trim()));
const codesIn = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code ?? []);
const askedByModel = rows.filter((cells) => cells.length === 4);
const asked = rows.filter((cells) => cells.length === 3);

test('every invariant the model asks about is described, and none is described that nobody asks about', () => {
  const described = askedByModel.flatMap(([name = '']) => codesIn(name));
  assert.deepEqual(described.toSorted(), [...namesOfRows, ...namesOfEvents].toSorted());
  assert.equal(askedByModel.length + asked.length, rows.length);
  assert.ok(asked.length >= 30, `${asked.length} beside those of the model`);
});

test('every file that is named is there, and every constraint, index and trigger is in the schema', () => {
  const schema = readFileSync('database/schema.sql', 'utf8');
  const named = rows.flatMap((cells) => codesIn(cells.slice(-2).join(' ')));
  const isThere = (code: string): boolean =>
    code.includes('/') ? existsSync(code) : !/^\w+$/.test(code) || new RegExp(`\\b${code}\\b`).test(schema);
  assert.deepEqual(
    named.filter((code) => !isThere(code)),
    [],
  );
});

test('every row says what makes it so, and which test of which file would notice', () => {
  const holds = (last: string): boolean => {
    const [path, title] = [codesIn(last)[0] ?? '', /“(.+)”/.exec(last)?.[1]];
    return (
      title !== undefined && new RegExp(`\\b(it|test)\\(\\s*['\`]${escaped(title)}`).test(readFileSync(path, 'utf8'))
    );
  };
  assert.deepEqual(
    asked.filter(([, reason = '', last = '']) => reason === '' || !holds(last)),
    [],
  );
});

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

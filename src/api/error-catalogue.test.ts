// The catalogue of errors has every code of every table once, with words in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bankRefusals, rowRefusals } from './bank-words.ts';
import { differenceWords } from './difference-words.ts';
import { errorCatalogue } from './error-catalogue.ts';
import { fileRefusals } from './received-file.ts';

test('every code is there, once for its status, with words in both languages', () => {
  const entries = errorCatalogue();
  const codes = new Set(entries.map(({ code }) => code));
  for (const table of [bankRefusals, rowRefusals, differenceWords, fileRefusals])
    for (const code of Object.keys(table)) assert.ok(codes.has(code), code);
  assert.equal(new Set(entries.map(({ code, status }) => `${status} ${code}`)).size, entries.length);
  assert.ok(entries.every(({ zh, en }) => /\p{Script=Han}/u.test(zh) && en.length > 5));
});

// The catalogue of errors has every code that the routes of the banks can answer, once for its status, with what to do about it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { refusalCodes } from '../policy/verdict.ts';
import { bankRefusals, rowRefusals } from './bank-words.ts';
import { differenceWords } from './difference-words.ts';
import { errorCatalogue } from './error-catalogue.ts';
import { fileRefusals } from './received-file.ts';
import { requestRefusals } from './request-words.ts';
import { telephoneRefusals } from './telephone-words.ts';
import { transitRefusals } from './transit-words.ts';
import { visitRefusals } from './visit-words.ts';

const entries = errorCatalogue();
const codes = new Set(entries.map(({ code }) => code));

test('every code of every table is there once for its status, with words and what to do in both languages', () => {
  const own = [bankRefusals, rowRefusals, visitRefusals, requestRefusals, transitRefusals, telephoneRefusals];
  for (const table of [...own, differenceWords, fileRefusals])
    for (const code of Object.keys(table)) assert.ok(codes.has(code), code);
  for (const code of refusalCodes) assert.ok(codes.has(code), code);
  assert.equal(new Set(entries.map(({ code, status }) => `${status} ${code}`)).size, entries.length);
  for (const { code, zh, en, toDo } of entries) {
    assert.ok(/\p{Script=Han}|error/u.test(zh) && en.length > 5, code);
    assert.ok(/\p{Script=Han}/u.test(toDo.zh) && toDo.en.length > 5, code);
  }
});

/** Interfaces of others than the banks: the core system, the bureau, and questions about the rules. */
const notForBanks = /^(import|bureau|policy)-/;

test('no route of the banks, and no token, is answered with a code that is not there', () => {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\./.test(name) && !notForBanks.test(name),
  );
  const texts = [
    ...files.map((name) => new URL(name, folder)),
    new URL('../identity/partner-token.ts', import.meta.url),
  ];
  const found = texts.flatMap((url) =>
    [
      ...readFileSync(url, 'utf8').matchAll(
        /(?:(?<!readonly )code: |refused\(|refuse(?:Feed)?\(reply, |Refusals, |error: )'([A-Za-z_]+)'/g,
      ),
    ].map(([, code]) => code),
  );
  assert.ok(found.length >= 12, 'the routes were looked at');
  for (const code of found) assert.ok(codes.has(code ?? ''), `${code} has no entry`);
});

// A child who logs in alone is told that the guardian applies, how, and with which papers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoProgram } from '../../../test/support/demo-program.ts';
import { Visitor } from '../../../test/support/visitor.ts';

const mainOf = (text: string): string =>
  (/<main[\s\S]*<\/main>/.exec(text)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('R-PROXY-04: a child under 14 who logs in alone is told that the guardian does it, and with what', async (t) => {
  const { base } = await demoProgram(t);
  const visitor = new Visitor(base);
  const page = await visitor.follow(await visitor.visit('/login?level=3&return=/apply'));
  const asked = await visitor.follow(await visitor.visit(page.url.pathname, { person: 'minor', proof: 'face' }));
  for (const { text } of [asked, await visitor.visit('/'), await visitor.visit('/apply/contact')])
    assert.match(mainOf(text), /由监护人代办、带上本人有效身份证件、监护人有效身份证件、监护关系证明/);
});

test('R-PROXY-03: nor does a child apply by a form sent past the pages', async (t) => {
  const program = await demoProgram(t);
  const visitor = new Visitor(program.base);
  const page = await visitor.follow(await visitor.visit('/login?level=3&return=/me'));
  const own = await visitor.follow(await visitor.visit(page.url.pathname, { person: 'minor', proof: 'face' }));
  const [, _csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(own.text) ?? [];
  const ticked = { 'sensitive-data': 'yes', 'share-with-bank': 'yes', 'child-under-14': 'yes', pledge: 'yes' };
  const answer = await visitor.visit('/apply/pledge', { _csrf, ...ticked });
  assert.match(mainOf(answer.text), /由监护人代办/);
  const [row] = await program.sql<{ count: number }[]>`
    select (select count(*) from applications)::int + (select count(*) from consents)::int as count`;
  assert.equal(row?.count, 0);
});

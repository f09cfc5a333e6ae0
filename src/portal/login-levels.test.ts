// What the pages open at each level of login, and how they say that more is needed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DemoProgram, demoProgram } from '../../test/support/demo-program.ts';
import { snapshot } from '../../test/support/questions.ts';
import { Visitor } from '../../test/support/visitor.ts';
import { refused } from '../base/result.ts';
import { explainRefusal } from './desk/explanation.ts';

const proofs = { 1: 'phone', 2: 'id-number', 3: 'face' } as const;

const loggedIn = async ({ base }: DemoProgram, level: 1 | 2 | 3): Promise<Visitor> => {
  const visitor = new Visitor(base);
  const page = await visitor.follow(await visitor.visit(`/login?level=${level}&return=/`));
  await visitor.follow(await visitor.visit(page.url.pathname, { person: 'retiree', proof: proofs[level] }));
  return visitor;
};

test('R-CHAN-20: a login by phone opens a home page that says what it is enough for and how to do more', async (t) => {
  const program = await demoProgram(t);
  const visitor = await loggedIn(program, 1);
  const { text } = await visitor.visit('/');
  for (const said of ['您已用手机号登录', '需要实名认证（姓名、证件号码）', '不刷脸的方式', '实名认证'])
    assert.match(text, new RegExp(said));
  assert.match(text, /href="\/login\?level=2&amp;return=%2F"/);
  for (const path of ['/help', '/outlets', '/can-i', '/progress', '/policy'])
    assert.equal((await visitor.visit(path)).status, 200, path);
});

test('R-CHAN-21: each page asks for the level that the policy names, and the login brings one back to it', async (t) => {
  const program = await demoProgram(t);
  const wanted = [
    [1, '/me', 2],
    [1, '/me/sessions', 2],
    [1, '/me/consents', 2],
    [1, '/apply', 3],
    [2, '/apply', 3],
    [2, '/me/record/data', 3],
  ] as const;
  for (const [level, path, needed] of wanted) {
    const visitor = await loggedIn(program, level);
    const { status, headers } = await visitor.visit(path);
    assert.equal(status, 303, path);
    assert.equal(headers.get('location'), `/login?level=${needed}&return=${encodeURIComponent(path)}`);
  }
  for (const [level, path] of [
    [2, '/me'],
    [3, '/apply'],
  ] as const)
    assert.equal((await (await loggedIn(program, level)).visit(path)).status, 200, path);
});

test('R-CHAN-21: a login that is too weak is refused with the clause and how to prove more, with and without a face', () => {
  const facts = { level: 3, rules: ['R-CHAN-21'] } as const;
  for (const [language, step] of [
    ['zh', /刷脸.*不刷脸的方式/],
    ['en', /face.*without a face/],
  ] as const) {
    const { message, sources, instead } = explainRefusal(refused('LEVEL_TOO_LOW', facts), {
      ...{
        snapshot,
        language,
        question: { service: 'apply', channel: 'website', on: Temporal.PlainDate.from('2025-10-09') },
      },
    });
    assert.notEqual(message, '');
    assert.ok(sources.length > 0, 'the clause is named');
    assert.match(instead.join(), step);
  }
});

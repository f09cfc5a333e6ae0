// What was typed when the login ended: kept for who typed it, and for nobody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DemoProgram, demoProgram } from '../../../test/support/demo-program.ts';
import { type Answer, Visitor } from '../../../test/support/visitor.ts';

const proofs = { 2: 'id-number', 3: 'face' } as const;
const address = '海淀区示范路1号院2号楼303';
const contact = { phone: '19900001234', address };

type Login = { readonly person: string; readonly level: 2 | 3; readonly at?: Answer };

/** Goes through the login that `at` leads to, or a fresh one; gives the page it ends on. */
const logIn = async (visitor: Visitor, { person, level, at }: Login): Promise<Answer> => {
  const page = await visitor.follow(at ?? (await visitor.visit(`/login?level=${level}&return=/me`)));
  return visitor.follow(await visitor.visit(page.url.pathname, { person, proof: proofs[level] }));
};

const tokenIn = ({ text }: Answer): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';

/** Somebody whose page of address and phone is open, with the token of its form. */
const atContact = async ({ base }: DemoProgram): Promise<{ visitor: Visitor; _csrf: string }> => {
  const visitor = new Visitor(base);
  await logIn(visitor, { person: 'retiree', level: 3 });
  const _csrf = tokenIn(await visitor.visit('/apply/record'));
  await visitor.visit('/apply/record', { _csrf, recordConfirmed: 'yes' });
  return { visitor, _csrf: tokenIn(await visitor.visit('/apply/contact')) };
};

const resent = async (visitor: Visitor, page: Answer): Promise<Answer> => {
  const action =
    /<form method="post" action="([^"]+)" noValidate|<form method="post" action="([^"]+)"[^>]*data-once/.exec(
      page.text,
    );
  const fields = [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"\/?>/g)]
    .map(([, name = '', value = '']) => [name, value])
    .filter(([name]) => name !== 'back');
  return visitor.visit(action?.[1] ?? action?.[2] ?? '', Object.fromEntries(fields));
};

test('what is sent after the login ended goes on after the next login of the same person', async (t) => {
  const program = await demoProgram(t);
  const { visitor, _csrf } = await atContact(program);
  program.waitLoggedIn({ minutes: 31 });
  const late = await visitor.visit('/apply/contact', { _csrf, ...contact });
  assert.equal(late.headers.get('location'), '/login?level=3&return=%2Fresume');
  const rows = await program.sql<{ sealed: Buffer }[]>`select sealed from sessions`;
  assert.ok(
    rows.every(({ sealed }) => !sealed.includes(address)),
    'it is sealed',
  );
  const page = await logIn(visitor, { person: 'retiree', level: 3, at: late });
  assert.equal(page.url.pathname, '/resume');
  assert.equal(page.headers.get('cache-control'), 'no-store');
  assert.match(page.text, /您填写的内容还在/);
  const sent = await resent(visitor, page);
  assert.equal(sent.headers.get('location'), '/apply/occupation');
  assert.match((await visitor.visit('/apply/contact')).text, new RegExp(address));
  assert.equal((await visitor.visit('/resume')).headers.get('location'), '/', 'it has done its work');
});

test('another person who logs in on the same browser never gets it, nor does the first one after them', async (t) => {
  const program = await demoProgram(t);
  const { visitor, _csrf } = await atContact(program);
  program.waitLoggedIn({ minutes: 31 });
  const late = await visitor.visit('/apply/contact', { _csrf, ...contact });
  const page = await logIn(visitor, { person: 'flexible', level: 3, at: late });
  assert.equal(page.url.pathname, '/');
  for (const path of ['/', '/resume', '/apply', '/apply/contact', '/me']) {
    const { text } = await visitor.follow(await visitor.visit(path));
    assert.equal(text.includes(address), false, path);
  }
  const again = await visitor.visit('/apply/contact', { _csrf, ...contact });
  assert.equal(again.status, 403, 'the form that still stands on the screen is not theirs either');
  await logIn(visitor, { person: 'retiree', level: 3 });
  assert.equal((await visitor.visit('/resume')).headers.get('location'), '/');
});

test('a form of before goes on at once when its person has logged in again meanwhile', async (t) => {
  const program = await demoProgram(t);
  const { visitor, _csrf } = await atContact(program);
  program.waitLoggedIn({ minutes: 31 });
  await logIn(visitor, { person: 'retiree', level: 3 });
  const late = await visitor.visit('/apply/contact', { _csrf, ...contact });
  assert.equal(late.headers.get('location'), '/resume');
  const sent = await resent(visitor, await visitor.follow(late));
  assert.equal(sent.headers.get('location'), '/apply/occupation');
});

test('a form that needs more proof than there is waits for it', async (t) => {
  const program = await demoProgram(t);
  const visitor = new Visitor(program.base);
  const _csrf = tokenIn(await logIn(visitor, { person: 'retiree', level: 2 }));
  const weak = await visitor.visit('/apply/contact', { _csrf, ...contact });
  assert.equal(weak.headers.get('location'), '/login?level=3&return=%2Fresume');
  const page = await logIn(visitor, { person: 'retiree', level: 3, at: weak });
  assert.equal(page.url.pathname, '/resume');
  assert.match(page.text, new RegExp(`value="${address}"`));
});

test('only a form of the session that is over is kept: no forged one, none of another site, none that is too long', async (t) => {
  const program = await demoProgram(t);
  const { visitor, _csrf } = await atContact(program);
  program.waitLoggedIn({ minutes: 31 });
  const stranger = await atContact(program);
  const tries: readonly [Record<string, string>, Record<string, string>][] = [
    [{ ...contact }, {}],
    [{ ...contact, _csrf: stranger._csrf }, {}],
    [{ ...contact, _csrf }, { 'sec-fetch-site': 'cross-site' }],
    [{ ...contact, _csrf }, { origin: 'https://evil.example' }],
    [{ ...contact, _csrf, note: '长'.repeat(6_000) }, {}],
  ];
  for (const [form, headers] of tries) assert.equal((await visitor.visit('/apply/contact', form, headers)).status, 403);
  assert.equal((await new Visitor(program.base).visit('/apply/contact', { ...contact, _csrf })).status, 403);
  assert.equal((await visitor.visit('/apply/contact', { ...contact, _csrf })).status, 303, 'and the real one is');
  const replay = new Visitor(program.base);
  for (const [name, cookie] of stranger.visitor.cookies) replay.cookies.set(name, cookie);
  assert.equal((await replay.visit('/apply/contact', { ...contact, _csrf })).status, 403, 'nor with another cookie');
});

test('a day later it is known no more; after 退出登录 never', async (t) => {
  const program = await demoProgram(t);
  const { visitor, _csrf } = await atContact(program);
  const left = await atContact(program);
  await left.visitor.visit('/logout', { _csrf: left._csrf });
  program.waitLoggedIn({ hours: 25 });
  for (const one of [visitor, left.visitor])
    assert.equal((await one.visit('/apply/contact', { _csrf, ...contact })).status, 403);
});

test('a guest’s form is taken however long it lay there, and 退出登录 works when the login is over', async (t) => {
  const program = await demoProgram(t);
  const guest = new Visitor(program.base);
  const _csrf = tokenIn(await guest.visit('/progress'));
  program.waitLoggedIn({ minutes: 31 });
  assert.equal((await guest.visit('/progress', { _csrf, number: '', lastFour: '' })).status, 422);
  const { visitor, _csrf: token } = await atContact(program);
  program.waitLoggedIn({ minutes: 31 });
  assert.equal((await visitor.visit('/logout', { _csrf: token })).headers.get('location'), '/');
});

test('WCAG 2.2.1: saying that one is there renews the login; 长辈版 has twice the time', async (t) => {
  const program = await demoProgram(t);
  const { visitor, _csrf } = await atContact(program);
  const left = ({ text }: Answer) => Number(/data-left="(\d+)" data-warn="300"/.exec(text)?.[1]);
  program.waitLoggedIn({ minutes: 26 });
  const renewed = await visitor.visit('/login/renew', { _csrf });
  assert.deepEqual(JSON.parse(renewed.text), { secondsLeft: 1800 });
  program.waitLoggedIn({ minutes: 26 });
  assert.equal(left(await visitor.visit('/me')), 1800);
  await visitor.visit('/preferences', { elder: 'on', back: '/me' });
  await visitor.visit('/me');
  program.waitLoggedIn({ minutes: 55 });
  assert.equal(left(await visitor.visit('/me')), 3600);
  assert.match((await visitor.visit('/me/sessions')).text, /60 分钟没有操作/);
  program.waitLoggedIn({ minutes: 61 });
  assert.equal((await visitor.visit('/login/renew', { _csrf })).status, 403);
  assert.equal(
    (await new Visitor(program.base).visit('/')).text.includes('data-left'),
    false,
    'guests are asked nothing',
  );
});

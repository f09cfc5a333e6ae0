// Logging in with the simulated provider, on a listening program and a real database, without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LoginCity, li, loginCity, stranger, wang } from '../../test/support/login-city.ts';
import { type Answer, Visitor } from '../../test/support/visitor.ts';
import { failuresAllowed } from './attempts.ts';

/** Goes from an answer that leads to the provider through its pages and back to where the login ends. */
const prove = async (visitor: Visitor, toProvider: Answer, { slug, proof }: { slug: string; proof: string }) => {
  const page = await visitor.follow(toProvider);
  assert.match(page.url.pathname, /^\/demo\/login\/interaction\//);
  return visitor.visit(page.url.pathname, { person: slug, proof });
};

const logIn = async (visitor: Visitor, path: string, who: { slug: string; proof: string }): Promise<Answer> =>
  visitor.follow(await prove(visitor, await visitor.visit(path), who));

const session = async (visitor: Visitor): Promise<unknown> => JSON.parse((await visitor.visit('/who')).text);

test('R-CHAN-21: a phone is level 1, and a page that needs more sends the person to prove more and back', async (t) => {
  const { base } = await loginCity(t);
  const visitor = new Visitor(base);
  const first = await logIn(visitor, '/level-1?from=home', { slug: li.slug, proof: 'phone' });
  assert.equal(first.status, 200);
  assert.equal(`${first.url.pathname}${first.url.search}`, '/level-1?from=home');
  assert.deepEqual(JSON.parse(first.text), { personId: li.personId, level: 1, name: null });

  const tokenBefore = visitor.cookies.get('yikatong')?.value;
  const asked = await visitor.follow(await visitor.visit('/level-3'));
  assert.match(asked.text, new RegExp(`${li.name}[\\s\\S]*刷脸`), 'the provider is told who it is');
  const second = await visitor.follow(await visitor.visit(asked.url.pathname, { person: li.slug, proof: 'face' }));
  assert.equal(second.url.pathname, '/level-3');
  assert.deepEqual(JSON.parse(second.text), { personId: li.personId, level: 3, name: li.name });
  const tokenAfter = visitor.cookies.get('yikatong')?.value;
  assert.notEqual(tokenAfter, tokenBefore, 'the token is another one after a higher level');
  visitor.cookies.set('yikatong', { value: tokenBefore ?? '', path: '/' });
  assert.equal((await visitor.visit('/level-1')).status, 303, 'the token before is void');
});

test('level 3 is reached without a face as well, and level 2 by name and ID number', async (t) => {
  const { base } = await loginCity(t);
  for (const [proof, level] of [
    ['counter-code', 3],
    ['bank-card', 3],
    ['id-number', 2],
  ] as const) {
    const visitor = new Visitor(base);
    await logIn(visitor, `/level-${level}`, { slug: wang.slug, proof });
    assert.deepEqual(await session(visitor), { personId: wang.personId, level, candidates: [] });
  }
});

test('a phone of several people makes nobody of them known', async (t) => {
  const { base, wiring } = await loginCity(t);
  const visitor = new Visitor(base);
  await logIn(visitor, '/login?level=1&return=/public', { slug: wang.slug, proof: 'phone' });
  const rows = await wiring.sql<{ person_id: string }[]>`
    select person_id from phones where blind = ${wiring.keys.blind('phone', wang.phone)} order by person_id`;
  assert.deepEqual(await session(visitor), { personId: null, level: 1, candidates: rows.map((row) => row.person_id) });
  const asked = await visitor.visit('/level-1');
  assert.equal(asked.headers.get('location'), '/login/who?return=%2Flevel-1');
});

test('R-CHAN-21: five times the wrong one, and the chosen person waits, from whichever address', async (t) => {
  const city = await loginCity(t);
  for (let failures = 0; failures < failuresAllowed.person; failures += 1) {
    const visitor = new Visitor(city.base);
    await choose(city, visitor, wang.personId);
    const end = await logIn(visitor, '/level-2', { slug: li.slug, proof: 'id-number' });
    assert.equal(end.status, 403);
    assert.match(end.text, /核验的不是所选的人/);
    assert.deepEqual(await session(visitor), { personId: wang.personId, level: 1, candidates: [wang.personId] });
  }
  const late = new Visitor(city.base);
  await choose(city, late, wang.personId);
  assert.equal((await late.visit('/login?level=2')).status, 429);
  const other = new Visitor(city.base);
  await logIn(other, '/level-2', { slug: wang.slug, proof: 'id-number' });
  assert.deepEqual(
    await session(other),
    { personId: wang.personId, level: 2, candidates: [] },
    'who proves it, enters',
  );
  city.wait({ minutes: 15, seconds: 1 });
  assert.equal((await late.visit('/login?level=2')).status, 303);
});

test('a lower proof than needed is said, and does not open the page', async (t) => {
  const { base } = await loginCity(t);
  const visitor = new Visitor(base);
  const end = await logIn(visitor, '/level-3', { slug: li.slug, proof: 'phone' });
  assert.equal(end.status, 403);
  assert.match(end.text, /还需要进一步核验身份/);
  assert.match(end.text, /href="\/login\?level=3&amp;return=%2Flevel-3"/);
  assert.equal((await visitor.visit('/level-3')).status, 303);
});

test('who proved more already keeps it when proving less', async (t) => {
  const { base } = await loginCity(t);
  const visitor = new Visitor(base);
  await logIn(visitor, '/level-2', { slug: wang.slug, proof: 'id-number' });
  const end = await logIn(visitor, '/level-3', { slug: wang.slug, proof: 'phone' });
  assert.equal(end.status, 403);
  assert.deepEqual(await session(visitor), { personId: wang.personId, level: 2, candidates: [] });
  await logIn(visitor, '/level-3', { slug: li.slug, proof: 'phone' });
  assert.deepEqual(
    await session(visitor),
    { personId: li.personId, level: 1, candidates: [] },
    'somebody else does not',
  );
});

test('somebody we do not know is told so and stays nobody', async (t) => {
  const { base } = await loginCity(t);
  const visitor = new Visitor(base);
  const end = await logIn(visitor, '/level-2', { slug: stranger.slug, proof: 'id-number' });
  assert.equal(end.status, 403);
  assert.match(end.text, /没有找到您的参保记录/);
  assert.deepEqual(await session(visitor), { personId: null, level: 0, candidates: [] });
});

test('one may cancel at the provider', async (t) => {
  const { base } = await loginCity(t);
  const visitor = new Visitor(base);
  const page = await visitor.follow(await visitor.visit('/level-2'));
  const end = await visitor.follow(await visitor.visit(page.url.pathname, { cancel: 'yes' }));
  assert.equal(end.status, 400);
  assert.match(end.text, /您取消了登录/);
});

test('an answer with another state, of another browser, or a second time opens nothing', async (t) => {
  const { base } = await loginCity(t);
  const visitor = new Visitor(base);
  const proven = await prove(visitor, await visitor.visit('/level-2'), { slug: li.slug, proof: 'id-number' });
  const { url: callback } = await visitor.follow(proven, '/login/callback');
  const otherState = new URL(callback);
  otherState.searchParams.set('state', 'x'.repeat(43));
  assert.equal((await visitor.visit(otherState)).status, 400);
  assert.equal((await new Visitor(base).visit(callback)).status, 400, 'another browser has no such login on its way');
  assert.equal((await visitor.visit(callback)).status, 303, 'the right one does');
  assert.equal((await visitor.visit(callback)).status, 400, 'once');
});

test('an answer with another nonce or verifier than this browser asked for opens nothing', async (t) => {
  const city = await loginCity(t);
  for (const wrong of ['nonce', 'verifier'] as const) {
    const visitor = new Visitor(city.base);
    const proven = await prove(visitor, await visitor.visit('/level-2'), { slug: li.slug, proof: 'id-number' });
    const { url: callback } = await visitor.follow(proven, '/login/callback');
    await falsifyPendingLogin(city, visitor, wrong);
    const end = await visitor.visit(callback);
    assert.equal(end.status, 400, wrong);
    assert.match(end.text, /登录没有完成/);
    assert.deepEqual(await session(visitor), { personId: null, level: 0, candidates: [] });
  }
});

test('a code is good once, whoever sends it how fast', async (t) => {
  const { base } = await loginCity(t);
  const visitor = new Visitor(base);
  const proven = await prove(visitor, await visitor.visit('/level-2'), { slug: li.slug, proof: 'id-number' });
  const { url: callback } = await visitor.follow(proven, '/login/callback');
  const answers = await Promise.all([1, 2, 3, 4].map(() => visitor.visit(callback)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 400, 400, 400]);
});

test('a return path that leads elsewhere leads home', async (t) => {
  const { base } = await loginCity(t);
  const visitor = new Visitor(base);
  const path = `/login?${new URLSearchParams({ level: '2', return: '//evil.example/level-2' })}`;
  const proven = await prove(visitor, await visitor.visit(path), { slug: li.slug, proof: 'id-number' });
  const callback = await visitor.follow(proven, '/login/callback');
  assert.equal((await visitor.visit(callback.url)).headers.get('location'), '/');
});

test('two web processes are one provider and know the same sessions', async (t) => {
  const { base, anotherProcess } = await loginCity(t);
  const other = await anotherProcess();
  const visitor = new Visitor(base);
  const page = await visitor.follow(await visitor.visit('/level-2'));
  const proven = await visitor.visit(new URL(page.url.pathname, other), { person: li.slug, proof: 'id-number' });
  const resume = new URL(proven.headers.get('location') ?? '');
  const { url: callback } = await visitor.follow(
    await visitor.visit(new URL(resume.pathname, other)),
    '/login/callback',
  );
  const entered = await visitor.visit(new URL(`${callback.pathname}${callback.search}`, other));
  assert.equal(entered.headers.get('location'), '/level-2');
  assert.equal((await visitor.visit('/level-2')).status, 200);
  assert.equal((await visitor.visit(new URL('/level-2', other))).status, 200);
});

test('logging out makes the token void, and needs the token of the form', async (t) => {
  const { base } = await loginCity(t);
  const visitor = new Visitor(base);
  await logIn(visitor, '/level-2', { slug: li.slug, proof: 'id-number' });
  const token = visitor.cookies.get('yikatong')?.value ?? '';
  assert.equal((await visitor.visit('/logout', {})).status, 403);
  assert.equal((await visitor.visit('/level-2')).status, 200, 'still there');
  const { text: csrf } = await visitor.visit('/form');
  assert.equal((await visitor.visit('/logout', { _csrf: csrf })).status, 303);
  assert.equal(visitor.cookies.has('yikatong'), false);
  visitor.cookies.set('yikatong', { value: token, path: '/' });
  assert.equal((await visitor.visit('/level-2')).status, 303);
});

test('a provider out of reach gives a page that says so, and the next try asks again', async (t) => {
  const { base } = await loginCity(t, {
    LOGIN_ISSUER: 'http://127.0.0.1:9/none',
    LOGIN_CLIENT_ID: 'portal',
    LOGIN_CLIENT_SECRET: 'secret',
  });
  const visitor = new Visitor(base);
  for (const _ of [1, 2]) {
    const answer = await visitor.visit('/login?level=2&return=/public');
    assert.equal(answer.status, 503);
    assert.match(answer.text, /暂时无法登录/);
  }
});

test('an address that failed too often waits until the lock-out is over', async (t) => {
  const { base, wait } = await loginCity(t);
  const visitor = new Visitor(base);
  for (let failures = 0; failures < failuresAllowed.login; failures += 1)
    assert.equal((await visitor.visit('/login/callback?state=guess&code=guess')).status, 400);
  assert.equal((await visitor.visit('/login/callback?state=guess&code=guess')).status, 429);
  assert.equal((await visitor.visit('/login')).status, 429);
  wait({ minutes: 15, seconds: 1 });
  assert.equal((await visitor.visit('/login')).status, 303);
});

test('every page of the provider says that it is a simulator', async (t) => {
  const { base } = await loginCity(t);
  const visitor = new Visitor(base);
  const list = await visitor.follow(await visitor.visit('/level-2'));
  const person = await visitor.visit(`${list.url.pathname}?person=${li.slug}`);
  const expired = await visitor.visit('/demo/login/interaction/none');
  const broken = await visitor.visit('/demo/login/auth?client_id=nobody');
  for (const { text } of [list, person, expired, broken]) assert.match(text, /这是模拟的身份认证平台/);
  assert.equal(expired.status, 400);
  assert.equal(broken.status, 400);
});

/** Logs in by the shared phone and chooses somebody, as the page of the portal does. */
const choose = async ({ base }: LoginCity, visitor: Visitor, personId: string): Promise<void> => {
  await logIn(visitor, '/login?level=1&return=/public', { slug: wang.slug, proof: 'phone' });
  const answer = await visitor.visit(new URL('/choose', base), {
    personId,
    _csrf: (await visitor.visit('/form')).text,
  });
  assert.equal(answer.status, 200);
};

const falsifyPendingLogin = async ({ wiring }: LoginCity, visitor: Visitor, field: 'nonce' | 'verifier') => {
  const { sql, keys } = wiring;
  const digest = keys.digest(visitor.cookies.get('yikatong')?.value ?? '');
  const [row] = await sql<{ sealed: Uint8Array }[]>`select sealed from sessions where token_digest = ${digest}`;
  assert.ok(row);
  const content = JSON.parse(keys.open('sessions.sealed', '-', row.sealed));
  content.pendingLogins[0][field] = 'y'.repeat(43);
  const sealed = keys.seal('sessions.sealed', '-', JSON.stringify(content));
  await sql`update sessions set sealed = ${sealed} where token_digest = ${digest}`;
};

// Logging in by phone and code, then name and ID number, then a face or another way, without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { child, type LoginCity, li, loginCity, stranger, wang } from '../../test/support/login-city.ts';
import { type Answer, Visitor } from '../../test/support/visitor.ts';
import { countFailure } from '../identity/attempts.ts';
import { proofs } from './login-words.ts';

/** Opens the page of the phone number for a login at a level. */
const begin = async (visitor: Visitor, path: string): Promise<string> => {
  const page = await visitor.follow(await visitor.visit(path));
  const [, href = ''] = /href="([^"]+\/phone)"/.exec(page.text) ?? [];
  assert.match((await visitor.visit(href)).text, /手机号登录/);
  return href;
};

const codeTo = (city: LoginCity, phone: string): string => {
  const [code] = /\d{6}/.exec(city.textsTo(phone).at(-1) ?? '') ?? [];
  assert.ok(code, 'a code came');
  return code;
};

const another = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

const proveByPhone = async (city: LoginCity, visitor: Visitor, { path, phone }: { path: string; phone: string }) => {
  const href = await begin(visitor, path);
  await visitor.follow(await visitor.visit(href, { step: 'phone', phone }));
  const answer = await visitor.visit(href, { step: 'code', code: codeTo(city, phone) });
  return { href, answer };
};

const session = async (visitor: Visitor) => JSON.parse((await visitor.visit('/who')).text);

test('R-CHAN-20: the right phone and code give level 1; a wrong code is 401, said, and counted', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  const href = await begin(visitor, '/level-1');
  assert.equal((await visitor.visit(href, { step: 'phone', phone: '12345' })).status, 422);
  const sent = await visitor.follow(await visitor.visit(href, { step: 'phone', phone: '199-0000 0001' }));
  assert.match(sent.text, /199\*\*\*\*0001/);
  const code = codeTo(city, li.phone);
  assert.equal(sent.text.includes(code), false, 'the page does not give it away');
  const wrong = await visitor.visit(href, { step: 'code', code: another(code) });
  assert.equal(wrong.status, 401);
  assert.match(wrong.text, /验证码不正确，还可以试 4 次/);
  const end = await visitor.follow(await visitor.visit(href, { step: 'code', code }));
  assert.deepEqual(JSON.parse(end.text), { personId: li.personId, level: 1, name: null });
});

test('R-CHAN-20: after five tries a code is void, also when all come at the same moment', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  const href = await begin(visitor, '/level-1');
  await visitor.visit(href, { step: 'phone', phone: li.phone });
  const code = codeTo(city, li.phone);
  const tries = await Promise.all(
    Array.from({ length: 8 }, () => visitor.visit(href, { step: 'code', code: another(code) })),
  );
  assert.ok(tries.every(({ status }) => status === 401));
  const late = await visitor.visit(href, { step: 'code', code });
  assert.equal(late.status, 401);
  assert.match(late.text, /验证码已失效/);
  assert.deepEqual(await session(visitor), { personId: null, level: 0, candidates: [] });
});

test('R-CHAN-20: a code is good for five minutes, and in the browser that asked for it', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  const href = await begin(visitor, '/level-1');
  await visitor.visit(href, { step: 'phone', phone: li.phone });
  const first = codeTo(city, li.phone);
  city.wait({ minutes: 5 });
  assert.match((await visitor.visit(href, { step: 'code', code: first })).text, /验证码已失效/);
  await visitor.visit(href, { step: 'again' });
  const second = codeTo(city, li.phone);
  const other = new Visitor(city.base);
  const otherHref = await begin(other, '/level-1');
  assert.equal((await other.visit(otherHref, { step: 'code', code: second })).status, 303, 'there is no code to try');
  assert.deepEqual(await session(other), { personId: null, level: 0, candidates: [] });
  assert.equal((await visitor.visit(href, { step: 'code', code: second })).status, 303);
});

test('R-CHAN-20: a phone gets five codes in a quarter of an hour, whoever asks for them', async (t) => {
  const city = await loginCity(t);
  for (let codes = 1; codes <= 6; codes += 1) {
    const visitor = new Visitor(city.base);
    const href = await begin(visitor, '/level-1');
    const { status } = await visitor.visit(href, { step: 'phone', phone: li.phone });
    assert.equal(status, codes <= 5 ? 303 : 429);
  }
  assert.equal(city.textsTo(li.phone).length, 5);
});

test('R-CHAN-20: neither a code nor a phone is in the log', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  await proveByPhone(city, visitor, { path: '/level-1', phone: li.phone });
  assert.ok(city.logged().length > 0, 'the log is read at its finest level');
  for (const secret of [codeTo(city, li.phone), li.phone]) assert.equal(city.logged().includes(secret), false);
  const rows = await city.wiring.sql<{ text: string }[]>`select sealed::text as text from oidc_records`;
  const inHex = Buffer.from(codeTo(city, li.phone)).toString('hex');
  assert.ok(rows.length > 0 && rows.every(({ text }) => !text.includes(inHex)), 'nor readable in the database');
});

test('R-CHAN-20: a phone nobody has is answered like any other, and gets nothing', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  const href = await begin(visitor, '/level-1');
  const sent = await visitor.follow(await visitor.visit(href, { step: 'phone', phone: '19900000099' }));
  assert.match(sent.text, /验证码已发送到/);
  assert.equal(city.textsTo('19900000099').length, 0);
  assert.equal((await visitor.visit(href, { step: 'code', code: '123456' })).status, 401);
});

test('R-CHAN-21: phone, then name and ID number, then face or another way, in this order', async (t) => {
  const city = await loginCity(t);
  for (const proof of ['face', 'counter-code', 'bank-card']) {
    const visitor = new Visitor(city.base);
    const href = await begin(visitor, '/level-3');
    for (const early of [
      { step: 'name', name: li.name, idNumber: li.idNumber },
      { step: 'proof', proof },
    ])
      assert.match((await visitor.follow(await visitor.visit(href, early))).text, /手机号登录/, 'nothing is skipped');
    await visitor.visit(href, { step: 'phone', phone: li.phone });
    const code = codeTo(city, li.phone);
    const named = await visitor.follow(await visitor.visit(href, { step: 'code', code }));
    assert.match(named.text, /实名认证/);
    assert.match((await visitor.follow(await visitor.visit(href, { step: 'proof', proof }))).text, /实名认证/);
    const wrong = await visitor.visit(href, { step: 'name', name: li.name, idNumber: wang.idNumber });
    assert.equal(wrong.status, 401);
    const asked = await visitor.follow(
      await visitor.visit(href, { step: 'name', name: li.name, idNumber: li.idNumber }),
    );
    for (const { zh } of proofs.filter(({ level }) => level === 3))
      assert.match(asked.text, new RegExp(zh), 'beside it');
    const end = await visitor.follow(await visitor.visit(href, { step: 'proof', proof }));
    assert.deepEqual(JSON.parse(end.text), { personId: li.personId, level: 3, name: li.name });
  }
});

test('R-CHAN-21: who goes further need not prove again what was proved a moment ago', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  const { answer } = await proveByPhone(city, visitor, { path: '/level-1', phone: li.phone });
  await visitor.follow(answer);
  const named = await visitor.follow(await visitor.visit('/level-2'));
  assert.match(named.text, /实名认证/);
  const end = await visitor.follow(
    await visitor.visit(named.url.pathname, { step: 'name', name: li.name, idNumber: li.idNumber }),
  );
  assert.deepEqual(JSON.parse(end.text), { personId: li.personId, level: 2, name: li.name });
  const last = await visitor.follow(await visitor.visit('/level-3'));
  assert.match(last.text, /确认是您本人/);
  assert.equal(
    (await visitor.follow(await visitor.visit(last.url.pathname, { step: 'proof', proof: 'bank-card' }))).status,
    200,
  );
  assert.deepEqual(await session(visitor), { personId: li.personId, level: 3, candidates: [] });
});

test('R-CHAN-21: what one proved is not lent to the next one at the same device', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  const { answer } = await proveByPhone(city, visitor, { path: '/level-1', phone: li.phone });
  await visitor.follow(answer);
  const { text: csrf } = await visitor.visit('/form');
  await visitor.visit('/logout', { _csrf: csrf });
  const page: Answer = await visitor.follow(await visitor.visit('/level-2'));
  assert.match(page.text, /用手机号和短信验证码登录/);
  assert.match((await visitor.visit(`${page.url.pathname}/phone`)).text, /手机号登录/);
});

test('R-CHAN-20: a phone whose codes were guessed at ten times waits, with another code too', async (t) => {
  const city = await loginCity(t);
  for (let codes = 0; codes < 2; codes += 1) {
    const visitor = new Visitor(city.base);
    const href = await begin(visitor, '/level-1');
    await visitor.visit(href, { step: 'phone', phone: li.phone });
    const code = another(codeTo(city, li.phone));
    for (let tries = 0; tries < 5; tries += 1) await visitor.visit(href, { step: 'code', code });
  }
  const visitor = new Visitor(city.base);
  const href = await begin(visitor, '/level-1');
  await visitor.visit(href, { step: 'phone', phone: li.phone });
  const late = await visitor.visit(href, { step: 'code', code: codeTo(city, li.phone) });
  assert.equal(late.status, 429);
  assert.match(late.text, /15 分钟后再试/);
  assert.match(late.text, /Try again in 15 minutes/);
});

test('an address from which too many codes or names were wrong waits, whoever comes from it', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  const { href } = await proveByPhone(city, visitor, { path: '/level-2', phone: li.phone });
  for (let failures = 0; failures < 60; failures += 1)
    for (const at of ['code-address', 'name-address'] as const)
      await countFailure(city.wiring, { at, by: '127.0.0.1' });
  const name = await visitor.visit(href, { step: 'name', name: li.name, idNumber: li.idNumber });
  assert.equal(name.status, 429);
  assert.match(name.text, /15 分钟后再试/);
  const next = new Visitor(city.base);
  const { answer } = await proveByPhone(city, next, { path: '/level-1', phone: wang.phone });
  assert.equal(answer.status, 429);
  city.wait({ minutes: 15 });
  assert.equal((await proveByPhone(city, next, { path: '/level-1', phone: wang.phone })).answer.status, 303);
});

test('names are guessed five times at most, and only with the phone of the person', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  const { href } = await proveByPhone(city, visitor, { path: '/level-2', phone: wang.phone });
  const statuses: number[] = [];
  for (let tries = 0; tries < 6; tries += 1)
    statuses.push((await visitor.visit(href, { step: 'name', name: li.name, idNumber: li.idNumber })).status);
  assert.deepEqual(statuses, [401, 401, 401, 401, 429, 429]);
  const right = { step: 'name', name: child.name, idNumber: child.idNumber };
  assert.equal((await visitor.visit(href, right)).status, 429, 'the right one has to wait too');
});

test('a phone gateway that does not answer is said, and nothing is kept', async (t) => {
  const city = await loginCity(t, { PHONE_GATEWAY_URL: 'http://127.0.0.1:9/none', PHONE_GATEWAY_TOKEN: 'token' });
  const visitor = new Visitor(city.base);
  const href = await begin(visitor, '/level-1');
  const answer = await visitor.visit(href, { step: 'phone', phone: li.phone });
  assert.equal(answer.status, 503);
  assert.match(answer.text, /短信暂时发不出去/);
});

test('somebody the provider knows and we do not is nobody to us', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  const { answer } = await proveByPhone(city, visitor, { path: '/level-1', phone: stranger.phone });
  const end = await visitor.follow(answer);
  assert.equal(end.status, 403);
  assert.match(end.text, /没有找到您的参保记录/);
});

// Sessions on a real database: when there is one, how long, how many, and which forms are taken.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LoginCity, li, loginCity, wang } from '../../test/support/login-city.ts';
import { Visitor } from '../../test/support/visitor.ts';
import { noPerson } from '../crypto/keys.ts';
import { endOtherSessions, endSession, listSessions } from './list-sessions.ts';
import { sessionCookieName } from './session-plugin.ts';
import { sweepExpired } from './sweep-expired.ts';

const loggedIn = async ({ base }: LoginCity): Promise<Visitor> => {
  const visitor = new Visitor(base);
  const page = await visitor.follow(await visitor.visit('/level-2'));
  const end = await visitor.follow(await visitor.visit(page.url.pathname, { person: li.slug, proof: 'id-number' }));
  assert.equal(end.status, 200, end.text);
  return visitor;
};

const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.visit('/level-2')).status === 200;

const countSessions = async ({ wiring }: LoginCity): Promise<number> => {
  const [row] = await wiring.sql<{ count: number }[]>`select count(*)::int as count from sessions`;
  return row?.count ?? 0;
};

test('a public page sets no cookie and makes no session; a form does', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  assert.equal((await visitor.visit('/public')).headers.has('set-cookie'), false);
  assert.equal(await countSessions(city), 0);
  const form = await visitor.visit('/form');
  const cookie = form.headers.get('set-cookie') ?? '';
  assert.match(cookie, /^yikatong=[\w-]{43}; /);
  for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/']) assert.ok(cookie.includes(attribute), attribute);
  assert.equal(await countSessions(city), 1);
  assert.equal((await visitor.visit('/form')).headers.has('set-cookie'), false, 'it stays the same one');
});

test('over https the cookie is bound to the host', async (t) => {
  const { wiring } = await loginCity(t);
  assert.equal(sessionCookieName({ ...wiring.config, baseUrl: new URL('https://card.example.cn') }), '__Host-yikatong');
});

test('a form is taken with its token only, from this site only', async (t) => {
  const city = await loginCity(t);
  const visitor = new Visitor(city.base);
  const { text: token } = await visitor.visit('/form');
  const { text: another } = await visitor.visit('/form');
  assert.notEqual(token, another, 'no two pages carry the same text');
  const stranger = new Visitor(city.base);
  const { text: ofStranger } = await stranger.visit('/form');
  const cases: readonly [Record<string, string>, Record<string, string>, number][] = [
    [{ _csrf: token }, {}, 200],
    [{ _csrf: another }, { 'sec-fetch-site': 'same-origin', origin: 'null' }, 200],
    [{ _csrf: token }, { origin: city.base.origin }, 200],
    [{ _csrf: token }, { origin: 'null' }, 200],
    [{}, {}, 403],
    [{ _csrf: '' }, {}, 403],
    [{ _csrf: ofStranger }, {}, 403],
    [{ _csrf: token.slice(0, -1) }, {}, 403],
    [{ _csrf: token }, { 'sec-fetch-site': 'cross-site' }, 403],
    [{ _csrf: token }, { 'sec-fetch-site': 'same-site' }, 403],
    [{ _csrf: token }, { origin: 'https://evil.example' }, 403],
  ];
  for (const [form, headers, status] of cases) {
    const answer = await visitor.visit('/form', form, headers);
    assert.equal(answer.status, status, JSON.stringify([form, headers]));
    if (status === 403) assert.match(answer.text, /页面已过期/);
  }
  assert.equal((await new Visitor(city.base).visit('/form', { _csrf: token })).status, 403, 'without the session');
});

test('a session ends when it lay idle, and lives on while it is used, up to its absolute limit', async (t) => {
  const city = await loginCity(t, { SESSION_IDLE_MINUTES: '30', SESSION_HOURS: '1' });
  const idle = await loggedIn(city);
  const used = await loggedIn(city);
  city.wait({ minutes: 29 });
  assert.equal(await isIn(used), true);
  city.wait({ minutes: 2 });
  assert.equal(await isIn(idle), false, 'after 31 minutes without a request');
  assert.equal(await isIn(used), true);
  city.wait({ minutes: 28 });
  assert.equal(await isIn(used), true, 'after 59 minutes with requests');
  city.wait({ minutes: 2 });
  assert.equal(await isIn(used), false, 'after 61 minutes whatever happened');
});

test('pages of somebody are not kept by the browser', async (t) => {
  const visitor = await loggedIn(await loginCity(t));
  assert.equal((await visitor.visit('/level-2')).headers.get('cache-control'), 'no-store');
});

test('a person has at most five sessions: the one seen longest ago ends', async (t) => {
  const city = await loginCity(t);
  const visitors: Visitor[] = [];
  for (let logins = 0; logins < 6; logins += 1) {
    visitors.push(await loggedIn(city));
    city.wait({ minutes: 2 });
    if (logins === 4) assert.equal(await isIn(visitors[0] ?? new Visitor(city.base)), true, 'the first was seen again');
  }
  const states: boolean[] = [];
  for (const visitor of visitors) states.push(await isIn(visitor));
  assert.deepEqual(states, [true, false, true, true, true, true]);
});

test('a person has at most five sessions, also when all log in at the same moment', async (t) => {
  const city = await loginCity(t);
  await Promise.all(Array.from({ length: 12 }, () => loggedIn(city).catch(() => undefined)));
  const [row] = await city.wiring.sql<{ count: number }[]>`
    select count(*)::int as count from sessions where person_id = ${li.personId}`;
  assert.equal(row?.count, 5);
});

test('a session can be ended by its person from another one, and by nobody else', async (t) => {
  const city = await loginCity(t);
  const [phone, computer] = [await loggedIn(city), await loggedIn(city)];
  const idOf = (visitor: Visitor): string =>
    city.wiring.keys.digest(visitor.cookies.get('yikatong')?.value ?? '').toString('hex');
  const sessions = await listSessions(city.wiring, { personId: li.personId, current: idOf(phone) });
  assert.deepEqual(
    sessions
      .map(({ id, isThis, level }) => ({ id, isThis, level }))
      .toSorted((a, b) => (a.isThis ? -1 : b.isThis ? 1 : 0)),
    [
      { id: idOf(phone), isThis: true, level: 2 },
      { id: idOf(computer), isThis: false, level: 2 },
    ],
  );
  assert.ok(sessions.every(({ origin }) => origin?.address === '127.0.0.*'));
  await endSession(city.wiring, wang.personId, idOf(computer));
  await endSession(city.wiring, li.personId, 'nonsense');
  assert.deepEqual([await isIn(phone), await isIn(computer)], [true, true], 'nobody else ends it');
  await endSession(city.wiring, li.personId, idOf(computer));
  assert.deepEqual([await isIn(phone), await isIn(computer)], [true, false]);
  const third = await loggedIn(city);
  await endOtherSessions(city.wiring, { personId: li.personId, current: idOf(third) });
  assert.deepEqual([await isIn(phone), await isIn(third)], [false, true]);
});

test('a person can log out on all devices at once, or on this one only', async (t) => {
  const city = await loginCity(t);
  const [phone, computer, office] = [await loggedIn(city), await loggedIn(city), await loggedIn(city)];
  const logOut = async (visitor: Visitor, form: Record<string, string>) =>
    visitor.visit('/logout', { ...form, _csrf: (await visitor.visit('/form')).text });
  await logOut(phone, {});
  assert.deepEqual([await isIn(phone), await isIn(computer), await isIn(office)], [false, true, true]);
  await logOut(computer, { everywhere: 'yes' });
  assert.deepEqual([await isIn(computer), await isIn(office)], [false, false]);
});

test('neither the token nor who it is of can be read in the table, and no row can be given to somebody else', async (t) => {
  const city = await loginCity(t);
  const { sql, keys } = city.wiring;
  const visitor = await loggedIn(city);
  const token = visitor.cookies.get('yikatong')?.value ?? '';
  const [row] = await sql<{ token_digest: Buffer; sealed: Buffer }[]>`select token_digest, sealed from sessions`;
  assert.ok(row);
  assert.deepEqual(Buffer.from(row.token_digest), keys.digest(token));
  assert.equal(row.sealed.includes(token) || row.sealed.includes(li.name), false);
  const forged = keys.seal('sessions.sealed', noPerson, keys.open('sessions.sealed', li.personId, row.sealed));
  await sql`update sessions set sealed = ${forged}`;
  assert.equal(await isIn(visitor), false);
});

test('what is over for a day is swept away, and what runs stays', async (t) => {
  const city = await loginCity(t, { SESSION_IDLE_MINUTES: '30' });
  await loggedIn(city);
  city.wait({ minutes: 31 });
  await sweepExpired(city.wiring);
  assert.equal(await countSessions(city), 1, 'a form may still be of it');
  city.wait({ hours: 24 });
  const visitor = await loggedIn(city);
  assert.ok((await sweepExpired(city.wiring)) > 0);
  assert.equal(await countSessions(city), 1);
  assert.equal(await isIn(visitor), true);
});

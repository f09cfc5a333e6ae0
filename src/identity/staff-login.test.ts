// Login of staff: two factors or nothing, role and place from the claims, sessions apart from citizens' and shorter.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loginCity } from '../../test/support/login-city.ts';
import { accountOf, answerStaff, codeIn, pickStaff } from '../../test/support/staff.ts';
import { Visitor } from '../../test/support/visitor.ts';
import { consoleRoutes } from '../console/routes.ts';
import { loadDemoCity } from '../simulators/demo-city.ts';
import { demoStaff } from '../simulators/demo-staff.ts';

type Lifetime = Parameters<typeof loginCity>[0];

/** The demo with its outlets, the simulated provider and the console. */
const cityWithConsole = async (lifetime: Lifetime, settings: NodeJS.ProcessEnv = {}) => {
  const city = await loginCity(lifetime, settings, consoleRoutes);
  await loadDemoCity(city.wiring);
  const logIn = async (visitor: Visitor, slug: string, returnPath?: string) => {
    const asked = await pickStaff(visitor, slug, returnPath);
    return answerStaff(visitor, asked, { step: 'code', code: codeIn(city.textsTo(accountOf(slug).phone)) });
  };
  return { ...city, logIn, visitor: () => new Visitor(city.base) };
};

test('every account of the demo logs in with the code that came to its phone, and is greeted with its role', async (t) => {
  const { logIn, visitor } = await cityWithConsole(t);
  for (const { slug, name, claims } of demoStaff) {
    const home = await logIn(visitor(), slug);
    assert.equal(home.status, 200, slug);
    assert.equal(home.url.pathname, '/console');
    assert.ok(home.text.includes(name) && home.text.includes('查人'), slug);
    if (claims.staff_outlet === 'Y1021011') assert.ok(home.text.includes('工商银行东城示范支行'));
  }
});

test('a login without the second factor is refused, whoever it is', async (t) => {
  const { visitor, wiring } = await cityWithConsole(t);
  const clerk = visitor();
  const refused = await answerStaff(clerk, await pickStaff(clerk, 'staff-bureau'), { step: 'password-only' });
  assert.equal(refused.status, 403);
  assert.match(refused.text, /登录需要第二重验证/);
  const home = await clerk.visit('/console/help');
  assert.equal(home.status, 303);
  const [row] = await wiring.sql`select count(*)::int as count from staff_sessions where account is not null`;
  assert.equal(row?.count, 0);
});

test('a wrong code logs nobody in, and after five the code is worth nothing', async (t) => {
  const { visitor, textsTo } = await cityWithConsole(t);
  const clerk = visitor();
  let asked = await pickStaff(clerk, 'staff-hotline');
  const right = codeIn(textsTo(accountOf('staff-hotline').phone));
  const wrong = right === '000000' ? '000001' : '000000';
  for (let tries = 0; tries < 5; tries += 1) {
    asked = await answerStaff(clerk, asked, { step: 'code', code: wrong });
    assert.equal(asked.status, 401);
  }
  assert.equal((await answerStaff(clerk, asked, { step: 'code', code: right })).status, 401);
});

test('the login leads back to the page of the console that was asked for, and nowhere else', async (t) => {
  const { logIn, visitor } = await cityWithConsole(t);
  assert.equal((await logIn(visitor(), 'staff-bureau', '/console/help')).url.pathname, '/console/help');
  for (const elsewhere of ['https://example.org/console', '//example.org', '/me', '/console/logout', '/consolex'])
    assert.equal((await logIn(visitor(), 'staff-bureau', elsewhere)).url.pathname, '/console', elsewhere);
});

test('a page of the console without a session asks for the login; with it the idle time ends it, sooner than a citizen’s', async (t) => {
  const { logIn, visitor, wait } = await cityWithConsole(t);
  const clerk = visitor();
  assert.match((await clerk.visit('/console/help')).headers.get('location') ?? '', /^\/console\/login\?return=/);
  await logIn(clerk, 'staff-street');
  wait({ minutes: 14 });
  assert.equal((await clerk.visit('/console/help')).status, 200);
  wait({ minutes: 14 });
  assert.equal((await clerk.visit('/console/help')).status, 200, 'whoever works stays logged in');
  wait({ minutes: 15, seconds: 1 });
  assert.equal((await clerk.visit('/console/help')).status, 303);
});

test('the page that a timer opens does not keep a session', async (t) => {
  const { logIn, visitor, wait } = await cityWithConsole(t);
  const clerk = visitor();
  const home = await logIn(clerk, 'staff-street');
  const [, seconds = '', target = ''] = /^(\d+); url=(.+)$/.exec(home.headers.get('refresh') ?? '') ?? [];
  assert.ok(Number(seconds) > 890 && Number(seconds) <= 905, seconds);
  wait({ minutes: 10 });
  assert.doesNotMatch((await clerk.visit(target)).text, /冯娟/);
  wait({ minutes: 6 });
  assert.equal((await clerk.visit('/console/help')).status, 303);
});

test('whatever happens a session ends after its hours', async (t) => {
  const { logIn, visitor, wait } = await cityWithConsole(t, { STAFF_SESSION_HOURS: '1' });
  const clerk = visitor();
  await logIn(clerk, 'staff-street');
  for (let minutes = 0; minutes < 50; minutes += 10) {
    wait({ minutes: 10 });
    assert.equal((await clerk.visit('/console/help')).status, 200);
  }
  wait({ minutes: 11 });
  assert.equal((await clerk.visit('/console/help')).status, 303);
});

test('an account works at one place: a second login ends the first; logging out ends the second', async (t) => {
  const { logIn, visitor } = await cityWithConsole(t);
  const [counter, home] = [visitor(), visitor()];
  await logIn(counter, 'staff-district');
  const page = await logIn(home, 'staff-district');
  assert.equal((await counter.visit('/console/help')).status, 303);
  assert.equal((await home.visit('/console/help')).status, 200);
  const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(page.text) ?? [];
  assert.equal((await home.visit('/console/logout', { _csrf: 'wrong' })).status, 403);
  assert.equal((await home.visit('/console/logout', { _csrf: csrf })).status, 303);
  assert.equal((await home.visit('/console/help')).status, 303);
});

test('a citizen’s login is none of staff, and a login of staff none of a citizen', async (t) => {
  const { logIn, visitor } = await cityWithConsole(t);
  const clerk = visitor();
  await logIn(clerk, 'staff-bureau');
  assert.equal((await clerk.visit('/level-1')).status, 303);
  const citizen = visitor();
  const step = await citizen.follow(await citizen.visit('/login?level=3'));
  const [, path = ''] = /href="([^"]*interaction\/[^"?]+)\?person=/.exec(step.text) ?? [];
  assert.equal((await citizen.visit(`${path}/staff`)).status, 404, 'a login of citizens has no way to staff');
  await citizen.follow(await citizen.visit(path, { person: 'li', proof: 'face' }));
  assert.equal((await citizen.visit('/console/help')).status, 303);
});

test('outside a demo there is no account: without settings nobody of staff can log in', async (t) => {
  const { wiring } = await cityWithConsole(t);
  const { default: Fastify } = await import('fastify');
  const app = Fastify();
  t.after(() => app.close());
  await app.register(consoleRoutes({ ...wiring, config: { ...wiring.config, demo: false } }));
  const answer = await app.inject('/console/login');
  assert.equal(answer.statusCode, 503);
  assert.match(answer.body, /暂时无法登录/);
});

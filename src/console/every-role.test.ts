// Every route of the console for every role, as the running program has them: a route without an entry in the table fails here.
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type TestContext, test } from 'node:test';
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify';
import { consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { staffOfRole } from '../../test/support/staff.ts';
import { may, permissions } from '../staff/permissions.ts';
import { roles } from '../staff/staff.ts';
import { guardConsole } from './guard.tsx';

/** What anybody may open: the way in and out, and the page that shows nothing. */
const open = [
  'GET /console',
  'GET /console/idle',
  'GET /console/login',
  'GET /console/login/callback',
  'POST /console/logout',
];

/** The program, and every route under /console that it registered while it was built. */
const programWithRoutes = async (t: TestContext) => {
  const routes: RouteOptions[] = [];
  const listen = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', (route) => void routes.push(route));
  };
  subscribe('fastify.initialization', listen);
  const program = await consoleOf(t).finally(() => unsubscribe('fastify.initialization', listen));
  const probes = routes
    .filter(({ url, method }) => /^\/console(\/|$)/.test(url) && method !== 'HEAD')
    .map(({ url, method, config }) => ({ name: `${method} ${url}`, url, method, action: config?.staffAction }));
  return { program, probes };
};

test('every route of the console names its action; those open to anybody are these and no others', async (t) => {
  const { probes } = await programWithRoutes(t);
  assert.ok(probes.length > 12, 'the routes were seen');
  assert.deepEqual(
    probes.filter(({ action }) => action === undefined),
    [],
  );
  assert.deepEqual(
    probes
      .filter(({ action }) => action === 'anybody')
      .map(({ name }) => name)
      .toSorted(),
    open,
  );
});

test('every role on every route: let through where the table says so, refused with 403 where it does not', async (t) => {
  const { program, probes } = await programWithRoutes(t);
  const { personId } = await insertTestPerson(program.city.sql, program.city.keys);
  let refusals = 0;
  for (const role of roles) {
    const clerk = await program.as(role);
    for (const { name, url, method, action } of probes) {
      if (action === undefined || action === 'anybody') continue;
      const path = url.replace(':person', personId).replace(':id', personId).replace(':number', 'K7QM-2X4T-9ABC');
      const { status, body } = method === 'GET' ? await clerk.get(path) : await clerk.post(path);
      const isRefused = status === 403 && body.includes('您的岗位不能做这件事');
      assert.equal(isRefused, !may(staffOfRole[role], action), `${role} on ${name}: ${status}`);
      assert.ok(status < 500, `${role} on ${name}: ${status}`);
      if (isRefused) refusals += 1;
    }
  }
  assert.ok(refusals >= 30, `only ${refusals} refusals`);
});

test('nobody without a session gets beyond the login', async (t) => {
  const { program, probes } = await programWithRoutes(t);
  for (const { name, url, method, action } of probes) {
    if (action === 'anybody' || (method !== 'GET' && method !== 'POST')) continue;
    const answer = await program.app.inject({ method, url: url.replace(/:\w+/g, 'x') });
    assert.equal(answer.statusCode, 303, name);
    assert.match(String(answer.headers.location), /^\/console\/login\?return=/, name);
  }
});

test('every action of the table is one that some route asks about', async (t) => {
  const { probes } = await programWithRoutes(t);
  const asked = new Set(probes.map(({ action }) => action));
  // Asked by pages about a part of theirs, not by a route.
  const asParts = ['find-by-phone', 'see-looks'];
  for (const action of Object.keys(permissions))
    assert.ok(asParts.includes(action) || [...asked].some((each) => each === action), action);
});

test('a route that does not say who may use it stops the program from starting', async (t) => {
  const app = Fastify();
  t.after(() => app.close());
  guardConsole(app, () => assert.fail('no page is opened'));
  assert.throws(() => app.get('/console/forgotten', async () => 'open to all'), /does not say who may use it/);
});

// The edge of HTTP: what every answer carries, what failures look like from outside, and what the log may know.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { testDatabase } from '../../test/support/database.ts';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openWiring, type Wiring } from '../wiring.ts';

type Edge = { readonly app: FastifyInstance; readonly wiring: Wiring; readonly logged: () => string };

/** The whole program on a database of its own, with routes added that fail on purpose. */
const edge = async (t: TestContext, settings: NodeJS.ProcessEnv = {}): Promise<Edge> => {
  const { url } = await testDatabase(t);
  const folder = mkdtempSync(join(tmpdir(), 'yikatong-edge-'));
  const config = readConfig({ YIKATONG_DATA: folder, LOG_LEVEL: 'info', ...settings }, 'demo');
  const lines: string[] = [];
  const stack = new AsyncDisposableStack();
  const log = createLog({ ...config, demo: false }, (line) => lines.push(line));
  const wiring = await openWiring(config, url, { log, stack });
  const app = await buildApp(wiring);
  t.after(async () => {
    await app.close();
    await stack.disposeAsync();
    rmSync(folder, { recursive: true });
  });
  app.get('/api/v1/broken', async () => {
    throw new Error('no row for 李秀英 110101195503029904');
  });
  app.get('/broken', async () => {
    throw new Error('no row for 李秀英 110101195503029904');
  });
  app.get('/api/v1/outage', async () => {
    throw Object.assign(new Error('terminating connection'), { code: '57P01' });
  });
  app.post('/api/v1/checked', { schema: { body: z.object({ on: z.iso.date() }) } }, async () => ({}));
  return { app, wiring, logged: () => lines.join('') };
};

test('a bug shows a number and nothing of the inside; the log has the number and no personal datum', async (t) => {
  const { app, logged } = await edge(t);
  const answer = await app.inject('/api/v1/broken');
  assert.equal(answer.statusCode, 500);
  const body = z.object({ code: z.literal('INTERNAL'), number: z.string() }).parse(answer.json());
  assert.doesNotMatch(answer.body, /row|110101|李秀英/);
  assert.ok(logged().includes(body.number));
  assert.match(logged(), /no row for/);
  assert.doesNotMatch(logged(), /110101195503029904|李秀英/);
});

test('a person gets a page in both languages, with the number to tell the hotline', async (t) => {
  const { app, logged } = await edge(t);
  const answer = await app.inject({ url: '/broken', headers: { accept: 'text/html' } });
  assert.equal(answer.statusCode, 500);
  assert.match(answer.body, /系统出错了/);
  assert.match(answer.body, /lang="en"/);
  const number = answer.body.match(/<code>(\w+)<\/code>/)?.[1] ?? 'none';
  assert.ok(logged().includes(number));
});

test('an outage of the database is 503 and says when to come back', async (t) => {
  const { app } = await edge(t);
  const answer = await app.inject('/api/v1/outage');
  assert.equal(answer.statusCode, 503);
  assert.equal(answer.headers['retry-after'], '10');
});

test('a malformed request is 400 and names the field', async (t) => {
  const { app } = await edge(t);
  const answer = await app.inject({ method: 'POST', url: '/api/v1/checked', payload: { on: '2025-13-01' } });
  assert.equal(answer.statusCode, 400);
  const { code, fields } = z
    .object({ code: z.string(), fields: z.array(z.object({ field: z.string() })) })
    .parse(answer.json());
  assert.equal(code, 'MALFORMED');
  assert.deepEqual(
    fields.map(({ field }) => field),
    ['on'],
  );
});

test('what is too large, of no known type or no JSON is refused with its own status', async (t) => {
  const { app } = await edge(t);
  const post = (payload: string, type = 'application/json') =>
    app.inject({ method: 'POST', url: '/api/v1/checked', payload, headers: { 'content-type': type } });
  assert.equal((await post(`"${'x'.repeat(70_000)}"`)).statusCode, 413);
  assert.equal((await post('<on/>', 'application/xml')).statusCode, 415);
  assert.equal((await post('{"on":')).statusCode, 400);
});

test('nothing inline and nothing from elsewhere may run on any page, not even on that of an error', async (t) => {
  const { app } = await edge(t);
  for (const url of ['/', '/nowhere', '/broken', '/api/v1/nowhere']) {
    const policy = String((await app.inject(url)).headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/, url);
    assert.doesNotMatch(policy, /unsafe|\*/, url);
  }
});

test('only our own name, this machine and plain addresses are answered, so that no other name can be made to point at us', async (t) => {
  const { app } = await edge(t, { BASE_URL: 'https://card.example.cn', RATE_LIMIT_PER_MINUTE: '1000' });
  const status = async (host: string, url = '/') =>
    (await app.inject({ url, headers: { host, 'x-forwarded-host': 'card.example.cn' } })).statusCode;
  for (const host of [
    'card.example.cn',
    'CARD.example.cn:443',
    'localhost:3000',
    '127.0.0.1',
    '[::1]:3000',
    '10.0.0.7:8080',
  ])
    assert.notEqual(await status(host), 421, host);
  for (const host of [
    'evil.example',
    'card.example.cn.evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
  ])
    for (const url of ['/', '/console', '/api/v1/openapi.json', '/demo', '/nowhere'])
      assert.equal(await status(host, url), 421, `${host} ${url}`);
  assert.equal(await status('evil.example', '/healthz'), 200, 'probes say nothing of anybody');
  const { headers, body } = await app.inject({ url: '/', headers: { host: 'evil.example' } });
  assert.match(String(headers['content-security-policy']), /default-src 'none'/);
  assert.doesNotMatch(body, /evil/);
});

test('behind a proxy we trust, the name people used counts', async (t) => {
  const { app } = await edge(t, { BASE_URL: 'https://card.example.cn', TRUST_PROXY: '1' });
  const status = async (host: string) =>
    (
      await app.inject({
        url: '/',
        headers: { host: 'upstream', 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': host },
      })
    ).statusCode;
  assert.deepEqual([await status('card.example.cn'), await status('evil.example')], [200, 421]);
});

/** Opens a connection, sends this much, and gives what came back when the other side closed it. */
/** What came until the other side hung up, in order or not; nothing is left open when the test ends before. */
const sendAndWait = (t: TestContext, port: number, text: string): Promise<string> =>
  new Promise((settle) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => void socket.write(text));
    t.after(() => void socket.destroy());
    socket.on('data', (piece) => (answer += piece.toString()));
    socket.on('error', () => {});
    socket.on('close', () => settle(answer));
  });

test('who sends headers or a body too slowly is cut off and keeps nobody else waiting', async (t) => {
  const { app } = await edge(t);
  const { server } = app;
  assert.deepEqual([server.headersTimeout, server.requestTimeout], [15_000, 30_000]);
  assert.equal(server.maxConnections, 10_000);
  // The same clock in tenths of a second; how often it is looked at stays as it is.
  Object.assign(server, { headersTimeout: 150, requestTimeout: 300 });
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const head = 'POST /login HTTP/1.1\r\nHost: localhost\r\n';
  const slow = [
    sendAndWait(t, Number(port), head),
    sendAndWait(
      t,
      Number(port),
      `${head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\na=`,
    ),
  ];
  assert.equal((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 200);
  // Hanging up may overtake the answer.
  for (const answer of await Promise.all(slow)) assert.match(answer, /^(HTTP\/1\.1 408 |$)/);
});

test('whoever asks too often is told to wait', async (t) => {
  const { app } = await edge(t, { RATE_LIMIT_PER_MINUTE: '2' });
  const statuses: number[] = [];
  for (let request = 0; request < 3; request += 1) statuses.push((await app.inject('/api/v1/openapi.json')).statusCode);
  assert.deepEqual(statuses, [200, 200, 429]);
  assert.equal((await app.inject('/healthz')).statusCode, 200, 'probes are not counted');
});

test('ready means that no migration is missing', async (t) => {
  const { app, wiring } = await edge(t);
  const { sql } = wiring;
  await sql`delete from migrations where name = (select max(name) from migrations)`;
  const missing = await app.inject('/readyz');
  assert.deepEqual([missing.statusCode, missing.json()], [503, { ready: false, reason: 'schema' }]);
});

test('figures are for this machine, not for what a proxy passes on, and for the holder of the token', async (t) => {
  const open = await edge(t);
  const status = async ({ app }: Edge, headers = {}, remoteAddress = '127.0.0.1') =>
    (await app.inject({ url: '/metrics', headers, remoteAddress })).statusCode;
  assert.equal(await status(open), 200);
  assert.equal(await status(open, { 'x-forwarded-for': '203.0.113.9' }), 404);
  assert.equal(await status(open, {}, '203.0.113.9'), 404);
  const closed = await edge(t, { METRICS_TOKEN: 'a-token-of-sixteen' });
  assert.equal(await status(closed), 404);
  assert.equal(await status(closed, { authorization: 'Bearer a-token-of-sixteen' }, '203.0.113.9'), 200);
});

test('neither the log nor the figures know the address of a request, which may carry a number of a person', async (t) => {
  const { app, logged } = await edge(t);
  await app.inject({
    url: '/api/v1/nowhere/110101195503029904?name=%E6%9D%8E&token=secret-token',
    headers: { cookie: 'session=secret-cookie', authorization: 'Bearer secret-bearer' },
  });
  const figures = (await app.inject('/metrics')).body;
  assert.match(logged(), /"status":404/);
  assert.doesNotMatch(logged() + figures, /110101195503029904|%E6%9D%8E|secret-/);
});

test('the description of the interfaces is OpenAPI 3.1 and of nothing but interfaces', async (t) => {
  const { app } = await edge(t);
  const description = z
    .object({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) })
    .parse((await app.inject('/api/v1/openapi.json')).json());
  assert.match(description.openapi, /^3\.1\./);
  const paths = Object.keys(description.paths);
  assert.ok(paths.includes('/api/v1/policy/decisions'));
  assert.deepEqual(
    paths.filter((path) => !path.startsWith('/api/')),
    [],
  );
});

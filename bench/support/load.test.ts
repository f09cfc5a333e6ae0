// The load generator counts what was answered, bounds itself, and does not pass off failures as speed.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { runLoad } from './load.ts';

let server: Server;
let origin: string;
const seen = { paths: new Set<string>(), sockets: new Set<unknown>() };

before(async () => {
  server = createServer((request, response) => {
    seen.paths.add(request.url ?? '');
    seen.sockets.add(request.socket);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.statusCode = request.url === '/?7' && request.headers['x-fail'] ? 409 : 200;
      setTimeout(() => response.end(Buffer.concat(chunks)), 5);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

const load = (given: { readonly fail: boolean }, limits: { readonly requests: number; readonly seconds: number }) => ({
  origin,
  plan: import.meta.resolve('./sample-plan.ts'),
  given,
  connections: 4,
  warmUp: 4,
  ...limits,
});

test('every request is sent once, over as many connections as asked, and measured', async () => {
  const result = await runLoad(load({ fail: false }, { requests: 40, seconds: 5 }));
  assert.equal(result.done, 40);
  assert.deepEqual(seen.paths.size, 44);
  assert.equal(seen.sockets.size, 4);
  assert.ok(result.latency.p50 >= 4.5 && result.latency.p99 >= result.latency.p50);
  // Four connections that wait 5 ms each cannot be faster, and a closed loop is hardly slower.
  assert.ok(result.perSecond < 900);
});

test('the time is a limit too', async () => {
  const result = await runLoad(load({ fail: false }, { requests: 1_000_000, seconds: 0.2 }));
  assert.ok(result.done > 0 && result.done < 1000);
});

test('a refused request makes the run fail and is named', async () => {
  await assert.rejects(runLoad(load({ fail: true }, { requests: 20, seconds: 5 })), /1 × 409 hello/);
});

test('a server that is not there makes the run fail', async () => {
  const nowhere = { ...load({ fail: false }, { requests: 2, seconds: 1 }), origin: 'http://127.0.0.1:1' };
  await assert.rejects(runLoad(nowhere), /ECONNREFUSED/);
});

// Shows that every statement gets its own answer or an error when connections break, whoever asks again at once.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { testDatabase } from '../../test/support/database.ts';
import { selfSigned } from '../../test/support/self-signed.ts';
import { errorCode } from '../base/cannot-start.ts';
import { connect, type Sql } from './connection.ts';

const certificate = selfSigned('localhost');

/** A way to the database that can be reset, as a network or a server that goes down does it. */
const throughWire = async (
  t: TestContext,
  sslMode = 'disable',
): Promise<{ readonly sql: Sql; readonly reset: () => void }> => {
  const { url } = await testDatabase(t);
  const { hostname, port } = new URL(url);
  const callers = new Set<Socket>();
  const wire = createServer((caller) => {
    const server = createConnection(Number(port), hostname);
    callers.add(caller);
    caller.on('error', () => server.destroy());
    caller.on('close', () => {
      callers.delete(caller);
      server.destroy();
    });
    server.on('error', () => caller.destroy());
    server.on('close', () => caller.destroy());
    if (sslMode === 'disable') caller.pipe(server).pipe(caller);
    else void speakSecurely(caller, server);
  });
  wire.listen(0, '127.0.0.1');
  await once(wire, 'listening');
  const address = wire.address();
  assert.ok(address && typeof address === 'object');
  const through = new URL(url);
  through.host = `127.0.0.1:${address.port}`;
  through.searchParams.set('sslmode', sslMode);
  const sql = connect(through.toString(), { connections: 1 });
  t.after(async () => {
    await sql.end({ timeout: 1 });
    for (const caller of callers) caller.destroy();
    wire.close();
  });
  return { sql, reset: () => [...callers].forEach((caller) => void caller.resetAndDestroy()) };
};

/** As PostgreSQL does: it is asked in clear, agrees with one byte, and speaks TLS from there on. */
const speakSecurely = async (caller: Socket, server: Socket): Promise<void> => {
  await once(caller, 'data');
  caller.write('S');
  const secured = new TLSSocket(caller, { isServer: true, ...certificate });
  secured.on('error', () => server.destroy());
  secured.pipe(server).pipe(secured);
};

const settled = async (asked: Promise<unknown>): Promise<unknown> =>
  await Promise.race([asked.catch((error: unknown) => error), pause(30_000, 'never', { ref: false })]);

for (const sslMode of ['disable', 'require'])
  test(`whoever asks again in the very moment of the break is answered or told, never forgotten (TLS: ${sslMode})`, async (t) => {
    const { sql, reset } = await throughWire(t, sslMode);
    const ask = (n: number): Promise<readonly { n: number }[]> => sql<{ n: number }[]>`select ${n}::int as n`;
    await ask(1);
    for (let round = 2; round < 6; round += 1) {
      const under = sql`select pg_sleep(5)`.then(
        () => undefined,
        () => ask(round),
      );
      await pause(20);
      reset();
      const answer = await settled(under);
      assert.ok(
        answer instanceof Error || JSON.stringify(answer) === JSON.stringify([{ n: round }]),
        `${round}: ${JSON.stringify(answer)}`,
      );
      assert.notDeepEqual(await settled(ask(round)), 'never');
      assert.deepEqual([...(await ask(round))], [{ n: round }]);
    }
  });

test('a server that has to prove who it is and cannot is not spoken to', async (t) => {
  const { sql } = await throughWire(t, 'verify-full');
  await assert.rejects(sql`select 1`, { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  await assert.rejects(sql`select 1`, { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});

test('where TLS is wanted, a server without it is told apart, and taken only where the address allows it', async (t) => {
  const { url } = await testDatabase(t);
  const asked = async (mode: string) => {
    const sql = connect(`${url}?sslmode=${mode}`, { connections: 1 });
    return await sql`select 1 as n`.finally(() => sql.end({ timeout: 1 }));
  };
  assert.deepEqual([...(await asked('prefer'))], [{ n: 1 }]);
  await assert.rejects(asked('require'), /does not speak TLS/);
});

test('a transaction ends with its connection: no rollback goes into nothing, and nothing of it goes out on another', async (t) => {
  const { sql, reset } = await throughWire(t);
  await sql`create table kept (n integer not null)`;
  const underWay = sql.begin(async (transaction) => {
    await transaction`insert into kept values (1)`;
    await transaction`select pg_sleep(5)`;
  });
  await pause(100);
  reset();
  assert.equal(errorCode(await settled(underWay)), 'CONNECTION_CLOSED');
  const codes: string[] = [];
  const thinking = sql.begin(async (transaction) => {
    await transaction`insert into kept values (2)`;
    reset();
    await pause(50);
    await sql`select 1`;
    codes.push(errorCode(await settled(transaction`insert into kept values (3)`)));
  });
  assert.equal(errorCode(await settled(thinking)), 'CONNECTION_CLOSED');
  await sql.begin(async (transaction) => transaction`insert into kept values (4)`);
  assert.deepEqual([codes, (await sql`select n from kept`).map(({ n }) => n)], [['CONNECTION_CLOSED'], [4]]);
});

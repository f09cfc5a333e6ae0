// A city whose processes are killed: its own PostgreSQL, two webs, a worker, and the systems outside that take what it sends.
import { hash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { freePort } from '../../src/base/ports.ts';
import { newKeyFile, readKeys } from '../../src/crypto/keys-file.ts';
import { checkKeys } from '../../src/database/check-keys.ts';
import { connect } from '../../src/database/connection.ts';
import { takeDataFolder } from '../../src/database/data-folder.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/database/embedded-server.ts';
import { migrate } from '../../src/database/migrations.ts';
import { stopOrphan } from '../../src/database/orphan.ts';
import { bankScopes } from '../../src/identity/partner-clients.ts';
import { killAndWait, type Program, serverPid, startProgram } from '../support/program.ts';

export const victims = ['web-1', 'web-2', 'worker', 'postgres'] as const;
export type Victim = (typeof victims)[number];

export type Fire = Awaited<ReturnType<typeof lightFire>>;

/** Starts everything; `stop` ends it and deletes its folder. */
export const lightFire = async (banks: readonly string[], firstDay: Temporal.Instant) => {
  await using stack = new AsyncDisposableStack();
  const city = await openCity(stack, banks);
  await city.setClock(firstDay);
  const outside = await openOutside(stack);
  const ports = { 'web-1': await freePort(), 'web-2': await freePort() };
  const { folder, url, sql, keys, secret, setClock } = city;
  const settings = { DATABASE_URL: url, YIKATONG_DATA: folder, LOG_LEVEL: 'error', RATE_LIMIT_PER_MINUTE: '1000000' };
  const startOne = {
    'web-1': () => startProgram('web', { ...settings, PORT: String(ports['web-1']) }),
    'web-2': () => startProgram('web', { ...settings, PORT: String(ports['web-2']) }),
    worker: () => startProgram('worker', { ...settings, ...outside.settings }),
  };
  const programs = runningPrograms(stack);
  const start = async (victim: Victim): Promise<void> => {
    if (victim === 'postgres') await city.restart();
    else programs.keep(victim, startOne[victim]);
  };
  for (const victim of ['web-1', 'web-2', 'worker'] as const) await start(victim);
  const origins = Object.values(ports).map((port) => `http://127.0.0.1:${port}`);
  const allReady = async (): Promise<void> => {
    for (const origin of origins) await untilReady(origin);
  };
  await allReady();
  const kept = stack.move();
  return {
    ...{ sql, keys, origins, secret, setClock, sent: outside.sent, start, untilReady: allReady },
    /** `kill -9`, at this moment. */
    kill: async (victim: Victim): Promise<void> =>
      killAndWait(victim === 'postgres' ? serverPid(folder) : programs.pidOf(victim)),
    stop: () => kept.disposeAsync(),
  };
};

/** The data: folder, keys, the banks' secret and a PostgreSQL of its own that can come back at the same address. */
const openCity = async (stack: AsyncDisposableStack, banks: readonly string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'yikatong-fire-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  takeDataFolder(folder);
  writeFileSync(join(folder, 'keys.json'), newKeyFile(), { mode: 0o600 });
  const secret = writeClients(folder, banks);
  let server: EmbeddedServer = await startEmbeddedServer(folder);
  stack.defer(() => server.stop());
  const { url } = server;
  const sql = connect(url, { name: 'kill test' });
  stack.defer(() => sql.end({ timeout: 1 }));
  await migrate(sql);
  const keys = readKeys({ folder, mayMake: false });
  await checkKeys(sql, keys);
  const setClock = async (to: Temporal.Instant): Promise<void> => {
    const offset = to.epochMilliseconds - Date.now();
    await sql`
      insert into business_clock (offset_milliseconds) values (${offset}::bigint)
      on conflict (single) do update set offset_milliseconds = excluded.offset_milliseconds`;
  };
  const restart = async (): Promise<void> => {
    // What is left of the killed one goes on for a moment; the start sees to it, as it does for an operator.
    await stopOrphan(join(folder, 'postgres'));
    server = await startEmbeddedServer(folder);
    if (server.url !== url) throw new Error('PostgreSQL came back at another address');
  };
  return { folder, url, sql, keys, secret, setClock, restart };
};

/** A service manager waits a little before it starts again what ended by itself. */
const restartMilliseconds = 500;

/**
 * Programs that run. One that ends by itself, as at a database that is just being killed, is started again, as a service
 * manager would; one that is killed is the test's to start. None is left behind, also when somebody presses Ctrl-C.
 */
const runningPrograms = (stack: AsyncDisposableStack) => {
  const running = new Map<Victim, Program>();
  let isOver = false;
  const endAtOnce = (): void => {
    for (const program of running.values()) program.kill('SIGKILL');
  };
  process.once('exit', endAtOnce);
  stack.defer(async () => {
    isOver = true;
    process.off('exit', endAtOnce);
    for (const program of running.values()) await killAndWait(program.pid);
  });
  const keep = (victim: Victim, startOne: () => Program): void => {
    const program = startOne();
    running.set(victim, program);
    program.ended.then(async (code) => {
      if (code === null) return;
      await pause(restartMilliseconds);
      if (!isOver && running.get(victim) === program) keep(victim, startOne);
    });
  };
  return { keep, pidOf: (victim: Victim): number | undefined => running.get(victim)?.pid };
};

export const bankClientId = (bank: string): string => `bank-${bank}`;

/** One secret for all banks: who calls is not what this test is about. */
const writeClients = (folder: string, banks: readonly string[]): string => {
  const secret = randomBytes(32).toString('base64url');
  const clients = banks.map((bank) => ({
    ...{ clientId: bankClientId(bank), bank, secretDigest: hash('sm3', secret, 'hex'), scopes: bankScopes },
  }));
  writeFileSync(join(folder, 'bank-tokens.json'), JSON.stringify(clients), { mode: 0o600 });
  return secret;
};

const untilReady = async (origin: string): Promise<void> => {
  const giveUpAt = performance.now() + 120_000;
  while (!(await isReady(origin))) {
    if (performance.now() > giveUpAt) throw new Error(`${origin} does not come back`);
    await pause(50);
  }
};

const isReady = (origin: string): Promise<boolean> =>
  fetch(`${origin}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

const message = z.looseObject({ messageId: z.string() });

/** The phone gateway and the two systems that are told of cards; they note which messages came, and how often. */
const openOutside = async (stack: AsyncDisposableStack) => {
  const sent = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString('utf8');
    if (request.url === '/messages') {
      const { messageId } = message.parse(JSON.parse(body));
      sent.set(messageId, (sent.get(messageId) ?? 0) + 1);
    }
    response.end('{}');
  });
  const port = await freePort();
  await new Promise<void>((settle) => server.listen(port, '127.0.0.1', settle));
  stack.defer(async () => void server.close());
  const at = (path: string): string => `http://127.0.0.1:${port}${path}`;
  const settings = {
    ...{ PHONE_GATEWAY_URL: at('/messages'), PHONE_GATEWAY_TOKEN: 'fire' },
    ...{ MEDICAL_NOTICES_URL: at('/medical'), TRANSIT_NOTICES_URL: at('/transit') },
  };
  return { sent, settings };
};

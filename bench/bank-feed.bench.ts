// The feed of the banks: sixteen at once take over what waits, and the first page stays as fast however much stands behind it.
import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envelopesFor } from '../src/crypto/envelope.ts';
import { newKeyFile, readKeys } from '../src/crypto/keys-file.ts';
import { generateSm2Key } from '../src/crypto/sm2.ts';
import { connect, type Sql } from '../src/database/connection.ts';
import { beijing } from '../src/policy/data/beijing.ts';
import { listWaitingOrders } from '../src/production/orders-store.ts';
import { waitingOrders } from '../src/production/waiting-orders.ts';
import { median, mediansInTurn } from './support/in-turn.ts';
import { insertOrders, insertOrdersBehind } from './support/orders.ts';
import { runWeb } from './support/program.ts';
import type { BenchContext, Row } from './support/row.ts';

export const name = 'the feed of the banks';

/** `BENCH_ORDERS=100000` fills the queue with fewer. */
const most = Number(process.env.BENCH_ORDERS ?? 1_000_000);
const few = 10_000;
const ordersOfBank = 250;
const page = 500;
const now = Temporal.Instant.from('2025-10-09T09:00:00+08:00');
const later = now.add({ hours: 1 });
const banks = beijing.banks.map(({ code }) => code);
const bank = '102';
const secret = 'a secret of this bench, long enough for one';

export const run = async ({ database }: BenchContext): Promise<readonly Row[]> => {
  await using stack = new AsyncDisposableStack();
  const url = await database();
  const folder = mkdtempSync(join(tmpdir(), 'feed-bench-'));
  stack.defer(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'keys.json'), newKeyFile(), { mode: 0o600 });
  writeFileSync(join(folder, 'bank-tokens.json'), JSON.stringify(clients));
  writeFileSync(join(folder, 'bank-connections.json'), JSON.stringify(connections));
  const keys = readKeys({ folder, mayMake: false });
  const open = (address: string): Sql => {
    const sql = connect(address);
    stack.defer(() => sql.end());
    return sql;
  };
  const sql = open(url);
  const count = ordersOfBank * banks.length;
  await insertOrders({ sql, keys }, { count, banks, now });
  const { origin, stop } = await runWeb(url, folder, { YIKATONG_NOW: later.toString() });
  const perSecond = await takeOverAll(origin, count).finally(stop);
  await sql`update orders set state = 'waiting' where bank = ${bank}`;
  await insertOrdersBehind(sql, { bank, from: 0, to: few });
  const long = open(await database());
  await insertOrders({ sql: long, keys }, { count, banks, now });
  await insertOrdersBehind(long, { bank, from: 0, to: most });
  const firstPage = await mediansInTurn(
    { measured: firstPageOf(long), reference: firstPageOf(sql) },
    { warmUp: 10, calls: 100 },
  );
  console.error(await planOf(long));
  const sealing = millisecondsOfSealing();
  return [
    { what: `${banks.length} banks fetch and acknowledge at once, orders`, measured: perSecond, unit: '/s' },
    {
      what: `first page of ${most.toLocaleString('en')} waiting orders, reference ${few.toLocaleString('en')}`,
      measured: firstPage.measured,
      unit: 'ms',
      reference: firstPage.reference,
      goal: { ratioAtMost: 1.3 },
    },
    { what: `sealing a page of ${page} orders, one content key for the page`, measured: sealing.page, unit: 'ms' },
    { what: 'of it wrapping the content key (SM2)', measured: sealing.wrapping, unit: 'ms' },
  ];
};

const clients = banks.map((code) => ({
  clientId: `bank-${code}`,
  bank: code,
  secretDigest: hash('sm3', secret, 'hex'),
  scopes: ['bank:orders'],
}));

const publicKey = generateSm2Key().publicKey.toString('hex');
const connections = banks.map((code) => ({ bank: code, keys: [{ id: '1', publicKey }] }));

/** Every bank with one caller, as its own program would be; orders a second. */
const takeOverAll = async (origin: string, count: number): Promise<number> => {
  const began = performance.now();
  const taken = await Promise.all(banks.map((code) => takeOver(origin, code)));
  const seconds = (performance.now() - began) / 1000;
  const sum = taken.reduce((one, other) => one + other, 0);
  if (sum !== count) throw new Error(`${sum} of ${count} orders were taken over`);
  return count / seconds;
};

const takeOver = async (origin: string, code: string): Promise<number> => {
  const form = { grant_type: 'client_credentials', client_id: `bank-${code}`, client_secret: secret };
  const answer = await fetch(`${origin}/api/v1/token`, { method: 'POST', body: new URLSearchParams(form) });
  const authorization = `Bearer ${(await answer.json()).access_token}`;
  for (let taken = 0; ; ) {
    const response = await fetch(`${origin}/api/v1/bank/orders?limit=${page}`, { headers: { authorization } });
    const { orders } = await response.json();
    if (orders.length === 0) return taken;
    const numbers = orders.map(({ number }: { number: string }) => number);
    const acknowledged = await fetch(`${origin}/api/v1/bank/orders/acknowledge`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': `page-${code}-${taken}` },
      body: JSON.stringify({ numbers }),
    });
    const { results } = await acknowledged.json();
    if (!results.every((one: { acknowledged: boolean }) => one.acknowledged)) throw new Error('not acknowledged');
    taken += orders.length;
  }
};

/** A page of the statement alone. */
const firstPageOf = (sql: Sql) => async (): Promise<void> => {
  const rows = await listWaitingOrders(sql, { bank, at: later, most: page });
  if (rows.length !== page) throw new Error(`a page of ${rows.length}`);
};

/** Medians: a page of orders of a usual length, and what its one content key takes. */
const millisecondsOfSealing = () => {
  const recipient = { name: bank, keyId: '1', publicKey: Buffer.from(publicKey, 'hex') };
  const plain = Buffer.alloc(600, 'x');
  const wrapping: number[] = [];
  const pages: number[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    const began = performance.now();
    const seal = envelopesFor(recipient);
    wrapping.push(performance.now() - began);
    for (let each = 0; each < page; each += 1) seal({ number: `K7QM-2X4T-${each}`, content: 'order' }, plain);
    pages.push(performance.now() - began);
  }
  return { page: median(pages), wrapping: median(wrapping) };
};

/** The plan of the very statement that was measured, with how long each part took. */
const planOf = async (sql: Sql): Promise<string> => {
  const rows = await sql<{ 'QUERY PLAN': string }[]>`
    explain (analyze, buffers, costs off) ${waitingOrders(sql, { bank, at: later, most: page })}`;
  return rows.map((row) => row['QUERY PLAN']).join('\n');
};

// A client of somebody else, written from the OpenAPI document alone: it drives one card from the order into the hand.
import assert from 'node:assert/strict';
import { hash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { openEnvelope } from '../docs/examples/envelope.js';
import { verifyPerson } from '../src/audit/verify-chain.ts';
import type { PersonId } from '../src/base/ids.ts';
import { generateSm2Key } from '../src/crypto/sm2.ts';
import { startAnswerFiles } from '../src/production/run-answer-files.ts';
import { apply, mailForm } from './support/card-journey.ts';
import { ForeignClient } from './support/foreign-client.js';
import { insertTestOutlet, insertTestPerson } from './support/people.ts';
import { wholeApp } from './support/whole-app.ts';

const said = z
  .looseObject({
    ...{
      code: z.string().nullable(),
      state: z.string().nullable(),
      fileId: z.string(),
      endedAt: z.string().nullable(),
    },
    ...{ openDifferences: z.number(), totals: z.record(z.string(), z.number()) },
    results: z.array(z.looseObject({ acknowledged: z.boolean() })),
    orders: z.array(
      z.looseObject({
        ...{ number: z.string(), outletId: z.string().nullish(), delivery: z.string(), sealed: z.unknown().optional() },
      }),
    ),
    ended: z.number(),
    sealed: z.unknown(),
  })
  .partial();

const ask = async (client: ForeignClient, operationId: string, known: object = {}, text?: string) =>
  said.parse((await client.call(operationId, known, text)).body);
const askLines = async (client: ForeignClient, operationId: string, known: object) =>
  z.array(said).parse((await client.call(operationId, known)).body);

test('one card from the order into the hand, one call after the other, and the books agree', async (t) => {
  const { bank, client, order, outletId } = await bankWithAnOrder(t);
  const facts = {
    ...{ number: order.number, numbers: [order.number], outletId, documentChecked: true },
    ...{ chipId: '0123456789ABCDEF0123456789ABCDEF', specificationVersion: '3.00', accountLastFour: '4711' },
  };
  const { results } = await ask(client, 'postBankOrdersAcknowledge', facts);
  assert.equal(results?.[0]?.acknowledged, true);
  assert.deepEqual((await ask(client, 'getBankOrders')).orders, []);
  const tooSoon = await ask(client, 'postBankOrdersNumberHandedOver', facts);
  assert.deepEqual([tooSoon.code, tooSoon.state], ['WRONG_STATE', 'submitted']);
  const states: (string | null | undefined)[] = [];
  for (const step of ['AccountOpened', 'Produced', 'ReadyAtOutlet', 'HandedOver'])
    states.push((await ask(client, `postBankOrdersNumber${step}`, facts)).state);
  assert.deepEqual(states, ['in-production', 'produced', 'ready-for-pickup', 'collected']);
  const date = bank.today();
  const books = await askLines(client, 'getBankReconciliationDate', { date });
  assert.deepEqual(books.at(-1)?.totals, { rows: 1, collected: 1 });
  const mine = books
    .slice(0, -1)
    .map((row) => JSON.stringify(row))
    .join('\n');
  assert.equal((await ask(client, 'postBankReconciliationDate', { date }, mine)).openDifferences, 0);
});

test('one card from the order into the hand with a single file', async (t) => {
  const { bank, client, order, outletId } = await bankWithAnOrder(t);
  const rows = [
    { report: 'handed-over', outletId, documentChecked: true },
    { report: 'ready-at-outlet', outletId },
    {
      report: 'produced',
      chipId: '0123456789ABCDEF0123456789ABCDEF',
      specificationVersion: '3.00',
      accountLastFour: '4711',
    },
    { report: 'account-opened' },
  ];
  const text = rows.map((row) => JSON.stringify({ number: order.number, ...row })).join('\n');
  const { fileId } = await ask(client, 'postBankAnswerFiles', {}, text);
  bank.work();
  while ((await ask(client, 'getBankAnswerFilesFileId', { fileId })).endedAt === null) await pause(20);
  const results = await askLines(client, 'getBankAnswerFilesFileIdResults', { fileId });
  assert.deepEqual(
    results.map(({ state }) => state),
    ['collected', 'ready-for-pickup', 'produced', 'in-production'],
  );
});

test('a bank resets its sandbox: what was open has ended by commands, new orders wait, and the same key does it once', async (t) => {
  const { client, city, order, outletId } = await bankWithAnOrder(t);
  const numbersInFeed = async () => ((await ask(client, 'getBankOrders')).orders ?? []).map(({ number }) => number);
  const first = await ask(client, 'postBankSandboxReset', { orders: 5, 'idempotency-key': 'monday-1' });
  assert.equal(first.ended, 0);
  const old = (first.orders ?? []).map(({ number }) => number);
  const deliveries = (first.orders ?? []).map(({ delivery }) => delivery);
  assert.deepEqual(deliveries, ['mail', 'outlet', 'mail', 'outlet', 'mail']);
  assert.deepEqual((await numbersInFeed()).toSorted(), [order.number, ...old].toSorted());
  const facts = {
    ...{ chipId: '0123456789ABCDEF0123456789ABCDEF', specificationVersion: '3.00', accountLastFour: '4711' },
    ...{ outletId, trackingNumber: 'EA123456789CN' },
  };
  // Each of the five stands somewhere else when the bank begins anew.
  const [mailed, ready, produced, opened] = old;
  const reached: readonly (readonly [string | undefined, readonly string[]])[] = [
    [mailed, ['AccountOpened', 'Produced', 'Mailed']],
    [ready, ['AccountOpened', 'Produced', 'ReadyAtOutlet']],
    [produced, ['AccountOpened', 'Produced']],
    [opened, ['AccountOpened']],
  ];
  for (const [number, steps] of reached)
    for (const step of steps)
      assert.ok((await ask(client, `postBankOrdersNumber${step}`, { ...facts, number })).state, `${step} ${number}`);
  const second = await ask(client, 'postBankSandboxReset', { orders: 2, 'idempotency-key': 'monday-2' });
  assert.equal(second.ended, 5);
  const fresh = (second.orders ?? []).map(({ number }) => number);
  assert.deepEqual((await numbersInFeed()).toSorted(), [order.number, ...fresh].toSorted());
  const rows = await city.sql<{ state: string; personId: PersonId }[]>`
    select state, person_id as "personId" from applications where number = any(${old})`;
  assert.deepEqual(
    rows.map(({ state }) => state),
    Array(5).fill('rejected'),
  );
  for (const { personId } of rows) assert.deepEqual(await verifyPerson(city, personId), []);

  assert.deepEqual(await ask(client, 'postBankSandboxReset', { orders: 5, 'idempotency-key': 'monday-1' }), first);
  assert.deepEqual((await numbersInFeed()).toSorted(), [order.number, ...fresh].toSorted());
  const another = await client.call('postBankSandboxReset', { orders: 3, 'idempotency-key': 'monday-2' });
  assert.deepEqual([another.status, said.parse(another.body).code], [422, 'KEY_REUSED']);
  for (let left = 4; left > 0; left -= 1) await ask(client, 'postBankSandboxReset', { orders: 1 });
  const seventh = await client.call('postBankSandboxReset', { orders: 1 });
  assert.deepEqual([seventh.status, said.parse(seventh.body).code], [429, 'SANDBOX_RESETS_USED_UP']);
});

/** The other side: a program that listens, a worker, and somebody who applied for a card to be collected at an outlet. */
const bankWithAnOrder = async (t: { after(end: () => Promise<void>): void }) => {
  const folder = mkdtempSync(join(tmpdir(), 'foreign-'));
  const file = join(folder, 'clients.json');
  const secret = randomUUID();
  const scopes = ['bank:orders', 'bank:answers', 'bank:reconciliation'];
  writeFileSync(
    file,
    JSON.stringify([{ clientId: 'ours', bank: '102', secretDigest: hash('sm3', secret, 'hex'), scopes }]),
  );
  const { privateKey, publicKey } = generateSm2Key();
  const connections = join(folder, 'connections.json');
  const keys = [{ id: 'mine', publicKey: publicKey.toString('hex') }];
  writeFileSync(connections, JSON.stringify([{ bank: '102', keys }]));
  const ends: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true })];
  const { app, city, wiring, base } = await wholeApp(
    { after: (end) => void ends.unshift(end) },
    { BANK_TOKENS_FILE: file, BANK_CONNECTIONS_FILE: connections, BANK_SANDBOX: 'true' },
  );
  t.after(async () => {
    for (const end of ends) await end();
  });
  await app.listen({ host: '127.0.0.1', port: wiring.config.port });
  const outletId = await insertTestOutlet(city.sql, '102');
  const { personId, idNumber } = await insertTestPerson(city.sql, city.keys);
  const { number } = await apply(city, personId, { ...mailForm, delivery: 'outlet', outletId });
  const client = new ForeignClient(base.origin, 'ours', secret);
  await client.connect();
  const [order] = (await ask(client, 'getBankOrders')).orders ?? [];
  assert.ok(order);
  assert.deepEqual([order.number, order.outletId], [number, outletId]);
  const content = openEnvelope('102', privateKey, { sealed: order.sealed, number, content: 'order' });
  assert.equal(JSON.parse(content.toString()).idNumber, idNumber);
  const { sealed } = await ask(client, 'getBankOrdersNumberImagesKind', { number, kind: 'id-front' });
  assert.equal(openEnvelope('102', privateKey, { sealed, number, content: 'id-front' }).toString(), 'id-front');
  const bank = {
    today: (): string => city.businessClock().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString(),
    work: (): void => {
      const worker = startAnswerFiles(wiring);
      ends.unshift(worker.stop);
    },
  };
  return { bank, city, client, order, outletId };
};

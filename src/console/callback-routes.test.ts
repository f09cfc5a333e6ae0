// Callbacks in the console: the bureau sees every bank's, a head office its own, and either sends one once more.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshKey } from '../../test/support/card-journey.ts';
import { type Console, consoleOf } from '../../test/support/console.ts';
import { bankToken } from '../../test/support/whole-app.ts';
import { callBankAlone, callbackIdFor } from '../callbacks/call-bank.ts';
import { findCallback } from '../callbacks/callbacks-store.ts';

let program: Console;
const ends: (() => Promise<void>)[] = [];
before(async () => {
  program = await consoleOf({ after: (end) => void ends.push(end) });
});
after(async () => {
  for (const end of ends) await end();
});

/** Given up after the last attempt. */
const failedOf = async (bank: string): Promise<string> => {
  const { city } = program;
  const callbackId = callbackIdFor(city.keys, freshKey());
  const at = city.businessClock();
  await callBankAlone(city, { callbackId, bank, event: 'order-recalled', subject: 'K7QM-2X4T-9ABC', at });
  await city.sql`
    update callbacks set state = 'failed', attempts = 32, last_status = 503 where callback_id = ${callbackId}`;
  await city.sql`delete from jobs`;
  return callbackId;
};

test('callbacks are seen, found by their state and sent again by whoever may', async () => {
  const { city } = program;
  const [own, other] = [await failedOf('102'), await failedOf('104')];
  const stateOf = async (id: string) => (await findCallback(city.sql, id))?.state;
  const office = await program.as('bank-office');
  const seen = (await office.get('/console/callbacks?state=failed')).body;
  assert.match(seen, /HTTP 503/);
  assert.match(seen, /K7QM-2X4T-9ABC/);
  assert.ok(seen.includes(own) && !seen.includes(other), 'its own only');
  assert.doesNotMatch((await office.get('/console/callbacks?state=delivered')).body, /HTTP 503/);
  assert.match((await office.post(`/console/callbacks/${other}/send`)).location, /sent=no/);
  assert.equal(await stateOf(other), 'failed');
  const sent = await office.post(`/console/callbacks/${own}/send`);
  assert.match((await office.get(sent.location)).body, /已排队/);
  assert.equal(await stateOf(own), 'waiting');
  assert.equal((await city.sql`select from jobs where kind = 'call-bank'`).count, 1);
  const auditor = await program.as('auditor');
  const all = (await auditor.get('/console/callbacks')).body;
  assert.equal(all.match(/K7QM-2X4T-9ABC/g)?.length, 2);
  assert.ok(!all.includes(`${other}/send`), 'who audits sends nothing');
  const bureau = await program.as('bureau');
  assert.match((await bureau.post(`/console/callbacks/${other}/send`)).location, /sent=yes/);
  assert.match((await bureau.post('/console/callbacks/nonsense/send')).location, /sent=no/);
});

test('a bank lists its own callbacks, asks for one once more, and for a test', async () => {
  const [own, other] = [await failedOf('102'), await failedOf('104')];
  const authorization = `Bearer ${await bankToken(program, '102')}`;
  const ask = async (path: string) => (await program.app.inject({ url: path, headers: { authorization } })).json();
  const post = (path: string, key: string) =>
    program.app.inject({ method: 'POST', url: path, headers: { authorization, 'idempotency-key': key } });
  const { callbacks } = await ask('/api/v1/bank/callbacks?state=failed');
  assert.deepEqual(
    callbacks.map(({ id, number, lastStatus }: Record<string, unknown>) => [id, number, lastStatus]),
    [[own, 'K7QM-2X4T-9ABC', 503]],
  );
  const again = await post(`/api/v1/bank/callbacks/${own}/send`, 'again-01');
  assert.deepEqual([again.statusCode, again.json().state], [202, 'waiting']);
  const foreign = await post(`/api/v1/bank/callbacks/${other}/send`, 'again-02');
  assert.deepEqual([foreign.statusCode, foreign.json().code], [404, 'CALLBACK_UNKNOWN']);
  const [one, same] = [
    await post('/api/v1/bank/callbacks/test', 'try-0001'),
    await post('/api/v1/bank/callbacks/test', 'try-0001'),
  ];
  assert.deepEqual([one.statusCode, one.json()], [202, same.json()]);
  assert.equal(one.json().event, 'test');
});

test('a bank finds what is entered for it, and the keys of the program', async () => {
  const headers = { authorization: `Bearer ${await bankToken(program, '102')}` };
  const connection = (await program.app.inject({ url: '/api/v1/bank/connection', headers })).json();
  assert.match(connection.callbackUrl, /^http:\/\/127\.0\.0\.1:\d+\/demo\/banks\/102\/callbacks$/);
  assert.deepEqual(
    connection.keys.map(({ id, inForce }: Record<string, unknown>) => [id, inForce]),
    [['demo-1', true]],
  );
  const published = (await program.app.inject('/api/v1/keys')).json();
  assert.deepEqual(
    published.keys.map(({ id, algorithm, userId, publicKey }: Record<string, string>) => [
      id,
      algorithm,
      userId,
      publicKey?.length,
    ]),
    [['demo-1', 'SM2', 'yikatong', 130]],
  );
  assert.ok(!JSON.stringify(published).includes('privateKey'));
});

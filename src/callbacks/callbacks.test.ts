// Callbacks: which changes a bank is told of, what arrives and by whom it is signed, what happens when it does not, and sending again.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { isSigned, textOf } from '../../docs/examples/callback.js';
import { apply, done, freshKey, mailForm } from '../../test/support/card-journey.ts';
import { openingDay, type TestCity, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { applicationForm } from '../applications/application-form.ts';
import { holdApplication } from '../applications/hold-application.ts';
import { rejectApplication } from '../applications/reject-application.ts';
import { releaseApplication } from '../applications/release-application.ts';
import { submitApplication } from '../applications/submit-application.ts';
import { withdrawApplication } from '../applications/withdraw-application.ts';
import type { PersonId } from '../base/ids.ts';
import type { SigningKeys } from '../crypto/signing-keys.ts';
import { generateSm2Key, sm2KeyOf } from '../crypto/sm2.ts';
import { createJobWorker, workerLimits } from '../jobs/job-worker.ts';
import { callbackCheck } from '../simulators/callback-check.ts';
import { callBankAgain, callBankAlone, callbackIdFor } from './call-bank.ts';
import type { Callback, CallbackEvent } from './callback.ts';
import { findCallback, listCallbacks } from './callbacks-store.ts';
import { sendCallback } from './send-callback.ts';
import { callbackHeaders, callbackUserId, signedText } from './sign-callback.ts';
import { sweepOldCallbacks, sweepWaitingOrders } from './sweep-callbacks.ts';

type Received = { readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: string };

const signingKey = { ...generateSm2Key(), id: 'k1', from: Temporal.Instant.from('2024-01-01T00:00:00Z'), until: null };
const published = { publicKey: signingKey.publicKey.toString('hex'), userId: callbackUserId };

let city: TestCity;
let received: Received[] = [];
let answer = 204;
let callbackUrl: string | null;
const server = createServer((request, response) => {
  const { url = '', headers } = request;
  if (url === '/api/v1/keys') {
    response.end(JSON.stringify({ keys: [{ id: 'k1', ...published }] }));
    return;
  }
  let body = '';
  request.on('data', (part) => (body += part));
  request.on('end', () => {
    received.push({ url, headers, body });
    response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end();
  });
});

let origin = '';
before(async () => {
  city = await testCity();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
after(() => server.close());
beforeEach(async () => {
  city.setClock(openingDay);
  received = [];
  answer = 204;
  callbackUrl = `${origin}/callbacks`;
  await city.sql`truncate callbacks, callback_marks`;
  await city.sql`delete from jobs`;
});

const connectionOf = (bank: string) => (bank === '102' ? { bank, keys: [], callbackUrl } : undefined);
/** Works off every callback that is due; `attempt` is the one it counts as. */
const work = async (keys: SigningKeys = [signingKey]): Promise<number> => {
  const log = { warn: () => {}, error: () => {} };
  const handler = sendCallback({ ...city, log, connectionOf, signingKeys: () => keys });
  return createJobWorker({ ...city, log }, { 'call-bank': handler }).drain();
};
const dueAgain = () => city.sql`update jobs set run_at = now()`;

const told = async (bank = '102'): Promise<readonly (readonly [CallbackEvent, string | null])[]> =>
  (await listCallbacks(city.sql, { bank, state: null, event: null, most: 50 })).map(({ event, subject }) => [
    event,
    subject,
  ]);
const last = async (): Promise<Callback> => {
  const [callback] = await listCallbacks(city.sql, { bank: '102', state: null, event: null, most: 1 });
  assert.ok(callback);
  return callback;
};
const newOrder = async () => {
  const { personId } = await insertTestPerson(city.sql, city.keys);
  return { personId, number: (await apply(city, personId)).number };
};
const withdraw = async (personId: PersonId, number: string) =>
  done(
    await withdrawApplication(city, {
      ...{ personId, actor: 'holder', actorId: personId, channel: 'minsheng', key: freshKey(), number },
    }),
  );
const test = async (key = freshKey()) => {
  const callbackId = callbackIdFor(city.keys, key);
  await callBankAlone(city, { callbackId, bank: '102', event: 'test', subject: null, at: city.businessClock() });
  return callbackId;
};

describe('a bank is told', () => {
  it('that orders wait, once for however many, and again only when there are new ones', async () => {
    const sweep = () => sweepWaitingOrders(connectionOf)(city);
    assert.equal(await sweep(), 0);
    await newOrder();
    await newOrder();
    assert.deepEqual([await sweep(), await sweep()], [1, 0]);
    assert.deepEqual(await told(), [['orders-waiting', null]]);
    await newOrder();
    const atOnce = await Promise.all([sweep(), sweep()]);
    assert.equal(atOnce[0] + atOnce[1], 1, 'two workers tell it once');
    city.setClock(openingDay.add({ minutes: 5 }));
    await newOrder();
    assert.equal(await sweep(), 1, 'a clock that was set back');
  });

  it('of an order that is withdrawn when it could have been seen, and of none before', async () => {
    const { personId, number } = await newOrder();
    await withdraw(personId, number);
    assert.deepEqual(await told(), [['order-withdrawn', number]]);
    const other = await insertTestPerson(city.sql, city.keys);
    const holder = { personId: other.personId, actor: 'holder', actorId: other.personId, channel: 'minsheng' } as const;
    const form = applicationForm.parse(mailForm);
    const early = done(await submitApplication(city, { ...holder, level: 3, key: freshKey(), form }));
    await withdraw(other.personId, early.number);
    assert.equal((await told()).length, 1);
  });

  it('of an order the bureau sends back', async () => {
    const { number } = await newOrder();
    const reasons = ['id-photo-unreadable'] as const;
    done(await rejectApplication(city, { clerkId: 'clerk', key: freshKey(), number, reasons }));
    assert.deepEqual(await told(), [['order-recalled', number]]);
    assert.equal(await work(), 1);
    assert.deepEqual(Object.keys(JSON.parse(received[0]?.body ?? '')), ['id', 'event', 'bank', 'at', 'number']);
  });

  it('G-38: of an application that is held, and that goes on', async () => {
    const { number } = await newOrder();
    const given = { clerkId: 'clerk', number };
    done(await holdApplication(city, { ...given, key: freshKey(), reasons: ['under-review'] }));
    done(await releaseApplication(city, { ...given, key: freshKey() }));
    assert.deepEqual([...(await told())].sort(), [
      ['order-held', number],
      ['order-released', number],
    ]);
  });
});

describe('what arrives', () => {
  it('is signed for this bank, so that a stranger who knows the description alone can check it', async () => {
    const id = await test();
    assert.equal(await work(), 1);
    const [{ headers, body, url } = assert.fail('nothing arrived')] = received;
    assert.equal(url, '/callbacks');
    const { at, ...rest } = JSON.parse(body);
    assert.deepEqual(rest, { id, event: 'test', bank: '102' });
    const signature = String(headers['yikatong-signature']);
    assert.ok(isSigned(published, textOf('102', headers, body), signature));
    assert.ok(!isSigned(published, textOf('104', headers, body), signature), 'of another bank');
    assert.ok(!isSigned(published, textOf('102', headers, `${body} `), signature), 'of another body');
    assert.ok(!isSigned(published, textOf('102', { ...headers, 'yikatong-timestamp': '1' }, body), signature));
    assert.ok(!isSigned({ ...published, userId: '1234567812345678' }, textOf('102', headers, body), signature));
    const { state, attempts, lastStatus, lastProblem } = await last();
    assert.deepEqual([state, attempts, lastStatus, lastProblem], ['delivered', 1, 204, null]);
  });

  it('is taken once by a bank, and not when it is old, for another bank, or changed', async () => {
    await test();
    await work();
    const [call = assert.fail('nothing arrived')] = received;
    const signedAt = Number(call.headers['yikatong-timestamp']) * 1000;
    const check = (milliseconds: number) => callbackCheck(new URL(origin), () => milliseconds);
    const onTime = check(signedAt + 299_000);
    assert.equal((await onTime('102', call))?.event, 'test');
    assert.equal(await onTime('102', call), undefined, 'the same once more');
    assert.equal(await check(signedAt + 301_000)('102', call), undefined, 'too old');
    assert.equal(await check(signedAt)('104', call), undefined);
    assert.equal(await check(signedAt)('102', { ...call, body: call.body.replace('test', 'rest') }), undefined);
  });
});

describe('what does not arrive', () => {
  it('is tried again with a time, a nonce and a signature of its own, under the same id', async () => {
    await test();
    answer = 500;
    await work();
    const { state, attempts, lastStatus } = await last();
    assert.deepEqual([state, attempts, lastStatus], ['waiting', 1, 500]);
    answer = 204;
    await dueAgain();
    await work();
    const [first, second] = received;
    assert.equal(first?.body, second?.body);
    assert.notEqual(first?.headers['yikatong-nonce'], second?.headers['yikatong-nonce']);
    assert.notEqual(first?.headers['yikatong-signature'], second?.headers['yikatong-signature']);
    assert.deepEqual([(await last()).state, (await last()).attempts], ['delivered', 2]);
  });

  it('follows no redirect, waits without a signing key, and says why nobody answered', async () => {
    const id = await test();
    answer = 302;
    await work();
    assert.deepEqual([received.length, (await last()).lastStatus], [1, 302]);
    await dueAgain();
    await work([]);
    assert.equal((await last()).lastProblem, 'NO_SIGNING_KEY');
    callbackUrl = 'http://127.0.0.1:9/';
    await dueAgain();
    await work();
    const { state, lastStatus, lastProblem } = (await findCallback(city.sql, id)) ?? assert.fail();
    assert.deepEqual([state, lastStatus], ['waiting', null]);
    assert.match(String(lastProblem), /ECONNREFUSED|TypeError/);
  });

  it('is given up after the attempts of a job, and sent again when somebody asks, under the same id', async () => {
    const id = await test();
    answer = 503;
    await city.sql`update jobs set attempts = ${workerLimits.maxAttempts - 1}`;
    await work();
    assert.equal((await last()).state, 'failed');
    const [left] = await city.sql`select count(*)::int as count from jobs`;
    assert.equal(left?.count, 0);
    assert.equal(await callBankAgain(city, { callbackId: id, bank: '104' }), false, 'of another bank');
    answer = 204;
    assert.equal(await callBankAgain(city, { callbackId: id, bank: '102' }), true);
    assert.equal(await callBankAgain(city, { callbackId: id, bank: '102' }), false, 'on its way already');
    await work();
    const { state, attempts } = await last();
    assert.deepEqual([state, attempts, JSON.parse(received[1]?.body ?? '').id], ['delivered', 2, id]);
  });

  it('to a bank without an address is told at once, and not tried', async () => {
    await test();
    callbackUrl = null;
    await work();
    const { state, lastProblem } = await last();
    assert.deepEqual([received.length, state, lastProblem], [0, 'failed', 'NO_ADDRESS']);
  });
});

it('the same key of a caller is the same callback; after 90 days it is forgotten', async () => {
  const key = freshKey();
  assert.equal(await test(key), await test(key));
  assert.equal((await told()).length, 1);
  await work();
  assert.equal(await sweepOldCallbacks(city), 0);
  city.passTime({ hours: 24 * 90 + 1 });
  assert.equal(await sweepOldCallbacks(city), 1);
});

it('the worked example in the documentation is what the program signs', () => {
  const documented = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
  const key = sm2KeyOf(Buffer.from('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8', 'hex'));
  const body =
    '{"id":"0199c6a0-0000-7000-8000-000000000001","event":"order-recalled","bank":"102","at":"2025-10-09T01:30:00Z","number":"K7QM-2X4T-9ABC"}';
  const at = Temporal.Instant.from('2025-10-09T01:30:05Z');
  const callback = { bank: '102', keyId: '2025-10-09-1', at, nonce: '000102030405060708090a0b0c0d0e0f', body };
  const draw = () => 0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21n;
  const headers = callbackHeaders(key, callback, draw);
  for (const text of [body, signedText(callback)]) assert.ok(documented.includes(text), text);
  for (const [name, value] of Object.entries(headers))
    assert.ok(documented.includes(`${name}: ${value}`), `${name}: ${value}`);
  const published = { publicKey: key.publicKey.toString('hex'), userId: callbackUserId };
  assert.ok(isSigned(published, textOf('102', headers, body), headers['yikatong-signature'] ?? ''));
});

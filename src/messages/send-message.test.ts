// Shows that a message goes out once through a real gateway, is tried again when it fails, and never floods anybody.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, beforeEach, describe, it } from 'node:test';
import { z } from 'zod';
import { testCity } from '../../test/support/city.ts';
import { newId, type PersonId } from '../base/ids.ts';
import type { Job, JobId } from '../jobs/job.ts';
import { listMessages } from './list-messages.ts';
import { messageJob } from './message.ts';
import { httpPhoneGateway } from './phone-gateway.ts';
import { mostMessagesADay, sendMessage } from './send-message.ts';

const city = await testCity();
const posted: { readonly authorization: string | undefined; readonly body: unknown }[] = [];
let status = 204;
const phone = createServer(async (request, response) => {
  const chunks = await request.toArray();
  posted.push({ authorization: request.headers.authorization, body: JSON.parse(Buffer.concat(chunks).toString()) });
  response.writeHead(status).end();
});
phone.listen(0, '127.0.0.1');
await once(phone, 'listening');
after(() => phone.close());
const { port } = z.object({ port: z.number() }).parse(phone.address());
const phoneGateway = httpPhoneGateway({ url: `http://127.0.0.1:${port}/messages`, token: 'secret' });
const handler = sendMessage({ ...city, phoneGateway });

let personId: PersonId;
const job = (): Job => ({
  ...messageJob({ kind: 'card-enabled', to: '19900000001', language: 'zh', parameters: {} }),
  ...{ jobId: newId<JobId>(), personId, attempt: 1 },
});

beforeEach(() => {
  personId = newId<PersonId>();
  posted.length = 0;
  status = 204;
});

describe('sending a message', () => {
  it('posts it with the token and keeps it sealed as sent', async () => {
    const one = job();
    await handler(one);
    const { messageId, to, text, language } = one.payload;
    assert.deepEqual(posted, [{ authorization: 'Bearer secret', body: { to, text, language, messageId } }]);
    const [message] = await listMessages(city, personId);
    assert.deepEqual([message?.state, message?.to, message?.text], ['sent', '19900000001', text]);
    const [row] = await city.sql`select t::text from messages t where person_id = ${personId}`;
    assert.doesNotMatch(row?.t, /19900000001/);
  });

  it('does nothing the second time the job runs', async () => {
    const one = job();
    await handler(one);
    await handler(one);
    assert.equal(posted.length, 1);
    assert.equal((await listMessages(city, personId)).length, 1);
  });

  it('fails while the gateway does, and goes out under the same id later', async () => {
    const one = job();
    status = 503;
    await assert.rejects(handler(one), { name: 'GatewayRefused', code: '503' });
    assert.equal((await listMessages(city, personId))[0]?.state, 'queued');
    status = 200;
    await handler(one);
    assert.equal((await listMessages(city, personId))[0]?.state, 'sent');
    const ids = posted.map(({ body }) => z.object({ messageId: z.string() }).parse(body).messageId);
    assert.deepEqual(ids, [one.payload.messageId, one.payload.messageId]);
  });

  it('sends nobody more than the limit of a day', async () => {
    for (let sent = 0; sent < mostMessagesADay + 2; sent += 1) await handler(job());
    assert.equal(posted.length, mostMessagesADay);
    const states = (await listMessages(city, personId)).map(({ state }) => state);
    assert.equal(states.filter((state) => state === 'failed').length, 2);
    city.passTime({ hours: 24 });
    await handler(job());
    assert.equal(posted.length, mostMessagesADay + 1);
  });
});

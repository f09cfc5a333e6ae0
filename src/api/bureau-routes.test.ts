// The bureau sends applications back over HTTP: with its own token only, by listed reasons, once a key; the demo page does so too.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { apply, freshKey, reportsOf } from '../../test/support/card-journey.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { Visitor } from '../../test/support/visitor.ts';
import { bankToken, partnerToken, type WholeApp, wholeApp } from '../../test/support/whole-app.ts';
import { findProgress } from '../applications/find-progress.ts';
import { rejectionReasons } from '../applications/rejection-reasons.ts';
import type { Submitted } from '../applications/submit-application.ts';
import type { PersonId } from '../base/ids.ts';
import { bureauClientId, demoBureauSecret } from '../identity/partner-clients.ts';
import { bureauReasons } from '../simulators/bureau-simulator.ts';

const ends: (() => Promise<void>)[] = [];
after(async () => {
  for (const end of ends.toReversed()) await end();
});
let whole: WholeApp;
let token = '';
let personId: PersonId;
let submitted: Submitted;

before(async () => {
  whole = await wholeApp({ after: (end) => void ends.push(end) });
  token = await partnerToken(whole, { clientId: bureauClientId, secret: demoBureauSecret(whole.wiring.config) });
});
beforeEach(async () => {
  ({ personId } = await insertTestPerson(whole.city.sql, whole.city.keys));
  submitted = await apply(whole.city, personId);
});

type Given = { readonly number?: string; readonly key?: string; readonly bearer?: string };

const reject = async (body: object, { number = submitted.number, key = freshKey(), bearer = token }: Given = {}) => {
  const response = await whole.app.inject({
    ...{ method: 'POST', url: `/api/v1/bureau/applications/${number}/rejection`, payload: body },
    headers: { authorization: `Bearer ${bearer}`, 'idempotency-key': key },
  });
  return { status: response.statusCode, ...response.json() };
};
const reasons = { reasons: ['id-expired', 'contact-incomplete'] };
const waitsFor = async () => (await findProgress(whole.city, { personId, number: submitted.number }))?.waitsFor;

describe('POST /api/v1/bureau/applications/{number}/rejection', () => {
  it('3.3-f: sends an application back; the same key is the same rejection, whatever the order of its reasons', async () => {
    const first = await reject(reasons, { key: 'rejection-1', number: submitted.number.toLowerCase() });
    assert.deepEqual(first, { status: 200, number: submitted.number, state: 'rejected' });
    assert.deepEqual(await reject({ reasons: reasons.reasons.toReversed() }, { key: 'rejection-1' }), first);
    assert.deepEqual(await waitsFor(), { choice: 'correction', reasons: ['contact-incomplete', 'id-expired'] });
    assert.equal((await reject({ reasons: ['id-expired'] }, { key: 'rejection-1' })).code, 'KEY_REUSED');
    const again = await reject(reasons);
    assert.deepEqual([again.status, again.code, again.state], [409, 'WRONG_STATE', 'rejected']);
  });

  it('is for the bureau alone', async () => {
    assert.equal((await reject(reasons, { bearer: await bankToken(whole, '102') })).status, 403);
    assert.equal((await reject(reasons, { bearer: 'x'.repeat(40) })).status, 401);
    const feed = await whole.app.inject({ url: '/api/v1/bank/orders', headers: { authorization: `Bearer ${token}` } });
    assert.equal(feed.statusCode, 403);
  });

  it('names what is wrong with the call', async () => {
    for (const body of [{}, { reasons: [] }, { reasons: ['because'] }, { reasons: 'id-expired' }])
      assert.equal((await reject(body)).code, 'MALFORMED', JSON.stringify(body));
    for (const number of ['0000-0000-0000', 'nonsense'])
      assert.deepEqual((await reject(reasons, { number })).code, 'APPLICATION_UNKNOWN', number);
    await reportsOf(whole.city, submitted).opened();
    const late = await reject(reasons);
    assert.deepEqual([late.status, late.state], [409, 'in-production']);
    assert.match(late.message.zh, /制作中/);
  });
});

describe('the simulated bureau of the demo page', () => {
  it('knows every reason of the interface', () => {
    assert.deepEqual([...bureauReasons].sort(), [...rejectionReasons].sort());
  });

  it('sends an application back as an ordinary client, and says what came of it', async () => {
    const { hostname, port } = whole.base;
    await whole.app.listen({ host: hostname, port: Number(port) });
    const visitor = new Visitor(whole.base);
    const send = async (number: string): Promise<string> => {
      const { text } = await visitor.visit('/demo');
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
      const page = await visitor.follow(
        await visitor.visit('/demo/bureau', { _csrf, number, reason: 'card-photo-unsuitable' }),
      );
      return page.text;
    };
    assert.match(await send(` ${submitted.number} `), /已退回：申领人收到短信/);
    assert.deepEqual(await waitsFor(), { choice: 'correction', reasons: ['card-photo-unsuitable'] });
    assert.match(await send(submitted.number), /现在不能退回/);
    assert.match(await send('nonsense'), /没有找到这个申领编号/);
  });
});

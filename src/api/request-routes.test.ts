// The interface of the banks about accounts on the whole program: who sees which request, sealed to them, and what may be answered when.
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { z } from 'zod';
import { activeCard, done, freshKey } from '../../test/support/card-journey.ts';
import { openingDay } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { bankToken, type WholeApp, wholeApp } from '../../test/support/whole-app.ts';
import type { CardId } from '../base/ids.ts';
import { openCard } from '../cards/card.ts';
import { changeLoss } from '../cards/change-loss.ts';
import { demoBankKeys } from '../identity/bank-connections.ts';
import type { PersonRecord } from '../people/person.ts';
import { envelopeOpener, receivedEnvelope } from '../simulators/open-envelope.ts';
import { requestRefusals } from './request-words.ts';

const ends: (() => Promise<void>)[] = [];
after(async () => {
  for (const end of ends) await end();
});

let whole: WholeApp;
let tokens: Readonly<Record<'102' | '104', string>>;
let person: PersonRecord;
let cardId: CardId;

before(async () => {
  whole = await wholeApp({ after: (end) => void ends.push(end) });
  tokens = { 102: await bankToken(whole, '102'), 104: await bankToken(whole, '104') };
});

beforeEach(async () => {
  whole.city.setClock(openingDay);
  await whole.city.sql`truncate bank_requests`;
  person = await insertTestPerson(whole.city.sql, whole.city.keys);
  cardId = await activeCard(whole.city, person.personId);
  const { personId } = person;
  const holder = { personId, cardId, actor: 'holder', actorId: personId, level: 3, channel: 'minsheng' } as const;
  done(await changeLoss(whole.city, { ...holder, service: 'report-temporary-loss', key: freshKey() }));
});

const feed = z.object({
  requests: z.array(z.looseObject({ id: z.string(), kind: z.string(), round: z.int(), sealed: receivedEnvelope })),
});
const requestsOf = async (bank: '102' | '104') => {
  const headers = { authorization: `Bearer ${tokens[bank]}` };
  const response = await whole.app.inject({ url: '/api/v1/bank/requests', headers });
  assert.equal(response.headers['cache-control'], 'no-store');
  return feed.parse(response.json()).requests;
};
const first = async () => (await requestsOf('102'))[0] ?? assert.fail('nothing waits');

type Asked = { readonly bank?: '102' | '104'; readonly key?: string; readonly body?: object };
const answer = async (id: string, name: string, { bank = '102', key = freshKey(), body = {} }: Asked = {}) => {
  const response = await whole.app.inject({
    method: 'POST',
    url: `/api/v1/bank/requests/${id}/${name}`,
    headers: { authorization: `Bearer ${tokens[bank]}`, 'idempotency-key': key, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
  return { status: response.statusCode, body: response.json() };
};

it('R-BANK-10: a request is given to the issuing bank alone, the person sealed to its key, until it is answered', async () => {
  assert.deepEqual(await requestsOf('104'), []);
  const { id, kind, round, sealed, ...rest } = await first();
  assert.deepEqual([kind, round], ['suspend', 1]);
  assert.ok(!JSON.stringify(rest).includes(person.name));
  const open = envelopeOpener({
    bank: '102',
    privateKey: demoBankKeys(whole.wiring.config, []).get('102') ?? Buffer.alloc(0),
  });
  const content = JSON.parse(open(sealed, { number: id, content: 'request' }).toString('utf8'));
  assert.deepEqual([content.name, content.idNumber, content.phone], [person.name, person.idNumber, null]);
  assert.throws(() => open(sealed, { number: id, content: 'order' }), 'in the place of an order it does not open');
  assert.deepEqual(await answer(id, 'confirmed'), { status: 200, body: { id, state: 'confirmed' } });
  assert.deepEqual(await requestsOf('102'), []);
  const [card] = await whole.city.sql`select financial from cards where card_id = ${cardId}`;
  assert.equal(card?.financial, 'suspended');
});

it('is answered once; what is wrong says what it is', async () => {
  const { id } = await first();
  const unknown = await answer(id, 'confirmed', { bank: '104' });
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'BANK_REQUEST_UNKNOWN'], 'of another bank');
  assert.equal((await answer('nonsense', 'confirmed')).status, 404);
  assert.equal((await answer(id, 'refused', { body: { reason: 'no wish' } })).status, 400);
  const key = freshKey();
  const given = { key, body: { reason: 'account-state' } };
  const refused = { status: 200, body: { id, state: 'refused' } };
  assert.deepEqual(await answer(id, 'refused', given), refused);
  assert.deepEqual(await answer(id, 'refused', given), refused);
  const late = await answer(id, 'confirmed');
  assert.deepEqual([late.status, late.body.code, late.body.state], [409, 'WRONG_REQUEST_STATE', 'refused']);
  assert.match(late.body.message.zh, /已答复不能办理/);
  assert.deepEqual((await answer(id, 'confirmed', { key })).body.code, 'KEY_REUSED');
});

it('nobody without a token; every refusal has words in both languages', async () => {
  assert.equal((await whole.app.inject('/api/v1/bank/requests')).statusCode, 401);
  for (const [code, { zh, en }] of Object.entries(requestRefusals)) assert.ok(zh && en, code);
});

it('R-LOSS-04, R-LOSS-12, R-BANK-10: a bank reports losses at its counter and what became of an account', async () => {
  const outletId = await insertTestOutlet(whole.city.sql, '102');
  const [row] = await whole.city.sql<{ sealed: Buffer }[]>`select sealed from cards where card_id = ${cardId}`;
  const { number: cardNumber } = openCard(whole.city.keys, person.personId, row?.sealed ?? Buffer.alloc(0));
  const post = async (name: string, body: object, bank: '102' | '104' = '102') => {
    const response = await whole.app.inject({
      method: 'POST',
      url: `/api/v1/bank/cards/${name}`,
      headers: {
        authorization: `Bearer ${tokens[bank]}`,
        'idempotency-key': freshKey(),
        'content-type': 'application/json',
      },
      payload: JSON.stringify({ cardNumber, ...body }),
    });
    return { status: response.statusCode, body: response.json() };
  };
  const shown = { outletId, documents: ['holder-id', 'card'] };
  const released = await post('loss', { ...shown, service: 'release-temporary-loss' });
  assert.deepEqual(released, { status: 200, body: { socialSecurity: 'enabled', financial: 'active' } });
  assert.deepEqual(await requestsOf('102'), [], 'what it did itself is not asked of it any more');
  const lost = await post('loss', { ...shown, service: 'report-formal-loss-finance' });
  assert.deepEqual(lost, { status: 200, body: { socialSecurity: null, financial: 'formally-lost' } });
  const other = await post('loss', { ...shown, service: 'release-finance' }, '104');
  assert.deepEqual([other.status, other.body.code], [409, 'WRONG_OUTLET']);
  assert.deepEqual((await post('account', { financial: 'active' })).body, { financial: 'active' });
  assert.deepEqual((await post('account', { financial: 'suspended' })).status, 200);
  assert.equal((await post('account', { financial: 'active' }, '104')).body.code, 'CARD_UNKNOWN');
  const wrong = await post('loss', { ...shown, service: 'release-temporary-loss' });
  assert.deepEqual([wrong.status, wrong.body.code, wrong.body.cardState], [409, 'WRONG_STATE', 'enabled']);
});

// The interface of the banks on the whole program: who sees which order, what may be reported when, and what is said otherwise.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { z } from 'zod';
import { apply, chip, freshKey, mailForm } from '../../test/support/card-journey.ts';
import { openingDay } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { bankToken, type WholeApp, wholeApp } from '../../test/support/whole-app.ts';
import { cardNumberLength } from '../cards/card.ts';
import { demoBankKeys } from '../identity/bank-connections.ts';
import { envelopeOpener, receivedEnvelope } from '../simulators/open-envelope.ts';
import { bankRefusals } from './bank-words.ts';

const ends: (() => Promise<void>)[] = [];
after(async () => {
  for (const end of ends) await end();
});

let whole: WholeApp;
let tokens: Readonly<Record<'102' | '104', string>>;
let number: string;

before(async () => {
  whole = await wholeApp({ after: (end) => void ends.push(end) }, { RATE_LIMIT_PER_MINUTE: '10' });
  tokens = { 102: await bankToken(whole, '102'), 104: await bankToken(whole, '104') };
});

const newOrder = async (form: object = mailForm, pensionBank = '102'): Promise<string> => {
  const { city } = whole;
  const pensionBanks = [{ bank: pensionBank, from: Temporal.PlainDate.from('2015-04-01') }];
  const { personId } = await insertTestPerson(city.sql, city.keys, { pensionBanks });
  return (await apply(city, personId, form)).number;
};

beforeEach(async () => {
  whole.city.setClock(openingDay);
  number = await newOrder();
});

type Asked = { readonly bank?: '102' | '104'; readonly key?: string; readonly body?: unknown };

const get = (path: string, bank: '102' | '104' = '102') =>
  whole.app.inject({ url: `/api/v1/bank/${path}`, headers: { authorization: `Bearer ${tokens[bank]}` } });

const post = async (path: string, { bank = '102', key = freshKey(), body = {} }: Asked = {}) => {
  const response = await whole.app.inject({
    method: 'POST',
    url: `/api/v1/bank/${path}`,
    headers: {
      authorization: `Bearer ${tokens[bank]}`,
      'idempotency-key': key,
      'content-type': 'application/json',
    },
    payload: JSON.stringify(body),
  });
  return { status: response.statusCode, body: response.json(), headers: response.headers };
};

/** What a bank opens its envelopes with; `named` as another one calls itself. */
const opener = (bank = '102', named = bank) =>
  envelopeOpener({ bank: named, privateKey: demoBankKeys(whole.wiring.config, []).get(bank) ?? Buffer.alloc(0) });

const report = (name: string, asked?: Asked) => post(`orders/${number}/${name}`, asked);
const feed = z.object({ orders: z.array(z.object({ number: z.string() })) });
const sealedFeed = z.object({ orders: z.array(z.object({ number: z.string(), sealed: receivedEnvelope })) });
const numbersFor = async (bank: '102' | '104'): Promise<readonly string[]> =>
  feed.parse((await get('orders', bank)).json()).orders.map((order) => order.number);
const tracking = { trackingNumber: 'EA123456789CN' };

describe('the feed of a bank', () => {
  it('R-PROD-01: has what the bank needs to make the card, and is kept by nobody', async () => {
    const response = await get('orders?limit=500');
    assert.equal(response.headers['cache-control'], 'no-store');
    const order = response.json().orders.find((each: { number: string }) => each.number === number);
    const { sealed, ...clear } = order;
    const { images: _, ...steering } = clear;
    assert.deepEqual(steering, {
      ...{ number, task: 'issue', service: 'apply', submittedAt: '2025-10-09T01:00:00Z', dueOn: '2025-11-08' },
      ...{ delivery: 'mail', outletId: null },
    });
    const person = JSON.parse(opener()(receivedEnvelope.parse(sealed), { number, content: 'order' }).toString());
    assert.match(person.idNumber, /^110101195503029\d\d[\dX]$/);
    assert.deepEqual([person.birthDate, person.address], ['1955-03-02', mailForm.address]);
    assert.ok(!response.body.includes(mailForm.address) && !response.body.includes(person.idNumber));
  });

  it('seals each order to its bank and to its number: nobody else opens it, and it stands for no other', async () => {
    const other = await newOrder();
    const orders = async () => sealedFeed.parse((await get('orders')).json()).orders;
    const first = await orders();
    const mine = first.find((each) => each.number === number);
    assert.ok(mine);
    const subject = { number, content: 'order' };
    assert.ok(opener()(mine.sealed, subject));
    assert.throws(() => opener()(mine.sealed, { ...subject, number: other }));
    assert.throws(() => opener()(mine.sealed, { ...subject, content: 'id-front' }));
    assert.throws(() => opener('104')(mine.sealed, subject));
    assert.throws(() => opener('104', '102')(mine.sealed, subject), 'the right key under another name');
    assert.equal(new Set(first.map(({ sealed }) => sealed.nonce.toString('hex'))).size, first.length);
    const again = (await orders()).find((each) => each.number === number);
    assert.notDeepEqual(again?.sealed.wrappedKey, mine.sealed.wrappedKey, 'each answer has a content key of its own');
  });

  it('has the images of an order, sealed, until the card is made, and each reading can be seen by the person', async () => {
    const answer = (await get(`orders/${number}/images/id-back`)).json();
    assert.deepEqual([answer.number, answer.kind, answer.mediaType], [number, 'id-back', 'image/jpeg']);
    const jpeg = opener()(receivedEnvelope.parse(answer.sealed), { number, content: 'id-back' });
    assert.equal(jpeg.toString(), 'id-back');
    const looks = await whole.city.sql`
      select purpose from read_traces join applications using (person_id)
      where number = ${number} and purpose = 'picture-id-back'`;
    assert.equal(looks.length, 1);
    assert.equal((await get(`orders/${number}/images/id-back`, '104')).json().code, 'ORDER_UNKNOWN');
    await whole.city.sql`
      delete from uploads using applications
      where uploads.application_id = applications.application_id and number = ${number} and kind = 'id-front'`;
    assert.equal((await get(`orders/${number}/images/id-front`)).json().code, 'IMAGE_UNKNOWN');
    assert.equal((await get(`orders/${number}/images/portrait`)).statusCode, 400);
    await report('account-opened');
    assert.equal((await get(`orders/${number}/images/id-back`)).statusCode, 200);
    await report('produced', { body: chip() });
    assert.equal((await get(`orders/${number}/images/id-back`)).json().code, 'ORDER_UNKNOWN');
  });

  it('gives an order to its own bank only, and only when its time to withdraw is over', async () => {
    const other = await newOrder(mailForm, '104');
    assert.ok((await numbersFor('102')).includes(number));
    assert.ok((await numbersFor('104')).includes(other));
    assert.ok(!(await numbersFor('104')).includes(number));
    assert.ok(!(await numbersFor('102')).includes(other));
    whole.city.setClock(openingDay.add({ minutes: 9, seconds: 59 }));
    assert.deepEqual(await numbersFor('102'), []);
  });

  it('gives it again until it is acknowledged, and at most as many as are wanted', async () => {
    await newOrder();
    assert.ok((await numbersFor('102')).includes(number));
    assert.equal(feed.parse((await get('orders?limit=1')).json()).orders.length, 1);
    const acknowledged = await post('orders/acknowledge', { body: { numbers: [number] } });
    assert.deepEqual(acknowledged.body, { results: [{ number, acknowledged: true }] });
    assert.ok(!(await numbersFor('102')).includes(number));
  });

  it('refuses a limit that is none', async () => {
    for (const limit of ['0', '501', 'many']) {
      const response = await get(`orders?limit=${limit}`);
      assert.equal(response.statusCode, 400, limit);
      assert.equal(response.json().fields[0].field, 'limit');
    }
  });
});

describe('acknowledging', () => {
  it('answers each number for itself, in the order asked, however it was written', async () => {
    const other = await newOrder(mailForm, '104');
    const body = { numbers: ['nonsense', number.toLowerCase().replaceAll('-', ''), other] };
    const answers = (await post('orders/acknowledge', { body })).body.results;
    assert.deepEqual(
      answers.map(({ acknowledged, code }: { acknowledged: boolean; code?: string }) => code ?? acknowledged),
      ['ORDER_UNKNOWN', true, 'ORDER_UNKNOWN'],
    );
    assert.ok((await numbersFor('104')).includes(other));
  });

  it('repeated changes nothing', async () => {
    const asked = { key: freshKey(), body: { numbers: [number] } };
    assert.deepEqual((await post('orders/acknowledge', asked)).body, (await post('orders/acknowledge', asked)).body);
  });

  it('takes neither an empty list nor one of more than 500', async () => {
    for (const numbers of [[], Array.from({ length: 501 }, () => number)]) {
      const { status, body } = await post('orders/acknowledge', { body: { numbers } });
      assert.deepEqual([status, body.fields[0].field], [400, 'numbers']);
    }
  });
});

describe('the reports of a bank', () => {
  it('R-DELIV-06: lead to the mail; each key gets its first answer again', async () => {
    const key = freshKey();
    const opened = await report('account-opened', { key });
    assert.equal(opened.status, 200);
    assert.equal(opened.body.state, 'in-production');
    assert.equal(opened.body.cardNumber.length, cardNumberLength);
    assert.deepEqual((await report('account-opened', { key })).body, opened.body);
    assert.deepEqual((await report('account-opened')).body, opened.body, 'under another key too');
    assert.equal((await report('produced', { body: chip() })).body.state, 'produced');
    const mailed = await report('mailed', { body: tracking });
    assert.deepEqual(mailed.body, { number, state: 'mailed', cardNumber: opened.body.cardNumber });
  });

  it('R-DELIV-03, R-DELIV-05: lead to the outlet and, with the ID checked, into the hand', async () => {
    const outletId = await insertTestOutlet(whole.city.sql, '102');
    number = await newOrder({ ...mailForm, delivery: 'outlet', outletId });
    await report('account-opened');
    await report('produced', { body: chip() });
    assert.equal((await report('mailed', { body: tracking })).body.code, 'DELIVERY_IS_ANOTHER');
    const wrong = await report('ready-at-outlet', { body: { outletId: 'outlet-9' } });
    assert.deepEqual([wrong.status, wrong.body.code], [409, 'WRONG_OUTLET']);
    assert.equal((await report('ready-at-outlet', { body: { outletId } })).body.state, 'ready-for-pickup');
    const unchecked = await report('handed-over', { body: { outletId, documentChecked: false } });
    assert.deepEqual([unchecked.status, unchecked.body.fields[0].field], [400, 'documentChecked']);
    assert.equal((await report('handed-over', { body: { outletId, documentChecked: true } })).body.state, 'collected');
  });

  it('R-BANK-10: a refused account ends the application', async () => {
    assert.equal((await report('account-refused', { body: { reason: 'risk-control' } })).body.state, 'account-refused');
    assert.equal((await report('account-opened')).status, 409);
  });

  it('in the wrong order are told the state, in code and words', async () => {
    const { status, body } = await report('produced', { body: chip() });
    assert.equal(status, 409);
    assert.deepEqual([body.code, body.state], ['WRONG_STATE', 'submitted']);
    assert.match(body.message.zh, /已提交/);
    assert.match(body.message.en, /submitted/);
  });

  it('about another bank’s order, one not visible yet, or none at all are about nothing', async () => {
    const early = number;
    whole.city.setClock(openingDay.add({ minutes: 5 }));
    assert.equal((await report('account-opened')).status, 404);
    whole.city.setClock(openingDay.add({ minutes: 10 }));
    assert.equal((await report('account-opened', { bank: '104' })).status, 404);
    for (number of ['K7QM-2X4T-9ABC', 'x', '%00']) {
      const { status, body } = await report('account-opened');
      assert.deepEqual([status, body.code], [404, 'ORDER_UNKNOWN'], number);
      assert.ok(body.message.zh && body.message.en);
    }
    number = early;
    assert.equal((await report('account-opened')).status, 200);
  });

  it('under a key of something else are refused', async () => {
    const key = freshKey();
    await report('account-opened', { key });
    const { status, body } = await report('produced', { key, body: chip() });
    assert.deepEqual([status, body.code], [422, 'KEY_REUSED']);
  });

  it('with a wrong field name it', async () => {
    const wrong: readonly (readonly [name: string, body: object, field: string])[] = [
      ['account-refused', { reason: 'we do not like them' }, 'reason'],
      ['produced', { ...chip(), chipId: 'AB' }, 'chipId'],
      ['produced', { ...chip(), specificationVersion: '2.00' }, 'specificationVersion'],
      ['produced', { ...chip(), accountLastFour: '6222021234' }, 'accountLastFour'],
      ['mailed', { trackingNumber: '?' }, 'trackingNumber'],
      ['ready-at-outlet', {}, 'outletId'],
    ];
    for (const [name, body, field] of wrong) {
      const answer = await report(name, { body });
      assert.equal(answer.status, 400, name);
      assert.deepEqual([answer.body.code, answer.body.fields[0].field], ['MALFORMED', field]);
      assert.ok(answer.body.message.zh && answer.body.message.en);
    }
  });

  it('without an Idempotency-Key are not taken', async () => {
    for (const key of ['', 'short', 'with a space in it']) {
      const { status, body } = await report('account-opened', { key });
      assert.deepEqual([status, body.fields[0].field], [400, 'idempotency-key'], key);
    }
  });

  it('may come without a body where there is nothing to say', async () => {
    const response = await whole.app.inject({
      method: 'POST',
      url: `/api/v1/bank/orders/${number}/account-opened`,
      headers: { authorization: `Bearer ${tokens[102]}`, 'idempotency-key': freshKey() },
    });
    assert.equal(response.statusCode, 200, response.body);
  });
});

describe('the door', () => {
  it('stays shut without a token, before anything of the request is read', async () => {
    const response = await whole.app.inject({ method: 'POST', url: `/api/v1/bank/orders/${number}/produced` });
    assert.equal(response.statusCode, 401);
    const { code, message } = response.json();
    assert.equal(code, 'TOKEN_INVALID');
    assert.ok(message.zh && message.en);
  });

  it('stays shut for a token without the scope', async () => {
    const token = await bankToken(whole, '102');
    const { sql, keys } = whole.city;
    const sealed = keys.seal(
      'oidc_records.sealed',
      '-',
      JSON.stringify({ clientId: 'bank-102', bank: '102', scopes: [] }),
    );
    const idDigest = keys.digest(token);
    await sql`update oidc_records set sealed = ${sealed} where id_digest = ${idDigest}`;
    const headers = { authorization: `Bearer ${token}` };
    const response = await whole.app.inject({ url: '/api/v1/bank/orders', headers });
    assert.deepEqual([response.statusCode, response.json().code], [403, 'SCOPE_MISSING']);
  });

  it('counts the calls of banks apart from the pages', async () => {
    for (let calls = 0; calls < 12; calls += 1) assert.equal((await get('orders?limit=1')).statusCode, 200);
  });
});

describe('a card that somebody brings to a bank', () => {
  const brought = async (): Promise<{ cardNumber: string; outletId: string; documents: string[] }> => {
    const cardNumber = (await report('account-opened')).body.cardNumber;
    await report('produced', { body: chip() });
    await report('mailed', { body: tracking });
    return { cardNumber, outletId: await insertTestOutlet(whole.city.sql, '102'), documents: ['holder-id', 'card'] };
  };

  it('R-ENABLE-02, R-FIN-01: is enabled, then its financial function activated', async () => {
    const body = await brought();
    const early = await post('cards/financial-activated', { body });
    assert.deepEqual([early.status, early.body.code, early.body.cardState], [409, 'WRONG_STATE', 'not-enabled']);
    assert.match(early.body.message.zh, /启用/);
    const lacking = await post('cards/enabled', { body: { ...body, documents: ['holder-id'] } });
    assert.deepEqual([lacking.status, lacking.body.code], [409, 'DOCUMENT_MISSING']);
    const enabled = await post('cards/enabled', { body });
    assert.deepEqual([enabled.status, enabled.body.socialSecurity], [200, 'enabled']);
    const activated = await post('cards/financial-activated', { body });
    assert.deepEqual([activated.status, activated.body], [200, { socialSecurity: 'enabled', financial: 'active' }]);
  });

  it('R-FIN-01, C-31: is refused to another bank as somebody else’s right', async () => {
    const body = { ...(await brought()), outletId: await insertTestOutlet(whole.city.sql, '104') };
    for (const name of ['enabled', 'financial-activated']) {
      const refused = await post(`cards/${name}`, { bank: '104', body });
      assert.deepEqual([refused.status, refused.body.code], [403, 'NOT_ISSUING_BANK'], name);
    }
    whole.city.setClock(Temporal.Instant.from('2025-10-08T10:00:00+08:00'));
    assert.equal((await post('cards/enabled', { bank: '104', body })).status, 200, 'R-CHAN-08: until 2025-10-08 any');
  });

  it('an outlet that does not belong to the place, or a number nobody has', async () => {
    const body = await brought();
    const visited = await post('cards/financial-activated', { body: { ...body, place: 'bank-visit' } });
    assert.deepEqual([visited.status, visited.body.code], [409, 'WRONG_OUTLET']);
    const unknown = await post('cards/enabled', { body: { ...body, cardNumber: 'nonesuch0' } });
    assert.deepEqual([unknown.status, unknown.body.code], [404, 'CARD_UNKNOWN']);
  });
});

describe('the description', () => {
  it('names every address of the banks with its security, its key and its refusals', async () => {
    const { paths, components } = (await whole.app.inject({ url: '/api/v1/openapi.json' })).json();
    assert.ok(components.securitySchemes.bankToken.flows.clientCredentials.scopes['bank:orders']);
    const addresses = Object.keys(paths).filter((path) => path.startsWith('/api/v1/bank/'));
    assert.ok(addresses.length >= 14);
    for (const address of addresses) {
      const [[method, operation] = []] = Object.entries<Record<string, unknown>>(paths[address]);
      const isFeed = /(orders(\/acknowledge)?|images\/\{kind\}|visits|requests|connection|callbacks.*)$/.test(address);
      const isAnswer = /answer-files|cards|orders\/\{number\}|(visits|requests)\/\{id\}/.test(address);
      const scope = isFeed ? 'bank:orders' : isAnswer ? 'bank:answers' : 'bank:reconciliation';
      assert.deepEqual(operation?.security, [{ bankToken: [scope] }], address);
      assert.ok(Object.keys(operation?.responses ?? {}).includes('401'), address);
      const names = z.array(z.object({ name: z.string() })).parse(operation?.parameters ?? []);
      assert.equal(
        names.some(({ name }) => name === 'idempotency-key'),
        method === 'post',
        address,
      );
    }
  });

  it('has words in both languages for every refusal', () => {
    for (const [code, { zh, en }] of Object.entries(bankRefusals)) assert.ok(zh && en, code);
  });
});

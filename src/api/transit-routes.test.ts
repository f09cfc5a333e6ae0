// The transit operator reports over HTTP with its own token only: each report by itself, once a reference; the demo page does so too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshKey, mailedCard } from '../../test/support/card-journey.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { Visitor } from '../../test/support/visitor.ts';
import { bankToken, partnerToken, wholeApp } from '../../test/support/whole-app.ts';
import { openCard } from '../cards/card.ts';
import { demoTransitSecret, transitClientId } from '../identity/partner-clients.ts';

test('C-21, R-TRANSIT-01: reports are taken one by one, a repeated one once, and only from the operator', async (t) => {
  const whole = await wholeApp(t);
  const { city, app, wiring } = whole;
  const { personId } = await insertTestPerson(city.sql, city.keys);
  await mailedCard(city, personId);
  const [card] = await city.sql<{ sealed: Buffer }[]>`select sealed from cards where person_id = ${personId}`;
  assert.ok(card);
  const cardNumber = openCard(city.keys, personId, card.sealed).number;
  const secret = demoTransitSecret(wiring.config);
  const token = await partnerToken(whole, { clientId: transitClientId, secret });
  const send = async (reports: readonly object[], bearer = token) => {
    const url = '/api/v1/transit/reports';
    const headers = { authorization: `Bearer ${bearer}` };
    const answer = await app.inject({ method: 'POST', url, headers, payload: { reports } });
    return { status: answer.statusCode, ...answer.json() };
  };
  const happenedAt = city.businessClock().toString();
  const told = (kind: string, amount?: string) => ({ reference: freshKey(), cardNumber, happenedAt, kind, amount });
  const top = told('top-up', '50.00');
  const { results } = await send([top, told('rides', '7.50'), top, told('suburban-rail'), told('rides', '99.00')]);
  const [first, second, again, rail, tooMuch] = results;
  assert.deepEqual(first, { reference: top.reference, accepted: true, wallet: 'ready', balance: '50.00' });
  assert.equal(second.balance, '42.50');
  assert.deepEqual(again, first, 'the same reference, the same answer');
  assert.equal(rail.accepted, true);
  assert.deepEqual([tooMuch.accepted, tooMuch.code, tooMuch.balance], [false, 'BALANCE_TOO_SMALL', '42.50']);
  for (const bad of [
    { ...top, amount: '-1.00' },
    { ...top, amount: '0.00' },
    { ...top, kind: 'rides', amount: '1' },
  ])
    assert.equal((await send([bad])).status, 400);
  assert.equal((await send([top], await bankToken(whole, '102'))).status, 403);
  const orders = await app.inject({ url: '/api/v1/bank/orders', headers: { authorization: `Bearer ${token}` } });
  assert.equal(orders.statusCode, 403);
  // The visitor of the demo rides with a card that the operator was told of.
  const { hostname, port } = whole.base;
  await app.listen({ host: hostname, port: Number(port) });
  const notice = { noticeId: 'notice-1', event: 'card-enabled', at: happenedAt, cardNumber };
  assert.equal(
    (await app.inject({ method: 'POST', url: '/demo/scenes/transit/notices', payload: notice })).statusCode,
    204,
  );
  // Other machines of the demo are heard too, and not taken for a forged form.
  const unsigned = await app.inject({ method: 'POST', url: '/demo/banks/102/callbacks', payload: { id: '1' } });
  assert.equal(unsigned.statusCode, 401);
  const visitor = new Visitor(whole.base);
  const { text } = await visitor.visit('/demo/scenes');
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const acted = { card: `${cardNumber}`, act: 'rides' };
  assert.equal((await visitor.visit('/demo/scenes/transit/acts', acted)).status, 403, 'a forged form');
  const after = await visitor.follow(await visitor.visit('/demo/scenes/transit/acts', { ...acted, _csrf }));
  assert.match(after.text, /已向系统报告/);
  const [sum] = await city.sql`select sum(amount_fen)::int as fen from transit_entries where person_id = ${personId}`;
  assert.equal(sum?.fen, 4_250 - 750);
});

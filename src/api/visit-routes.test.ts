// The interface of the banks about visits on the whole program: who sees which, what may be answered when, and what is said otherwise.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { z } from 'zod';
import { apply, done, freshKey } from '../../test/support/card-journey.ts';
import { openingDay } from '../../test/support/city.ts';
import { askForHelp, bankForm } from '../../test/support/help.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { bankToken, type WholeApp, wholeApp } from '../../test/support/whole-app.ts';
import type { PersonId } from '../base/ids.ts';
import type { HelpRequestId } from '../help-requests/help-request.ts';
import { withdrawHelp } from '../help-requests/withdraw-help.ts';
import { visitRefusals } from './visit-words.ts';

const ends: (() => Promise<void>)[] = [];
after(async () => {
  for (const end of ends) await end();
});

let whole: WholeApp;
let tokens: Readonly<Record<'102' | '104', string>>;
let personId: PersonId;
let id: HelpRequestId;

before(async () => {
  whole = await wholeApp({ after: (end) => void ends.push(end) });
  tokens = { 102: await bankToken(whole, '102'), 104: await bankToken(whole, '104') };
});

beforeEach(async () => {
  whole.city.setClock(openingDay);
  ({ personId } = await insertTestPerson(whole.city.sql, whole.city.keys));
  id = await askForHelp(whole.city, personId, bankForm);
});

type Asked = { readonly bank?: '102' | '104'; readonly key?: string; readonly body?: object };

const answer = async (name: string, { bank = '102', key = freshKey(), body = {} }: Asked = {}, visit: string = id) => {
  const response = await whole.app.inject({
    method: 'POST',
    url: `/api/v1/bank/visits/${visit}/${name}`,
    headers: { authorization: `Bearer ${tokens[bank]}`, 'idempotency-key': key, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
  return { status: response.statusCode, body: response.json() };
};

const feed = z.object({ visits: z.array(z.looseObject({ id: z.string() })) });
const visitsOf = async (bank: '102' | '104', limit = '200') => {
  const response = await whole.app.inject({
    url: `/api/v1/bank/visits?limit=${limit}`,
    headers: { authorization: `Bearer ${tokens[bank]}` },
  });
  assert.equal(response.headers['cache-control'], 'no-store');
  return feed.parse(response.json()).visits;
};

describe('the visits of a bank', () => {
  it('R-ELDER-03: are its own, with address and time, until they are answered', async () => {
    const visit = (await visitsOf('102')).find((each) => each.id === id);
    assert.deepEqual(visit, {
      ...{ id, requestedAt: '2025-10-09T01:00:00Z', wishedOn: '2025-10-10', wishedPart: 'morning' },
      ...{ name: '张试验', phone: '19900000005', address: '试验路7号院7号楼707', note: '听力不好' },
    });
    assert.deepEqual(await visitsOf('104'), []);
    assert.equal((await visitsOf('102', '1')).length, 1);
    assert.deepEqual(await answer('accepted'), { status: 200, body: { id, state: 'accepted' } });
    assert.ok((await visitsOf('102')).every((each) => each.id !== id));
  });

  it('are nobody’s without a token', async () => {
    assert.equal((await whole.app.inject('/api/v1/bank/visits')).statusCode, 401);
    const refused = await whole.app.inject({ method: 'POST', url: `/api/v1/bank/visits/${id}/accepted` });
    assert.equal(refused.statusCode, 401);
  });
});

describe('answering a visit', () => {
  it('R-ELDER-03: done with the number of the application that came of it, however it was written', async () => {
    await answer('accepted');
    const { number } = await apply(whole.city, personId);
    const body = { number: number.toLowerCase().replaceAll('-', '') };
    const asked = { key: freshKey(), body };
    assert.deepEqual(await answer('done', asked), { status: 200, body: { id, state: 'done' } });
    assert.deepEqual(await answer('done', asked), { status: 200, body: { id, state: 'done' } });
    const [row] = await whole.city.sql`
      select number from help_requests join applications using (person_id, application_id) where help_request_id = ${id}`;
    assert.equal(row?.number, number);
  });

  it('a number of somebody else, or none at all, is refused as a field', async () => {
    await answer('accepted');
    const other = await insertTestPerson(whole.city.sql, whole.city.keys);
    const { number } = await apply(whole.city, other.personId);
    for (const told of [number, 'nonsense']) {
      const { status, body } = await answer('done', { body: { number: told } });
      assert.deepEqual([status, body.code], [422, 'APPLICATION_NOT_THEIRS']);
    }
    assert.equal((await answer('done')).status, 200, 'without one it is done all the same');
  });

  it('R-ELDER-06: declined with a listed reason, and with no other', async () => {
    assert.equal((await answer('declined', { body: { reason: 'too far' } })).status, 400);
    assert.equal((await answer('declined', { body: {} })).status, 400);
    const { status, body } = await answer('declined', { body: { reason: 'no-home-visits' } });
    assert.deepEqual([status, body.state], [200, 'declined']);
    const late = await answer('accepted');
    assert.deepEqual([late.status, late.body.code, late.body.state], [409, 'WRONG_HELP_STATE', 'declined']);
    assert.match(late.body.message.zh, /已退回/);
  });

  it('of another bank, of nobody, and what is no id: the same answer', async () => {
    const unknown = { status: 404, body: { code: 'HELP_REQUEST_UNKNOWN' } };
    for (const [name, asked, visit] of [
      ['accepted', { bank: '104' }, id],
      ['declined', { bank: '104', body: { reason: 'other' } }, id],
      ['accepted', {}, '0199a000-0000-7000-8000-000000000000'],
      ['accepted', {}, 'nonsense'],
    ] as const) {
      const { status, body } = await answer(name, asked, visit);
      assert.deepEqual({ status, body: { code: body.code } }, unknown);
    }
  });

  it('withdrawn by the person, and a key that was used before', async () => {
    const key = freshKey();
    assert.equal((await answer('accepted', { key })).status, 200);
    const reused = await answer('declined', { key, body: { reason: 'other' } });
    assert.deepEqual([reused.status, reused.body.code], [422, 'KEY_REUSED']);
    const holder = { personId, actor: 'holder', actorId: personId, channel: 'minsheng' } as const;
    done(await withdrawHelp(whole.city, { ...holder, key: freshKey(), helpRequestId: id }));
    const { status, body } = await answer('done');
    assert.deepEqual([status, body.code, body.state], [409, 'WRONG_HELP_STATE', 'withdrawn']);
  });

  it('every refusal has words in both languages', () => {
    for (const [code, { zh, en }] of Object.entries(visitRefusals)) assert.ok(zh && en, code);
  });
});

// Shows where, by whom and with what a card is enabled, by the dates of the rules, and who is told of it.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { beforeEach, describe, it } from 'node:test';
import { authorise } from '../../test/support/authorised.ts';
import { codeOf, done, freshKey, mailedCard } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertOldCard, insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import { createJobWorker } from '../jobs/job-worker.ts';
import type { PersonRecord } from '../people/person.ts';
import type { Served } from './card-asker.ts';
import { type Enabling, enableCard } from './enable-card.ts';
import { sendNotice } from './scene-notices.ts';

const city = await testCity();
const { sql, keys } = city;
const outlet = await insertTestOutlet(sql, '102');
const otherOutlet = await insertTestOutlet(sql, '105');
let person: PersonRecord;
let cardId: CardId;

const eve = Temporal.Instant.from('2025-10-08T10:00:00+08:00');
const idAndCard = ['holder-id', 'card'] as const;
const byStaff = (changes: Partial<Served> = {}): Served => ({
  ...{ by: 'staff', outletId: 'street-1', bank: null, documents: idAndCard, ...changes },
});
const bankCounter: Served = { by: 'bank', outletId: outlet, bank: '102', documents: idAndCard };
const otherBank: Served = { by: 'bank', outletId: otherOutlet, bank: '105', documents: idAndCard };
const call = (changes: object = {}): Served =>
  byStaff({
    ...{ outletId: null, documents: [] },
    callerCheck: { name: person.name, idNumber: person.idNumber, proof: 'call-back', ...changes },
  });

const enable = (channel: Enabling['channel'], served: Served, changes: Partial<Enabling> = {}) =>
  enableCard(city, {
    ...{ personId: person.personId, cardId, actor: 'holder', actorId: 'clerk-7', level: 0 },
    ...{ channel, served, key: freshKey(), ...changes },
  });
const lastEnabling = async () => {
  const [event] = await sql`
    select actor, actor_id, channel, outlet, facts from events
    where person_id = ${person.personId} and action = 'enable-card'`;
  return event;
};

const cardInTheMail = async (personId: PersonId): Promise<CardId> => {
  await mailedCard(city, personId);
  const [row] = await sql<{ cardId: CardId }[]>`
    select card_id as "cardId" from cards where person_id = ${personId} and generation = 3`;
  assert.ok(row);
  return row.cardId;
};

beforeEach(async () => {
  city.setClock(openingDay);
  person = await insertTestPerson(sql, keys);
  await insertOldCard(sql, keys, person.personId);
  cardId = await cardInTheMail(person.personId);
});

describe('enabling at a counter', () => {
  it('R-ENABLE-02, R-CHAN-07: at district and street outlets with ID and card, by the clerk who types it in', async () => {
    for (const channel of ['district', 'street'] as const) {
      const without = await enable(channel, byStaff({ documents: ['holder-id'] }));
      assert.equal(codeOf(without), 'DOCUMENT_MISSING', channel);
    }
    done(await enable('street', byStaff()));
    const event = await lastEnabling();
    assert.deepEqual(
      { ...event },
      {
        ...{ actor: 'staff', actor_id: 'clerk-7', channel: 'street', outlet: 'street-1' },
        facts: { from: 'not-enabled', to: 'enabled', 'asked-by': 'holder', documents: 'holder-id card' },
      },
    );
  });

  it('R-ENABLE-02, R-CHAN-08, C-31: at the issuing bank alone from 2025-10-09, before at any', async () => {
    assert.equal(codeOf(await enable('bank', otherBank)), 'NOT_ISSUING_BANK');
    assert.equal(codeOf(await enable('bank', bankCounter)), 'ok');
    const second = await insertTestPerson(sql, keys);
    cardId = await cardInTheMail(second.personId);
    person = second;
    city.setClock(eve);
    assert.equal(codeOf(await enable('bank', otherBank)), 'ok');
  });

  it('R-ENABLE-05, R-PROXY-02: by an agent with both IDs, the card and a written authorisation', async () => {
    const agent = { actor: 'agent', authorisationId: await authorise(city, person.personId) } as const;
    const without = byStaff({ documents: [...idAndCard, 'agent-id'] });
    assert.equal(codeOf(await enable('street', without, agent)), 'DOCUMENT_MISSING');
    const all = byStaff({ documents: [...idAndCard, 'agent-id', 'authorisation'] });
    done(await enable('street', all, agent));
    const event = await lastEnabling();
    assert.equal(event?.facts['asked-by'], 'agent');
    assert.match(event?.facts.documents, /authorisation/, 'what was shown is recorded');
  });

  it('R-ENABLE-05, R-PROXY-02: without a counter nobody acts for another whose word was not recorded', async () => {
    const documents = ['holder-id', 'agent-id', 'authorisation'] as const;
    const online = enableCard(city, {
      ...{ personId: person.personId, cardId, actor: 'agent', actorId: person.personId, level: 3 },
      ...{ channel: 'minsheng', key: freshKey() },
    });
    assert.equal(codeOf(await online), 'AUTHORISATION_NOT_RECORDED');
    const byPhone = await enable('hotline', { ...call(), documents }, { actor: 'agent' });
    assert.equal(codeOf(byPhone), 'AUTHORISATION_NOT_RECORDED');
  });

  it('R-PROXY-04: a guardian acts for a child, not for an adult', async () => {
    const documents = [...idAndCard, 'guardian-id', 'guardianship-proof'] as const;
    assert.equal(codeOf(await enable('street', byStaff({ documents }), { actor: 'guardian' })), 'ACTOR_NOT_ALLOWED');
  });
});

describe('enabling by 96066', () => {
  it('R-HOTLINE-03, R-ENABLE-02, C-46: from 2025-10-09, not before', async () => {
    city.setClock(eve);
    assert.equal(codeOf(await enable('hotline', call())), 'SERVICE_NOT_AT_CHANNEL');
    city.setClock(openingDay.add({ hours: 1 }));
    done(await enable('hotline', call()));
  });

  it('R-HOTLINE-03, G-28: needs name, ID number and a further proof, of which only the kind is kept', async () => {
    assert.equal(codeOf(await enable('hotline', byStaff({ outletId: null, documents: [] }))), 'CALLER_NOT_CONFIRMED');
    assert.equal(codeOf(await enable('hotline', call({ name: '李试验' }))), 'CALLER_NOT_CONFIRMED');
    assert.equal(codeOf(await enable('hotline', call({ idNumber: '110101195503029990' }))), 'CALLER_NOT_CONFIRMED');
    done(await enable('hotline', call({ idNumber: person.idNumber.toLowerCase(), proof: 'service-password' })));
    const event = await lastEnabling();
    assert.deepEqual(event?.facts, {
      ...{ from: 'not-enabled', to: 'enabled', 'asked-by': 'holder', proof: 'service-password' },
    });
  });

  it('R-QUERY-02: the bank’s own telephone does not enable', async () => {
    const answer = await enable('bank-phone', call());
    assert.ok(!answer.ok && answer.code === 'SERVICE_NOT_AT_CHANNEL');
  });
});

describe('the systems of medical care and transit', () => {
  it('R-OLD-03, R-ENABLE-09: are told once the card is enabled, until each has taken it', async (t) => {
    const got: Record<string, unknown>[] = [];
    let answer = 503;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => void chunks.push(chunk));
      request.on('end', () => {
        got.push({ path: request.url, ...JSON.parse(Buffer.concat(chunks).toString()) });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    assert.ok(address && typeof address === 'object');
    const at = (path: string): string => `http://127.0.0.1:${address.port}/${path}`;
    await sql`delete from jobs`;
    done(await enable('street', byStaff()));
    const sealed = await sql<{ sealed: Buffer }[]>`select sealed from jobs where kind like 'notify-%'`;
    assert.equal(sealed.length, 2);
    assert.ok(
      sealed.every((job) => !job.sealed.toString('latin1').includes('card-enabled')),
      'sealed in the outbox',
    );
    const logged: object[] = [];
    const log = { warn: (what: object) => void logged.push(what), error: () => {} };
    const worker = createJobWorker(
      { sql, keys, log },
      { 'notify-medical': sendNotice(at('medical')), 'notify-transit': sendNotice(at('transit')) },
    );
    assert.equal(await worker.drain(), 2);
    answer = 204;
    await sql`update jobs set run_at = now()`;
    assert.equal(await worker.drain(), 2);
    const [failed, taken] = [got.slice(0, 2), got.slice(2)];
    const byPath = (list: typeof got, path: string) => list.find((each) => each.path === path);
    for (const path of ['/medical', '/transit']) {
      assert.deepEqual(byPath(taken, path), byPath(failed, path), 'every try is the same notice');
      assert.match(String(byPath(taken, path)?.cardNumber), /^[0-9A-Z]{9}$/);
    }
    assert.equal(byPath(taken, '/medical')?.coreNumber, person.coreNumber);
    assert.equal(byPath(taken, '/transit')?.coreNumber, undefined, 'transit is told no more than it needs');
    assert.ok(!JSON.stringify(logged).includes(String(byPath(taken, '/transit')?.cardNumber)));
  });
});

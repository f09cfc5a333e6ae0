// Shows what a temporary loss stops, who may report and release it where, and that it ends by itself to the minute.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { authorise } from '../../test/support/authorised.ts';
import { codeOf, done, freshKey, mailedCard } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { type CardId, newId, type PersonId } from '../base/ids.ts';
import { openPayload } from '../jobs/job.ts';
import type { PersonRecord } from '../people/person.ts';
import { sealCard } from './card.ts';
import type { LossService, Served } from './card-asker.ts';
import { changeLoss, type LossChange } from './change-loss.ts';
import { enableCard } from './enable-card.ts';
import { readOnceEnded, sweepLosses } from './end-temporary-loss.ts';

const city = await testCity();
const { sql, keys } = city;
const outlet = await insertTestOutlet(sql, '102');
const otherOutlet = await insertTestOutlet(sql, '105');
let person: PersonRecord;
let cardId: CardId;
let start: Temporal.Instant;

const id = ['holder-id'] as const;
const idAndCard = ['holder-id', 'card'] as const;
const byStaff = (changes: Partial<Served> = {}): Served => ({
  ...{ by: 'staff', outletId: 'street-1', bank: null, documents: id, ...changes },
});
const issuingCounter = byStaff({ outletId: outlet, bank: '102', documents: idAndCard });
const issuingBank: Served = { ...issuingCounter, by: 'bank' };
const call = (changes: object = {}): Served =>
  byStaff({
    ...{ outletId: null, documents: [] },
    callerCheck: { name: person.name, idNumber: person.idNumber, proof: 'call-back', ...changes },
  });

const ask = (service: LossService, changes: Partial<LossChange> = {}) =>
  changeLoss(city, {
    ...{ service, personId: person.personId, cardId, actor: 'holder', actorId: person.personId },
    ...{ level: 2, channel: 'minsheng', key: freshKey(), ...changes },
  });
const at = (channel: LossChange['channel'], served: Served, more: Partial<LossChange> = {}): Partial<LossChange> => ({
  ...{ channel, served, level: 0, actorId: 'clerk-7', ...more },
});
const card = async () => {
  const [row] = await sql`
    select social_security, cards.financial, kind from cards
    left join bank_requests on bank_requests.card_id = cards.card_id and state in ('requested', 'timed-out')
    where cards.card_id = ${cardId}`;
  assert.ok(row);
  return [row.social_security, row.financial, row.kind];
};
const lastEvent = async () => {
  const [event] = await sql`
    select action, actor, channel, at, facts, rules from events
    where person_id = ${person.personId} and subject not like 'bank-request:%' order by seq desc limit 1`;
  assert.ok(event);
  return event;
};
const kindsTold = async (personId: PersonId) => {
  const jobs = await sql<{ kind: string; sealed: Buffer }[]>`
    select kind, sealed from jobs where person_id = ${personId} and kind <> 'call-bank' order by job_id`;
  return jobs
    .map(({ kind, sealed }) => {
      const payload = openPayload(keys, personId, sealed);
      return kind === 'send-message' ? payload.kind : `${kind} ${payload.event}`;
    })
    .toSorted();
};
const setFinancial = (state: string) => sql`update cards set financial = ${state} where card_id = ${cardId}`;

const enabledCardOf = async (personId: PersonId): Promise<CardId> => {
  await mailedCard(city, personId);
  const [row] = await sql<{ cardId: CardId }[]>`
    select card_id as "cardId" from cards where person_id = ${personId} and generation = 3`;
  assert.ok(row);
  done(
    await enableCard(city, {
      ...{ personId, cardId: row.cardId, actor: 'holder', actorId: personId },
      ...{ level: 3, channel: 'minsheng', key: freshKey() },
    }),
  );
  await sql`update cards set financial = 'active' where card_id = ${row.cardId}`;
  return row.cardId;
};

beforeEach(async () => {
  city.setClock(openingDay);
  // Losses of the tests before are over.
  await sql`update cards set social_security = 'cancelled', lost_until = null where lost_until is not null`;
  person = await insertTestPerson(sql, keys);
  cardId = await enabledCardOf(person.personId);
  await sql`delete from jobs`;
  start = city.businessClock();
});

describe('reporting a temporary loss', () => {
  it('R-LOSS-01, R-LOSS-02, C-04: online at once: the card is stopped, its bank asked, medical care and the holder told', async () => {
    const answer = done(await ask('report-temporary-loss'));
    assert.deepEqual(answer, {
      ...{ cardId, socialSecurity: 'temporarily-lost', financial: 'active', asked: 'suspend' },
      lostUntil: start.add({ hours: 360 }).toString(),
    });
    assert.deepEqual(await card(), ['temporarily-lost', 'active', 'suspend']);
    const { action, channel, facts } = await lastEvent();
    assert.deepEqual(
      [action, channel, facts.from, facts.to],
      [...['report-temporary-loss', 'minsheng', 'enabled', 'temporarily-lost']],
    );
    assert.deepEqual(await kindsTold(person.personId), ['loss-reported', 'notify-medical card-lost']);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-LOSS-01, R-LOSS-10, R-LOSS-12, R-HOTLINE-03: at district, street, any bank and by 96066, where the event says', async () => {
    const otherBank = byStaff({ outletId: otherOutlet, bank: '105' });
    const places = [
      at('district', byStaff()),
      at('street', byStaff()),
      at('bank', issuingCounter),
      at('bank', otherBank),
      at('hotline', call()),
    ];
    for (const place of places) {
      done(await ask('report-temporary-loss', place));
      const event = await lastEvent();
      assert.deepEqual([event.channel, event.actor], [place.channel, 'staff']);
      assert.deepEqual(await card(), ['temporarily-lost', 'active', 'suspend'], 'C-04: whatever the channel');
      city.passTime({ hours: 361 });
      await sweepLosses(city);
      await sql`
        update bank_requests set state = 'replaced' where card_id = ${cardId}`;
    }
    assert.equal(codeOf(await ask('report-temporary-loss', at('bank-phone', call()))), 'SERVICE_NOT_AT_CHANNEL');
  });

  it('G-28: a caller is known by name, ID number and a further proof', async () => {
    const without = byStaff({ outletId: null, documents: [] });
    for (const served of [without, call({ name: '李试验' }), call({ idNumber: '110101195503029990' })])
      assert.equal(codeOf(await ask('report-temporary-loss', at('hotline', served))), 'CALLER_NOT_CONFIRMED');
    assert.deepEqual(await card(), ['enabled', 'active', null]);
    done(await ask('report-temporary-loss', at('hotline', call({ proof: 'service-password' }))));
    assert.equal((await lastEvent()).facts.proof, 'service-password');
  });

  it('R-LOSS-01, R-CHAN-21: online a real name is enough, a phone number is not', async () => {
    assert.equal(codeOf(await ask('report-temporary-loss', { level: 1 })), 'LEVEL_TOO_LOW');
    assert.equal(codeOf(await ask('report-temporary-loss', { level: 2 })), 'ok');
  });

  it('R-LOSS-17: by an agent with both IDs and the authorisation; formal loss and release are not theirs', async () => {
    const documents = ['holder-id', 'agent-id', 'authorisation', 'card'] as const;
    const named = { actor: 'agent', authorisationId: await authorise(city, person.personId) } as const;
    const agent = at('street', byStaff({ documents }), { ...named, toldOfAccount: true });
    assert.equal(codeOf(await ask('report-formal-loss', agent)), 'ACTOR_NOT_ALLOWED');
    const alone = at('street', byStaff({ documents: ['holder-id', 'agent-id'] }), named);
    assert.equal(codeOf(await ask('report-temporary-loss', alone)), 'DOCUMENT_MISSING');
    done(await ask('report-temporary-loss', agent));
    const atBank = at('bank', byStaff({ outletId: outlet, bank: '102', documents }), { actor: 'agent' });
    assert.equal(codeOf(await ask('release-temporary-loss', atBank)), 'ACTOR_NOT_ALLOWED');
  });

  it('R-PROXY-02, R-PROXY-04: online nobody reports for another whose word was not recorded at an outlet', async () => {
    assert.equal(codeOf(await ask('report-temporary-loss', { actor: 'agent' })), 'AUTHORISATION_NOT_RECORDED');
  });

  it('G-09: a card that was mailed but never enabled can be lost, and is what it was afterwards', async () => {
    person = await insertTestPerson(sql, keys);
    await mailedCard(city, person.personId);
    const [row] = await sql<{ cardId: CardId }[]>`
      select card_id as "cardId" from cards where person_id = ${person.personId} and generation = 3`;
    assert.ok(row);
    cardId = row.cardId;
    await sql`delete from jobs`;
    done(await ask('report-temporary-loss'));
    assert.deepEqual(
      await card(),
      ['temporarily-lost', 'not-activated', null],
      'no account, nothing to ask of the bank',
    );
    assert.deepEqual(await kindsTold(person.personId), ['loss-reported'], 'medical care never knew the card');
    city.passTime({ hours: 360 });
    await sweepLosses(city);
    assert.deepEqual(await card(), ['not-enabled', 'not-activated', null]);
  });

  it('G-06: again after it ended, each with a new 15 days, and flagged when more than three in twelve months', async () => {
    for (const often of [undefined, undefined, undefined, '4']) {
      const answer = done(await ask('report-temporary-loss'));
      assert.equal(answer.lostUntil, city.businessClock().add({ hours: 360 }).toString());
      assert.equal((await lastEvent()).facts.often, often);
      city.passTime({ hours: 360 });
      await sweepLosses(city);
    }
    city.passTime({ hours: 24 * 366 });
    done(await ask('report-temporary-loss'));
    assert.equal((await lastEvent()).facts.often, undefined);
  });

  it('is done once: a second click is answered with the end of the first and changes nothing', async () => {
    const first = done(await ask('report-temporary-loss'));
    city.passTime({ hours: 1 });
    assert.deepEqual(done(await ask('report-temporary-loss')), first);
    const [count] = await sql`
      select count(*)::int as n from events where person_id = ${person.personId} and action = 'report-temporary-loss'`;
    assert.equal(count?.n, 1);
  });
});

describe('the end of a temporary loss', () => {
  it('R-LOSS-03, R-LOSS-04, R-LOSS-05: after 15 × 24 hours, not a minute before; the account stays as its bank has it', async () => {
    done(await ask('report-temporary-loss'));
    await setFinancial('suspended');
    city.setClock(start.add({ hours: 360 }).subtract({ minutes: 1 }));
    assert.equal(await sweepLosses(city), 0);
    assert.equal((await card())[0], 'temporarily-lost');
    city.passTime({ minutes: 1 });
    await sql`delete from jobs`;
    assert.equal(await sweepLosses(city), 1);
    assert.deepEqual((await card()).slice(0, 2), ['enabled', 'suspended']);
    const { action, actor, facts, rules } = await lastEvent();
    assert.deepEqual(
      [action, actor, facts.to, rules],
      ['end-temporary-loss', 'system', 'enabled', ['R-LOSS-03', 'R-LOSS-04']],
    );
    assert.deepEqual(await kindsTold(person.personId), ['loss-ended', 'notify-medical card-usable']);
    assert.equal(await sweepLosses(city), 0);
  });

  it('R-LOSS-03: after down time it counts as over before the sweep has met it', async () => {
    done(await ask('report-temporary-loss'));
    city.passTime({ hours: 400 });
    const again = done(await ask('report-temporary-loss'));
    assert.equal(again.lostUntil, city.businessClock().add({ hours: 360 }).toString());
    const events = await sql`
      select action, facts->>'to' as "to" from events
      where person_id = ${person.personId} and subject not like 'bank-request:%' order by seq desc limit 3`;
    assert.deepEqual(
      events.map((event) => `${event.action} ${event.to}`),
      [
        'report-temporary-loss temporarily-lost',
        'end-temporary-loss enabled',
        'report-temporary-loss temporarily-lost',
      ],
    );
    assert.equal(await sweepLosses(city), 0, 'the new one is not due');
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-LOSS-03: two workers that sweep at once end each loss once; two cards of one person end in one chain', async () => {
    const people = [person.personId, person.personId];
    while (people.length < 150) people.push((await insertTestPerson(sql, keys)).personId);
    const content = { number: null, chipId: null, specificationVersion: '3.00', accountLastFour: null };
    await sql`insert into cards ${sql(
      people.map((personId, index) => ({
        ...{ person_id: personId, card_id: newId<CardId>(), generation: index === 0 ? 2 : 3, bank: '102' },
        ...{ social_security: 'temporarily-lost', lost_until: start, lost_from: 'not-enabled' },
        ...{ sealed: sealCard(keys, personId, content) },
      })),
    )}`;
    const [due] = await sql`select count(*)::int as n from cards where lost_until is not null`;
    const ended = await Promise.all([sweepLosses(city), sweepLosses(city)]);
    ended.push(await sweepLosses(city));
    assert.equal(
      ended.reduce((sum, count) => sum + count),
      due?.n,
    );
    const events = await sql`
      select 1 from events where action = 'end-temporary-loss' and person_id = any(${people}::uuid[])`;
    assert.equal(events.length, due?.n);
    for (const personId of people) assert.deepEqual(await verifyPerson(city, personId), []);
  });

  it('is found by an index, however many cards there are', async () => {
    await sql.begin(async (transaction) => {
      // Of a table as small as here the planner would read everything.
      await transaction`select set_config(name, 'off', true) from unnest(array['enable_seqscan', 'enable_bitmapscan']) name`;
      const plan = await transaction`
        explain select person_id, card_id, lost_until from cards where lost_until <= ${start}
        order by lost_until, card_id limit 500`;
      const text = plan.map((row) => row['QUERY PLAN']).join(' ');
      assert.match(text, /Index Scan using cards_lost_until/);
      assert.doesNotMatch(text, /Sort/);
    });
  });

  it('one that fails holds up no other', async () => {
    done(await ask('report-temporary-loss'));
    const broken = person;
    person = await insertTestPerson(sql, keys);
    cardId = await enabledCardOf(person.personId);
    done(await ask('report-temporary-loss'));
    await sql`update cards set sealed = '\\x00' where person_id = ${broken.personId} and generation = 3`;
    city.passTime({ hours: 400 });
    await assert.rejects(sweepLosses(city), AggregateError);
    assert.equal((await card())[0], 'enabled');
    await sql`update cards set lost_until = null, social_security = 'cancelled' where person_id = ${broken.personId}`;
  });
});

describe('releasing a temporary loss', () => {
  it('R-LOSS-06, R-LOSS-07: at the issuing bank with ID and card, at once, the account with it', async () => {
    done(await ask('report-temporary-loss'));
    await setFinancial('suspended');
    await sql`delete from jobs`;
    const without = byStaff({ outletId: outlet, bank: '102' });
    assert.equal(codeOf(await ask('release-temporary-loss', at('bank', without))), 'DOCUMENT_MISSING');
    done(await ask('release-temporary-loss', at('bank', issuingCounter)));
    assert.deepEqual(await card(), ['enabled', 'suspended', 'resume']);
    assert.deepEqual(await kindsTold(person.personId), ['loss-released', 'notify-medical card-usable']);
    city.passTime({ hours: 400 });
    assert.equal(await sweepLosses(city), 0, 'its timer is gone');
  });

  it('R-LOSS-07, R-LOSS-12: the bank itself reports it and has resumed the account', async () => {
    done(await ask('report-temporary-loss'));
    await setFinancial('suspended');
    done(await ask('release-temporary-loss', at('bank', issuingBank, { actorId: '102' })));
    assert.deepEqual(await card(), ['enabled', 'active', null]);
  });

  it('R-LOSS-06, R-LOSS-10, R-LOSS-13, R-HOTLINE-03, C-02: nowhere else, and the refusal says where', async () => {
    done(await ask('report-temporary-loss'));
    const otherBank = byStaff({ outletId: otherOutlet, bank: '105', documents: idAndCard });
    const elsewhere: readonly [string, Partial<LossChange>][] = [
      ['SERVICE_NOT_AT_CHANNEL', {}],
      ['SERVICE_NOT_AT_CHANNEL', at('district', byStaff({ documents: idAndCard }))],
      ['SERVICE_NOT_AT_CHANNEL', at('street', byStaff({ documents: idAndCard }))],
      ['NOT_ISSUING_BANK', at('bank', otherBank)],
      ['SERVICE_NOT_AT_CHANNEL', at('hotline', call())],
    ];
    for (const [code, place] of elsewhere) {
      const refusal = await ask('release-temporary-loss', place);
      assert.equal(codeOf(refusal), code, `${place.channel}`);
      assert.ok(!refusal.ok && 'verdict' in refusal.facts);
      assert.ok(
        refusal.facts.verdict.instead.some((each) => each.channel === 'bank'),
        'where it can be done',
      );
    }
    assert.equal((await card())[0], 'temporarily-lost');
  });

  it('R-LOSS-15, R-LOSS-16: never once a re-issue was requested; 96066 knows more', async () => {
    done(await ask('report-temporary-loss'));
    await sql`update cards set reissue_requested = true where card_id = ${cardId}`;
    const refusal = await ask('release-temporary-loss', at('bank', issuingCounter));
    assert.equal(codeOf(refusal), 'REISSUE_REQUESTED');
    assert.ok(!refusal.ok && 'verdict' in refusal.facts);
    assert.ok(refusal.facts.verdict.instead.some((each) => each.step === 'call-96066'));
  });
});

describe('at the same moment', () => {
  it('eight connections report one loss: one event, and everybody hears the same end', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask('report-temporary-loss')));
    const codes = answers.map(codeOf);
    assert.ok(
      codes.every((code) => code === 'ok' || code === 'BUSY'),
      codes.join(' '),
    );
    const ends = answers.flatMap((answer) => (answer.ok ? [answer.value.lostUntil] : []));
    assert.deepEqual([...new Set(ends)].map(String), [start.add({ hours: 360 }).toString()]);
    const events = await sql`
      select 1 from events where person_id = ${person.personId} and action = 'report-temporary-loss'`;
    assert.equal(events.length, 1);
    assert.deepEqual(await verifyPerson(city, person.personId), []);
  });

  it('R-LOSS-08, R-LOSS-10: the timer never releases what was lost formally, whoever comes first', async () => {
    for (let round = 0; round < 6; round += 1) {
      person = await insertTestPerson(sql, keys);
      cardId = await enabledCardOf(person.personId);
      const { lostUntil } = done(await ask('report-temporary-loss'));
      assert.ok(lostUntil);
      city.passTime({ hours: 360 });
      const due = { personId: person.personId, cardId, lostUntil: Temporal.Instant.from(lostUntil) };
      const comes = () => readOnceEnded(city, city.businessClock(), async () => due);
      const formal = at('street', byStaff(), { toldOfAccount: true });
      const [reported] = await Promise.all([ask('report-formal-loss', formal), ...Array.from({ length: 3 }, comes)]);
      done(reported);
      await comes();
      await sweepLosses(city);
      assert.equal((await card())[0], 'formally-lost');
      assert.deepEqual(await verifyPerson(city, person.personId), []);
    }
  });
});

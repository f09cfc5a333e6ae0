// Shows that a change is written whole and once: head, event, job and answer, whatever runs at the same moment.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { testDatabase } from '../../test/support/database.ts';
import { testKeys } from '../../test/support/keys.ts';
import { systemClock } from '../base/clock.ts';
import { newId, type PersonId } from '../base/ids.ts';
import { type Refused, refused } from '../base/result.ts';
import { connect } from '../database/connection.ts';
import { changePerson, maxAttempts } from './change-person.ts';
import { type Command, change, type Head, rejection } from './command.ts';
import type { Acting } from './event.ts';
import { headColumns } from './head.ts';
import { verifyPerson } from './verify-chain.ts';

const { sql, url } = await testDatabase();
const keys = testKeys();
const ground = { sql, keys, systemClock };
const at = Temporal.Instant.from('2025-10-09T09:00:00.123456789+08:00');

let personId: PersonId;
const holder = (): Acting => ({ actor: 'holder', actorId: personId, channel: 'website', outlet: null, bank: null });

type Given = { readonly ticket: string };
type Reserve = Command<Head, Given, Refused>;

/** A command that writes a ticket as answer, one event with a note, and one job. */
const reserve = (key: string, ticket: string, changes: Partial<Reserve> = {}): Reserve => ({
  action: 'reserve',
  acting: holder(),
  key: { caller: `person:${personId}`, key, request: { ticket } },
  at,
  policySnapshot: 7,
  missing: refused('PERSON_UNKNOWN', {}),
  read: async (earlierAnswer) => {
    const [row] = await sql<
      Head[]
    >`select ${headColumns(sql)} from people ${earlierAnswer} where people.person_id = ${personId}`;
    return row;
  },
  decide: () =>
    change(
      { ticket },
      {
        happenings: [{ action: 'reserve', subject: `ticket:${ticket}`, rules: ['R-X-01'], facts: { to: 'reserved' } }],
        jobs: [{ kind: 'send-message', payload: { ticket } }],
      },
    ),
  ...changes,
});

const counts = async () => {
  const [row] = await sql`
    select (select event_count from people where person_id = ${personId}) as head,
           (select count(*) from events where person_id = ${personId}) as events,
           (select count(*) from jobs where person_id = ${personId}) as jobs,
           (select count(*) from command_answers where person_id = ${personId}) as answers,
           (select count(*) from refusals where person_id = ${personId}) as refusals`;
  return { ...row };
};

beforeEach(async () => {
  personId = newId<PersonId>();
  await sql`insert into people (person_id) values (${personId})`;
});

describe('a command', () => {
  it('writes head, event, job and answer in one', async () => {
    assert.deepEqual(await changePerson(ground, reserve('k', 'a')), { ok: true, value: { ticket: 'a' } });
    assert.deepEqual(await counts(), { head: 1, events: 1, jobs: 1, answers: 1, refusals: 0 });
    assert.deepEqual(await verifyPerson(ground, personId), []);
  });

  it('writes nothing of it when one part fails', async () => {
    const broken = reserve('k', 'a', {
      decide: () =>
        change(
          { ticket: 'a' },
          {
            happenings: [{ action: 'reserve', subject: 'ticket:a', rules: [], facts: {} }],
            writes: [
              sql`, broken as (insert into drafts (person_id, service, sealed) select person_id, null, '' from guard)`,
            ],
          },
        ),
    });
    await assert.rejects(changePerson(ground, broken), /null value in column "service"/);
    assert.deepEqual(await counts(), { head: 0, events: 0, jobs: 0, answers: 0, refusals: 0 });
  });

  it('gives a repetition the answer it gave before, and changes nothing', async () => {
    await changePerson(ground, reserve('k', 'a'));
    const again = reserve('k', 'a', { decide: () => assert.fail('decided again') });
    assert.deepEqual(await changePerson(ground, again), { ok: true, value: { ticket: 'a' } });
    assert.deepEqual(await counts(), { head: 1, events: 1, jobs: 1, answers: 1, refusals: 0 });
  });

  it('refuses a key that was used for something else', async () => {
    await changePerson(ground, reserve('k', 'a'));
    assert.deepEqual(await changePerson(ground, reserve('k', 'b')), refused('KEY_REUSED', {}));
    assert.deepEqual(await changePerson(ground, reserve('k', 'a', { action: 'cancel' })), refused('KEY_REUSED', {}));
  });

  it('refuses a key that the same caller used for another person at the same moment', async () => {
    const other = newId<PersonId>();
    await sql`insert into people (person_id) values (${other})`;
    const key = (ticket: string) => ({ caller: 'bank:102', key: 'k', request: { ticket } });
    const mine = reserve('k', 'a', { key: key('a') });
    const theirs = reserve('k', 'b', {
      key: key('b'),
      read: async (earlierAnswer) => {
        const [row] = await sql<
          Head[]
        >`select ${headColumns(sql)} from people ${earlierAnswer} where people.person_id = ${other}`;
        return row;
      },
    });
    const answers = await Promise.all([changePerson(ground, mine), changePerson(ground, theirs)]);
    assert.deepEqual(answers.map((answer) => (answer.ok ? 'ok' : answer.code)).sort(), ['KEY_REUSED', 'ok']);
  });

  it('keeps callers with equal keys apart', async () => {
    await changePerson(ground, reserve('k', 'a'));
    const other = reserve('k', 'b', { key: { caller: 'bank:103', key: 'k', request: { ticket: 'b' } } });
    assert.deepEqual(await changePerson(ground, other), { ok: true, value: { ticket: 'b' } });
  });

  it('remembers a refusal without moving the chain, and decides anew next time', async () => {
    const no = reserve('k', 'a', { decide: () => rejection(refused('SOLD_OUT', {}), ['R-X-02']) });
    assert.deepEqual(await changePerson(ground, no), refused('SOLD_OUT', {}));
    assert.deepEqual(await counts(), { head: 0, events: 0, jobs: 0, answers: 0, refusals: 1 });
    assert.equal((await changePerson(ground, reserve('k', 'a'))).ok, true);
  });

  it('writes nothing when there is nothing to change', async () => {
    const done = reserve('k', 'a', { decide: () => change({ ticket: 'old' }) });
    assert.deepEqual(await changePerson(ground, done), { ok: true, value: { ticket: 'old' } });
    assert.deepEqual(await counts(), { head: 0, events: 0, jobs: 0, answers: 0, refusals: 0 });
  });

  it('answers for a person who is not there', async () => {
    personId = newId<PersonId>();
    assert.deepEqual(await changePerson(ground, reserve('k', 'a')), refused('PERSON_UNKNOWN', {}));
  });
});

describe('commands at the same moment', () => {
  it('with one key happen once and get one answer', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => changePerson(ground, reserve('k', 'a'))));
    for (const answer of answers) assert.deepEqual(answer, { ok: true, value: { ticket: 'a' } });
    assert.deepEqual(await counts(), { head: 1, events: 1, jobs: 1, answers: 1, refusals: 0 });
  });

  it('follow each other without a gap in the chain; who lost five times is told to try again', async () => {
    const keysUsed = Array.from({ length: 24 }, (_, index) => `k${index}`);
    const answers = await Promise.all(keysUsed.map((key) => changePerson(ground, reserve(key, key))));
    const done = answers.filter((answer) => answer.ok).length;
    assert.ok(answers.every((answer) => answer.ok || answer.code === 'BUSY'));
    assert.ok(done >= maxAttempts);
    assert.deepEqual(await counts(), { head: done, events: done, jobs: done, answers: done, refusals: 0 });
    assert.deepEqual(await verifyPerson(ground, personId), []);
  });

  it('decides again on what the faster one left', async () => {
    const slow = reserve('slow', 's', {
      read: async (earlierAnswer) => {
        const row = await reserve('slow', 's').read(earlierAnswer);
        await setTimeout(row?.eventCount === 0 ? 200 : 0);
        return row;
      },
      decide: (row) =>
        row.eventCount === 0 ? reserve('slow', 's').decide(row) : rejection(refused('SOLD_OUT', {}), []),
    });
    const [late, early] = await Promise.all([changePerson(ground, slow), changePerson(ground, reserve('fast', 'f'))]);
    assert.equal(early.ok, true);
    assert.deepEqual(late, refused('SOLD_OUT', {}));
  });
});

describe('what is kept', () => {
  it('holds neither answer nor job in clear', async () => {
    await changePerson(ground, reserve('k', 'secret-ticket'));
    const rows = await sql`
      select encode(a.sealed, 'escape') || encode(j.sealed, 'escape') as all
      from command_answers a join jobs j using (person_id) where person_id = ${personId}`;
    assert.equal(rows.length, 1);
    assert.doesNotMatch(String(rows[0]?.all), /secret/);
  });

  it('runs as statements that stay prepared', async () => {
    const one = connect(url, { connections: 1 });
    try {
      for (const key of ['a', 'b', 'c']) await changePerson({ ...ground, sql: one }, reserve(key, key));
      const rows = await one`
        select generic_plans + custom_plans as uses from pg_prepared_statements
        where statement like '%guard as%' and statement not like '%pg_prepared%'`;
      assert.deepEqual(
        rows.map((row) => row.uses),
        [3],
      );
    } finally {
      await one.end();
    }
  });
});

// 这不是我: one doubt for each line of one's own record, a date for the answer, one answer by somebody else than who did it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { untilSealable } from '../../test/support/audit.ts';
import { codeOf, done, freshKey } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { findHeadForCommand } from '../audit/audit-store.ts';
import { changePerson } from '../audit/change-person.ts';
import { change } from '../audit/command.ts';
import { leaveTraces } from '../audit/leave-traces.ts';
import { listLooks } from '../audit/list-looks.ts';
import { sealAll } from '../audit/sealer.ts';
import { sweepAudit } from '../audit/sweep-audit.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { PersonId } from '../base/ids.ts';
import { refused } from '../base/result.ts';
import { listMessages } from '../messages/list-messages.ts';
import { answerDoubt, type DoubtAnswer } from './answer-doubt.ts';
import { type Doubted, type DoubtId, openDoubt, parseDoubted } from './doubt.ts';
import { type DoubtRow, listAnsweredDoubts, listDoubtRows, listOpenDoubts } from './doubts-store.ts';
import { raiseDoubt } from './raise-doubt.ts';

const city = await testCity();
const { sql, keys } = city;
let personId: PersonId;
let traceId: string;

const event: Doubted = { kind: 'event', seq: 1 };
const look = (): Doubted => ({ kind: 'look', traceId });

const raise = (doubted: Doubted, changes: object = {}) =>
  raiseDoubt(city, {
    ...{ personId, channel: 'minsheng', level: 3, language: 'zh', key: freshKey(), doubted, words: '那天我不在本市' },
    ...changes,
  });

const answer = (doubtId: string, changes: Partial<DoubtAnswer> = {}) =>
  answerDoubt(city, {
    acting: { actor: 'staff', actorId: 'auditor-1', channel: 'console', outlet: null, bank: null },
    ...{ key: freshKey(), doubtId: doubtId as DoubtId, outcome: 'explained', answer: '银行为您寄卡时查看了地址。' },
    ...changes,
  });

const rowOf = async (doubtId: string): Promise<DoubtRow> => {
  const row = (await listDoubtRows(sql, personId)).find((each) => each.doubtId === doubtId);
  assert.ok(row);
  return row;
};

/** Somebody with one event of their own and one look of the bureau. */
beforeEach(async () => {
  city.setClock(openingDay);
  ({ personId } = await insertTestPerson(sql, keys));
  await changePerson(city, {
    action: 'enable-card',
    acting: { actor: 'staff', actorId: 'street-1', channel: 'street', outlet: null, bank: null },
    key: { caller: 'staff:street-1', key: freshKey(), request: {} },
    ...{ at: openingDay, policySnapshot: 1, missing: refused('X', {}) },
    read: (earlier) => findHeadForCommand(sql, personId, earlier),
    decide: () => change({}, { happenings: [{ action: 'enable-card', subject: 'card:1', rules: [], facts: {} }] }),
  });
  const acting = { actor: 'staff', actorId: 'bureau-1', channel: 'console', outlet: null, bank: null } as const;
  await leaveTraces(city, { ...acting, at: openingDay, purpose: 'opened-checking', note: null }, [personId]);
  traceId = (await listLooks(city, personId, 1))[0]?.traceId ?? '';
});

test('a doubt is open with the fifth working day as its last, in the list of staff, and an event of its own', async () => {
  const { doubtId } = done(await raise(look()));
  const { state, dueOn, answeredAt, sealed } = await rowOf(doubtId);
  assert.deepEqual([state, String(dueOn), answeredAt], ['open', '2025-10-15', null], '10-11 is a make-up working day');
  assert.deepEqual(openDoubt(keys, personId, sealed), {
    ...{ words: '那天我不在本市', phone: '19900000001', language: 'zh', answer: null },
  });
  const listed = (await listOpenDoubts(sql, 200)).find((each) => each.doubtId === doubtId);
  assert.deepEqual([listed?.what, listed?.personId], ['opened-checking', personId]);
  const [raised] =
    await sql`select subject, facts from events where person_id = ${personId} and action = 'raise-doubt'`;
  assert.deepEqual(
    [raised?.subject, raised?.facts],
    [`doubt:${doubtId}`, { to: 'open', about: 'look', traceId, dueOn: '2025-10-15' }],
  );
  assert.deepEqual(await verifyPerson(city, personId), []);
});

test('said again it is the same doubt, also at the same moment; another line is another', async () => {
  const answers = await Promise.all([raise(event), raise(event), raise(event)]);
  const ids = new Set(answers.map((each) => done(each).doubtId));
  assert.equal(ids.size, 1);
  assert.notEqual(done(await raise(look())).doubtId, [...ids][0]);
  assert.equal((await listDoubtRows(sql, personId)).length, 2);
});

test('only of one’s own record, and only by whoever may read it', async () => {
  const other = await insertTestPerson(sql, keys);
  assert.equal(codeOf(await raise(look(), { personId: other.personId })), 'THING_UNKNOWN');
  assert.equal(codeOf(await raise({ kind: 'event', seq: 9 })), 'THING_UNKNOWN');
  assert.equal(codeOf(await raise(event, { level: 1 })), 'LEVEL_TOO_LOW');
  assert.equal((await listDoubtRows(sql, other.personId)).length, 0);
});

test('R-FRAUD-02: answered once, the person reads the answer, and the message says nothing of it', async () => {
  const { doubtId } = done(await raise(look()));
  city.passTime({ hours: 30 });
  const command = { key: freshKey() };
  assert.deepEqual(await answer(doubtId, command), await answer(doubtId, command));
  const { state, answeredAt, sealed } = await rowOf(doubtId);
  assert.deepEqual([state, String(answeredAt)], ['explained', '2025-10-10T07:00:00Z']);
  assert.equal(openDoubt(keys, personId, sealed).answer, '银行为您寄卡时查看了地址。');
  assert.equal(codeOf(await answer(doubtId, { outcome: 'confirmed-misuse' })), 'ANSWERED_ALREADY');
  const jobs =
    await sql`select count(*)::int as count from jobs where person_id = ${personId} and kind = 'send-message'`;
  assert.equal(jobs[0]?.count, 1);
  assert.deepEqual(await listMessages(city, personId), []);
  assert.ok((await listOpenDoubts(sql, 200)).every((each) => each.doubtId !== doubtId));
  assert.ok((await listAnsweredDoubts(sql, 200)).some((each) => each.doubtId === doubtId));
  assert.deepEqual(await verifyPerson(city, personId), []);
});

const actors: Readonly<Record<string, readonly [() => Doubted, string, string]>> = {
  'their own look': [look, 'bureau-1', 'OWN_ACT'],
  'what they did themselves': [() => event, 'street-1', 'OWN_ACT'],
  'somebody else’s look': [look, 'street-1', 'ok'],
};
for (const [what, [doubted, actorId, expected]] of Object.entries(actors))
  test(`${expected === 'ok' ? 'staff answer' : 'nobody answers'} about ${what}`, async () => {
    const { doubtId } = done(await raise(doubted()));
    const acting = { actor: 'staff', actorId, channel: 'console', outlet: null, bank: null } as const;
    assert.equal(codeOf(await answer(doubtId, { acting, outcome: 'confirmed-misuse' })), expected);
    assert.equal((await rowOf(doubtId)).state, expected === 'ok' ? 'confirmed-misuse' : 'open');
  });

test('without a phone on the record there is an answer and no message; an unknown doubt is none', async () => {
  ({ personId } = await insertTestPerson(sql, keys, { phone: null }));
  const acting = { actor: 'bank', actorId: '102', channel: 'bank-interface', outlet: null, bank: null } as const;
  await leaveTraces(city, { ...acting, at: openingDay, purpose: 'list-orders', note: null }, [personId]);
  const trace = (await listLooks(city, personId, 1))[0]?.traceId ?? '';
  const { doubtId } = done(await raise({ kind: 'look', traceId: trace }));
  assert.equal(codeOf(await answer(doubtId)), 'ok');
  assert.equal((await sql`select from jobs where person_id = ${personId}`).length, 0);
  assert.equal(codeOf(await answer(trace)), 'DOUBT_UNKNOWN');
});

test('a look that is asked about stays until there is an answer, however old it is', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yikatong-doubts-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const { doubtId } = done(await raise(look()));
  await untilSealable(sql);
  await sealAll({ ...city, folder });
  const later = {
    ...city,
    config: { logMonths: 6 },
    systemClock: () => Temporal.Now.instant().add({ hours: 24 * 400 }),
  };
  const isThere = async () => (await sql`select from read_traces where trace_id = ${traceId}`).length;
  await sweepAudit(later);
  assert.equal(await isThere(), 1);
  done(await answer(doubtId));
  await sweepAudit(later);
  assert.equal(await isThere(), 0);
});

test('an address names an event by its number or a look by its id, and nothing else', () => {
  assert.deepEqual(parseDoubted('events', '3'), { kind: 'event', seq: 3 });
  assert.equal(parseDoubted('looks', '0198C0DE-0000-7000-8000-000000000001')?.kind, 'look');
  for (const [kind, id] of [
    ['events', '0'],
    ['events', 'x'],
    ['events', '99999999999'],
    ['looks', '3'],
    ['others', '3'],
  ] as const)
    assert.equal(parseDoubted(kind, id), undefined, `${kind} ${id}`);
});

// Proposed and confirmed by two: who may, what happens at once, and how a second process comes to know.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addedRow, confirm, proposalOf, propose } from '../../../test/support/added-rows.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { person, question } from '../../../test/support/questions.ts';
import type { Sql } from '../../database/connection.ts';
import { admit } from '../admit.ts';
import { beijing } from '../data/beijing.ts';
import { loadPolicy, type PolicyHolder } from '../policy-holder.ts';
import { stateOf } from './added-row.ts';
import { findAddedRow, listAddedRows } from './added-rows-store.ts';
import { decideRow } from './decide-row.ts';
import { type Ground, proposeRow } from './propose-row.ts';
import { readStoredSnapshot } from './stored-snapshot.ts';

const groundOn = async (sql: Sql, today = '2026-04-01'): Promise<Ground> => ({
  ...{ sql, policy: await loadPolicy(sql, beijing) },
  businessClock: () => Temporal.Instant.from(`${today}T10:00:00+08:00`),
});
const veterans = { batch: 'veterans', groups: ['military-retiree'], from: '2026-05-01' };
const mayApply = (policy: PolicyHolder, on: string): boolean =>
  admit(policy.current(), question({ on, person: person('military-retiree') })).permitted;

test('G-27: a confirmed row makes a new number at once here, and in another process with its next look', async (t) => {
  const { sql } = await testDatabase(t);
  const [here, there] = [await groundOn(sql), await groundOn(sql)];
  const number = await propose(here, 'batch', veterans);
  await here.policy.refresh();
  assert.equal(here.policy.current().number, 1, 'a proposal changes nothing');
  assert.deepEqual(await confirm(here, number), { ok: true, value: 2 });
  assert.equal(here.policy.current().number, 2);
  assert.equal(mayApply(here.policy, '2026-05-01'), true);
  assert.equal(mayApply(here.policy, '2026-04-30'), false);
  assert.equal(mayApply(there.policy, '2026-05-01'), false);
  await there.policy.refresh();
  assert.equal(there.policy.current().number, 2);
  assert.equal(mayApply(there.policy, '2026-05-01'), true);
  assert.equal((await groundOn(sql)).policy.current().number, 2, 'and in one that starts later');
  const past = await readStoredSnapshot(sql, { number: 1, current: here.policy.current() });
  assert.equal(
    past && admit(past, question({ on: '2026-05-01', person: person('military-retiree') })).permitted,
    false,
  );
});

test('nobody confirms or refuses what they proposed, in the program and in the database', async (t) => {
  const { sql } = await testDatabase(t);
  const ground = await groundOn(sql);
  const number = await propose(ground, 'batch', veterans);
  for (const decision of ['confirmed', 'refused'] as const) {
    const decided = await decideRow(ground, { number, decision, by: 'first', note: 'ja' });
    assert.equal(decided.ok ? '' : decided.code, 'OWN_PROPOSAL');
  }
  await assert.rejects(
    sql`insert into policy_row_decisions (row_number, step, decision, proposed_by, decided_by, decided_at, note)
        values (${number}, 1, 'confirmed', 'first', 'first', now(), '')`,
    /four_eyes/,
  );
  await assert.rejects(
    sql`insert into policy_row_decisions (row_number, step, decision, proposed_by, decided_by, decided_at, note)
        values (${number}, 1, 'confirmed', 'nobody', 'first', now(), '')`,
    /foreign key/,
  );
});

test('of eight who decide about one row at once, one counts', async (t) => {
  const { sql } = await testDatabase(t);
  const ground = await groundOn(sql);
  const number = await propose(ground, 'batch', veterans);
  const decided = await Promise.all(Array.from({ length: 8 }, (_, index) => confirm(ground, number, `clerk-${index}`)));
  assert.equal(decided.filter(({ ok }) => ok).length, 1);
  assert.ok(decided.every((each) => each.ok || each.code === 'ALREADY_DECIDED'));
  assert.equal((await findAddedRow(sql, number))?.decisions.length, 1);
});

test('of two rows that clash, confirmed at once in two processes, the second is refused with the sentence', async (t) => {
  const { sql } = await testDatabase(t);
  const [here, there] = [await groundOn(sql), await groundOn(sql)];
  const numbers = [
    await propose(here, 'batch', veterans),
    await propose(there, 'batch', { ...veterans, from: '2026-06-01' }),
  ];
  const decided = await Promise.all([confirm(here, numbers[0] ?? 0), confirm(there, numbers[1] ?? 0)]);
  const refusals = decided.filter((each) => !each.ok);
  assert.equal(refusals.length, 1);
  assert.ok(refusals[0]?.code === 'ROWS_CLASH');
  assert.match(refusals[0].facts.problems[0]?.text ?? '', /both hold for military-retiree/);
  assert.deepEqual((await listAddedRows(sql, { kind: null, limit: 9 })).map(stateOf).toSorted(), [
    'confirmed',
    'proposed',
  ]);
});

test('what fails the load check is not even proposed, and a form sent twice is one proposal', async (t) => {
  const { sql } = await testDatabase(t);
  const ground = await groundOn(sql);
  const bank = proposalOf('bank', { code: '102', zh: '行', en: 'Bank', from: '2026-05-01' });
  const refusal = await proposeRow(ground, { proposal: bank, by: 'first', key: randomUUID() });
  assert.equal(refusal.ok ? '' : refusal.code, 'ROWS_CLASH');
  const twice = { proposal: proposalOf('batch', veterans), by: 'first', key: randomUUID() };
  assert.deepEqual(await proposeRow(ground, twice), await proposeRow(ground, twice));
  assert.equal((await listAddedRows(sql, { kind: null, limit: 9 })).length, 1);
});

test('a row is taken back before it is in force and not afterwards; the rows of before have their number again', async (t) => {
  const { sql } = await testDatabase(t);
  const eve = await groundOn(sql, '2026-04-30');
  const number = await propose(eve, 'batch', veterans);
  await confirm(eve, number);
  const back = { number, decision: 'taken-back', by: 'first', note: '公告推迟' } as const;
  const late = await decideRow(await groundOn(sql, '2026-05-01'), back);
  assert.equal(late.ok ? '' : late.code, 'IN_FORCE');
  const silent = await decideRow(eve, { ...back, note: '' });
  assert.equal(silent.ok ? '' : silent.code, 'NOTE_MISSING');
  assert.deepEqual(await decideRow(eve, back), { ok: true, value: 1 });
  assert.equal(eve.policy.current().number, 1);
  const row = await findAddedRow(sql, number);
  assert.deepEqual(
    row?.decisions.map(({ decision, decidedBy }) => `${decision} ${decidedBy}`),
    ['confirmed second', 'taken-back first'],
  );
  const again = await confirm(eve, number);
  assert.equal(again.ok ? '' : again.code, 'ALREADY_DECIDED');
});

test('a row on which another rests is not taken back', async (t) => {
  const { sql } = await testDatabase(t);
  const ground = await groundOn(sql);
  const number = await propose(ground, 'batch', veterans);
  await confirm(ground, number);
  const correction = await propose(ground, 'batch', { ...veterans, from: '2026-06-01', supersedes: `added-${number}` });
  await confirm(ground, correction);
  const back = await decideRow(ground, { number, decision: 'taken-back', by: 'first', note: '误' });
  assert.ok(!back.ok && back.code === 'ROWS_CLASH');
});

test('what is on record is never overwritten', async (t) => {
  const { sql } = await testDatabase(t);
  const ground = await groundOn(sql);
  await confirm(ground, await propose(ground, 'batch', veterans));
  await assert.rejects(sql`update policy_added_rows set reason = 'other'`, /never changed/);
  await assert.rejects(sql`delete from policy_row_decisions`, /never changed/);
});

test('a release that ships what the bureau added does not start, and says which rows clash', async (t) => {
  const { sql } = await testDatabase(t);
  const ground = await groundOn(sql);
  await confirm(ground, await propose(ground, 'batch', veterans));
  const { content } = addedRow(1, 'batch', veterans);
  assert.ok(content.kind === 'batch');
  const { kind: _kind, ...batch } = content;
  const shipped = {
    id: 'batch-veterans',
    from: batch.from,
    batch: batch.batch,
    groups: batch.groups,
    rules: ['R-ELIG-14'],
  };
  await assert.rejects(
    loadPolicy(sql, { ...beijing, batches: [...beijing.batches, shipped] }),
    /batch-veterans and added-1 both hold for military-retiree/,
  );
});

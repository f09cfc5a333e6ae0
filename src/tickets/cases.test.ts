// Cases of supervision: opened by a complaint that names a bank or by the bureau, investigated, closed; and the month's report.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, done, freshKey } from '../../test/support/card-journey.ts';
import { testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { PersonId } from '../base/ids.ts';
import type { TicketAbout } from './case.ts';
import { findCase, listCases, listCasesByBank, listTicketsByTopic } from './cases-store.ts';
import { type CaseStep, changeCase } from './change-case.ts';
import { changeTicket } from './change-ticket.ts';
import { openTicket } from './open-ticket.ts';
import type { TicketId, TicketKind } from './ticket.ts';

const city = await testCity();
const { sql, keys } = city;
const stall: TicketAbout = { topic: 'stall', bank: '102', place: 'school' };
const october = {
  from: Temporal.Instant.from('2025-10-01T00:00:00+08:00'),
  before: Temporal.Instant.from('2025-11-01T00:00:00+08:00'),
};

const opened = async (kind: TicketKind, about: TicketAbout) => {
  const { personId } = await insertTestPerson(sql, keys);
  const who = { personId, actor: 'holder', actorId: personId, channel: 'minsheng', level: 2, language: 'zh' } as const;
  const words = '银行在学校门口摆摊推销办卡';
  const { ticketId } = done(await openTicket(city, { ...who, key: freshKey(), kind, about, words }));
  return { personId, ticketId: ticketId as TicketId };
};
const bureau = { actor: 'staff', actorId: 'bureau-1', channel: 'console', outlet: null, bank: null } as const;
const step = (ticketId: TicketId, given: CaseStep, key = freshKey()) =>
  changeCase(city, { acting: bureau, key, ticketId, step: given });
const investigate: CaseStep = { action: 'investigate-case', finding: 'confirmed' };
const close: CaseStep = { action: 'close-case', measure: 'order' };
const open: CaseStep = { action: 'open-case', about: { topic: 'stall', bank: '104', place: null } };
const actionsOf = async (personId: PersonId) =>
  (await sql<{ action: string }[]>`select action from events where person_id = ${personId} order by seq`).map(
    ({ action }) => action,
  );

test('R-SUPERVISE-02: a complaint about a stall opens a case against the bank: open, investigated, closed', async () => {
  const ids = await opened('complaint', stall);
  const { personId, ticketId } = ids;
  const first = await findCase(sql, ids);
  assert.deepEqual([first?.bank, first?.topic, first?.place, first?.state], ['102', 'stall', 'school', 'open']);
  assert.equal(codeOf(await step(ticketId, close)), 'WRONG_CASE_STATE', 'nothing is closed uninvestigated');
  assert.equal(codeOf(await step(ticketId, open)), 'WRONG_CASE_STATE', 'one case a complaint');
  const key = freshKey();
  assert.deepEqual(done(await step(ticketId, investigate, key)), { state: 'investigated' });
  assert.deepEqual(done(await step(ticketId, investigate, key)), { state: 'investigated' }, 'the same form twice');
  assert.equal(codeOf(await step(ticketId, investigate)), 'WRONG_CASE_STATE');
  done(await step(ticketId, close));
  const last = await findCase(sql, ids);
  assert.deepEqual([last?.state, last?.finding, last?.measure], ['closed', 'confirmed', 'order']);
  const all = ['open-ticket', 'open-case', 'investigate-case', 'close-case'];
  assert.deepEqual(await actionsOf(personId), all, 'the person reads each step on the record');
  assert.deepEqual(await verifyPerson(city, personId), []);
});

test('R-SUPERVISE-02: where nobody named the bank the bureau opens the case; no question is a case', async () => {
  const unnamed = await opened('complaint', { ...stall, bank: null });
  assert.equal(await findCase(sql, unnamed), undefined);
  assert.equal(codeOf(await step(unnamed.ticketId, investigate)), 'WRONG_CASE_STATE');
  done(await step(unnamed.ticketId, open));
  assert.equal((await findCase(sql, unnamed))?.bank, '104');
  const question = await opened('consultation', stall);
  assert.equal(await findCase(sql, question), undefined);
  assert.equal(codeOf(await step(question.ticketId, open)), 'TICKET_UNKNOWN');
});

test('R-SUPERVISE-03, R-SUPERVISE-05: the month by bank and by topic; running cases first', async () => {
  await sql`truncate tickets, supervision_cases`;
  const before = await opened('complaint', stall);
  const later = await opened('complaint', stall);
  await opened('complaint', { ...stall, bank: '104' });
  for (const each of [investigate, close]) done(await step(before.ticketId, each));
  const byBank = await listCasesByBank(sql, october);
  assert.deepEqual(
    byBank.map((row) => ({ ...row })),
    [
      { bank: '102', open: 1, investigated: 0, closed: 1, confirmed: 1 },
      { bank: '104', open: 1, investigated: 0, closed: 0, confirmed: 0 },
    ],
  );
  const november = { from: october.before, before: october.before.add({ hours: 720 }) };
  assert.equal((await listCasesByBank(sql, november)).length, 0);
  const listed = await listCases(sql, { bank: '102', most: 9 });
  assert.deepEqual(
    listed.map(({ ticketId }) => ticketId),
    [later.ticketId, before.ticketId],
  );
  for (const hours of [2, 6, 10]) {
    const asked = await opened('suggestion', { topic: 'applying', bank: null, place: null });
    city.passTime({ hours });
    const as = { reach: { of: 'all' }, desk: { desk: 'hotline', bank: null } } as const;
    const answer = { action: 'answer-ticket', words: '已转告有关银行' } as const;
    done(await changeTicket(city, { acting: bureau, as, key: freshKey(), ticketId: asked.ticketId, step: answer }));
  }
  await opened('suggestion', { topic: 'applying', bank: null, place: null });
  const byTopic = await listTicketsByTopic(sql, october);
  assert.deepEqual(
    byTopic.map((row) => ({ ...row })),
    [
      { kind: 'complaint', topic: 'stall', open: 3, answered: 0, medianHours: null },
      { kind: 'suggestion', topic: 'applying', open: 1, answered: 3, medianHours: 6 },
    ],
  );
});

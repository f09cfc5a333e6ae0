// 咨询、建议、投诉: a desk and a last day for each, hand-over between the desks, the answer, closing and asking again.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { codeOf, done, freshKey } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { PersonId } from '../base/ids.ts';
import type { TicketAbout } from './case.ts';
import { changeTicket, type TicketCommand, type TicketStep } from './change-ticket.ts';
import { openTicket, type TicketAsked } from './open-ticket.ts';
import { mostEntries, mostTicketsADay, openTicketContent, type TicketDesk, type TicketId } from './ticket.ts';
import { findOwnTicket, listAnsweredTickets, listOpenTickets, type TicketRow } from './tickets-store.ts';

const city = await testCity();
const { sql, keys } = city;
let personId: PersonId;

beforeEach(async () => {
  city.setClock(openingDay);
  ({ personId } = await insertTestPerson(sql, keys));
});

const delivery: TicketAbout = { topic: 'collecting', bank: null, place: null };
const hotline: TicketDesk = { desk: 'hotline', bank: null };
const bureau: TicketDesk = { desk: 'bureau', bank: null };
const icbc: TicketDesk = { desk: 'bank', bank: '102' };
const ccb: TicketDesk = { desk: 'bank', bank: '105' };

const ask = (changes: Partial<TicketAsked> = {}) =>
  openTicket(city, {
    ...{ personId, actor: 'holder', actorId: personId, channel: 'minsheng', level: 2, language: 'zh' },
    ...{ key: freshKey(), kind: 'consultation', about: delivery, words: '卡寄到哪里了，怎么查' },
    ...changes,
  });
const opened = async (changes: Partial<TicketAsked> = {}): Promise<TicketId> =>
  done(await ask(changes)).ticketId as TicketId;

const act = (ticketId: TicketId, step: TicketStep, changes: Partial<TicketCommand> = {}) =>
  changeTicket(city, {
    acting: { actor: 'holder', actorId: personId, channel: 'minsheng', outlet: null, bank: null },
    ...{ key: freshKey(), ticketId, step, as: { personId } },
    ...changes,
  });
/** A bank reaches what lies with it; the others everything. */
const staff = (ticketId: TicketId, desk: TicketDesk, step: TicketStep) =>
  act(ticketId, step, {
    acting: { actor: 'staff', actorId: `${desk.desk}-1`, channel: 'console', outlet: null, bank: desk.bank },
    as: { desk, reach: desk.bank === null ? { of: 'all' } : { of: 'bank', bank: desk.bank } },
  });
const answer = (ticketId: TicketId, desk: TicketDesk) =>
  staff(ticketId, desk, { action: 'answer-ticket', words: '在“我的”里点开申领进度。' });
const handOver = (ticketId: TicketId, desk: TicketDesk, to: TicketDesk) =>
  staff(ticketId, desk, { action: 'hand-over-ticket', words: '请贵行核实', to });

const rowOf = async (ticketId: TicketId): Promise<TicketRow> => {
  const row = await findOwnTicket(sql, personId, ticketId);
  assert.ok(row);
  return row;
};
const entriesOf = async (ticketId: TicketId) => {
  const { sealed } = await rowOf(ticketId);
  return openTicketContent(keys, personId, sealed).entries;
};

for (const [kind, desk] of [
  ['consultation', 'hotline'],
  ['suggestion', 'hotline'],
  ['complaint', 'bureau'],
] as const)
  test(`R-HOTLINE-01, R-SUPERVISE-02: a ${kind} begins at the ${desk}, with the fifth working day as its last`, async () => {
    const ticketId = await opened({ kind });
    const { state, dueOn, ...row } = await rowOf(ticketId);
    assert.deepEqual([row.kind, row.desk, row.bank, state], [kind, desk, null, 'open']);
    assert.equal(String(dueOn), '2025-10-15', '10-11 is a make-up working day');
    const [event] = await sql`select subject, facts, rules from events where person_id = ${personId}`;
    assert.equal(event?.subject, `ticket:${ticketId}`);
    assert.deepEqual(event?.facts, { to: 'open', kind, topic: 'collecting', desk, dueOn: '2025-10-15' });
    assert.ok(event?.rules.includes('R-HOTLINE-01'));
  });

test('R-HOTLINE-01: the hotline opens one for somebody who calls; nobody asks by the service phone of a bank', async () => {
  const call = { actor: 'staff', actorId: 'hotline-1', channel: 'hotline', level: 0 } as const;
  const ticketId = await opened(call);
  assert.equal((await rowOf(ticketId)).state, 'open');
  assert.equal(codeOf(await ask({ ...call, channel: 'bank-phone' })), 'SERVICE_NOT_AT_CHANNEL');
  assert.equal(codeOf(await ask({ level: 1 })), 'LEVEL_TOO_LOW');
});

test('a person opens so many on a day and no more, also at the same moment, and again tomorrow', async () => {
  const codes = await Promise.all(Array.from({ length: mostTicketsADay + 3 }, async () => codeOf(await ask())));
  assert.equal(codes.filter((code) => code === 'ok').length, mostTicketsADay);
  assert.ok(codes.includes('TOO_MANY_TICKETS') && codeOf(await ask()) === 'TOO_MANY_TICKETS');
  city.passTime({ hours: 24 });
  assert.equal(codeOf(await ask()), 'ok');
});

test('the same form sent twice is one ticket', async () => {
  const key = freshKey();
  assert.equal(await opened({ key }), await opened({ key }));
});

test('R-SUPERVISE-05: it goes from the hotline to a bank and to the bureau; only the desk where it lies answers', async () => {
  const ticketId = await opened();
  assert.equal(codeOf(await answer(ticketId, icbc)), 'TICKET_UNKNOWN', 'a bank sees nothing that is not with it');
  assert.equal(codeOf(await answer(ticketId, bureau)), 'AT_ANOTHER_DESK');
  assert.equal(codeOf(await handOver(ticketId, hotline, hotline)), 'AT_ANOTHER_DESK');
  done(await handOver(ticketId, hotline, icbc));
  assert.equal(codeOf(await answer(ticketId, ccb)), 'TICKET_UNKNOWN');
  const ofBank = await listOpenTickets(sql, { reach: { of: 'bank', bank: '102' }, first: icbc, most: 9 });
  assert.deepEqual(
    ofBank.map((each) => each.ticketId),
    [ticketId],
  );
  assert.equal(codeOf(await handOver(ticketId, icbc, ccb)), 'AT_ANOTHER_DESK', 'never from one bank to another');
  done(await handOver(ticketId, icbc, bureau));
  done(await answer(ticketId, bureau));
  const { state, desk, bank, dueOn } = await rowOf(ticketId);
  assert.deepEqual([state, desk, bank, String(dueOn)], ['answered', 'bureau', null, '2025-10-15']);
  const said = await entriesOf(ticketId);
  assert.deepEqual(
    said.map((each) => [each.by, each.bank, each.inside]),
    [
      ['person', null, false],
      ['hotline', null, true],
      ['bank', '102', true],
      ['bureau', null, false],
    ],
  );
  assert.equal(codeOf(await handOver(ticketId, bureau, hotline)), 'WRONG_TICKET_STATE');
  assert.deepEqual(await verifyPerson(city, personId), []);
});

test('R-SUPERVISE-05: the answer is told by message without a word of it; closing or asking again is the person’s', async () => {
  const ticketId = await opened();
  assert.equal(codeOf(await act(ticketId, { action: 'close-ticket' })), 'WRONG_TICKET_STATE');
  city.passTime({ hours: 30 });
  done(await answer(ticketId, hotline));
  const jobs = await sql`select from jobs where person_id = ${personId} and kind = 'send-message'`;
  assert.equal(jobs.length, 1);
  assert.equal(String((await rowOf(ticketId)).answeredAt), '2025-10-10T07:00:00Z');
  const again: TicketStep = { action: 'reopen-ticket', words: '还是没有找到进度' };
  done(await act(ticketId, again));
  const { state, dueOn } = await rowOf(ticketId);
  assert.deepEqual([state, String(dueOn)], ['open', '2025-10-16'], 'a new last day from the day it was asked again');
  assert.equal(codeOf(await act(ticketId, again)), 'WRONG_TICKET_STATE');
  done(await answer(ticketId, hotline));
  done(await act(ticketId, { action: 'close-ticket' }));
  assert.equal((await rowOf(ticketId)).state, 'closed');
  done(await act(ticketId, again));
  assert.deepEqual(
    (await entriesOf(ticketId)).map(({ by }) => by),
    ['person', 'hotline', 'person', 'hotline', 'person'],
  );
  assert.ok(
    (await listOpenTickets(sql, { reach: { of: 'all' }, first: undefined, most: 99 })).some(
      (each) => each.ticketId === ticketId,
    ),
  );
  const ended = await listAnsweredTickets(sql, { reach: { of: 'all' }, most: 99 });
  assert.ok(ended.every((each) => each.ticketId !== ticketId));
  assert.deepEqual(await verifyPerson(city, personId), []);
});

test('nobody else closes it or asks further', async () => {
  const ticketId = await opened();
  done(await answer(ticketId, hotline));
  const other = await insertTestPerson(sql, keys);
  const theirs = await act(ticketId, { action: 'close-ticket' }, { as: { personId: other.personId } });
  assert.equal(codeOf(theirs), 'TICKET_UNKNOWN');
});

test('a ticket has an end: the last place is for the answer', async () => {
  const ticketId = await opened();
  const desks = [hotline, bureau];
  let passed = 0;
  while (codeOf(await handOver(ticketId, desks[passed % 2] ?? hotline, desks[(passed + 1) % 2] ?? bureau)) === 'ok')
    passed += 1;
  assert.equal(passed, mostEntries - 2);
  assert.equal(codeOf(await answer(ticketId, desks[passed % 2] ?? hotline)), 'ok');
  assert.equal((await entriesOf(ticketId)).length, mostEntries);
});

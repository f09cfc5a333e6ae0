// Shows how a bank is asked, answers late, twice or never, what then becomes of the account, and who is told to call it.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { activeCard, codeOf, done, freshKey } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { changePerson } from '../audit/change-person.ts';
import { change } from '../audit/command.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { CardId } from '../base/ids.ts';
import { refused } from '../base/result.ts';
import { listCallbacks } from '../callbacks/callbacks-store.ts';
import { findEnabling } from '../cards/enabling-store.ts';
import { openPayload } from '../jobs/job.ts';
import type { PersonRecord } from '../people/person.ts';
import { answerRequest, type BankAnswer } from './answer-request.ts';
import { askBankAgain, endRound, sweepBankRequests } from './ask-again.ts';
import { askBank, replaceRequests } from './ask-bank.ts';
import {
  type BankRequestContent,
  type BankRequestId,
  type BankRequestKind,
  bankRequestKinds,
  mostOwnRounds,
  mostRounds,
} from './bank-request.ts';
import { listBankRequests } from './bank-requests-store.ts';
import { listRequests } from './list-requests.ts';

const city = await testCity();
const { sql, keys } = city;
let person: PersonRecord;
let cardId: CardId;
/** What the account is before a kind can be asked. */
const before: Readonly<Record<BankRequestKind, string>> = {
  ...{ suspend: 'active', resume: 'suspended', 'formal-loss': 'active', 'release-formal-loss': 'formally-lost' },
  ...{ cancel: 'suspended', 'change-phone': 'active', refund: 'active' },
};
const after: Readonly<Record<BankRequestKind, string>> = {
  ...{ suspend: 'suspended', resume: 'active', 'formal-loss': 'formally-lost', 'release-formal-loss': 'active' },
  ...{ cancel: 'cancelled', 'change-phone': 'active', refund: 'active' },
};
const confirmed = { outcome: 'confirmed' } as const;
const notDone = { outcome: 'refused', reason: 'holder-needed' } as const;

const setFinancial = (state: string) => sql`update cards set financial = ${state} where card_id = ${cardId}`;
const financial = async () => (await sql`select financial from cards where card_id = ${cardId}`)[0]?.financial;

/** A command that needs the bank, as other parts put it together. */
const command = async (kind: BankRequestKind | 'done-by-bank', content?: BankRequestContent) =>
  done(
    await changePerson(city, {
      action: 'test-command',
      acting: { actor: 'staff', actorId: 'clerk-7', channel: 'bank', outlet: null, bank: '102' },
      key: { caller: 'staff:clerk-7', key: freshKey(), request: { kind } },
      at: city.businessClock(),
      policySnapshot: 1,
      missing: refused('GONE', {}),
      read: (earlierAnswer) =>
        findEnabling(sql, { ref: { personId: person.personId, cardId }, outletId: null }, earlierAnswer),
      decide: () => {
        const happened = { action: 'test', subject: `card:${cardId}`, rules: [], facts: {} };
        const asked = { personId: person.personId, cardId, bank: '102', at: city.businessClock() };
        return change(
          {},
          { happenings: [happened] },
          kind === 'done-by-bank'
            ? replaceRequests(sql, cardId, 'account')
            : askBank(city, { ...asked, kind, ...(content && { content }) }),
        );
      },
    }),
  );

/** The newest request about the card. */
const last = async () => {
  const [row] = await sql<{ id: BankRequestId; state: string; rounds: number; dueAt: Temporal.Instant }[]>`
    select bank_request_id as id, state, rounds, due_at as "dueAt" from bank_requests where card_id = ${cardId}
    order by asked_at desc, bank_request_id desc limit 1`;
  return row ?? assert.fail('nothing was asked');
};
const states = async () =>
  (await sql`select kind, state from bank_requests where card_id = ${cardId} order by asked_at, bank_request_id`).map(
    ({ kind, state }) => `${kind} ${state}`,
  );
const answer = async (given: BankAnswer, more: { readonly bank?: string; readonly key?: string } = {}) =>
  answerRequest(city, { bank: '102', key: freshKey(), bankRequestId: (await last()).id, answer: given, ...more });
const messages = async () => {
  const jobs = await sql<{ sealed: Buffer }[]>`
    select sealed from jobs where person_id = ${person.personId} and kind = 'send-message' order by job_id`;
  return jobs.map(({ sealed }) => openPayload(keys, person.personId, sealed).kind);
};
const eventsOf = async () =>
  (
    await sql`select action from events where person_id = ${person.personId} and subject <> ${`card:${cardId}`}
      and subject like 'bank-request:%' order by seq`
  ).map(({ action }) => action);

beforeEach(async () => {
  city.setClock(openingDay);
  await sql`truncate bank_requests, callbacks`;
  person = await insertTestPerson(sql, keys);
  cardId = await activeCard(city, person.personId);
  await sql`delete from jobs`;
  await sql`truncate callbacks`;
});

describe('a request to the bank', () => {
  for (const kind of bankRequestKinds)
    it(`R-BANK-10, R-LOSS-02, R-LOSS-07, R-LOSS-08, R-INFO-02: ${kind}: the account follows when the bank confirms, not before`, async () => {
      await setFinancial(before[kind]);
      await command(kind);
      assert.equal(await financial(), before[kind], 'until it confirms, nothing is so');
      city.passTime({ minutes: 5 });
      assert.equal(done(await answer(confirmed)).state, 'confirmed');
      assert.equal(await financial(), after[kind]);
      assert.deepEqual(await verifyPerson(city, person.personId), []);
    });

  it('is given to its bank alone, with the card and what it needs, until it is answered; every reading leaves a trace', async () => {
    await command('change-phone', { phone: '19900000042' });
    assert.deepEqual(await listRequests(city, { bank: '104' }), []);
    const [given] = await listRequests(city, { bank: '102' });
    assert.deepEqual(
      [given?.kind, given?.name, given?.idNumber, given?.content],
      ['change-phone', person.name, person.idNumber, { phone: '19900000042' }],
    );
    assert.match(String(given?.cardNumber), /^[0-9A-Z]{9}$/);
    const traces = await sql`select purpose, actor_id from read_traces where person_id = ${person.personId}`;
    assert.deepEqual({ ...traces.at(-1) }, { purpose: 'list-requests', actor_id: '102' });
    assert.equal(codeOf(await answer(confirmed, { bank: '104' })), 'BANK_REQUEST_UNKNOWN');
    done(await answer(confirmed));
    assert.deepEqual(await listRequests(city, { bank: '102' }), []);
  });

  it('calls the bank, naming the request and nobody', async () => {
    await command('suspend');
    const [call] = await listCallbacks(sql, { bank: '102', state: null, event: null, most: 5 });
    assert.deepEqual([call?.event, call?.subject], ['request-waiting', (await last()).id]);
  });

  it('is answered once: the same again changes nothing, another answer is told the state', async () => {
    await command('suspend');
    const key = freshKey();
    done(await answer(confirmed, { key }));
    assert.deepEqual(done(await answer(confirmed, { key })), done(await answer(confirmed)));
    const refusal = await answer(notDone);
    assert.ok(!refusal.ok && refusal.code === 'WRONG_REQUEST_STATE' && refusal.facts.state === 'confirmed');
    assert.equal(codeOf(await answer(notDone, { key })), 'KEY_REUSED');
    assert.deepEqual(await eventsOf(), ['ask-bank', 'confirm-request']);
  });

  it('eight answers at the same moment are one', async () => {
    await command('suspend');
    const codes = (await Promise.all(Array.from({ length: 8 }, () => answer(confirmed)))).map(codeOf);
    assert.ok(codes.includes('ok') && codes.every((code) => ['ok', 'BUSY'].includes(code)), codes.join(' '));
    assert.deepEqual(await eventsOf(), ['ask-bank', 'confirm-request']);
  });

  it('R-LOSS-02: refused: the account stays as it is, and the holder is told to call the bank', async () => {
    await command('suspend');
    assert.equal(done(await answer(notDone)).state, 'refused');
    assert.equal(await financial(), 'active');
    assert.deepEqual(await messages(), ['bank-refused']);
  });

  it('R-LOSS-07: a later wish about the account replaces the one before, which must not be done any more', async () => {
    await command('suspend');
    const { id } = await last();
    await command('change-phone');
    city.passTime({ minutes: 1 });
    await command('resume');
    assert.deepEqual(await states(), ['suspend replaced', 'change-phone requested', 'resume requested']);
    assert.ok((await listRequests(city, { bank: '102' })).every(({ bankRequestId }) => bankRequestId !== id));
    const late = await answerRequest(city, { bank: '102', key: freshKey(), bankRequestId: id, answer: confirmed });
    assert.ok(!late.ok && late.code === 'WRONG_REQUEST_STATE' && late.facts.state === 'replaced');
    assert.equal(await financial(), 'active');
    await command('done-by-bank');
    assert.deepEqual(await states(), ['suspend replaced', 'change-phone requested', 'resume replaced']);
  });

  it('the mirror never moves where the table does not lead: the bank owns the account', async () => {
    await setFinancial('cancelled');
    await command('suspend');
    done(await answer(confirmed));
    assert.equal(await financial(), 'cancelled');
  });
});

describe('a bank that says nothing', () => {
  it('is asked again to the minute, three times in all, then given up; the holder is told once to call it', async () => {
    await command('suspend');
    city.passTime({ minutes: 29 });
    assert.equal(await sweepBankRequests(city), 0);
    for (const expected of ['requested 2', 'requested 3', 'timed-out 3']) {
      city.setClock((await last()).dueAt);
      assert.equal(await sweepBankRequests(city), 1);
      assert.equal(await sweepBankRequests(city), 0, 'once a round');
      const { state, rounds } = await last();
      assert.equal(`${state} ${rounds}`, expected);
    }
    assert.equal(mostOwnRounds, 3);
    assert.deepEqual(await messages(), ['bank-silent']);
    assert.deepEqual(await eventsOf(), ['ask-bank', 'ask-bank-again', 'ask-bank-again', 'give-up-request']);
    const calls = await listCallbacks(sql, { bank: '102', state: null, event: 'request-waiting', most: 9 });
    assert.deepEqual(
      calls.map(({ subject }) => subject),
      Array(3).fill((await last()).id),
    );
    assert.equal((await listRequests(city, { bank: '102' })).length, 1, 'it still finds the request');
    assert.equal(done(await answer(confirmed)).state, 'confirmed', 'and a late answer counts');
    assert.equal(await financial(), 'suspended');
  });

  it('after down time one round is over, not many, whoever sweeps at the same moment', async () => {
    await command('suspend');
    city.passTime({ hours: 100 });
    assert.equal((await listBankRequests(sql, listing('late'))).length, 1, 'late before anybody swept');
    await Promise.all([sweepBankRequests(city), sweepBankRequests(city), sweepBankRequests(city)]);
    assert.deepEqual(await eventsOf(), ['ask-bank', 'ask-bank-again']);
    const { rounds, dueAt } = await last();
    assert.deepEqual([rounds, `${dueAt}`], [2, `${city.businessClock().add({ minutes: 30 })}`]);
  });

  it('an answer that comes with the end of the round stays the answer', async () => {
    await command('suspend');
    const { id, dueAt, rounds } = await last();
    city.setClock(dueAt);
    done(await answer(confirmed));
    assert.deepEqual(done(await endRound(city, { bankRequestId: id, dueAt, rounds })), { asked: false });
    assert.equal((await last()).state, 'confirmed');
  });

  it('is asked once more by hand, of the own bank alone, with a limit, and never beside a later wish', async () => {
    await command('suspend');
    done(await answer(notDone));
    const { id: bankRequestId } = await last();
    const byHand = (bank: string | null) =>
      askBankAgain(city, { bankRequestId, bank, account: 'clerk-7', key: freshKey() });
    assert.equal(codeOf(await byHand('104')), 'BANK_REQUEST_UNKNOWN');
    for (let round = 2; round <= mostRounds; round += 1) done(await byHand(null));
    assert.equal((await last()).state, 'requested');
    assert.equal(codeOf(await byHand('102')), 'ASKED_TOO_OFTEN');
    await sql`update bank_requests set rounds = 1`;
    done(await answer(notDone));
    city.passTime({ minutes: 1 });
    await command('formal-loss');
    assert.equal(codeOf(await byHand(null)), 'WRONG_REQUEST_STATE');
    assert.deepEqual(await states(), ['suspend refused', 'formal-loss requested']);
  });
});

const listing = (list: 'open' | 'late' | 'refused') => ({
  bank: '102',
  list,
  kind: null,
  at: city.businessClock(),
  most: 9,
});

it('what is open of a bank and what is due is found by an index, however many requests there are', async () => {
  await sql.begin(async (transaction) => {
    // Of a table as small as here the planner would read everything.
    await transaction`select set_config(name, 'off', true) from unnest(array['enable_seqscan', 'enable_bitmapscan', 'enable_sort']) name`;
    const due = await transaction`
      explain select bank_request_id from bank_requests where state = 'requested' and due_at <= now()
      order by due_at, bank_request_id limit 500`;
    assert.match(due.map((row) => row['QUERY PLAN']).join(' '), /Index (Only )?Scan using bank_requests_due/);
    const open = await transaction`
      explain select bank_request_id from bank_requests where bank = '102' and state in ('requested', 'timed-out')
      order by asked_at, bank_request_id limit 200`;
    assert.match(open.map((row) => row['QUERY PLAN']).join(' '), /Index (Only )?Scan using bank_requests_open/);
  });
});

// Answer files on a real database: in any order, with dirty rows, twice, stopped in between, and never about another bank's orders.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { apply, chip, done, freshKey, mailForm } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import { insertRowThatThrows } from '../../test/support/row-that-throws.ts';
import { problemFor } from '../api/bank-words.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import type { PersonId } from '../base/ids.ts';
import type { ImportId } from '../database/import-runs.ts';
import { findAnswerFile, findOpenAnswerFile } from '../database/received-import.ts';
import { activatedBody, reportActivated } from './card-reports.ts';
import { listAnswers, sweepAnswers } from './list-answers.ts';
import { takeInAnswers } from './take-in-answers.ts';
import { workOffAnswers } from './work-off-answers.ts';

const city = await testCity();
const { sql, keys } = city;
const logged: object[] = [];
const ground = { ...city, log: { info: () => {}, error: (what: object) => void logged.push(what) } };
const never = new AbortController().signal;

beforeEach(() => city.setClock(openingDay));

const order = async (): Promise<{ readonly number: string; readonly personId: PersonId }> => {
  const { personId } = await insertTestPerson(sql, keys);
  return { personId, number: (await apply(city, personId, mailForm)).number };
};

const textOf = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const takeIn = async (text: string, { key = freshKey(), bank = '102' } = {}): Promise<ImportId> => {
  const body = async function* () {
    yield Buffer.from(text);
  };
  const taking = { sql, keys, client: `bank-${bank}`, bank, key, at: city.businessClock(), body: body() };
  return done(await takeInAnswers(taking)).importId;
};

const workOff = async (signal = never): Promise<void> => {
  for (let file = await findOpenAnswerFile(sql); file; file = await findOpenAnswerFile(sql))
    await workOffAnswers(ground, file, signal);
};

const resultsOf = async (fileId: ImportId) => (await Array.fromAsync(listAnswers(city, fileId))).flat();
const codesOf = async (fileId: ImportId) =>
  (await resultsOf(fileId)).map(({ result: { accepted, state, code } }) => code ?? (accepted ? state : 'none'));
const report = async (text: string, bank = '102'): Promise<ImportId> => {
  const fileId = await takeIn(text, { bank });
  await workOff();
  return fileId;
};
const eventsOf = async (personId: PersonId): Promise<number> =>
  (await sql`select from events where person_id = ${personId}`).length;

const tracking = { trackingNumber: 'EA123456789CN' };
const wholeLife = (number: string, made = chip()) => [
  { number, report: 'account-opened' },
  { number, report: 'produced', ...made },
  { number, report: 'mailed', ...tracking },
];

describe('an answer file', () => {
  it('leads each order as the single calls do, with a result for every row in its order', async () => {
    const [one, other] = [await order(), await order()];
    const fileId = await report(
      textOf([...wholeLife(one.number), { number: other.number, report: 'account-refused', reason: 'other' }]),
    );
    assert.deepEqual(await codesOf(fileId), ['in-production', 'produced', 'mailed', 'account-refused']);
    const results = await resultsOf(fileId);
    assert.deepEqual(
      results.map(({ line }) => line),
      [1, 2, 3, 4],
    );
    assert.equal(results[0]?.result.cardNumber?.length, 9);
    assert.deepEqual(await verifyPerson(city, one.personId), []);
    const { state, read, accepted, refused } = (await findAnswerFile(sql, { fileId, bank: '102' })) ?? {};
    assert.deepEqual([state, read, accepted, refused], ['done', 4, 4, 0]);
    assert.equal((await sql`select from import_chunks`).length, 0, 'what was taken in is gone');
  });

  it('has the rows of one number in any order, also thousands of rows apart', async () => {
    const { number } = await order();
    const rows = wholeLife(number).toReversed();
    const between = Array.from({ length: 600 }, () => ({ number: 'nonsense', report: 'produced' }));
    const fileId = await report(textOf([rows[0] ?? {}, ...between, rows[1] ?? {}, ...between, rows[2] ?? {}]));
    const codes = await codesOf(fileId);
    assert.deepEqual([codes[0], codes[601], codes[1202]], ['mailed', 'produced', 'in-production']);
    const file = await findAnswerFile(sql, { fileId, bank: '102' });
    assert.deepEqual([file?.read, file?.accepted, file?.refused], [1_203, 3, 1_200]);
  });

  it('says of a wrong state which it is, and tries it no more when nothing of the file could change it', async () => {
    const { number, personId } = await order();
    const fileId = await report(textOf([{ number, report: 'mailed', ...tracking }]));
    const [row] = await resultsOf(fileId);
    assert.deepEqual([row?.result.code, row?.result.state, row?.result.accepted], ['WRONG_STATE', 'submitted', false]);
    assert.equal((await sql`select from refusals where person_id = ${personId}`).length, 1);
  });

  it('R-ENABLE-02, R-FIN-01: has rows about cards, in the order of a life with those about the order', async () => {
    const { number, personId } = await order();
    const outletId = await insertTestOutlet(sql, '102');
    await report(textOf([{ number, report: 'account-opened' }]));
    const [opened] = await resultsOf(await report(textOf([{ number, report: 'account-opened' }])));
    const cardNumber = opened?.result.cardNumber;
    const shown = { cardNumber, outletId, documents: ['holder-id', 'card'] };
    const fileId = await report(
      textOf([
        { number, report: 'financial-activated', ...shown },
        { number, report: 'enabled', ...shown },
        ...wholeLife(number).slice(1).toReversed(),
      ]),
    );
    assert.deepEqual(await codesOf(fileId), [null, null, 'mailed', 'produced']);
    const cards = (await resultsOf(fileId)).map(({ result }) => result.card);
    const enabled = { socialSecurity: 'enabled', financial: null };
    assert.deepEqual(cards, [{ ...enabled, financial: 'active' }, enabled, null, null]);
    assert.deepEqual(await verifyPerson(city, personId), []);
    const again = await report(textOf([{ report: 'enabled', ...shown, number: '' }]));
    assert.deepEqual(await codesOf(again), [null], 'without the number of the application, and repeated');
  });

  it('R-ENABLE-08: tells what the gate refuses with its code, its rules and the words of the single call', async () => {
    const { number } = await order();
    const outletId = await insertTestOutlet(sql, '102');
    const made = await report(textOf(wholeLife(number)));
    const cardNumber = (await resultsOf(made))[0]?.result.cardNumber;
    const shown = { cardNumber, outletId, documents: ['holder-id', 'card'] };
    const fileId = await report(
      textOf([
        { number: '', report: 'financial-activated', ...shown },
        { number: '', report: 'enabled', ...shown, documents: ['card'] },
        { number: '', report: 'enabled', ...shown, cardNumber: 'nonesuch0' },
      ]),
    );
    const [early, unshown, unknown] = (await resultsOf(fileId)).map(({ result }) => result);
    assert.deepEqual(
      [early?.code, early?.gate?.rules, early?.gate?.cardState],
      ['WRONG_STATE', ['R-ENABLE-08'], 'not-enabled'],
    );
    const single = await reportActivated(city, { bank: '102', key: freshKey() }, activatedBody.parse(shown));
    assert.ok(!single.ok && 'verdict' in single.facts);
    const told = problemFor(single, {
      snapshot: city.policy.current(),
      service: 'activate-finance',
      now: city.businessClock(),
    });
    assert.deepEqual([early?.gate?.message, early?.gate?.rules], [told.message, told.rules]);
    assert.equal(unshown?.code, 'DOCUMENT_MISSING');
    assert.match(unshown?.gate?.message.zh ?? '', /身份证/);
    assert.deepEqual([unknown?.code, unknown?.gate], ['CARD_UNKNOWN', null]);
  });

  it('is not spoilt by dirty rows', async () => {
    const { number } = await order();
    const dirty = [
      '{"number":',
      '[]',
      '"text"',
      textOf([
        { number, report: 'dance' },
        { number: '', report: '' },
      ]),
    ];
    const malformed = textOf([{ number, report: 'produced', chipId: 'short' }]);
    const fileId = await report([...dirty, malformed, textOf([{ number, report: 'account-opened' }])].join('\n'));
    assert.deepEqual(await codesOf(fileId), [
      ...['ROW_UNREADABLE', 'ROW_UNREADABLE', 'ROW_UNREADABLE', 'REPORT_UNKNOWN', 'REPORT_UNKNOWN', 'MALFORMED'],
      'in-production',
    ]);
    const [, , , , , row] = await resultsOf(fileId);
    assert.deepEqual(
      row?.result.fields.map(({ field }) => field),
      ['chipId', 'specificationVersion', 'accountLastFour'],
    );
  });

  it('goes on behind a row that fails in our own hands', async () => {
    const [one, other] = [await order(), await order()];
    await insertRowThatThrows(sql, one.personId);
    const fileId = await report(textOf([...wholeLife(one.number).slice(0, 1), ...wholeLife(other.number).slice(0, 1)]));
    assert.deepEqual(await codesOf(fileId), ['INTERNAL', 'in-production']);
    assert.equal(logged.length, 1);
  });

  it('touches the orders of its own bank only', async () => {
    const { number, personId } = await order();
    const before = await eventsOf(personId);
    const fileId = await report(textOf(wholeLife(number)), '104');
    assert.deepEqual(await codesOf(fileId), ['ORDER_UNKNOWN', 'ORDER_UNKNOWN', 'ORDER_UNKNOWN']);
    assert.equal(await eventsOf(personId), before);
    assert.equal(await findAnswerFile(sql, { fileId, bank: '102' }), undefined);
  });

  it('counts from when it was received, however long it waited', async () => {
    const { number, personId } = await order();
    await takeIn(textOf(wholeLife(number)));
    const received = city.businessClock();
    city.passTime({ hours: 72 });
    await workOff();
    const [card] = await sql`select produced_at from cards where person_id = ${personId}`;
    assert.equal(String(card?.produced_at), String(received));
  });

  it('waits for its turn behind those of its own bank, and beside those of others', async () => {
    const first = await takeIn(textOf([{ number: 'a', report: 'b' }]));
    const second = await takeIn(textOf([{ number: 'c', report: 'd' }]));
    const other = await takeIn(textOf([{ number: 'e', report: 'f' }]), { bank: '104' });
    await sql`update imports set state = 'running', moved_at = now() + interval '1 second' where import_id = ${first}`;
    assert.equal((await findOpenAnswerFile(sql))?.importId, other);
    await workOff();
    const ended = await sql`select import_id from imports where import_id in (${first}, ${second}) order by ended_at`;
    assert.deepEqual(
      ended.map((row) => row.import_id),
      [first, second],
    );
  });
});

describe('the same file again', () => {
  it('under its key is the same file, under another changes nothing and tells the same', async () => {
    const { number, personId } = await order();
    const text = textOf(wholeLife(number));
    const key = freshKey();
    const fileId = await takeIn(text, { key });
    await workOff();
    assert.equal(await takeIn(text, { key }), fileId);
    const before = await eventsOf(personId);
    const again = await report(text);
    assert.notEqual(again, fileId);
    assert.equal(await eventsOf(personId), before);
    assert.deepEqual(
      (await resultsOf(again)).map(({ result }) => result),
      (await resultsOf(fileId)).map(({ result }) => result),
    );
  });

  it('does not bring a card back a second time that has gone out again since', async () => {
    const { number, personId } = await order();
    await report(textOf(wholeLife(number)));
    const text = textOf([{ number, report: 'returned', reason: 'undeliverable' }]);
    await report(text);
    // As if the person had chosen again and the bank had mailed it again.
    await sql`update applications set state = 'mailed' where person_id = ${personId}`;
    const again = await report(text);
    assert.deepEqual(await codesOf(again), ['returned']);
    const [row] = await sql`select state from applications where person_id = ${personId}`;
    assert.equal(row?.state, 'mailed');
  });

  it('takes the rows that were refused when the state they need has come', async () => {
    const { number } = await order();
    const text = textOf([{ number, report: 'mailed', ...tracking }]);
    assert.deepEqual(await codesOf(await report(text)), ['WRONG_STATE']);
    await report(textOf(wholeLife(number).slice(0, 2)));
    assert.deepEqual(await codesOf(await report(text)), ['mailed']);
  });
});

describe('an answer file that is stopped', () => {
  it('goes on behind its last piece; nothing is done twice', async () => {
    const { number, personId } = await order();
    const many = Array.from({ length: 1_100 }, () => ({ number: 'nonsense', report: 'produced' }));
    const fileId = await takeIn(textOf([...wholeLife(number), ...many]));
    const stop = new AbortController();
    const file = await findOpenAnswerFile(sql);
    assert.ok(file);
    // Stopped while the first piece is under way: that one is finished, no other is begun.
    const stopping = workOffAnswers(ground, file, stop.signal);
    setImmediate(() => stop.abort());
    await assert.rejects(stopping, { name: 'AbortError' });
    const events = await eventsOf(personId);
    const halfway = await findAnswerFile(sql, { fileId, bank: '102' });
    assert.ok((halfway?.read ?? 0) <= 500, `${halfway?.read}`);
    await workOff();
    assert.ok((await eventsOf(personId)) >= events);
    assert.deepEqual((await codesOf(fileId)).slice(0, 3), ['in-production', 'produced', 'mailed']);
    const mailed = await sql`select from events where person_id = ${personId} and action = 'report-mailed'`;
    assert.equal(mailed.length, 1);
    assert.equal((await resultsOf(fileId)).length, 1_103);
  });
});

it('results are forgotten ninety days after their file, a slice at a time', async () => {
  const fileId = await report(textOf(Array.from({ length: 1_200 }, () => ({ number: 'x', report: 'y' }))));
  assert.equal(await sweepAnswers(city), 0);
  await sql`update imports set ended_at = now() - interval '91 days' where import_id = ${fileId}`;
  assert.deepEqual([await sweepAnswers(city), await sweepAnswers(city), await sweepAnswers(city)], [1_000, 200, 1]);
  assert.equal((await sql`select from answer_results where import_id = ${fileId}`).length, 0);
  assert.equal((await sql`select from imports where import_id = ${fileId}`).length, 0);
});

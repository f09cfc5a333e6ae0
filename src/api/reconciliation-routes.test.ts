// Bank and bureau compare their books of a day over HTTP: what either has, what differs, and how that is closed again.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { apply, freshKey, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { bankToken, type WholeApp, wholeApp } from '../../test/support/whole-app.ts';
import { drawApplicationNumber } from '../applications/application.ts';
import { systemClock } from '../base/clock.ts';
import { demoBankSecrets, demoClientId } from '../identity/partner-clients.ts';
import { sweepReconciliations } from '../production/reconcile-once.ts';

const ends: (() => Promise<void>)[] = [];
after(async () => {
  for (const end of ends.toReversed()) await end();
});
let whole: WholeApp;
let token = '';
let otherToken = '';

before(async () => {
  whole = await wholeApp({ after: (end) => void ends.push(end) });
  [token, otherToken] = [await bankToken(whole, '102'), await bankToken(whole, '104')];
});
beforeEach(async () => {
  whole.city.setClock(openingDay);
  await whole.city.sql`truncate applications, application_numbers, orders, events, differences`;
});

const day = '2025-10-09';
const get = (path: string, bearer = token) =>
  whole.app.inject({ url: `/api/v1/bank/${path}`, headers: { authorization: `Bearer ${bearer}` } });
type Line = { number: string; state: string; cardNumber?: string | null };
const post = async (rows: readonly object[] | string, { date = day, bearer = token, key = freshKey() } = {}) => {
  const response = await whole.app.inject({
    ...{ method: 'POST', url: `/api/v1/bank/reconciliation/${date}` },
    headers: { authorization: `Bearer ${bearer}`, 'idempotency-key': key, 'content-type': 'application/jsonl' },
    payload: typeof rows === 'string' ? rows : rows.map((row) => JSON.stringify(row)).join('\n'),
  });
  return { status: response.statusCode, body: response.json() };
};
const oursOn = async (date = day, bearer = token) => {
  const lines = (await get(`reconciliation/${date}`, bearer)).body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { rows: lines.slice(0, -1) as readonly Line[], totals: lines.at(-1).totals };
};
const differences = async (bearer = token) => (await get('differences', bearer)).json().differences;

const newOrder = async () => {
  const { sql, keys } = whole.city;
  const submitted = await apply(whole.city, (await insertTestPerson(sql, keys)).personId, mailForm);
  return { number: submitted.number, reports: reportsOf(whole.city, submitted) };
};

describe('what we have of a day', () => {
  it('R-PROD-01: is what the bank reported on it, with the state at its end, and totals', async () => {
    const [one, other] = [await newOrder(), await newOrder()];
    await newOrder();
    const { cardNumber } = await one.reports.opened();
    await one.reports.produced();
    await other.reports.opened();
    whole.city.passTime({ hours: 24 });
    await one.reports.mailed();
    const { rows, totals } = await oursOn();
    assert.deepEqual(totals, { rows: 2, produced: 1, 'in-production': 1 });
    assert.deepEqual(
      rows.find(({ number }) => number === one.number),
      { number: one.number, state: 'produced', cardNumber },
    );
    assert.deepEqual(
      (await oursOn('2025-10-10')).rows.map(({ state }) => state),
      ['mailed'],
    );
    assert.deepEqual((await oursOn('2025-10-08')).totals, { rows: 0 });
    assert.deepEqual((await oursOn(day, otherToken)).totals, { rows: 0 });
  });

  it('is not told of a day to come, nor of what is no day', async () => {
    const toCome = await get('reconciliation/2025-10-10');
    assert.deepEqual([toCome.statusCode, toCome.json().code], [409, 'DAY_TO_COME']);
    assert.equal((await get('reconciliation/2025-02-30')).statusCode, 400);
    assert.equal((await post([], { date: '2025-10-10' })).status, 409);
  });
});

describe('comparing', () => {
  it('what is the same leaves nothing to do, also when it is sent again', async () => {
    const { reports } = await newOrder();
    await reports.opened();
    const { rows } = await oursOn();
    for (const _ of [1, 2]) {
      const { status, body } = await post(rows);
      assert.deepEqual([status, body], [200, { date: day, named: 1, agreed: 1, unreadable: [], openDifferences: 0 }]);
    }
  });

  it('says of each difference what we have, what the bank says, and what to do', async () => {
    const [ahead, missing, renumbered, foreign] = [
      await newOrder(),
      await newOrder(),
      await newOrder(),
      await newOrder(),
    ];
    for (const { reports } of [ahead, missing, renumbered]) await reports.opened();
    const { body } = await post([
      { number: ahead.number, state: 'produced' },
      { number: renumbered.number, state: 'in-production', cardNumber: 'Z00000000' },
      { number: foreign.number.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')), state: 'mailed' },
      { number: 'K7QM-2X4T-9ABC', state: 'nonsense' },
    ]);
    assert.deepEqual([body.named, body.agreed], [2, 0]);
    assert.deepEqual(body.unreadable, [3, 4]);
    const found = new Map((await differences()).map((each: { number: string }) => [each.number, each]));
    const kindOf = (number: string) => (found.get(number) as { kind: string } | undefined)?.kind;
    assert.deepEqual(
      [ahead, missing, renumbered].map(({ number }) => kindOf(number)),
      ['behind-here', 'missing-there', 'card-number'],
    );
    const one = found.get(ahead.number) as { ours: object; theirs: object; toDo: { zh: string; en: string } };
    assert.deepEqual(
      [one.ours, one.theirs].map((each) => (each as { state: string }).state),
      ['in-production', 'produced'],
    );
    assert.ok(one.toDo.zh && one.toDo.en);
    assert.deepEqual(await differences(otherToken), [], 'a bank sees its own');
  });

  it('of another bank’s order says that there is none', async () => {
    const { number, reports } = await newOrder();
    await reports.opened();
    await post([{ number, state: 'in-production' }], { bearer: otherToken });
    const [only, ...more] = await differences(otherToken);
    assert.deepEqual([only.kind, only.ours, more], ['unknown-here', null, []]);
  });

  it('closes a difference when the missing report has come, and when the bank has mended its books', async () => {
    const [late, lagging] = [await newOrder(), await newOrder()];
    await late.reports.opened();
    await lagging.reports.opened();
    await lagging.reports.produced();
    await post([
      { number: late.number, state: 'produced' },
      { number: lagging.number, state: 'in-production' },
    ]);
    assert.equal((await differences()).length, 2);
    await late.reports.produced();
    whole.city.passTime({ hours: 24 });
    const { body } = await post([{ number: lagging.number, state: 'produced' }], { date: '2025-10-10' });
    assert.equal(body.openDifferences, 0);
    assert.deepEqual(await differences(), []);
    const rows = await whole.city.sql`select closed_at from differences`;
    assert.ok(rows.length === 2 && rows.every((row) => row.closed_at !== null));
  });

  it('takes a table with Chinese headings, refuses what is none, and pages the differences', async () => {
    const [one, other] = [await newOrder(), await newOrder()];
    for (const { reports } of [one, other]) await reports.opened();
    const table = `申领编号,状态,卡号\n${one.number},produced,\n${other.number},produced,`;
    assert.equal((await post(table)).body.openDifferences, 2);
    const [first] = (await get('differences?limit=1')).json().differences;
    const [second] = (await get(`differences?limit=1&after=${first.number}`)).json().differences;
    assert.deepEqual([first.number, second.number], [one.number, other.number].toSorted());
    assert.deepEqual((await post('number,card\nx,y')).body.code, 'FORM_UNUSABLE');
    assert.equal((await post('{}\n'.repeat(100_002))).status, 413);
  });
});

describe('the key and the file', () => {
  it('the same file under the same key gets the answer it got, whatever has happened since', async () => {
    const { number, reports } = await newOrder();
    await reports.opened();
    const key = freshKey();
    const first = await post([{ number, state: 'produced' }], { key });
    assert.equal(first.body.openDifferences, 1);
    await reports.produced();
    assert.deepEqual(await post([{ number, state: 'produced' }], { key }), first);
    assert.equal((await differences()).length, 1, 'and nothing is compared again');
    const others = [
      await post([{ number, state: 'mailed' }], { key }),
      await post([{ number, state: 'produced' }], { key, date: '2025-10-08' }),
    ];
    for (const { status, body } of others) assert.deepEqual([status, body.code], [422, 'KEY_REUSED']);
    const ofAnother = await post([{ number, state: 'produced' }], { key, bearer: otherToken });
    assert.equal(ofAnother.status, 200, 'a key belongs to its bank');
    assert.equal((await post([{ number, state: 'produced' }])).body.openDifferences, 0);
  });

  it('an empty file says that there was nothing: what changed here is missing there', async () => {
    assert.deepEqual((await post('')).body, { date: day, named: 0, agreed: 0, unreadable: [], openDifferences: 0 });
    const { reports } = await newOrder();
    await reports.opened();
    assert.deepEqual([(await post('\n \n')).status, (await differences())[0].kind], [200, 'missing-there']);
    const [compared] = await whole.city.sql`select named from reconciliations where bank = '102' and day = ${day}`;
    assert.equal(compared?.named, 0);
  });

  it('what the same day’s next file does not say any more is closed', async () => {
    const { reports } = await newOrder();
    await reports.opened();
    const [row] = (await oursOn()).rows;
    assert.ok(row);
    const wrong = await post([row, { number: drawApplicationNumber(), state: 'mailed' }]);
    assert.equal(wrong.body.openDifferences, 1);
    assert.equal((await post([row])).body.openDifferences, 0);
  });
});

it('the bank’s download of our side is on the record of each person, and only of them', async () => {
  const named = await newOrder();
  await newOrder();
  await named.reports.opened();
  await oursOn();
  const traces = await whole.city.sql`
    select person_id, actor, actor_id, channel from read_traces where purpose = 'reconcile-books'
      and person_id in (select person_id from applications)`;
  const [own] = await whole.city.sql`select person_id from applications where number = ${named.number}`;
  assert.deepEqual(
    [...traces],
    [{ person_id: own?.person_id, actor: 'bank', actor_id: '102', channel: 'bank-interface' }],
  );
});

it('closed differences, comparisons and answers are forgotten in time, open differences never', async () => {
  const { sql, businessClock, setClock } = whole.city;
  const [one, other] = [await newOrder(), await newOrder()];
  for (const { reports } of [one, other]) await reports.opened();
  await post([
    { number: one.number, state: 'produced' },
    { number: other.number, state: 'produced' },
  ]);
  await one.reports.produced();
  await post([
    { number: one.number, state: 'produced' },
    { number: other.number, state: 'produced' },
  ]);
  const left = async () => (await sql`select number from differences`).map(({ number }) => number);
  const sweep = (days: number) =>
    sweepReconciliations({ sql, businessClock, systemClock: () => systemClock().add({ hours: 24 * days }) });
  setClock(openingDay.add({ hours: 24 * 456 }));
  await sweep(0);
  assert.equal((await left()).length, 2, 'not on the last day');
  setClock(openingDay.add({ hours: 24 * 457 }));
  await sweep(0);
  assert.deepEqual(await left(), [other.number]);
  assert.equal((await sql`select from reconciliations where day = ${day}`).length, 0);
  assert.ok((await sql`select from reconciliation_answers`).length > 0);
  await sweep(91);
  assert.equal((await sql`select from reconciliation_answers`).length, 0);
});

it('needs its own scope', async () => {
  const { app, wiring } = whole;
  const form = {
    ...{ grant_type: 'client_credentials', client_id: demoClientId('102'), scope: 'bank:answers' },
    client_secret: demoBankSecrets(wiring.config, []).get('102') ?? '',
  };
  const answer = await app.inject({
    ...{ method: 'POST', url: '/api/v1/token', payload: new URLSearchParams(form).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const bearer = answer.json().access_token;
  for (const path of [`reconciliation/${day}`, 'differences']) assert.equal((await get(path, bearer)).statusCode, 403);
});

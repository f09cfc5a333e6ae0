// The lots of the banks in the console: exact counts by stage, own bank only, live changes, and offering silent orders again once.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { apply, freshKey, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { type Console, consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { holdApplication } from '../applications/hold-application.ts';
import { rejectApplication } from '../applications/reject-application.ts';
import { acknowledgeOrders } from '../production/acknowledge-orders.ts';
import { findLots } from '../production/find-lots.ts';
import { listOrders } from '../production/list-orders.ts';
import { reportAccountRefused } from '../production/report-account-refused.ts';

const day = Temporal.PlainDate.from('2025-10-09');
const applied = async ({ city }: Console, bank: string) => {
  const birthDate = Temporal.PlainDate.from('1980-03-02');
  const changes = { groups: ['flexible'] as const, birthDate, pensionBanks: [], retiredOn: null };
  const { personId } = await insertTestPerson(city.sql, city.keys, changes);
  return apply(city, personId, { ...mailForm, bank });
};
const take = async ({ city }: Console, bank: string, number: string): Promise<void> => {
  const [taken] = await acknowledgeOrders(city, { bank, key: freshKey(), numbers: [number] });
  assert.ok(taken?.result.ok);
};

/** One order of 102 in each stage that is easily reached, and one of 103 that waits. */
const withLots = async (t: TestContext) => {
  const program = await consoleOf(t);
  const { city } = program;
  const [, taken, opened, made, mailed, held, refused, recalled] = [
    ...(await Promise.all(Array.from({ length: 8 }, () => applied(program, '102')))),
  ];
  await applied(program, '103');
  assert.ok(taken && opened && made && mailed && held && refused && recalled);
  await take(program, '102', taken.number);
  for (const each of [opened, made, mailed]) await reportsOf(city, each).opened();
  for (const each of [made, mailed]) await reportsOf(city, each).produced();
  await reportsOf(city, mailed).mailed();
  const clerk = () => ({ clerkId: 'clerk-1', key: freshKey() });
  await holdApplication(city, { ...clerk(), number: held.number, reasons: ['under-review'] });
  const body = { reason: 'other' } as const;
  await reportAccountRefused(city, { bank: '102', number: refused.number, key: freshKey(), body });
  await rejectApplication(city, { ...clerk(), number: recalled.number, reasons: ['id-expired'] });
  return { program, taken };
};

const keyIn = (body: string): string => /name="key" value="([^"]+)"/.exec(body)?.[1] ?? '';

describe('R-PROD-01, R-SUPERVISE-03: the lots of the banks', () => {
  it('count every order once, in its stage, with those that are late', async (t) => {
    const { program } = await withLots(t);
    const one = {
      ...{ sent: 1, acknowledged: 1, 'account-opened': 1, produced: 1, 'under-way': 1, 'handed-over': 0 },
      ...{ returned: 0, held: 1, refused: 1, recalled: 1 },
    };
    const ofBank = { bank: '102', day, orders: 8, counts: one, late: 0 };
    assert.deepEqual(await findLots(program.city, { bank: '102', day }), [ofBank]);
    const all = await findLots(program.city, { bank: null, day });
    assert.deepEqual(
      all.map(({ bank, orders }) => [bank, orders]),
      [
        ['102', 8],
        ['103', 1],
      ],
    );
    program.city.setClock(Temporal.Instant.from('2025-11-09T00:00:00+08:00'));
    const [late] = await findLots(program.city, { bank: '102', day });
    assert.equal(late?.late, 4, 'not taken over, taken over, opened and held; not what is made or has ended');
    assert.deepEqual(await findLots(program.city, { bank: null, day: day.add({ days: 1 }) }), []);
    assert.equal((await findLots(program.city, { bank: '102', day: day.add({ days: 6 }) })).length, 1);
    assert.equal((await findLots(program.city, { bank: '102', day: day.add({ days: 7 }) })).length, 0);
  });

  it('are all banks’ for the bureau, and for a bank its own, whatever it asks for', async (t) => {
    const { program } = await withLots(t);
    const seen = (await (await program.as('bureau')).get('/console/lots')).body;
    assert.match(seen, /工商银行/);
    assert.match(seen, /农业银行/);
    assert.match(seen, /已制成 2 \/ 6/);
    const office = await program.as('bank-office');
    const own = (await office.get('/console/lots?bank=103')).body;
    assert.match(own, /工商银行/);
    assert.doesNotMatch(own, /农业银行 · /);
    const other = await office.post('/console/lots/offer-again', {
      ...{ bank: '103', day: day.toString(), key: crypto.randomUUID() },
    });
    assert.equal(other.location, '/console/lots');
  });

  it('offer again what a bank took over and said nothing of, once, and nothing else', async (t) => {
    const { program, taken } = await withLots(t);
    const { city } = program;
    const inFeed = async () => (await listOrders(city, { bank: '102' })).map(({ number }) => number);
    assert.equal((await inFeed()).length, 1);
    const bureau = await program.as('bureau');
    const form = { bank: '102', day: day.toString(), key: keyIn((await bureau.get('/console/lots')).body) };
    const offered = await bureau.post('/console/lots/offer-again', form);
    assert.match((await bureau.get(offered.location)).body, /已再次提供 1 件/);
    assert.deepEqual((await inFeed()).length, 2);
    assert.ok((await inFeed()).includes(taken.number));
    const again = await bureau.post('/console/lots/offer-again', form);
    assert.match((await bureau.get(again.location)).body, /已再次提供 0 件/);
    const events = await city.sql`select actor_id, facts from events where action = 'offer-again'`;
    assert.deepEqual(
      events.map(({ actor_id, facts }) => [actor_id, facts]),
      [['test-bureau', { order: 'waiting' }]],
    );
    await take(program, '102', taken.number);
    await reportsOf(city, taken).opened();
  });

  it('are followed by server-sent events: the table as it is, and again when it is another', async (t) => {
    const { program, taken } = await withLots(t);
    const { session } = await program.as('bureau');
    const headers = { cookie: session.cookie, accept: 'text/event-stream' };
    const answer = await program.app.inject({ url: '/console/lots/changes?bank=102', headers, payloadAsStream: true });
    assert.equal(answer.headers['content-type'], 'text/event-stream');
    const texts = answer.stream()[Symbol.asyncIterator]();
    const next = async (): Promise<string> => String((await texts.next()).value);
    const first = await next();
    assert.match(first, /^data: "<div/);
    assert.match(first, /已制成 2 \/ 6/);
    const reports = reportsOf(program.city, taken);
    await reports.opened();
    await reports.produced();
    let told = '';
    while (!told.includes('已制成 3 / 6')) told = await next();
    await texts.return?.();
    const plain = await program.app.inject({ url: '/console/lots/changes', headers: { cookie: session.cookie } });
    assert.equal(plain.statusCode, 406);
  });
});

it('finds the orders of a day by their index, however many there are', async (t) => {
  const { city } = await consoleOf(t);
  const plan = await city.sql.begin(async (transaction) => {
    await transaction`set local enable_seqscan = off`;
    return transaction`
      explain select from orders where bank = any(${['102']}) and visible_at >= now() and visible_at < now()`;
  });
  assert.match(plan.map((row) => row['QUERY PLAN']).join('\n'), /orders_by_day/);
});

// The habits of simulated banks: each is driven against the real interface, and the platform must end in the right state.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { apply, mailForm } from '../../test/support/card-journey.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import {
  type BankChanges,
  isIdle,
  sendDemoForm,
  bank102 as startBank102,
  until,
} from '../../test/support/simulated-bank.ts';
import { type WholeApp, wholeApp } from '../../test/support/whole-app.ts';
import { verifyPerson } from '../audit/verify-chain.ts';
import { freePort } from '../base/ports.ts';
import { findQueue } from '../staff/find-queue.ts';
import { happens, textOf } from './bank-habits.ts';
import { openBooks } from './bank-simulators.ts';

const ends: (() => Promise<void>)[] = [];
const file = { after: (end: () => Promise<void>) => void ends.unshift(end) };
let whole: WholeApp;
before(async () => {
  whole = await wholeApp(file, { PORT: String(await freePort()) });
  await whole.app.listen({ host: '127.0.0.1', port: whole.wiring.config.port });
  await sendDemoForm(whole, '/demo/banks', { bank: 'all', act: 'pause' });
  await insertTestOutlet(whole.city.sql, '102');
});
after(async () => {
  for (const end of ends) await end();
});

const bank102 = (changes: BankChanges) => startBank102(whole, file, changes);

const newApplication = async (form: object = mailForm) => {
  const { personId } = await insertTestPerson(whole.city.sql, whole.city.keys);
  return { personId, number: (await apply(whole.city, personId, form)).number };
};
const atOutlet = { ...mailForm, delivery: 'outlet', outletId: 'outlet-102' };
const stateOf = async (number: string): Promise<string> => {
  const [row] = await whole.city.sql`select state from applications where number = ${number}`;
  return row?.state;
};
/** What happened to a person's application and card, in order. */
const eventsOf = async (personId: string): Promise<readonly string[]> => {
  const rows = await whole.city.sql`select action from events where person_id = ${personId} order by seq`;
  return rows.map(({ action }) => action).filter((action) => /^report|enable|activate/.test(action));
};
const lateOf102 = async (): Promise<number> => {
  const staff = {
    account: 'demo-102',
    name: '试验',
    bank: '102',
    district: null,
    outletId: null,
    outletName: null,
  } as const;
  const queue = await findQueue(whole.wiring, { ...staff, role: 'bank-office' });
  return queue?.late ?? 0;
};

describe('what a simulated bank draws', () => {
  it('is the same for the same seed and another for another one', () => {
    const turns = Array.from({ length: 1_000 }, (_, turn) => turn);
    const refusals = (seed: string) => turns.map((turn) => happens({ seed, turn, what: 'refusal' }, 25));
    assert.deepEqual(refusals('a'), refusals('a'));
    assert.notDeepEqual(refusals('a'), refusals('b'));
    const share = refusals('a').filter(Boolean).length;
    assert.ok(share > 200 && share < 300, `${share} of 1000`);
    assert.equal(new Set(turns.map((turn) => textOf({ seed: 'a', turn, what: 'chip' }, 16))).size, 1_000);
    const atLimits = [0, 100].map((percent) => turns.filter((turn) => happens({ seed: 'a', turn, what: '' }, percent)));
    assert.deepEqual(
      atLimits.map(({ length }) => length),
      [0, 1_000],
    );
  });
});

describe('the habits of a simulated bank', () => {
  it('refusals: those orders that the seed says get no account, and no other', async () => {
    const orders = [await newApplication(), await newApplication(), await newApplication(), await newApplication()];
    const simulator = bank102({ habits: { seed: 'two', refusals: 50 } });
    await until(isIdle(simulator));
    await simulator.stop();
    // In the order in which they were submitted, which is that of the feed.
    const states = await Promise.all(orders.map(({ number }) => stateOf(number)));
    assert.deepEqual(states, ['account-refused', 'mailed', 'mailed', 'account-refused']);
  });

  it('repeats: every report comes three times and more, and each step happened once', async () => {
    const { personId, number } = await newApplication(atOutlet);
    const simulator = bank102({ habits: { repeats: 100 } });
    await until(() => simulator.view().works[0]?.next === 'handed-over');
    simulator.handOver(number);
    await until(isIdle(simulator));
    await simulator.stop();
    assert.equal(await stateOf(number), 'collected');
    const [opened, produced, ready, handedOver] = ['account-opened', 'produced', 'ready-at-outlet', 'handed-over'];
    const events = await eventsOf(personId);
    assert.deepEqual(
      events,
      [opened, produced, ready, handedOver].map((step) => `report-${step}`),
    );
    const { repeated, repeatsRefused } = simulator.view();
    assert.deepEqual({ repeated, repeatsRefused }, { repeated: 9, repeatsRefused: 0 });
    assert.deepEqual(await verifyPerson(whole.city, personId), []);
  });

  it('out of order: what comes before its turn is answered 409 and comes again in its turn', async () => {
    const { personId, number } = await newApplication();
    const simulator = bank102({ habits: { early: 100 } });
    await until(isIdle(simulator));
    await simulator.stop();
    assert.equal(await stateOf(number), 'mailed');
    assert.equal(simulator.view().tooEarly, 2, 'produced before opened, mailed before produced');
    assert.deepEqual(
      await eventsOf(personId),
      ['account-opened', 'produced', 'mailed'].map((step) => `report-${step}`),
    );
    const [refusals] = await whole.city.sql`
      select count(*) from refusals where person_id = ${personId} and code = 'WRONG_STATE'`;
    assert.equal(refusals?.count, 2, 'and the refused reports are on record');
  });

  it('R-PROD-01: silence leads to late exactly when the last day is over, and ends when the bank speaks again', async () => {
    const { number } = await newApplication();
    const [row] = await whole.city.sql`select due_on::text as due from orders
      join applications using (person_id, application_id) where number = ${number}`;
    const simulator = bank102({ habits: { silent: true } });
    await until(() => simulator.view().works.length === 1);
    simulator.hurry();
    whole.city.setClock(Temporal.Instant.from(`${row?.due}T23:59:59+08:00`));
    assert.deepEqual([await stateOf(number), await lateOf102()], ['submitted', 0]);
    whole.city.passTime({ seconds: 1 });
    assert.deepEqual([await stateOf(number), await lateOf102()], ['submitted', 1]);
    simulator.setHabits({ silent: false });
    await until(isIdle(simulator));
    assert.deepEqual([await stateOf(number), await lateOf102()], ['mailed', 0]);
    await simulator.stop();
  });

  it('delay: a bank with an hour for each step does nothing while another would be done', async () => {
    const { number } = await newApplication();
    const simulator = bank102({ habits: { stepSeconds: 3_600 } });
    await until(() => simulator.view().works.length === 1);
    const [work] = simulator.view().works;
    assert.ok((work?.dueAt ?? 0) > Date.now() + 3_500_000);
    assert.equal(await stateOf(number), 'submitted');
    simulator.hurry();
    await until(isIdle(simulator));
    await simulator.stop();
  });

  it('habits, cards and the place of the next order survive a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yikatong-habits-'));
    file.after(async () => rmSync(folder, { recursive: true }));
    await newApplication();
    const first = bank102({ books: openBooks(folder), habits: { seed: 'kept', repeats: 50, paused: false } });
    await until(isIdle(first));
    first.setHabits({ silent: true, early: 25, stepSeconds: 60 });
    await first.stop();
    const second = bank102({ books: openBooks(folder) });
    await second.stop();
    const { taken, repeats, early, silent, stepSeconds, cards } = second.view();
    assert.deepEqual(
      { taken, repeats, early, silent, stepSeconds, cards: cards.length },
      { taken: 1, repeats: 50, early: 25, silent: true, stepSeconds: 60, cards: 1 },
    );
  });
});

describe('a card at the counter of a simulated bank', () => {
  const enabledCard = async (personId: string) => {
    const [row] = await whole.city.sql`
      select social_security as "socialSecurity", financial from cards where person_id = ${personId}`;
    return row;
  };

  it('R-ENABLE-08: is activated only when it is enabled; the words of the refusal are kept', async () => {
    const { personId, number } = await newApplication();
    const simulator = bank102({});
    await until(isIdle(simulator));
    simulator.serve(number, 'activate');
    await until(() => (simulator.view().cards[0]?.said ?? null) !== null);
    assert.match(simulator.view().cards[0]?.said?.zh ?? '', /启用/);
    simulator.serve(number, 'enable');
    await until(() => simulator.view().cards[0]?.enabled === true);
    assert.deepEqual(await enabledCard(personId), { socialSecurity: 'enabled', financial: 'not-activated' });
    simulator.serve(number, 'activate');
    await until(() => simulator.view().cards.length === 0);
    assert.deepEqual(await enabledCard(personId), { socialSecurity: 'enabled', financial: 'active' });
    assert.equal(await stateOf(number), 'received');
    await simulator.stop();
  });

  it('R-DELIV-04: is handed over, enabled and activated at once', async () => {
    const { personId, number } = await newApplication(atOutlet);
    const simulator = bank102({});
    await until(() => simulator.view().works[0]?.next === 'handed-over');
    simulator.handOver(number, true);
    await until(isIdle(simulator));
    assert.deepEqual(await enabledCard(personId), { socialSecurity: 'enabled', financial: 'active' });
    assert.deepEqual(simulator.view().cards, []);
    await simulator.stop();
  });
});

it('habits set on the demo page are read back there in words', async () => {
  const set = { bank: '102', delay: '600', refusals: '25', repeats: '50', early: '100', silence: 'yes', act: 'set' };
  await sendDemoForm(whole, '/demo/habits', set);
  const page = async (): Promise<string> => (await whole.app.inject('/demo')).body;
  const said = [
    '步骤间隔 600 秒',
    '25% 的申领开户失败',
    '50% 的报告重复发送',
    '100% 的报告先发下一步',
    '只收单，不报告',
  ];
  const states = (await page()).split('id="states"')[1] ?? '';
  for (const words of said) assert.ok(states.includes(words), words);
  await sendDemoForm(whole, '/demo/habits', { bank: '102', refusals: '100', act: 'set' });
  assert.match(await page(), /100% 的申领开户失败[\s\S]*50% 的报告重复发送/, 'what the form leaves open stays');
  await sendDemoForm(whole, '/demo/habits', { bank: 'all', act: 'reset' });
  const after = (await page()).split('id="states"')[1] ?? '';
  for (const words of said) assert.ok(!after.includes(words), words);
});

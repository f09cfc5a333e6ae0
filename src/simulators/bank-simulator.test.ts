// A simulated bank against the real interface: what it does with orders, when it is told to, and when nobody answers.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { activeCard, apply, done, freshKey, mailForm } from '../../test/support/card-journey.ts';
import { askForHelp, bankForm } from '../../test/support/help.ts';
import { insertTestOutlet, insertTestPerson } from '../../test/support/people.ts';
import {
  type BankChanges,
  isIdle,
  sendDemoForm,
  bank102 as startBank102,
  until,
} from '../../test/support/simulated-bank.ts';
import { type WholeApp, wholeApp } from '../../test/support/whole-app.ts';
import { freePort } from '../base/ports.ts';
import { changeLoss } from '../cards/change-loss.ts';
import { withdrawHelp } from '../help-requests/withdraw-help.ts';
import { openBooks } from './bank-simulators.ts';

const ends: (() => Promise<void>)[] = [];
const file = { after: (end: () => Promise<void>) => void ends.unshift(end) };
let whole: WholeApp;
before(async () => {
  whole = await wholeApp(file, { PORT: String(await freePort()) });
  const { port } = whole.wiring.config;
  await whole.app.listen({ host: '127.0.0.1', port });
  // The app's own simulated banks stand aside for the one of each test.
  await sendDemoForm(whole, '/demo/banks', { bank: 'all', act: 'pause' });
});
after(async () => {
  for (const end of ends) await end();
});

const newApplication = async (form: object = mailForm): Promise<string> => {
  const { sql, keys } = whole.city;
  const { personId } = await insertTestPerson(sql, keys);
  return (await apply(whole.city, personId, form)).number;
};
const stateOf = async (number: string): Promise<string> => {
  const [row] = await whole.city.sql`select state from applications where number = ${number}`;
  return row?.state;
};

const bank102 = (changes: BankChanges = {}) => startBank102(whole, file, changes);

/** Asked of this bank: the pension bank of every test person. */
const newVisit = async () => {
  const { personId } = await insertTestPerson(whole.city.sql, whole.city.keys);
  return { personId, id: await askForHelp(whole.city, personId, bankForm) };
};
const visitState = async (id: string): Promise<string> => {
  const [row] = await whole.city.sql`select state from help_requests where help_request_id = ${id}`;
  return row?.state;
};

describe('a simulated bank and visits', () => {
  it('R-ELDER-03: accepts a visit, and has been there a while later, or at once when it is hurried', async () => {
    const { id } = await newVisit();
    const simulator = bank102({ stepSeconds: 3_600 });
    await until(async () => (await visitState(id)) === 'accepted');
    simulator.hurry();
    await until(async () => (await visitState(id)) === 'done');
    await simulator.stop();
  });

  it('lets go of a visit that was withdrawn meanwhile, and goes on with the next', async () => {
    const { personId, id } = await newVisit();
    const simulator = bank102({ stepSeconds: 3_600 });
    await until(async () => (await visitState(id)) === 'accepted');
    const holder = { personId, actor: 'holder', actorId: personId, channel: 'minsheng', key: freshKey() } as const;
    done(await withdrawHelp(whole.city, { ...holder, helpRequestId: id }));
    simulator.hurry();
    const next = await newVisit();
    await until(async () => (await visitState(next.id)) === 'accepted');
    assert.equal(await visitState(id), 'withdrawn');
    await simulator.stop();
  });
});

describe('a simulated bank and accounts', () => {
  const accountOf = async (cardId: string): Promise<string> =>
    (await whole.city.sql`select financial from cards where card_id = ${cardId}`)[0]?.financial;
  const requestOf = async (cardId: string): Promise<string> =>
    (await whole.city.sql`select state from bank_requests where card_id = ${cardId}`)[0]?.state;
  const lostCard = async (): Promise<string> => {
    const { personId } = await insertTestPerson(whole.city.sql, whole.city.keys);
    const cardId = await activeCard(whole.city, personId);
    const holder = { personId, cardId, actor: 'holder', actorId: personId, level: 3, channel: 'minsheng' } as const;
    done(await changeLoss(whole.city, { ...holder, service: 'report-temporary-loss', key: freshKey() }));
    return cardId;
  };

  it('R-LOSS-02: suspends the account of a lost card a step later, or at once when it is hurried, and says it twice', async () => {
    const cardId = await lostCard();
    const simulator = bank102({ stepSeconds: 3_600, habits: { repeats: 100 } });
    await pause(200);
    assert.equal(await accountOf(cardId), 'active');
    await until(async () => {
      simulator.hurry();
      return (await accountOf(cardId)) === 'suspended';
    });
    assert.equal(await requestOf(cardId), 'confirmed');
    await simulator.stop();
  });

  it('refuses where it is unwilling, and the account stays as it is', async () => {
    const cardId = await lostCard();
    const unwilling = bank102({ habits: { refusals: 100 } });
    await until(async () => (await requestOf(cardId)) === 'refused');
    assert.equal(await accountOf(cardId), 'active');
    await unwilling.stop();
  });
});

describe('a simulated bank', () => {
  it('makes and mails what was ordered by mail, and nothing is left to do', async () => {
    const numbers = [await newApplication(), await newApplication()];
    const simulator = bank102();
    await until(isIdle(simulator));
    for (const number of numbers) assert.equal(await stateOf(number), 'mailed');
    assert.equal(simulator.view().taken, 2);
    assert.equal(simulator.view().last?.step, 'mailed');
    await simulator.stop();
  });

  it('lays a card out at the outlet and hands it over when the person comes', async () => {
    const outletId = await insertTestOutlet(whole.city.sql, '102');
    const number = await newApplication({ ...mailForm, delivery: 'outlet', outletId });
    const simulator = bank102();
    await until(() => simulator.view().works[0]?.next === 'handed-over');
    simulator.hurry();
    assert.equal(simulator.view().works[0]?.dueAt, null, 'nobody is hurried to the counter');
    assert.equal(await stateOf(number), 'ready-for-pickup');
    simulator.handOver(number);
    await until(async () => (await stateOf(number)) === 'collected');
    await simulator.stop();
  });

  it('refuses the next account only, when it was told to', async () => {
    const simulator = bank102();
    simulator.setPaused(true);
    const [refused, made] = [await newApplication(), await newApplication()];
    simulator.refuseNext();
    assert.equal(await stateOf(refused), 'submitted');
    simulator.setPaused(false);
    await until(isIdle(simulator));
    assert.deepEqual([await stateOf(refused), await stateOf(made)], ['account-refused', 'mailed']);
    await simulator.stop();
  });

  it('takes its time between the steps, and none when somebody says now', async () => {
    const number = await newApplication();
    const simulator = bank102({ stepSeconds: 3_600 });
    await until(() => simulator.view().works.length === 1);
    assert.equal(await stateOf(number), 'submitted');
    simulator.hurry();
    await until(isIdle(simulator));
    assert.equal(await stateOf(number), 'mailed');
    await simulator.stop();
  });

  it('goes on after a crash with what stands in its book', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yikatong-book-'));
    file.after(async () => rmSync(folder, { recursive: true }));
    const path = join(folder, 'demo-banks.json');
    const number = await newApplication();
    const first = bank102({ books: openBooks(folder), stepSeconds: 3_600 });
    await until(() => first.view().works.length === 1);
    await first.stop();
    assert.match(readFileSync(path, 'utf8'), new RegExp(number));
    assert.doesNotMatch(readFileSync(path, 'utf8'), /试验|1101/, 'no person stands in it');
    const second = bank102({ books: openBooks(folder) });
    second.hurry();
    await until(async () => (await stateOf(number)) === 'mailed');
    await second.stop();
  });

  it('waits longer and longer while nobody answers, and stops at once', async () => {
    const calls: number[] = [];
    const server = createServer((_request, response) => {
      calls.push(performance.now());
      response.writeHead(503).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const simulator = bank102({ baseUrl: new URL(`http://127.0.0.1:${port}`) });
    await until(() => calls.length === 3);
    const [first = 0, second = 0, third = 0] = calls;
    assert.ok(third - second > (second - first) * 1.5, `${second - first} ms, then ${third - second} ms`);
    const began = performance.now();
    await simulator.stop();
    assert.ok(performance.now() - began < 1_000);
    server.closeAllConnections();
    server.close();
  });
});

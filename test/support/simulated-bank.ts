// One simulated bank of a test against the whole app, with habits and books of its own.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { demoBankKeys } from '../../src/identity/bank-connections.ts';
import { demoBankSecrets, demoClientId } from '../../src/identity/partner-clients.ts';
import type { Books } from '../../src/simulators/bank-clerk.ts';
import { type Habits, habitsOf } from '../../src/simulators/bank-habits.ts';
import { type BankSimulator, createBankSimulator } from '../../src/simulators/bank-simulator.ts';
import { openBooks } from '../../src/simulators/bank-simulators.ts';
import type { WholeApp } from './whole-app.ts';

type Lifetime = { after(end: () => Promise<void>): void };

export type BankChanges = {
  readonly baseUrl?: URL;
  readonly books?: Books;
  readonly stepSeconds?: number;
  readonly habits?: Partial<Habits>;
};

/** Bank 102, at work already; ends with `lifetime`. */
export const bank102 = (whole: WholeApp, lifetime: Lifetime, changes: BankChanges = {}): BankSimulator => {
  const { config } = whole.wiring;
  const { baseUrl = config.baseUrl, books = openBooks(), stepSeconds = 0, habits = {} } = changes;
  const secret = demoBankSecrets(config, []).get('102') ?? '';
  const privateKey = demoBankKeys(config, []).get('102') ?? Buffer.alloc(0);
  const name = { zh: '工商银行', en: 'ICBC' };
  const bank = { bank: '102', name, clientId: demoClientId('102'), secret, privateKey, baseUrl, counter: 'outlet-102' };
  books.habits.keep({ ...habitsOf(books.habits, '102'), ...habits });
  const log = { warn: () => {} };
  const simulator = createBankSimulator({ ...books, bank, pace: { stepSeconds }, log, firstPollMilliseconds: 0 });
  lifetime.after(simulator.stop);
  simulator.start();
  return simulator;
};

/** Sends a form of the demo page as its visitor would. */
export const sendDemoForm = async ({ app }: WholeApp, url: string, form: Record<string, string>): Promise<void> => {
  const page = await app.inject('/demo');
  const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(page.body) ?? [];
  const cookie = String(page.headers['set-cookie']).split(';')[0] ?? '';
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const payload = new URLSearchParams({ _csrf: csrf, ...form }).toString();
  const response = await app.inject({ method: 'POST', url, headers, payload });
  assert.equal(response.statusCode, 303, url);
};

/** Looks until it is so; fails when it takes longer than a busy machine could need. */
export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const giveUpAt = performance.now() + 30_000;
  while (!(await isSo())) {
    assert.ok(performance.now() < giveUpAt, 'it does not come');
    await pause(20);
  }
};

export const isIdle = (simulator: BankSimulator) => (): boolean =>
  simulator.view().works.length === 0 && simulator.view().taken > 0;

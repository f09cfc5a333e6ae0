// A simulated bank: an ordinary client of the bank interface that opens accounts, makes cards and sends them, in seconds.
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Book, Step, VisitBook, Work } from './bank-book.ts';
import { type BankAccess, type BankClient, bankClient, type ReceivedOrder } from './bank-client.ts';
import { hurryVisits, workOffVisits } from './bank-visits.ts';
import { CallFailed } from './partner-client.ts';

export type SimulatedBank = BankAccess & {
  readonly name: { readonly zh: string; readonly en: string };
};

/** How fast the simulated banks work; changed on the demo page. */
export type Pace = { stepSeconds: number };

/** What the demo page shows of a bank. */
export type BankView = Pick<SimulatedBank, 'bank' | 'name'> & {
  readonly paused: boolean;
  readonly refusesNext: boolean;
  /** Orders taken over since the program started. */
  readonly taken: number;
  readonly last: { readonly step: Step; readonly number: string } | undefined;
  readonly works: readonly Work[];
};

export type BankSimulator = {
  readonly view: () => BankView;
  readonly setPaused: (paused: boolean) => void;
  /** The next order that comes in gets no account. */
  readonly refuseNext: () => void;
  /** Everything in work is done now, without a pause. */
  readonly hurry: () => void;
  /** The person stands at the counter with their ID. */
  readonly handOver: (number: string) => void;
  readonly start: () => void;
  /** Lets go of what is under way; keys and book see to it that nothing is done twice later. */
  readonly stop: () => Promise<void>;
};

/** Slow enough that sixteen of them are no load, fast enough for somebody who watches. */
const pollMilliseconds = 2_500;
const longestBackOffMilliseconds = 30_000;
/** A restart or a busy second is nothing to tell the operator. */
const failuresToSpeakOf = 3;
/** An order can be unknown for a while, when somebody sets the clock of the demo back; then it is given up. */
const unknownAgainMilliseconds = 20_000;
const mostMisses = 200;

type Ground = {
  readonly bank: SimulatedBank;
  readonly book: Book;
  readonly visits: VisitBook;
  readonly pace: Pace;
  readonly log: Pick<Logger, 'warn'>;
  /** Pause before the first poll, so that the banks do not all call at once. */
  readonly firstPollMilliseconds: number;
};

export const createBankSimulator = (ground: Ground): BankSimulator => {
  const { bank, book } = ground;
  const stop = new AbortController();
  let wake = new AbortController();
  let running: Promise<void> | undefined;
  const state: State = { paused: false, refusesNext: false, taken: 0, last: undefined };
  const clerk: Clerk = { ...ground, state, client: bankClient(bank, stop.signal) };
  const sleep = async (milliseconds: number): Promise<void> => {
    const signal = AbortSignal.any([stop.signal, wake.signal]);
    await pause(milliseconds, undefined, { signal }).catch(() => {});
    wake = new AbortController();
  };
  const works = (): readonly Work[] => book.list(bank.bank);
  const soon = (work: Work): void => book.keep({ ...work, dueAt: 0, hurried: true });
  return {
    view: () => ({ bank: bank.bank, name: bank.name, ...state, works: works() }),
    setPaused: (paused) => {
      state.paused = paused;
      wake.abort();
    },
    refuseNext: () => {
      state.refusesNext = true;
    },
    hurry: () => {
      for (const work of works()) if (work.next !== 'handed-over') soon(work);
      hurryVisits(clerk);
      wake.abort();
    },
    handOver: (number) => {
      for (const work of works()) if (work.number === number && work.next === 'handed-over') soon(work);
      wake.abort();
    },
    start: () => {
      running ??= run(clerk, { sleep, stop: stop.signal });
    },
    stop: async () => {
      stop.abort();
      await running;
    },
  };
};

type State = {
  paused: boolean;
  refusesNext: boolean;
  taken: number;
  last: BankView['last'];
};
type Clerk = Ground & { readonly state: State; readonly client: BankClient };
type Rhythm = { readonly sleep: (milliseconds: number) => Promise<void>; readonly stop: AbortSignal };

const run = async (clerk: Clerk, { sleep, stop }: Rhythm): Promise<void> => {
  await sleep(clerk.firstPollMilliseconds);
  for (let failures = 0; !stop.aborted; ) {
    try {
      if (!clerk.state.paused) await workOff(clerk, stop);
      failures = 0;
    } catch (error) {
      if (stop.aborted) return;
      failures += 1;
      if (failures === failuresToSpeakOf)
        clerk.log.warn({ bank: clerk.bank.bank, err: error }, 'simulated bank: no usable answer');
    }
    await sleep(failures === 0 ? untilNext(clerk) : backOff(failures));
  }
};

const backOff = (failures: number): number =>
  Math.min(pollMilliseconds * 2 ** (failures - 1), longestBackOffMilliseconds);

/** Until the next poll, or the next step if that is sooner. */
const untilNext = ({ book, bank }: Clerk): number => {
  const due = book.list(bank.bank).flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt - Date.now()]));
  return Math.max(50, Math.min(pollMilliseconds, ...due));
};

/** One round: take over what waits, then do every step that is due. */
const workOff = async (clerk: Clerk, stop: AbortSignal): Promise<void> => {
  await takeOver(clerk);
  await workOffVisits(clerk);
  const due = () => clerk.book.list(clerk.bank.bank).find(({ dueAt }) => dueAt !== null && dueAt <= Date.now());
  for (let work = due(); work && !stop.aborted && !clerk.state.paused; work = due()) await doStep(clerk, work);
};

/** Written into the book before it is acknowledged: what is acknowledged comes no second time. */
const takeOver = async (clerk: Clerk): Promise<void> => {
  const { client, book, bank, state } = clerk;
  const orders = await client.listOrders();
  if (orders.length === 0) return;
  const known = new Set(book.list(bank.bank).map(({ number }) => number));
  for (const order of orders) if (!known.has(order.number)) book.keep(newWork(clerk, order));
  const numbers = orders.map(({ number }) => number);
  const refused = await client.acknowledge(numbers, randomUUID());
  for (const number of refused) book.drop(number);
  state.taken += numbers.length - refused.length;
};

/** A card that came back exists: it only goes out again. */
const firstStep = ({ state }: Clerk, { task, delivery }: ReceivedOrder): Step => {
  if (task === 'deliver') return delivery === 'mail' ? 'mailed' : 'ready-at-outlet';
  const next = state.refusesNext ? 'account-refused' : 'account-opened';
  state.refusesNext = false;
  return next;
};

const newWork = (clerk: Clerk, { task, ...order }: ReceivedOrder): Work => {
  const { bank, pace } = clerk;
  const next = firstStep(clerk, { task, ...order });
  return {
    ...{ bank: bank.bank, ...order, next, dueAt: Date.now() + pace.stepSeconds * 1000 },
    chipId: randomBytes(16).toString('hex').toUpperCase(),
    accountLastFour: String(randomInt(10_000)).padStart(4, '0'),
    trackingNumber: `DEMO${randomBytes(5).toString('hex').toUpperCase()}`,
    ...{ hurried: false, misses: 0 },
  };
};

/** The body of each report. */
const bodies: Readonly<Record<Step, (work: Work) => object>> = {
  'account-opened': () => ({}),
  'account-refused': () => ({ reason: 'identity-not-confirmed' }),
  produced: ({ chipId, accountLastFour }) => ({ chipId, accountLastFour, specificationVersion: '3.00' }),
  mailed: ({ trackingNumber }) => ({ trackingNumber }),
  'ready-at-outlet': ({ outletId }) => ({ outletId }),
  'handed-over': ({ outletId }) => ({ outletId, documentChecked: true }),
};

/** A card that goes out a second time goes out under another tracking number. */
const keyOf = ({ number, next, trackingNumber }: Work): string => `${number}:${next}:${trackingNumber}`;

const after = ({ next, delivery }: Work): Step | undefined => {
  if (next === 'account-opened') return 'produced';
  if (next === 'produced') return delivery === 'mail' ? 'mailed' : 'ready-at-outlet';
  return next === 'ready-at-outlet' ? 'handed-over' : undefined;
};

const doStep = async (clerk: Clerk, work: Work): Promise<void> => {
  const { client, book, state } = clerk;
  const { number, next: step } = work;
  try {
    await client.report({ number, name: step, key: keyOf(work), body: bodies[step](work) });
  } catch (error) {
    if (!(error instanceof CallFailed) || !isAboutTheOrder(error)) throw error;
    giveBack(clerk, work, error);
    return;
  }
  state.last = { step, number };
  const next = after(work);
  if (!next) {
    book.drop(number);
    return;
  }
  // Somebody may have said "now" while the report was on its way.
  const { hurried } = book.find(number) ?? work;
  book.keep({ ...work, next, hurried, dueAt: dueAfter(clerk, hurried, next), misses: 0 });
};

const dueAfter = ({ pace }: Clerk, hurried: boolean, next: Step): number | null => {
  if (next === 'handed-over') return null;
  return Date.now() + (hurried ? 0 : pace.stepSeconds * 1000);
};

/** A refusal of this report; anything else (no token, too many calls, an outage) concerns all of them. */
const isAboutTheOrder = ({ status }: CallFailed): boolean => [400, 404, 409, 422].includes(status);

const giveBack = ({ book, bank, log }: Clerk, work: Work, { status, code }: CallFailed): void => {
  if (status === 404 && work.misses < mostMisses) {
    book.keep({ ...work, misses: work.misses + 1, dueAt: Date.now() + unknownAgainMilliseconds });
    return;
  }
  log.warn({ bank: bank.bank, step: work.next, status, code }, 'simulated bank: report refused');
  book.drop(work.number);
};

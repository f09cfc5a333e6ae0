// A simulated bank: an ordinary client of the bank interface that opens accounts, makes cards and sends them, in seconds.
import { setTimeout as pause } from 'node:timers/promises';
import type { CardOut, Wish, Work } from './bank-book.ts';
import { wishesFor } from './bank-cards.ts';
import { type Clerk, habitsOfClerk, type SimulatedBank, type Tally, workOff } from './bank-clerk.ts';
import { bankClient } from './bank-client.ts';
import type { Habits, HabitsSet } from './bank-habits.ts';
import { hurryVisits } from './bank-visits.ts';
import type { ReceivedCallback } from './callback-check.ts';

/** What the demo page shows of a bank. */
export type BankView = Pick<SimulatedBank, 'bank' | 'name'> &
  Omit<Habits, 'seed'> &
  Tally & {
    readonly works: readonly Work[];
    readonly cards: readonly CardOut[];
  };

export type BankSimulator = {
  readonly view: () => BankView;
  readonly setHabits: (habits: HabitsSet) => void;
  readonly setPaused: (paused: boolean) => void;
  /** The next order that comes in gets no account. */
  readonly refuseNext: () => void;
  /** Everything in work is done now, without a pause. */
  readonly hurry: () => void;
  /** The person stands at the counter with their ID; `onTheSpot`: to leave with a card that is enabled and activated. */
  readonly handOver: (number: string, onTheSpot?: boolean) => void;
  /** The person comes with a card they have got. */
  readonly serve: (number: string, wish: Wish) => void;
  /** Called by the program: looks at once, and lets go of an order that was taken back. */
  readonly receive: (callback: ReceivedCallback) => void;
  readonly start: () => void;
  /** Lets go of what is under way; keys and book see to it that nothing is done twice later. */
  readonly stop: () => Promise<void>;
};

/** Slow enough that sixteen of them are no load, fast enough for somebody who watches. */
const pollMilliseconds = 2_500;
const longestBackOffMilliseconds = 30_000;
/** A restart or a busy second is nothing to tell the operator. */
const failuresToSpeakOf = 3;

type Ground = Omit<Clerk, 'client' | 'tally' | 'asksSeen'> & {
  /** Pause before the first poll, so that the banks do not all call at once. */
  readonly firstPollMilliseconds: number;
};

export const createBankSimulator = ({ firstPollMilliseconds, ...ground }: Ground): BankSimulator => {
  const { bank, book, cards, habits } = ground;
  const stop = new AbortController();
  let wake = new AbortController();
  let running: Promise<void> | undefined;
  const tally: Tally = { last: undefined, repeated: 0, repeatsRefused: 0, tooEarly: 0 };
  const clerk: Clerk = { ...ground, tally, asksSeen: new Map(), client: bankClient(bank, stop.signal) };
  const sleep = async (milliseconds: number): Promise<void> => {
    const signal = AbortSignal.any([stop.signal, wake.signal]);
    await pause(milliseconds, undefined, { signal }).catch(() => {});
    wake = new AbortController();
  };
  const works = (): readonly Work[] => book.list(bank.bank);
  const change = (habit: Partial<Habits>): void => {
    habits.keep({ ...habitsOfClerk(clerk), ...habit });
    wake.abort();
  };
  return {
    view: () => viewOf(clerk),
    setHabits: change,
    setPaused: (paused) => change({ paused }),
    refuseNext: () => change({ refusesNext: true }),
    hurry: () => {
      for (const work of works()) if (work.next !== 'handed-over') book.keep(soon(work));
      hurryVisits(clerk);
      for (const id of clerk.asksSeen.keys()) clerk.asksSeen.set(id, 0);
      wake.abort();
    },
    handOver: (number, onTheSpot = false) => {
      const work = works().find((each) => each.number === number && each.next === 'handed-over');
      if (work) book.keep({ ...soon(work), onTheSpot });
      wake.abort();
    },
    serve: (number, wish) => {
      const card = cards.list(bank.bank).find((each) => each.number === number);
      if (card && wishesFor(card).includes(wish)) cards.keep({ ...card, wish });
      wake.abort();
    },
    receive: ({ event, number }) => {
      if (number !== undefined && ['order-withdrawn', 'order-recalled'].includes(event)) {
        const work = book.find(number);
        if (work?.bank === bank.bank) book.drop(number);
      }
      wake.abort();
    },
    start: () => {
      running ??= run(clerk, { sleep, stop: stop.signal, firstPollMilliseconds });
    },
    stop: async () => {
      stop.abort();
      await running;
    },
  };
};

const soon = (work: Work): Work => ({ ...work, dueAt: 0, hurried: true });

const viewOf = (clerk: Clerk): BankView => {
  const { bank, book, cards, tally } = clerk;
  const { seed: _seed, ...habits } = habitsOfClerk(clerk);
  return { ...habits, ...tally, name: bank.name, works: book.list(bank.bank), cards: cards.list(bank.bank) };
};

type Rhythm = {
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly stop: AbortSignal;
  readonly firstPollMilliseconds: number;
};

const run = async (clerk: Clerk, { sleep, stop, firstPollMilliseconds }: Rhythm): Promise<void> => {
  await sleep(firstPollMilliseconds);
  for (let failures = 0; !stop.aborted; ) {
    try {
      if (!habitsOfClerk(clerk).paused) await workOff(clerk, stop);
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
const untilNext = (clerk: Clerk): number => {
  if (habitsOfClerk(clerk).silent) return pollMilliseconds;
  const { book, bank } = clerk;
  const due = book.list(bank.bank).flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt - Date.now()]));
  return Math.max(50, Math.min(pollMilliseconds, ...due));
};

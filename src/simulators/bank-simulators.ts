// All simulated banks of a demo: they begin when the program listens and end before it does.
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { openBook, openCardsBook, openVisitBook } from './bank-book.ts';
import type { Books, Pace, SimulatedBank } from './bank-clerk.ts';
import { openHabitsBook } from './bank-habits.ts';
import { type BankSimulator, createBankSimulator } from './bank-simulator.ts';

/** A card in about ten seconds: slow enough to see each step of the timeline. */
const firstStepSeconds = 3;
/** After the rush of the start; then the first polls of the banks lie so far apart. */
const firstPollMilliseconds = 2_000;
const staggerMilliseconds = 150;

export type BankSimulators = { readonly banks: readonly BankSimulator[]; readonly pace: Pace };

type Setting = {
  readonly banks: readonly SimulatedBank[];
  readonly books: Books;
  readonly log: Pick<Logger, 'warn'>;
  readonly stepSeconds?: number;
};

/** The books of all simulated banks: files of a folder, or without one in memory alone. */
export const openBooks = (folder?: string): Books => {
  const path = (name: string) => (folder === undefined ? undefined : join(folder, name));
  return {
    book: openBook(path('demo-banks.json')),
    visits: openVisitBook(path('demo-bank-visits.json')),
    cards: openCardsBook(path('demo-bank-cards.json')),
    habits: openHabitsBook(path('demo-bank-habits.json')),
  };
};

/** Banks that stand still until `app` listens; nothing runs for an app that is only asked with `inject`. */
export const simulateBanks = (
  app: FastifyInstance,
  { banks, books, log, stepSeconds = firstStepSeconds }: Setting,
): BankSimulators => {
  const pace: Pace = { stepSeconds };
  const simulators = banks.map((bank, index) => {
    const stagger = index * staggerMilliseconds + randomInt(staggerMilliseconds);
    return createBankSimulator({
      ...{ ...books, bank, pace, log },
      firstPollMilliseconds: firstPollMilliseconds + stagger,
    });
  });
  app.addHook('onListen', async () => {
    for (const simulator of simulators) simulator.start();
  });
  app.addHook('preClose', async () => {
    await Promise.all(simulators.map((simulator) => simulator.stop()));
  });
  return { banks: simulators, pace };
};

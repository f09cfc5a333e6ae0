// All simulated banks of a demo: they begin when the program listens and end before it does.
import { randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Book, VisitBook } from './bank-book.ts';
import { type BankSimulator, createBankSimulator, type Pace, type SimulatedBank } from './bank-simulator.ts';

/** A card in about ten seconds: slow enough to see each step of the timeline. */
const firstStepSeconds = 3;
/** After the rush of the start; then the first polls of the banks lie so far apart. */
const firstPollMilliseconds = 2_000;
const staggerMilliseconds = 150;

export type BankSimulators = { readonly banks: readonly BankSimulator[]; readonly pace: Pace };

type Setting = {
  readonly banks: readonly SimulatedBank[];
  readonly book: Book;
  readonly visits: VisitBook;
  readonly log: Pick<Logger, 'warn'>;
  readonly stepSeconds?: number;
};

/** Banks that stand still until `app` listens; nothing runs for an app that is only asked with `inject`. */
export const simulateBanks = (
  app: FastifyInstance,
  { banks, book, visits, log, stepSeconds = firstStepSeconds }: Setting,
): BankSimulators => {
  const pace: Pace = { stepSeconds };
  const simulators = banks.map((bank, index) => {
    const stagger = index * staggerMilliseconds + randomInt(staggerMilliseconds);
    return createBankSimulator({
      bank,
      book,
      visits,
      pace,
      log,
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

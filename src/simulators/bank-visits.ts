// Visits of a simulated bank: it accepts each one, and a while later somebody has been there.
import type { Logger } from 'pino';
import type { VisitBook } from './bank-book.ts';
import type { BankClient } from './bank-client.ts';
import { CallFailed } from './partner-client.ts';

/** Steps of the simulated pace: long enough to see that somebody will come, a minute at the usual one. */
const stepsUntilDone = 20;

type Visiting = {
  readonly bank: { readonly bank: string };
  readonly visits: VisitBook;
  readonly pace: { readonly stepSeconds: number };
  readonly client: BankClient;
  readonly log: Pick<Logger, 'warn'>;
};

/** Accepts what waits, and reports as done what is due. */
export const workOffVisits = async (visiting: Visiting): Promise<void> => {
  const { bank, visits, pace, client } = visiting;
  for (const id of await client.listVisits()) {
    // Written down first: what is accepted comes no second time.
    visits.keep({ bank: bank.bank, id, dueAt: Date.now() + stepsUntilDone * pace.stepSeconds * 1000 });
    await answer(visiting, id, 'accepted');
  }
  for (const { id, dueAt } of visits.list(bank.bank))
    if (dueAt <= Date.now() && (await answer(visiting, id, 'done'))) visits.drop(id);
};

/** Everything that is accepted is done at the next round. */
export const hurryVisits = ({ bank, visits }: Pick<Visiting, 'bank' | 'visits'>): void => {
  for (const visit of visits.list(bank.bank)) visits.keep({ ...visit, dueAt: 0 });
};

/** Whether it was said; what was withdrawn meanwhile is nobody's business any more. */
const answer = async ({ client, visits, bank, log }: Visiting, id: string, name: 'accepted' | 'done') => {
  try {
    await client.answerVisit({ id, name });
    return true;
  } catch (error) {
    if (!(error instanceof CallFailed) || ![404, 409, 422].includes(error.status)) throw error;
    log.warn({ bank: bank.bank, name, status: error.status, code: error.code }, 'simulated bank: visit refused');
    visits.drop(id);
    return false;
  }
};

// What a simulated bank does with accounts when it is asked: it says so a step later, refuses, says it twice, or says nothing.
import type { Logger } from 'pino';
import type { BankClient, ReceivedAsk } from './bank-client.ts';
import { type Habits, happens, oneOf } from './bank-habits.ts';
import { isRefusal } from './partner-client.ts';

/** As the interface codes them. */
const refusalReasons = ['account-not-found', 'account-state', 'holder-needed', 'other'] as const;

type Answering = {
  readonly bank: { readonly bank: string };
  readonly client: BankClient;
  /** When each was met first, in milliseconds; what is asked comes again until it is answered, so a restart loses nothing. */
  readonly asksSeen: Map<string, number>;
  readonly log: Pick<Logger, 'warn'>;
};

/** Answers everything that was met at least `stepSeconds` ago. */
export const answerAsks = async (answering: Answering, habits: Habits, stepSeconds: number): Promise<void> => {
  const { client, asksSeen } = answering;
  const asks = await client.listAsks();
  const open = new Set(asks.map(({ id }) => id));
  for (const id of asksSeen.keys()) if (!open.has(id)) asksSeen.delete(id);
  for (const ask of asks) {
    const since = asksSeen.get(ask.id) ?? Date.now();
    asksSeen.set(ask.id, since);
    if (Date.now() >= since + stepSeconds * 1000) await answer(answering, habits, ask);
  }
};

const answer = async ({ client, bank, log }: Answering, habits: Habits, { id, kind }: ReceivedAsk): Promise<void> => {
  const drawing = (what: string) => ({ seed: habits.seed, turn: 0, what: `${what} ${id}` });
  const isRefused = happens(drawing('refusal'), habits.refusals);
  const name = isRefused ? 'refused' : 'confirmed';
  const body = isRefused ? { reason: oneOf(drawing('reason'), refusalReasons) } : {};
  const keys = [`${id}:${name}`, ...(happens(drawing('again'), habits.repeats) ? [`${id}:${name}:again`] : [])];
  for (const key of keys)
    await client.answerAsk({ id, name, key, body }).catch((error: unknown) => {
      // Replaced by a later wish, or answered already.
      if (!isRefusal(error)) throw error;
      log.warn({ bank: bank.bank, kind, status: error.status, code: error.code }, 'simulated bank: answer refused');
    });
};

// The one blank of an attempt: taken from the stock, or spoiled; the job's row and the stock's move together.
import type { Ground } from '../applications/use-case.ts';
import type { PersonId } from '../base/ids.ts';
import { isOneOf } from '../base/one-of.ts';
import { ok, type Result } from '../base/result.ts';
import type { StockKeeper } from '../card-stock/card-stock.ts';
import { changeStock, type StockRefused } from '../card-stock/change-stock.ts';
import type { InstantJobId } from './instant-job.ts';
import { spoiling } from './instant-stages.ts';
import { lockInstant, moveInstant } from './instant-store.ts';

export type Blank = { readonly keeper: StockKeeper; readonly personId: PersonId; readonly jobId: InstantJobId };

/** One, whoever asks and however often; `attempt` tells it from those before. */
export const takeBlank = async (
  { sql, keys, businessClock }: Ground,
  { keeper, personId, jobId }: Blank,
): Promise<Result<{ readonly attempt: number }, StockRefused>> =>
  await sql.begin(async (transaction) => {
    const job = await lockInstant(transaction, { personId, jobId });
    if (job.blank !== 'none') return ok({ attempt: job.attempt });
    const attempt = job.attempt + 1;
    const at = businessClock();
    const key = `${jobId} ${attempt} used`;
    const used = await changeStock(transaction, keys, { keeper, kind: 'used', quantity: 1, at, key });
    if (!used.ok) return used;
    const { state, sealed } = job;
    const step = { stage: 'take-blank', code: null, at, account: keeper.account };
    await moveInstant(transaction, {
      personId,
      jobId,
      from: [state],
      to: state,
      blank: 'taken',
      attempt,
      sealed,
      step,
    });
    return ok({ attempt });
  });

/** The attempt is over and its blank among the spoiled ones; once, however many have seen it fail. */
export const spoil = async (
  { sql, keys, businessClock }: Ground,
  { keeper, personId, jobId }: Blank,
  { attempt, code }: { readonly attempt: number; readonly code: string },
): Promise<void> => {
  await sql.begin(async (transaction) => {
    const job = await lockInstant(transaction, { personId, jobId });
    const isTheOne = job.attempt === attempt && job.blank === 'taken' && isOneOf<string>(spoiling.from, job.state);
    if (!isTheOne) return;
    const at = businessClock();
    const key = `${jobId} ${attempt} spoiled`;
    const entered = await changeStock(transaction, keys, { keeper, kind: 'spoiled', quantity: 1, at, key });
    if (!entered.ok) throw new Error(`a spoiled card could not be entered: ${entered.code}`);
    const { sealed, state } = job;
    const step = { stage: 'spoil', code, at, account: keeper.account };
    await moveInstant(transaction, {
      personId,
      jobId,
      from: [state],
      to: spoiling.to,
      blank: 'none',
      attempt,
      sealed,
      step,
    });
  });
};

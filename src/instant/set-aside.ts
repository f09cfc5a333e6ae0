// A card of which the clerk sees that it is no good is set aside: its blank is spoiled, and the next one begins (R-PROD-08).
import type { Ground } from '../applications/use-case.ts';
import { isOneOf } from '../base/one-of.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { type Blank, spoil } from './blank.ts';
import { type InstantState, spoiling } from './instant-stages.ts';
import { findInstant, type InstantRow } from './instant-store.ts';

/** NOTHING_TO_SET_ASIDE: no blank is in work, or the card exists already. */
export type SetAsideRefused = Refused<'INSTANT_JOB_UNKNOWN' | 'NOTHING_TO_SET_ASIDE', object>;

/** Also what a machine took and never answered for. `attempt` is the one the clerk saw: of a second click nothing is spoiled. */
export const setAsideCard = async (
  ground: Ground,
  { attempt, ...asked }: Blank & { readonly attempt: number },
): Promise<Result<InstantRow, SetAsideRefused>> => {
  const job = await findInstant(ground.sql, asked);
  if (!job || job.outletId !== asked.keeper.outletId) return refused('INSTANT_JOB_UNKNOWN', {});
  if (job.attempt === attempt && job.blank === 'none') return ok(job);
  if (job.blank !== 'taken' || !isOneOf<InstantState>(spoiling.from, job.state))
    return refused('NOTHING_TO_SET_ASIDE', {});
  await spoil(ground, asked, { attempt, code: 'SET_ASIDE' });
  return ok((await findInstant(ground.sql, asked)) ?? job);
};

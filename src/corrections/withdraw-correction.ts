// Whoever proposed a correction takes the proposal back, while nobody has decided about it; nothing else changes.
import type { Ground } from '../applications/use-case.ts';
import { change, rejection } from '../audit/command.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { CorrectionId } from './correction.ts';
import { correctionLifecycle } from './correction-lifecycle.ts';
import {
  type Closed,
  type Closing,
  closeCorrection,
  closedAlready,
  closedBy,
  type NotClosed,
} from './correction-step.ts';

export type Withdrawing = Pick<Closing, 'acting' | 'key'> & { readonly correctionId: CorrectionId };

/** NOT_PROPOSED_BY_YOU: another's proposal is declined, by whoever may. */
export type WithdrawRefused = NotClosed | Refused<'NOT_PROPOSED_BY_YOU', object>;

/** proposed → withdrawn, once. A proposal in its place may be made at once. */
export const withdrawCorrection = (
  ground: Ground,
  { acting, key, correctionId }: Withdrawing,
): Promise<Result<Closed, WithdrawRefused>> => {
  const action = 'withdraw-correction';
  const by = acting.actorId;
  return closeCorrection<WithdrawRefused>(ground, { action, acting, key, request: { correctionId } }, (found) => {
    const { proposedBy, sealed } = found.correction;
    if (by !== proposedBy) return rejection(refused('NOT_PROPOSED_BY_YOU', {}), []);
    const already = closedAlready(found);
    if (already) return rejection(already, []);
    const { to: state } = correctionLifecycle[action];
    return change({ correctionId, state }, closedBy(ground, found, { action, by, sealed }));
  });
};

// Whoever proposed a correction takes the proposal back, while nobody has decided about it; nothing else changes.
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { type Acting, toMilliseconds } from '../audit/event.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { CorrectionId } from './correction.ts';
import { type CorrectionState, correctionLifecycle } from './correction-lifecycle.ts';
import {
  type CorrectingRow,
  findCorrecting,
  findCorrection,
  type ListedCorrection,
  moveCorrection,
} from './corrections-store.ts';

export type Withdrawing = { readonly acting: Acting; readonly key: string; readonly correctionId: CorrectionId };

export type Withdrawn = { readonly correctionId: string; readonly state: CorrectionState };
/** NOT_PROPOSED_BY_YOU: another's proposal is declined, by whoever may. */
export type WithdrawRefused =
  | Refused<'CORRECTION_UNKNOWN' | 'NOT_PROPOSED_BY_YOU', object>
  | Refused<'DECIDED_ALREADY', { readonly state: CorrectionState }>
  | CommandRefused;

/** proposed → withdrawn, once. A proposal in its place may be made at once. */
export const withdrawCorrection = async (
  ground: Ground,
  { acting, key, correctionId }: Withdrawing,
): Promise<Result<Withdrawn, WithdrawRefused>> => {
  const correction = await findCorrection(ground.sql, correctionId);
  if (!correction) return refused('CORRECTION_UNKNOWN', {});
  const at = toMilliseconds(ground.businessClock());
  const { personId, cardId, eventSeq: seq } = correction;
  return await changePerson<CorrectingRow, Withdrawn, WithdrawRefused>(ground, {
    action: 'withdraw-correction',
    acting,
    key: { caller: `staff:${acting.actorId}`, key, request: { correctionId } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CORRECTION_UNKNOWN', {}),
    read: (earlierAnswer) => findCorrecting(ground.sql, { personId, cardId, seq }, earlierAnswer),
    decide: (row) => decide(ground, { correction, by: acting.actorId, at }, row),
  });
};

type Case = { readonly correction: ListedCorrection; readonly by: string; readonly at: Temporal.Instant };

const decide = (
  { sql }: Ground,
  { correction, by, at }: Case,
  row: CorrectingRow,
): Decision<Withdrawn, WithdrawRefused> => {
  const { correctionId, proposedBy, eventSeq, act, sealed, state } = correction;
  if (by !== proposedBy) return rejection(refused('NOT_PROPOSED_BY_YOU', {}), []);
  if (row.openCorrection !== correctionId) return rejection(refused('DECIDED_ALREADY', { state }), []);
  const { from, to } = correctionLifecycle['withdraw-correction'];
  const facts = { from: from[0], to, corrects: `${eventSeq}`, act };
  const rules = row.events.find(({ seq }) => seq === eventSeq)?.rules ?? [];
  return change(
    { correctionId, state: to },
    {
      happenings: [{ action: 'withdraw-correction', subject: `correction:${correctionId}`, rules, facts }],
      writes: [moveCorrection(sql, { correctionId, from, to, decidedBy: by, decidedAt: at, sealed })],
    },
  );
};

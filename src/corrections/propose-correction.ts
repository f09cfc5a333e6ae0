// Somebody of staff proposes that a mistaken act is undone; it changes nothing until a second person confirms it.
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { type Acting, toMilliseconds } from '../audit/event.ts';
import { newId, type PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { type CorrectionId, sealCorrection } from './correction.ts';
import { correctionLifecycle } from './correction-lifecycle.ts';
import { type CorrectingRow, findActCard, findCorrecting, insertCorrection } from './corrections-store.ts';
import { type NotUndone, undoingOf } from './undoing.ts';

export type Proposing = {
  readonly acting: Acting;
  readonly key: string;
  readonly personId: PersonId;
  /** Number of the event that was a mistake. */
  readonly seq: number;
  /** `leastReason` to `mostReason` characters, for the second person. */
  readonly reason: string;
};

export type Proposed = { readonly correctionId: string };
/** CORRECTION_OPEN: another one of this person waits for its second person. */
export type ProposeRefused = NotUndone | Refused<'CORRECTION_OPEN', object> | CommandRefused;

/** Refused is at once what could not be confirmed either: what is not there, was built upon, or was undone before. */
export const proposeCorrection = async (
  ground: Ground,
  { acting, key, personId, seq, reason }: Proposing,
): Promise<Result<Proposed, ProposeRefused>> => {
  const cardId = await findActCard(ground.sql, personId, seq);
  if (!cardId) return refused('ACT_UNKNOWN', {});
  const at = toMilliseconds(ground.businessClock());
  return await changePerson<CorrectingRow, Proposed, ProposeRefused>(ground, {
    action: 'propose-correction',
    acting,
    key: { caller: `staff:${acting.actorId}`, key, request: { personId, seq, reason } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('ACT_UNKNOWN', {}),
    read: (earlierAnswer) => findCorrecting(ground.sql, { personId, cardId, seq }, earlierAnswer),
    decide: (row) => decide(ground, { acting, seq, reason, at }, row),
  });
};

type Case = Pick<Proposing, 'acting' | 'seq' | 'reason'> & { readonly at: Temporal.Instant };

const decide = (
  { sql, keys }: Ground,
  { acting, seq, reason, at }: Case,
  row: CorrectingRow,
): Decision<Proposed, ProposeRefused> => {
  if (row.openCorrection !== null) return rejection(refused('CORRECTION_OPEN', {}), []);
  const undoing = undoingOf(row, seq);
  if (!undoing.ok) return rejection(undoing, []);
  const { act, rules } = undoing.value;
  const { personId, cardId } = row;
  const correctionId = newId<CorrectionId>();
  const { to } = correctionLifecycle['propose-correction'];
  const sealed = sealCorrection(keys, personId, { reason, note: '' });
  const proposed = { correctionId, cardId, eventSeq: seq, act, proposedBy: acting.actorId, proposedAt: at, sealed };
  return change(
    { correctionId },
    {
      happenings: [
        {
          ...{ action: 'propose-correction', subject: `correction:${correctionId}`, rules },
          facts: { to, corrects: `${seq}`, act },
        },
      ],
      writes: [insertCorrection(sql, proposed)],
    },
  );
};

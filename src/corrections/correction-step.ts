// What every step that closes a proposed correction shares: how it is found and decided upon, and what it leaves.
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import type { Decision, Part } from '../audit/command.ts';
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

export type CorrectionStep = Exclude<keyof typeof correctionLifecycle, 'propose-correction'>;

export type Closed = { readonly correctionId: string; readonly state: CorrectionState };
export type NotClosed =
  | Refused<'CORRECTION_UNKNOWN', object>
  | Refused<'DECIDED_ALREADY', { readonly state: CorrectionState }>
  | CommandRefused;

/** A step as somebody of staff asks for it. */
export type Closing = {
  readonly action: CorrectionStep;
  readonly acting: Acting;
  readonly key: string;
  /** What the key stands for. */
  readonly request: { readonly correctionId: CorrectionId };
};

export type Case = {
  readonly correction: ListedCorrection;
  readonly row: CorrectingRow;
  readonly at: Temporal.Instant;
};

/** `decide` gets the correction as it was found, and the act with the card as they are under the guard of the change. */
export const closeCorrection = async <R extends Refused>(
  ground: Ground,
  { action, acting, key, request }: Closing,
  decide: (found: Case) => Decision<Closed, R | NotClosed>,
): Promise<Result<Closed, R | NotClosed>> => {
  const correction = await findCorrection(ground.sql, request.correctionId);
  if (!correction) return refused('CORRECTION_UNKNOWN', {});
  const at = toMilliseconds(ground.businessClock());
  const { personId, cardId, eventSeq: seq } = correction;
  return await changePerson<CorrectingRow, Closed, R | NotClosed>(ground, {
    ...{ action, acting, at },
    key: { caller: `staff:${acting.actorId}`, key, request },
    policySnapshot: ground.policy.current().number,
    missing: refused('CORRECTION_UNKNOWN', {}),
    read: (earlierAnswer) => findCorrecting(ground.sql, { personId, cardId, seq }, earlierAnswer),
    decide: (row) => decide({ correction, row, at }),
  });
};

/** The open one of the person is this one, or this one has been decided: two of a person are never open. */
export const closedAlready = ({ correction, row }: Case): NotClosed | undefined =>
  row.openCorrection === correction.correctionId ? undefined : refused('DECIDED_ALREADY', { state: correction.state });

/** Its event, under the rules of the act it is about, and its row. */
export const closedBy = (
  { sql }: Pick<Ground, 'sql'>,
  { correction, row, at }: Case,
  { action, by, sealed }: { readonly action: CorrectionStep; readonly by: string; readonly sealed: Buffer },
): Part => {
  const { correctionId, eventSeq, act } = correction;
  const { from, to } = correctionLifecycle[action];
  const facts = { from: from[0], to, corrects: `${eventSeq}`, act };
  const rules = row.events.find(({ seq }) => seq === eventSeq)?.rules ?? [];
  return {
    happenings: [{ action, subject: `correction:${correctionId}`, rules, facts }],
    writes: [moveCorrection(sql, { correctionId, from, to, decidedBy: by, decidedAt: at, sealed })],
  };
};

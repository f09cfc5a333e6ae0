// A row the bureau added, where it comes from, and what was decided about it.
import type { AddedContent } from './kinds.ts';

/** The announcement it rests on. */
export type AddedSource = { readonly document: string; readonly clause: string; readonly date: Temporal.PlainDate };

export type AddedRow = {
  /** Its id as a row of the policy is `added-` and this. */
  readonly number: number;
  readonly content: AddedContent;
  /** Id of the row in whose place it stands. */
  readonly supersedes: string | null;
  readonly source: AddedSource;
};

export type RowDecision = {
  readonly decision: 'confirmed' | 'refused' | 'taken-back';
  readonly decidedBy: string;
  readonly decidedAt: Temporal.Instant;
  readonly note: string;
};

export type RowState = 'proposed' | RowDecision['decision'];

/** With everything that is on record about it. */
export type RecordedRow = AddedRow & {
  readonly effectiveOn: Temporal.PlainDate;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Temporal.Instant;
  /** The newest last; a confirmed row can have been taken back. */
  readonly decisions: readonly RowDecision[];
};

export const stateOf = ({ decisions }: Pick<RecordedRow, 'decisions'>): RowState =>
  decisions.at(-1)?.decision ?? 'proposed';

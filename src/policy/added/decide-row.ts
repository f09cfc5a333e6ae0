// What becomes of a proposed row: a second person confirms or refuses it, or it is taken back before it is in force.
import { dateIn } from '../../base/dates.ts';
import { ok, type Refused, type Result, refused } from '../../base/result.ts';
import type { Queries } from '../../database/connection.ts';
import { contentOf, digestOf } from '../snapshot.ts';
import { insertSnapshot } from '../snapshots-store.ts';
import { type RecordedRow, type RowDecision, stateOf } from './added-row.ts';
import { findAddedRow, insertDecision, listConfirmedRows, lockDecisions } from './added-rows-store.ts';
import { checkRows, type RowsClash } from './check-rows.ts';
import type { Ground } from './propose-row.ts';

export type Deciding = {
  readonly number: number;
  readonly decision: RowDecision['decision'];
  /** Account of whoever decides. */
  readonly by: string;
  /** Why; may be empty where it is confirmed. */
  readonly note: string;
};

export type DecisionRefused =
  | Refused<'ROW_UNKNOWN' | 'ALREADY_DECIDED' | 'OWN_PROPOSAL' | 'IN_FORCE' | 'NOTE_MISSING', object>
  | RowsClash;

/**
 * Decides about a row; of several who decide at once the first counts, and of two rows that clash the second is refused.
 * What is confirmed is checked once more against what has been confirmed since it was proposed, gets its numbered
 * snapshot in the same transaction, and counts in this process at once, in the others within seconds.
 */
export const decideRow = async (ground: Ground, deciding: Deciding): Promise<Result<number, DecisionRefused>> => {
  const decided = await ground.sql.begin((transaction) => decideIn(transaction, ground, deciding));
  if (decided.ok) await ground.policy.refresh();
  return decided;
};

const decideIn = async (
  transaction: Queries,
  { policy, businessClock }: Ground,
  { number, decision, by, note }: Deciding,
): Promise<Result<number, DecisionRefused>> => {
  await lockDecisions(transaction);
  const row = await findAddedRow(transaction, number);
  if (row === undefined) return refused('ROW_UNKNOWN', {});
  const decidedAt = businessClock();
  const against = reasonAgainst(row, { decision, by, note }, dateIn(decidedAt));
  if (against) return refused(against, {});
  const confirmed = await listConfirmedRows(transaction);
  const others = confirmed.filter((each) => each.number !== number);
  const checked = checkRows(policy.shipped, decision === 'confirmed' ? [...others, row] : others);
  if (!checked.ok) return checked;
  await insertDecision(transaction, row, { decision, decidedBy: by, decidedAt, note });
  const { rows } = checked.value;
  return ok(await insertSnapshot(transaction, { digest: digestOf(rows), content: contentOf(rows) }));
};

/** Four eyes: nobody confirms or refuses what they proposed; that the database refuses too. */
const reasonAgainst = (
  row: RecordedRow,
  { decision, by, note }: Omit<Deciding, 'number'>,
  today: Temporal.PlainDate,
): Exclude<DecisionRefused, RowsClash>['code'] | undefined => {
  const state = stateOf(row);
  const isOpen = state === 'proposed' || (state === 'confirmed' && decision === 'taken-back');
  if (!isOpen) return 'ALREADY_DECIDED';
  if (decision !== 'taken-back' && by === row.proposedBy) return 'OWN_PROPOSAL';
  // What has been in force is history: it is corrected by a row in its place.
  if (state === 'confirmed' && Temporal.PlainDate.compare(row.effectiveOn, today) <= 0) return 'IN_FORCE';
  return decision !== 'confirmed' && note === '' ? 'NOTE_MISSING' : undefined;
};

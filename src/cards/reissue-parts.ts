// What a re-issue does to the lost card: its function is formally lost, its account is asked for at the bank, and nothing releases it.
import type { Ground } from '../applications/use-case.ts';
import type { Part } from '../audit/command.ts';
import { moveToReissued } from './cards-store.ts';
import { lossParts, type Told, wishOf } from './loss-parts.ts';
import type { LossRow } from './loss-store.ts';

type Reissuing = {
  /** The card as it is at the instant, and as the database says. */
  readonly row: LossRow;
  readonly stored: LossRow;
  readonly at: Temporal.Instant;
  readonly told: Told;
};

/**
 * Formal loss and re-issue are two events of one statement (C-54); online the loss is implied by the order, and the bank
 * confirms it (C-11). A card whose two functions are lost already only gets its mark.
 */
export const reissueParts = (ground: Ground, { row, stored, at, told }: Reissuing): readonly Part[] => {
  const action = 'report-formal-loss';
  const isLost = row.socialSecurity === 'formally-lost' && wishOf(row, action) === null;
  if (isLost) return [{ writes: [moveToReissued(ground.sql, row.cardId)] }];
  const step = { action, at, account: 'asked', isReissued: true } as const;
  return lossParts(ground, { row, stored, step, told }).parts;
};

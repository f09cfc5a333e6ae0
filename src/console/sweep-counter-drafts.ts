// Removes what was typed at counters and never submitted, a day afterwards.
import type { Wiring } from '../wiring.ts';
import { deleteOldCounterDrafts } from './counter-drafts-store.ts';

const rowsAtOnce = 1_000;

/** One round; how many rows went. */
export const sweepCounterDrafts = ({ sql, systemClock }: Pick<Wiring, 'sql' | 'systemClock'>): Promise<number> =>
  deleteOldCounterDrafts(sql, { now: systemClock(), most: rowsAtOnce });

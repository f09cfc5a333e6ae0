// Removes what was typed at counters and never submitted, and who was served there, a day afterwards.
import type { Wiring } from '../wiring.ts';
import { deleteOldCounterDrafts } from './counter-drafts-store.ts';
import { deleteOldCounterSessions } from './counter-sessions-store.ts';

const rowsAtOnce = 1_000;

/** One round; how many rows went. */
export const sweepCounterDrafts = async ({
  sql,
  systemClock,
}: Pick<Wiring, 'sql' | 'systemClock'>): Promise<number> => {
  const round = { now: systemClock(), most: rowsAtOnce };
  return (await deleteOldCounterDrafts(sql, round)) + (await deleteOldCounterSessions(sql, round));
};

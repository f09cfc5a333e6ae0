// Finds the reminders that are due and sends each; what was due while nobody swept is found like everything else.
import { waitingStates } from './application-lifecycle.ts';
import { remindOfCard } from './remind-of-card.ts';
import { listDueReminders } from './reminders-store.ts';
import { sweep } from './sweep.ts';
import type { Ground } from './use-case.ts';

/** Reminders of one round: done well within the minute until the next. */
const mostAtOnce = 500;

/**
 * One round; how many people were reminded. Several processes may sweep at once: the same reminder is one. One that fails
 * is tried again with the next round and holds up no other; the round fails when all have had their turn.
 */
export const sweepReminders = async (ground: Ground): Promise<number> => {
  const due = await listDueReminders(ground.sql, {
    at: ground.businessClock(),
    states: waitingStates,
    most: mostAtOnce,
  });
  return await sweep(due, async (reminder) => {
    const result = await remindOfCard(ground, reminder);
    return result.ok && result.value.days > 0;
  });
};

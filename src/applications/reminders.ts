// When somebody is reminded of a card that waits for them (G-40), by the business clock.
import { reminderDays } from '../policy/data/limits-fees-deliveries.ts';

const dayOf = (since: Temporal.Instant, days: number): Temporal.Instant => since.add({ hours: 24 * days });
const isOver = (instant: Temporal.Instant, at: Temporal.Instant): boolean => Temporal.Instant.compare(instant, at) <= 0;

/** Days after which a reminder is due at an instant: the latest one, so that after a down time nobody gets two at once. */
export const daysDue = (since: Temporal.Instant, at: Temporal.Instant): number | undefined =>
  reminderDays.findLast((days) => isOver(dayOf(since, days), at));

/** The next reminder after an instant; null: there was the last one. */
export const reminderAfter = (since: Temporal.Instant, at: Temporal.Instant): Temporal.Instant | null => {
  const next = reminderDays.find((days) => !isOver(dayOf(since, days), at));
  return next === undefined ? null : dayOf(since, next);
};

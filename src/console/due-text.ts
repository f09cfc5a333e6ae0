// How long there is until a last day, or how long it is over, in words: late is never only a colour.
import type { ConsolePage } from './page.ts';

export const leftText = ({ say }: ConsolePage, today: Temporal.PlainDate, dueOn: Temporal.PlainDate): string => {
  const days = today.until(dueOn).days;
  if (days < 0) return say('home.daysLate', { days: -days });
  return days === 0 ? say('home.today') : say('home.daysLeft', { days });
};

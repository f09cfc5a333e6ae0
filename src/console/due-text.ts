// How long there is until a last day, or how long it is over, in words: late is never only a colour.
import { dayText } from '../portal/dates.ts';
import type { ConsolePage } from './page.ts';

export const leftText = ({ say }: ConsolePage, today: Temporal.PlainDate, dueOn: Temporal.PlainDate): string => {
  const days = today.until(dueOn).days;
  if (days < 0) return say('home.daysLate', { days: -days });
  return days === 0 ? say('home.today') : say('home.daysLeft', { days });
};

/** Something that staff have to answer by a day. */
type Owed = { readonly state: string; readonly dueOn: Temporal.PlainDate | null };

/** Whether it is open and its last day is over. */
export const isOverdue = ({ state, dueOn }: Owed, today: Temporal.PlainDate): boolean =>
  state === 'open' && dueOn !== null && Temporal.PlainDate.compare(dueOn, today) < 0;

/** Its last day and how long there is until then; '' for what is answered or has no such day. */
export const owedText = (page: ConsolePage, today: Temporal.PlainDate, { state, dueOn }: Owed): string =>
  state !== 'open' || dueOn === null ? '' : `${dayText(dueOn, page.citizenSay)} · ${leftText(page, today, dueOn)}`;

// On the home page: what waits for nobody else of the bureau, and questions and complaints of the own desk.
import type { Alarms } from '../staff/find-alarms.ts';
import { may } from '../staff/permissions.ts';
import type { ConsolePage } from './page.ts';
import { countText, queuePath } from './queue-page.tsx';

/** Nothing where nothing waits. */
export const AlarmList = ({ page, alarms }: { readonly page: ConsolePage; readonly alarms: Alarms }) => {
  const { say } = page;
  const { held, undated, missingYear } = alarms;
  if (held === 0 && undated === 0) return null;
  return (
    <ul class="alarms" aria-label={say('alarm.title')}>
      {undated > 0 && (
        <li>
          <strong class="late">{say('alarm.undated', { count: countText(page, undated), year: missingYear })}</strong>{' '}
          {page.staff !== null && may(page.staff, 'propose-policy') && (
            <a href="/console/policy/new?kind=calendar-year">{say('alarm.addYear')}</a>
          )}{' '}
          <a href={queuePath({ list: 'undated' })}>{say('alarm.see')}</a>
        </li>
      )}
      {held > 0 && (
        <li>
          <strong>{say('alarm.held', { count: countText(page, held) })}</strong>{' '}
          <a href={queuePath({ list: 'on-hold' })}>{say('alarm.see')}</a>
        </li>
      )}
    </ul>
  );
};

export type WaitingTickets = { readonly open: number; readonly late: number };

/** R-SUPERVISE-05: concerns are answered in time. Nothing where nobody waits. */
export const TicketAlarm = ({ page, tickets }: { readonly page: ConsolePage; readonly tickets: WaitingTickets }) => {
  const { say } = page;
  const { open: count, late } = tickets;
  if (count === 0) return null;
  return (
    <ul class="alarms" aria-label={say('nav.tickets')}>
      <li>
        {late > 0 ? (
          <strong class="late">{say('tickets.late', { count, late })}</strong>
        ) : (
          say('tickets.waiting', { count })
        )}{' '}
        <a href="/console/tickets">{say('tickets.seeList')}</a>
      </li>
    </ul>
  );
};

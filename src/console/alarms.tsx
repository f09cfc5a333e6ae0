// On the home page of the bureau: what waits for nobody else.
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

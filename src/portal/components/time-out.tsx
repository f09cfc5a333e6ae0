// The warning before a login ends for want of activity (WCAG 2.2.1): opened, counted down and renewed by the script.
import type { Page } from '../page.ts';
import { Csrf } from './form.tsx';

/** Closed in the page as it is sent; without scripts it stays closed, and what is sent too late is kept all the same. */
export const TimeOut = ({ page }: { page: Page }) => {
  const { say, timeOut } = page;
  if (timeOut === null) return null;
  return (
    <dialog
      class="time-out"
      aria-labelledby="time-out-title"
      aria-describedby="time-out-text"
      data-left={timeOut.secondsLeft}
      data-warn={timeOut.warningSeconds}
    >
      <h2 id="time-out-title" data-over={say('timeOut.over')}>
        {say('timeOut.title')}
      </h2>
      <p
        id="time-out-text"
        role="status"
        data-minutes={say('timeOut.minutes', { left: '{left}' })}
        data-seconds={say('timeOut.seconds', { left: '{left}' })}
        data-over={say('timeOut.kept')}
      />
      <form method="post" action="/login/renew">
        <Csrf page={page} />
        <div class="actions">
          <button class="button" type="submit" data-over={say('timeOut.again')}>
            {say('timeOut.stay')}
          </button>
        </div>
      </form>
    </dialog>
  );
};

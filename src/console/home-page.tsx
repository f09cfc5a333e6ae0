// The first pages of the console: what a role has to do by its last day, the way in, the page for who went away, and help.
import type { Snapshot } from '../policy/snapshot.ts';
import type { Alarms } from '../staff/find-alarms.ts';
import type { Queue } from '../staff/find-queue.ts';
import { may, permissions, type StaffAction, scopeOf } from '../staff/permissions.ts';
import { roles } from '../staff/staff.ts';
import { AlarmList, TicketAlarm, type WaitingTickets } from './alarms.tsx';
import { Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable } from './pieces.tsx';
import { Counts, QueueView } from './queue-page.tsx';

type HomeProps = {
  readonly page: ConsolePage;
  readonly queue: Queue | undefined;
  readonly snapshot: Snapshot;
  /** null: not for this role. */
  readonly alarms: Alarms | null;
  /** Questions and complaints at this desk; undefined: none can lie there. */
  readonly tickets: WaitingTickets | undefined;
};

export const HomePage = ({ page, queue, snapshot, alarms, tickets }: HomeProps) => (
  <Frame page={page} title={page.say('home.title')} section="home">
    <h1>{page.say('home.title')}</h1>
    {alarms && <AlarmList page={page} alarms={alarms} />}
    {tickets && <TicketAlarm page={page} tickets={tickets} />}
    {queue ? (
      <>
        <Counts page={page} queue={queue} />
        <QueueView page={page} queue={queue} snapshot={snapshot} />
      </>
    ) : (
      <p class="lead">{page.say('home.start')}</p>
    )}
    <Places page={page} />
  </Frame>
);

/** Whom a place is for, in the order of the work. */
const places = [
  ['session', 'serve-at-counter', '/console/session'],
  ['counter', 'apply-at-counter', '/console/counter'],
  ['instant', 'issue-instantly', '/console/instant'],
  ['statistics', 'see-statistics', '/console/statistics'],
  ['imports', 'import-people', '/console/imports'],
  ['policy', 'see-policy', '/console/policy'],
  ['lots', 'see-lots', '/console/lots'],
  ['reconciliation', 'see-reconciliation', '/console/reconciliation'],
  ['bankRequests', 'see-bank-requests', '/console/bank-requests'],
  ['card-stock', 'see-card-stock', '/console/card-stock'],
  ['visits', 'see-help-requests', '/console/help-requests'],
  ['audit', 'search-audit', '/console/audit'],
  ['tickets', 'see-tickets', '/console/tickets'],
  ['corrections', 'see-corrections', '/console/corrections'],
  ['supervision', 'see-supervision', '/console/supervision'],
  ['doubts', 'see-doubts', '/console/doubts'],
  ['exports', 'see-exports', '/console/exports'],
  ['help', 'see-console', '/console/help'],
] as const satisfies readonly (readonly [string, StaffAction, string])[];

const Places = ({ page: { say, staff } }: { page: ConsolePage }) => (
  <>
    <h2>{say('home.sections')}</h2>
    <ul class="places">
      {places
        .filter(([, action]) => staff !== null && may(staff, action))
        .map(([place, , href]) => (
          <li key={place}>
            <a href={href}>{say(`nav.${place}`)}</a>
            <span>{say(`home.${place}Lead`)}</span>
          </li>
        ))}
    </ul>
  </>
);

export const LandingPage = ({ page }: { page: ConsolePage }) => (
  <Frame page={page} title={page.say('landing.title')} section={null}>
    <div class="narrow">
      <h1>{page.say('landing.title')}</h1>
      <p class="lead">{page.say('landing.lead')}</p>
      <p>
        <a class="button" href="/console/login">
          {page.say('landing.act')}
        </a>
      </p>
      {page.demo && <p class="hint">{page.say('landing.demo')}</p>}
      <p>
        <a href="/">{page.say('landing.citizen')}</a>
      </p>
    </div>
  </Frame>
);

export const IdlePage = ({ page }: { page: ConsolePage }) => (
  <Frame page={{ ...page, staff: null }} title={page.say('idle.title')} section={null}>
    <div class="narrow">
      <h1>{page.say('idle.title')}</h1>
      <p class="lead">{page.say('idle.text')}</p>
      <p>
        <a class="button" href="/console">
          {page.say('idle.act')}
        </a>
      </p>
    </div>
  </Frame>
);

const keys = [
  ['/', 'help.slash'],
  ['j  k', 'help.move'],
  ['Enter', 'help.enter'],
  ['x', 'help.x'],
  ['Esc', 'help.escape'],
  ['?', 'help.question'],
] as const;

// The order of the table itself.
const actions = Object.entries(permissions)
  .map(([name]) => name)
  .filter((name): name is StaffAction => name in permissions);

export const HelpPage = ({ page }: { page: ConsolePage }) => {
  const { say } = page;
  return (
    <Frame page={page} title={say('help.title')} section="help">
      <h1>{say('help.title')}</h1>
      <h2>{say('help.keys')}</h2>
      <dl class="keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              {key.split('  ').map((each) => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dt>
            <dd>{say(meaning)}</dd>
          </div>
        ))}
      </dl>
      {/* Shown by the script: whoever speaks to the computer needs a way to switch single keys off (WCAG 2.1.4). */}
      <button type="button" hidden data-keys data-on={say('help.on')} data-off={say('help.off')}>
        {say('help.off')}
      </button>
      <h2>{say('help.table')}</h2>
      <ListTable heads={[say('help.action'), ...roles.map((role) => say(`role.${role}`))]}>
        {actions.map((action) => (
          <tr key={action}>
            <th scope="row">{say(`action.${action}`)}</th>
            {roles.map((role) => (
              <td key={role}>{say(`scope.${scopeOf({ role }, action) ?? 'none'}`)}</td>
            ))}
          </tr>
        ))}
      </ListTable>
    </Frame>
  );
};

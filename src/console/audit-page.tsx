// 审计: events, refusals and looks, narrowed by person, staff member, outlet, action and days.
import { bankInWords, policyWords } from '../policy/explain.ts';
import { channels } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { timeText } from '../portal/dates.ts';
import { wordFor } from '../portal/pages/record.tsx';
import { auditLists } from '../staff/audit-lists.ts';
import type { AuditRow } from '../staff/audit-search-store.ts';
import { type AuditAsked, type AuditPage, placeInWords } from '../staff/search-audit.ts';
import { ExportLink, exportPath } from './export-link.tsx';
import { Select } from './form-fields.tsx';
import { Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable } from './pieces.tsx';

/** What an address or an export says of a question. */
export const auditWords = ({ list, person, account, outlet, action, from, to }: AuditAsked) => ({
  ...{ list, person, account, outlet, action, from: from.toString(), to: to.toString() },
});

export const auditPath = (asked: AuditAsked, after: AuditPage['next']): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(auditWords(asked))) if (value !== null) query.set(name, value);
  if (after !== null) query.set('after', placeInWords(after));
  return `/console/audit?${query}`;
};

type Props = { readonly page: ConsolePage; readonly found: AuditPage; readonly snapshot: Snapshot };

export const AuditSearchPage = (props: Props) => {
  const { page, found } = props;
  const { say } = page;
  const { asked, rows, next } = found;
  return (
    <Frame page={page} title={say('audit.title')} section="audit">
      <h1>{say('audit.title')}</h1>
      <p class="lead">{say('audit.lead')}</p>
      <Filters page={page} asked={asked} />
      {asked.isCut && <p class="hint">{say('audit.cut')}</p>}
      {rows.length === 0 ? <p>{say('audit.none')}</p> : <Rows {...props} />}
      <p class="actions">
        {asked.after !== null && <a href={auditPath(asked, null)}>{say('queue.first')}</a>}
        {next !== null && (
          <a class="button" rel="next" href={auditPath(asked, next)}>
            {say('queue.next')}
          </a>
        )}
        {rows.length > 0 && <ExportLink page={page} href={exportPath('audit', auditWords(asked))} />}
      </p>
    </Frame>
  );
};

const texts = ['account', 'outlet', 'action'] as const;
const days = ['from', 'to'] as const;

/** By GET: it only asks. A person comes from their own page, never by a number in an address. */
const Filters = ({ page, asked }: { readonly page: ConsolePage; readonly asked: AuditAsked }) => {
  const { say } = page;
  return (
    <form method="get" action="/console/audit" class="actions filters">
      <Select
        name="list"
        label={say('audit.list')}
        {...{ all: null, value: asked.list }}
        options={auditLists.map((value) => ({ value, text: say(`audit.${value}`) }))}
      />
      {asked.person !== null && (
        <span>
          <label>
            <input type="checkbox" name="person" value={asked.person} checked /> {say('audit.onlyPerson')}
          </label>
        </span>
      )}
      {texts.map((name) => (
        <span key={name}>
          <label for={`audit-${name}`}>{say(`audit.${name}`)}</label>{' '}
          <input
            id={`audit-${name}`}
            name={name}
            type="text"
            value={asked[name] ?? ''}
            maxLength={60}
            autocomplete="off"
          />
        </span>
      ))}
      {days.map((name) => (
        <span key={name}>
          <label for={`audit-${name}`}>{say(`audit.${name}`)}</label>{' '}
          <input id={`audit-${name}`} name={name} type="date" value={asked[name].toString()} />
        </span>
      ))}
      <button class="quiet" type="submit">
        {say('queue.filter')}
      </button>
    </form>
  );
};

const columns = ['at', 'what', 'by', 'place', 'person'] as const;

const Rows = ({ page, found: { asked, rows }, snapshot }: Props) => {
  const { say, citizenSay } = page;
  return (
    <ListTable heads={columns.map((column) => say(`audit.${column}`))}>
      {rows.map((row) => (
        <tr key={`${row.personId} ${row.id}`}>
          <th scope="row">{timeText(row.at, citizenSay)}</th>
          <td>{whatText(page, asked, row)}</td>
          <td>{byText(page, row)}</td>
          <td>{placeText(page, snapshot, row)}</td>
          <td>
            <a href={auditPath({ ...asked, person: row.personId, after: null }, null)} data-row>
              {say('audit.ofPerson')}
            </a>{' '}
            <a href={`/console/people/${row.personId}`}>{say('audit.open')}</a>
          </td>
        </tr>
      ))}
    </ListTable>
  );
};

/** Words, and the code by which it is searched. */
export const whatText = (
  { citizenSay }: ConsolePage,
  { list }: Pick<AuditAsked, 'list'>,
  { what, code }: AuditRow,
): string =>
  `${wordFor(citizenSay, list === 'looks' ? 'look' : 'event', what)} (${[what, code].filter(Boolean).join(', ')})`;

/** A citizen is not named here: who acts for themself is the person of the row. */
export const byText = ({ say }: ConsolePage, { actor, actorId }: Pick<AuditRow, 'actor' | 'actorId'>): string =>
  actor === 'staff' || actor === 'bank' ? `${say(`by.${actor}`)} ${actorId}` : say(`by.${actorOf(actor)}`);

const actors = ['holder', 'agent', 'guardian', 'clerk', 'helper', 'bank-staff', 'system'] as const;
const actorOf = (actor: string): (typeof actors)[number] => actors.find((each) => each === actor) ?? 'system';

export const placeText = ({ language }: ConsolePage, snapshot: Snapshot, { channel, outlet, bank }: AuditRow): string =>
  [channelText(language, channel), outlet, bank === null ? null : bankInWords(snapshot, bank, language)]
    .filter(Boolean)
    .join(' · ');

/** '' for the program itself, and for an office without a counter. */
const channelText = (language: ConsolePage['language'], channel: string): string => {
  const known = channels.find((each) => each === channel);
  return known === undefined ? '' : policyWords(language).channel[known];
};

// 督查 in the console: complaints about banks in a month, bank by bank, how fast people are answered, and every running case.
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { monthText, timeText } from '../portal/dates.ts';
import { banksToName } from '../tickets/about-form.ts';
import type { BankCases, CaseRow, TopicTickets } from '../tickets/cases-store.ts';
import { Select } from './form-fields.tsx';
import { Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable } from './pieces.tsx';
import { topicText } from './ticket-pages.tsx';

type SupervisionProps = {
  readonly page: ConsolePage;
  readonly snapshot: Snapshot;
  readonly month: Temporal.PlainYearMonth;
  /** Months that can be chosen, the newest first. */
  readonly months: readonly Temporal.PlainYearMonth[];
  /** Of the list of cases; null: all. */
  readonly bank: string | null;
  readonly byBank: readonly BankCases[];
  readonly byTopic: readonly TopicTickets[];
  readonly cases: readonly CaseRow[];
  /** Rows of the list, at most: running ones, and closed ones. */
  readonly most: number;
};

export const SupervisionPage = (props: SupervisionProps) => {
  const { page, cases, most } = props;
  const { say } = page;
  return (
    <Frame page={page} title={say('supervision.title')} section="supervision">
      <h1>{say('supervision.title')}</h1>
      <p class="lead">{say('supervision.lead')}</p>
      <Filter {...props} />
      <h2>{say('supervision.byBank')}</h2>
      <ByBank {...props} />
      <p class="hint">
        {say('supervision.figures')} <a href="/console/statistics">{say('nav.statistics')}</a>
      </p>
      <h2>{say('supervision.byTopic')}</h2>
      <ByTopic {...props} />
      <h2>{say('supervision.cases')}</h2>
      {cases.length === 0 ? <p>{say('supervision.noCases')}</p> : <Cases {...props} />}
      {cases.length >= most && <p class="hint">{say('supervision.most', { count: most })}</p>}
    </Frame>
  );
};

/** By GET: it only asks. */
const Filter = ({ page, snapshot, month, months, bank }: SupervisionProps) => {
  const { say, citizenSay, language } = page;
  return (
    <form method="get" action="/console/supervision" class="actions filters">
      <Select
        {...{ name: 'month', label: say('supervision.month'), all: null, value: `${month}` }}
        options={months.map((each) => ({ value: `${each}`, text: monthText(each, citizenSay) }))}
      />
      <Select
        {...{ name: 'bank', label: say('supervision.bank'), all: say('queue.all'), value: bank ?? '' }}
        options={banksToName(snapshot).map((value) => ({ value, text: bankInWords(snapshot, value, language) }))}
      />
      <button class="quiet" type="submit">
        {say('queue.filter')}
      </button>
    </form>
  );
};

const counted = ['open', 'investigated', 'closed'] as const;

/** By code, never by the number of complaints: it is a report, not a ranking (R-SUPERVISE-03). */
const ByBank = ({ page, snapshot, byBank }: SupervisionProps) => {
  const { say, language } = page;
  if (byBank.length === 0) return <p>{say('supervision.noCases')}</p>;
  return (
    <ListTable
      heads={[
        ...[say('supervision.bank'), say('supervision.complaints')],
        ...[...counted.map((state) => say(`supervision.state.${state}`)), say('supervision.finding.confirmed')],
      ]}
    >
      {byBank.map((row) => (
        <tr key={row.bank}>
          <th scope="row">{bankInWords(snapshot, row.bank, language)}</th>
          <td>{row.open + row.investigated + row.closed}</td>
          {counted.map((state) => (
            <td key={state}>{row[state]}</td>
          ))}
          <td>{row.confirmed}</td>
        </tr>
      ))}
    </ListTable>
  );
};

/** R-SUPERVISE-05: how many, how many are open and answered, and how long people wait. */
const ByTopic = ({ page, byTopic }: SupervisionProps) => {
  const { say, citizenSay } = page;
  if (byTopic.length === 0) return <p>{say('supervision.noTickets')}</p>;
  return (
    <ListTable
      heads={[
        ...[say('tickets.kind'), say('tickets.topic'), say('supervision.count')],
        ...[citizenSay('ticket.state.open'), citizenSay('ticket.state.answered'), say('supervision.median')],
      ]}
    >
      {byTopic.map(({ kind, topic, open, answered, medianHours }) => (
        <tr key={`${kind} ${topic}`}>
          <th scope="row">{citizenSay(`ticket.kind.${kind}`)}</th>
          <td>{topicText(page, topic)}</td>
          <td>{open + answered}</td>
          <td>{open}</td>
          <td>{answered}</td>
          <td>{medianHours === null ? '' : waitText(page, medianHours)}</td>
        </tr>
      ))}
    </ListTable>
  );
};

const waitText = ({ say }: ConsolePage, hours: number): string =>
  hours === 0 ? say('supervision.lessThanAnHour') : say('supervision.hours', { count: hours });

const Cases = ({ page, snapshot, cases }: SupervisionProps) => {
  const { say, citizenSay, language } = page;
  return (
    <ListTable
      heads={[
        ...[say('supervision.bank'), say('tickets.topic'), say('supervision.place'), say('supervision.opened')],
        ...[say('supervision.state'), say('supervision.finding'), say('supervision.measure')],
      ]}
    >
      {cases.map(({ ticketId, bank, topic, place, openedAt, state, finding, measure }) => (
        <tr key={ticketId}>
          <th scope="row">
            <a href={`/console/tickets/${ticketId}`} data-row>
              {bankInWords(snapshot, bank, language)}
            </a>
          </th>
          <td>{topicText(page, topic)}</td>
          <td>{place === null ? '' : citizenSay(`ticket.place.${place}`)}</td>
          <td>{timeText(openedAt, citizenSay)}</td>
          <td>{say(`supervision.state.${state}`)}</td>
          <td>{finding === null ? '' : say(`supervision.finding.${finding}`)}</td>
          <td>{measure === null ? '' : say(`supervision.measure.${measure}`)}</td>
        </tr>
      ))}
    </ListTable>
  );
};

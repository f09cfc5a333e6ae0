// 咨询投诉 in the console: the list by how long each waits, one of them with its answer and hand-over, and the form for a caller.
import { randomUUID } from 'node:crypto';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { timeText } from '../portal/dates.ts';
import type { TicketTopic } from '../tickets/case.ts';
import type { CaseRow } from '../tickets/cases-store.ts';
import {
  desks,
  fewestWords,
  isSameDesk,
  mayHandOver,
  mostTicketWords,
  type TicketContent,
  type TicketDesk,
  type TicketEntry,
  type TicketId,
} from '../tickets/ticket.ts';
import type { ListedTicket, TicketRow } from '../tickets/tickets-store.ts';
import { CaseSection } from './case-section.tsx';
import { isOverdue, owedText } from './due-text.ts';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Fact, ListTable, Problem } from './pieces.tsx';

type Context = { readonly page: ConsolePage; readonly snapshot: Snapshot; readonly today: Temporal.PlainDate };

type ListProps = Context & {
  /** Where its reader sits; undefined: they only read. */
  readonly desk: TicketDesk | undefined;
  readonly open: readonly ListedTicket[];
  readonly answered: readonly ListedTicket[];
  /** Rows of either list, at most. */
  readonly most: number;
};

export const TicketsPage = ({ desk, open, answered, most, ...context }: ListProps) => {
  const { page } = context;
  const { say } = page;
  const here = desk ? open.filter((ticket) => isSameDesk(ticket, desk)) : open;
  const elsewhere = open.slice(here.length);
  return (
    <Frame page={page} title={say('tickets.title')} section="tickets">
      <h1>{say('tickets.title')}</h1>
      <p class="lead">{say('tickets.lead')}</p>
      <h2>{say(desk ? 'tickets.here' : 'tickets.open')}</h2>
      {here.length === 0 ? <p>{say('tickets.none')}</p> : <Tickets {...context} tickets={here} />}
      {elsewhere.length > 0 && (
        <>
          <h2>{say('tickets.elsewhere')}</h2>
          <Tickets {...context} tickets={elsewhere} />
        </>
      )}
      <h2>{say('tickets.answered')}</h2>
      {answered.length === 0 ? <p>{say('tickets.noneAnswered')}</p> : <Tickets {...context} tickets={answered} />}
      {(open.length === most || answered.length === most) && <p class="hint">{say('tickets.most', { count: most })}</p>}
    </Frame>
  );
};

const columns = ['kind', 'topic', 'desk', 'opened', 'state', 'due'] as const;

/** null: written before topics were asked for. */
export const topicText = ({ say, citizenSay }: ConsolePage, topic: TicketTopic | null): string =>
  topic === null ? say('tickets.noTopic') : citizenSay(`ticket.topic.${topic}`);

/** Nothing of the person stands here: whoever opens one leaves a look that its person sees. */
const Tickets = ({ tickets, ...context }: Context & { readonly tickets: readonly ListedTicket[] }) => {
  const { page, today } = context;
  const { say, citizenSay } = page;
  return (
    <ListTable heads={columns.map((column) => say(`tickets.${column}`))}>
      {tickets.map((ticket) => (
        <tr key={ticket.ticketId}>
          <th scope="row">
            <a href={`/console/tickets/${ticket.ticketId}`} data-row>
              {citizenSay(`ticket.kind.${ticket.kind}`)}
            </a>
          </th>
          <td>{topicText(page, ticket.topic)}</td>
          <td>{deskText(context, ticket)}</td>
          <td>{timeText(ticket.openedAt, citizenSay)}</td>
          <td>{citizenSay(`ticket.state.${ticket.state}`)}</td>
          <td class={isOverdue(ticket, today) ? 'late' : undefined}>{owedText(page, today, ticket)}</td>
        </tr>
      ))}
    </ListTable>
  );
};

const deskText = ({ page, snapshot }: Context, { desk, bank }: TicketDesk): string =>
  bank === null ? page.say(`tickets.desk.${desk}`) : bankInWords(snapshot, bank, page.language);

const byText = (context: Context, { by, bank }: TicketEntry): string =>
  by === 'person' ? context.page.say('tickets.person') : deskText(context, { desk: by, bank });

type OneProps = Context & {
  readonly ticket: TicketRow;
  readonly content: TicketContent;
  /** It lies with whoever reads it. */
  readonly mine: boolean;
  /** The case against a bank; undefined: there is none, or it is not for this role. */
  readonly supervised: CaseRow | undefined;
  readonly problem: string | null;
  /** What was typed and not taken, by the form it stood in. */
  readonly typed: { readonly answer: string; readonly over: string };
};

export const TicketPage = (props: OneProps) => {
  const { ticket, content, mine, supervised, problem, typed, ...context } = props;
  const { page, today } = context;
  const { say, citizenSay } = page;
  return (
    <Frame page={page} title={say('tickets.one')} section="tickets">
      <div class="narrow">
        <h1>{citizenSay(`ticket.kind.${ticket.kind}`)}</h1>
        <Problem problem={problem} />
        <dl class="facts">
          <Fact label={citizenSay('ticket.topic')}>{topicText(page, ticket.topic)}</Fact>
          <Fact label={say('tickets.state')}>{citizenSay(`ticket.state.${ticket.state}`)}</Fact>
          <Fact label={say('tickets.desk')}>{deskText(context, ticket)}</Fact>
          <Fact label={say('tickets.opened')}>{timeText(ticket.openedAt, citizenSay)}</Fact>
          {ticket.state === 'open' && ticket.dueOn !== null && (
            <Fact label={say('tickets.due')}>{owedText(page, today, ticket)}</Fact>
          )}
        </dl>
        <h2>{say('tickets.said')}</h2>
        <dl class="facts">
          {content.entries.map((entry) => (
            <Fact key={`${entry.at} ${entry.by}`} label={byText(context, entry)}>
              {entry.words}
              <br />
              <span class="hint">
                {timeText(Temporal.Instant.from(entry.at), citizenSay)}
                {entry.inside ? ` · ${say('tickets.inside')}` : ''}
              </span>
            </Fact>
          ))}
        </dl>
        <p class="hint">{say('tickets.seen')}</p>
        <p>
          <a href={`/console/people/${ticket.personId}`}>{say('tickets.openRecord')}</a>
        </p>
        {ticket.kind === 'complaint' && <CaseSection {...{ ...context, ticket, supervised }} />}
        {ticket.state === 'open' && mine && <Answer {...props} />}
        {ticket.state === 'open' && mine && <HandOver {...props} />}
        {ticket.state === 'open' && !mine && <p>{say('tickets.notHere')}</p>}
        <p>
          <a href="/console/tickets">{say('tickets.back')}</a>
        </p>
      </div>
    </Frame>
  );
};

type WordsProps = { readonly name: string; readonly label: string; readonly value: string };

export const Words = ({ name, label, value }: WordsProps) => (
  <div class="field">
    <label class="label" for={name}>
      {label}
    </label>
    <textarea id={name} name="words" rows={4} maxLength={mostTicketWords} required>
      {value}
    </textarea>
  </div>
);

const limits = { least: fewestWords, most: mostTicketWords };

const Answer = ({ page, ticket, typed }: OneProps) => (
  <form method="post" action={`/console/tickets/${ticket.ticketId}/answer`} noValidate>
    <Csrf page={page} />
    <input type="hidden" name="key" value={randomUUID()} />
    <h2>{page.say('tickets.answerTitle')}</h2>
    <Words name="answer" label={page.say('tickets.answerLabel', limits)} value={typed.answer} />
    <p class="actions">
      <button type="submit">{page.say('tickets.answer')}</button>
    </p>
  </form>
);

/** Where it may go from here, banks by code (R-BANK-09). */
const HandOver = ({ page, snapshot, ticket, typed }: OneProps) => {
  const { say } = page;
  const banks = [...new Set(snapshot.rows.banks.map(({ code }) => code))]
    .sort()
    .filter((bank) => mayHandOver(ticket, { desk: 'bank', bank }));
  return (
    <form method="post" action={`/console/tickets/${ticket.ticketId}/hand-over`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={randomUUID()} />
      <h2>{say('tickets.overTitle')}</h2>
      <div class="field">
        <label class="label" for="to">
          {say('tickets.overTo')}
        </label>
        <select id="to" name="to" required>
          <option value="">{say('tickets.choose')}</option>
          {desks
            .filter((desk) => desk !== 'bank' && mayHandOver(ticket, { desk, bank: null }))
            .map((desk) => (
              <option key={desk} value={desk}>
                {say(`tickets.desk.${desk}`)}
              </option>
            ))}
          {banks.map((code) => (
            <option key={code} value={code}>
              {bankInWords(snapshot, code, page.language)}
            </option>
          ))}
        </select>
      </div>
      <Words name="over" label={say('tickets.overLabel', limits)} value={typed.over} />
      <p class="actions">
        <button type="submit" class="second">
          {say('tickets.over')}
        </button>
      </p>
    </form>
  );
};

type NoTicketProps = {
  readonly page: ConsolePage;
  readonly problem?:
    | 'tickets.TICKET_UNKNOWN'
    | 'supervision.missing'
    | `supervision.${'WRONG_CASE_STATE' | 'KEY_REUSED' | 'BUSY'}`;
  /** The ticket to go back to; the list without. */
  readonly back?: TicketId;
};

/** Why something cannot be shown or done. */
export const NoTicketPage = ({ page, problem = 'tickets.TICKET_UNKNOWN', back }: NoTicketProps) => (
  <Frame page={page} title={page.say('tickets.one')} section="tickets">
    <h1>{page.say('tickets.one')}</h1>
    <p class="lead">{page.say(problem)}</p>
    <p>
      {back === undefined ? (
        <a href="/console/tickets">{page.say('tickets.back')}</a>
      ) : (
        <a href={`/console/tickets/${back}`}>{page.say('supervision.back')}</a>
      )}
    </p>
  </Frame>
);

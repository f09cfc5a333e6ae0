// 咨询与投诉: one's own tickets, the form of a new one, and one of them with what was said.
import type { TypedAbout } from '../../tickets/about-form.ts';
import { casePlaces, ticketTopics } from '../../tickets/case.ts';
import {
  answerTicketWithinWorkdays,
  fewestWords,
  mostTicketsADay,
  mostTicketWords,
  ticketKinds,
} from '../../tickets/ticket.ts';
import { RadioCards } from '../components/choices.tsx';
import { ErrorSummary, type Errors, hasErrors } from '../components/error-summary.tsx';
import { controlProps, FieldFrame, SelectField } from '../components/field.tsx';
import { PostForm } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { dayText, timeText } from '../dates.ts';
import type { TicketView } from '../desk/ticket-desk.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

type ListProps = { readonly page: Page; readonly tickets: readonly TicketView[] };

export const TicketsPage = ({ page, tickets }: ListProps) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('ticket.title')} tab="me">
      <div class="narrow stack">
        <h1>{say('ticket.title')}</h1>
        <p class="lead">{say('ticket.lead')}</p>
        <div class="actions">
          <a class="button" href="/tickets/new">
            {say('ticket.new')}
          </a>
          <a class="button second" href="tel:96066">
            {say('hotline.call')}
          </a>
        </div>
        <h2>{say('ticket.own')}</h2>
        {tickets.length === 0 && <p>{say('ticket.none')}</p>}
        {tickets.map((ticket) => (
          <a key={ticket.id} class="entry" href={`/tickets/${ticket.id}`}>
            <strong>
              {say(`ticket.kind.${ticket.kind}`)} · {say(`ticket.state.${ticket.state}`)}
            </strong>
            <span class="hint number">{timeText(ticket.openedAt, say)}</span>
            <span class="hint">{beginning(ticket.said[0]?.words ?? '')}</span>
          </a>
        ))}
      </div>
    </Layout>
  );
};

/** Characters of a line of the list. */
const shownOfWords = 40;
const beginning = (words: string): string =>
  [...words].length > shownOfWords ? `${[...words].slice(0, shownOfWords).join('')}…` : words;

export type TypedTicket = TypedAbout & { readonly kind: string; readonly words: string };
type NewProps = {
  readonly page: Page;
  readonly typed: TypedTicket;
  readonly banks: readonly { readonly value: string; readonly label: string }[];
  readonly sendKey: string;
  readonly errors: Errors;
};

export const NewTicketPage = ({ page, typed, banks, sendKey, errors }: NewProps) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('ticket.newTitle')} tab="me" hasErrors={hasErrors(errors)}>
      <div class="narrow stack">
        <ErrorSummary page={page} errors={errors} />
        <h1>{say('ticket.newTitle')}</h1>
        <p class="lead">{say('ticket.within', { days: answerTicketWithinWorkdays })}</p>
        <Notice page={page} kind="warning">
          <p>{say('ticket.urgent')}</p>
        </Notice>
        <PostForm page={page} action="/tickets/new" submit={say('ticket.act')} back="/tickets">
          <input type="hidden" name="key" value={sendKey} />
          <RadioCards
            {...{ page, name: 'kind', value: typed.kind, error: errors.kind }}
            legend={say('ticket.kind')}
            choices={ticketKinds.map((kind) => ({
              value: kind,
              label: say(`ticket.kind.${kind}`),
              details: [say(`ticket.kindHint.${kind}`)],
            }))}
          />
          <SelectField
            {...{ page, name: 'topic', label: say('ticket.topic'), value: typed.topic, error: errors.topic }}
            empty={say('ticket.topicChoose')}
            options={ticketTopics.map((value) => ({ value, label: say(`ticket.topic.${value}`) }))}
          />
          <SelectField
            {...{ page, name: 'bank', label: say('ticket.bank'), hint: say('ticket.bankHint'), value: typed.bank }}
            optional
            empty={say('ticket.bankNone')}
            options={banks}
          />
          <SelectField
            {...{ page, name: 'place', label: say('ticket.place'), hint: say('ticket.placeHint'), value: typed.place }}
            optional
            empty={say('ticket.placeNone')}
            options={casePlaces.map((value) => ({ value, label: say(`ticket.place.${value}`) }))}
          />
          <Words page={page} value={typed.words} error={errors.words} label={say('ticket.words')} />
        </PostForm>
        <p class="hint">{say('ticket.aDay', { most: mostTicketsADay })}</p>
      </div>
    </Layout>
  );
};

type WordsProps = {
  readonly page: Page;
  readonly label: string;
  readonly value: string;
  readonly error?: string | undefined;
};

const Words = ({ page, label, value, error }: WordsProps) => {
  const hint = page.say('ticket.wordsHint', { least: fewestWords, most: mostTicketWords });
  const field = { page, name: 'words', label, hint, error };
  return (
    <FieldFrame {...field}>
      <textarea {...controlProps(field)} rows={5} maxLength={mostTicketWords} autocomplete="off">
        {value}
      </textarea>
    </FieldFrame>
  );
};

type OneProps = {
  readonly page: Page;
  readonly ticket: TicketView;
  /** Of the form that closes, and of the one that asks further. */
  readonly sendKey: string;
  readonly errors: Errors;
};

const kindOfNotice = { open: 'info', answered: 'done', closed: 'done' } as const;

export const TicketPage = (props: OneProps) => {
  const { page, ticket, errors } = props;
  const { say } = page;
  const { kind, state, dueOn, said } = ticket;
  return (
    <Layout page={page} title={say(`ticket.kind.${kind}`)} tab="me" hasErrors={hasErrors(errors)}>
      <div class="narrow stack">
        <ErrorSummary page={page} errors={errors} />
        <h1>{say(`ticket.kind.${kind}`)}</h1>
        <Notice page={page} kind={kindOfNotice[state]} title={say(`ticket.state.${state}`)}>
          {state === 'open' && dueOn !== null && <p>{say('ticket.until', { day: dayText(dueOn, say) })}</p>}
          <p>{say(`ticket.next.${state}`)}</p>
        </Notice>
        <ol class="plain entries">
          {said.map((each) => (
            <li key={`${each.at} ${each.by}`} class="entry">
              <strong>{each.bank === '' ? say(`ticket.by.${each.by}`) : each.bank}</strong>
              <span class="hint number">{timeText(each.at, say)}</span>
              <p>{each.words}</p>
            </li>
          ))}
        </ol>
        {state !== 'open' && <Further {...props} />}
        <a class="link" href="/tickets">
          {say('ticket.back')}
        </a>
      </div>
    </Layout>
  );
};

const Further = ({ page, ticket, sendKey, errors }: OneProps) => {
  const { say } = page;
  const path = `/tickets/${ticket.id}`;
  return (
    <>
      {ticket.state === 'answered' && (
        <PostForm page={page} action={`${path}/close`} submit={say('ticket.close')}>
          <input type="hidden" name="key" value={sendKey} />
        </PostForm>
      )}
      <section class="card">
        <h2>{say('ticket.further')}</h2>
        <PostForm page={page} action={`${path}/further`} submit={say('ticket.furtherAct')} quiet>
          <input type="hidden" name="key" value={sendKey} />
          <Words page={page} value="" error={errors.words} label={say('ticket.furtherWords')} />
        </PostForm>
      </section>
    </>
  );
};

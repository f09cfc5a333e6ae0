// 咨询与投诉 on the portal: one's own, a new one, and going on with one (R-HOTLINE-01, R-SUPERVISE-05).
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { nothingTyped, typedAbout } from '../../tickets/about-form.ts';
import { fewestWords, mostTicketWords, ticketKinds } from '../../tickets/ticket.ts';
import { hasErrors } from '../components/error-summary.tsx';
import { RefusedPage } from '../pages/enable.tsx';
import { formOf, type PortalScope, paramOf, send } from '../portal-scope.ts';
import { type Answer, notFound, personPages } from '../visit.tsx';
import { NewTicketPage, TicketPage, TicketsPage } from './ticket-pages.tsx';

/** GET /tickets, GET and POST /tickets/new, GET /tickets/:id, POST /tickets/:id/close and …/further. */
export const ticketRoutes =
  (scope: PortalScope): FastifyPluginAsync =>
  async (app) => {
    const { to, forPerson } = personPages(scope);
    app.get('/tickets', to('see-own'), forPerson(showList));
    app.get('/tickets/new', to('see-own'), forPerson(showForm));
    app.post('/tickets/new', to('see-own'), forPerson(ask));
    app.get('/tickets/:id', to('see-own'), forPerson(showOne));
    app.post('/tickets/:id/close', to('see-own'), forPerson(close));
    app.post('/tickets/:id/further', to('see-own'), forPerson(askFurther));
  };

const showList: Answer = async (desk, { page, who, reply }) =>
  send(reply, <TicketsPage page={page} tickets={await desk.tickets.list(who)} />);

const nothing = { ...nothingTyped, kind: '', words: '' };
const showForm: Answer = async (desk, { page, reply }) => {
  const banks = desk.tickets.banks(page.language);
  return send(reply, <NewTicketPage {...{ page, banks }} typed={nothing} sendKey={randomUUID()} errors={{}} />);
};

const text = (value: unknown): string => (typeof value === 'string' ? value.normalize('NFC').trim() : '');
const fits = (words: string): boolean => words.length >= fewestWords && words.length <= mostTicketWords;

/** What was typed comes back with the mistakes named. */
const ask: Answer = async (desk, { page, who, request, reply }) => {
  const { say } = page;
  const form = formOf(request);
  const typed = { ...typedAbout(form), kind: text(form.kind), words: text(form.words) };
  const about = desk.tickets.aboutFrom(typed);
  const key = text(form.key).slice(0, longestKey) || randomUUID();
  const kind = ticketKinds.find((each) => each === typed.kind);
  const errors = {
    ...(kind === undefined && { kind: say('ticket.kindMissing') }),
    ...(about === undefined && { topic: say('ticket.topicMissing') }),
    ...(!fits(typed.words) && { words: say('ticket.wordsMissing', { least: fewestWords, most: mostTicketWords }) }),
  };
  if (kind === undefined || about === undefined || hasErrors(errors)) {
    const banks = desk.tickets.banks(page.language);
    return send(reply, <NewTicketPage {...{ page, typed, banks, errors }} sendKey={key} />, 422);
  }
  const asked = await desk.tickets.ask(who, { key, kind, about, words: typed.words });
  if (asked.ok) return reply.redirect(`/tickets/${asked.value.id}`, 303);
  return send(reply, <RefusedPage page={page} title={say('ticket.newTitle')} refusal={asked.refusal} />, asked.status);
};

const showOne: Answer = async (desk, visit) => {
  const ticket = await desk.tickets.find(visit.who, paramOf(visit.request, 'id'));
  if (!ticket) return notFound(visit);
  return send(visit.reply, <TicketPage page={visit.page} ticket={ticket} sendKey={randomUUID()} errors={{}} />);
};

const close: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const ticket = await desk.tickets.find(who, paramOf(request, 'id'));
  if (!ticket) return notFound(visit);
  const key = text(formOf(request).key).slice(0, longestKey);
  const closed = await desk.tickets.close(who, { id: ticket.id, key });
  if (closed.ok) return reply.redirect(`/tickets/${ticket.id}`, 303);
  return send(
    reply,
    <RefusedPage page={page} title={page.say('ticket.title')} refusal={closed.refusal} />,
    closed.status,
  );
};

const askFurther: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const ticket = await desk.tickets.find(who, paramOf(request, 'id'));
  if (!ticket) return notFound(visit);
  const form = formOf(request);
  const words = text(form.words);
  const key = text(form.key).slice(0, longestKey);
  if (!fits(words)) {
    const errors = { words: page.say('ticket.wordsMissing', { least: fewestWords, most: mostTicketWords }) };
    return send(reply, <TicketPage {...{ page, ticket, errors }} sendKey={key || randomUUID()} />, 422);
  }
  const asked = await desk.tickets.askFurther(who, { id: ticket.id, key, words });
  if (asked.ok) return reply.redirect(`/tickets/${ticket.id}`, 303);
  return send(
    reply,
    <RefusedPage page={page} title={page.say('ticket.title')} refusal={asked.refusal} />,
    asked.status,
  );
};

const longestKey = 64;

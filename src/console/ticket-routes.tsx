// 咨询投诉 in the console: the list of one's desk, one of it, which leaves a look, its answer, its hand-over, and one for a caller.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { dateIn } from '../base/dates.ts';
import { maskName } from '../base/masking.ts';
import { findPerson } from '../people/people-store.ts';
import { formOf, paramOf } from '../portal/portal-scope.ts';
import { leaveLook } from '../staff/leave-look.ts';
import { may, type StaffAction } from '../staff/permissions.ts';
import { aboutFrom, nothingTyped, typedAbout } from '../tickets/about-form.ts';
import { findCase } from '../tickets/cases-store.ts';
import { changeTicket, type TicketStep } from '../tickets/change-ticket.ts';
import { openTicket } from '../tickets/open-ticket.ts';
import {
  fewestWords,
  mostTicketWords,
  openTicketContent,
  parseTicketId,
  type TicketDesk,
  ticketKinds,
} from '../tickets/ticket.ts';
import { findTicketOfStaff, listAnsweredTickets, listOpenTickets, type TicketRow } from '../tickets/tickets-store.ts';
import type { Wiring } from '../wiring.ts';
import { CallerTicketPage } from './caller-ticket-page.tsx';
import type { Parts } from './open-record.ts';
import { openedPerson } from './opened-person.tsx';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './reason-page.tsx';
import { deskOf, reachOf } from './ticket-desk.ts';
import { NoTicketPage, TicketPage, TicketsPage } from './ticket-pages.tsx';
import { actingOf } from './visit-routes.tsx';

/** Whoever has more begins with these. */
const mostListed = 200;

/** GET /console/tickets and /:id, POST …/answer and …/hand-over; GET and POST /console/people/:person/ticket. */
export const ticketRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const to = (staffAction: StaffAction) => ({ config: { staffAction } });
    const path = '/console/tickets';
    app.get(path, to('see-tickets'), (request, reply) => list(parts, request, reply));
    app.get(`${path}/:id`, to('see-tickets'), (request, reply) => show(parts, request, reply));
    app.post(`${path}/:id/answer`, to('answer-ticket'), (request, reply) => act(parts, { request, reply }, answering));
    app.post(`${path}/:id/hand-over`, to('answer-ticket'), (request, reply) => act(parts, { request, reply }, handing));
    const calls = '/console/people/:person/ticket';
    app.get(calls, to('open-ticket-for-caller'), (request, reply) => showCaller(parts, request, reply));
    app.post(calls, to('open-ticket-for-caller'), (request, reply) => writeDown(parts, request, reply));
  };

const list = async ({ wiring, open }: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const staff = staffOf(request);
  const [reach, desk] = [reachOf(staff), deskOf(staff)];
  const wanted = reach && { reach, first: desk, most: mostListed };
  const [waiting, answered] = wanted
    ? await Promise.all([listOpenTickets(wiring.sql, wanted), listAnsweredTickets(wiring.sql, wanted)])
    : [[], []];
  const context = {
    page: open(request, reply),
    snapshot: wiring.policy.current(),
    today: dateIn(wiring.businessClock()),
  };
  return sendPage(reply, <TicketsPage {...{ ...context, desk, answered }} open={waiting} most={mostListed} />);
};

const ticketOf = async ({ sql }: Wiring, request: FastifyRequest): Promise<TicketRow | undefined> => {
  const ticketId = parseTicketId(paramOf(request, 'id'));
  const reach = reachOf(staffOf(request));
  return ticketId && reach && findTicketOfStaff(sql, { ticketId, reach });
};

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const ticket = await ticketOf(parts.wiring, request);
  if (!ticket) return sendPage(reply, <NoTicketPage page={parts.open(request, reply)} />, 404);
  return shown(parts, { request, reply }, { ticket, problem: null, typed: { answer: '', over: '' }, status: 200 });
};

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };
type Shown = {
  readonly ticket: TicketRow;
  readonly problem: string | null;
  readonly typed: { readonly answer: string; readonly over: string };
  readonly status: number;
};

/** The person's words are in clear, and the person can see that they were read. */
const shown = async (
  { wiring, open }: Parts,
  { request, reply }: Exchange,
  { ticket, problem, typed, status }: Shown,
): Promise<FastifyReply> => {
  const staff = staffOf(request);
  await leaveLook(wiring, staff, { personIds: [ticket.personId], purpose: 'ticket-opened', note: null });
  const supervised = may(staff, 'see-supervision') ? await findCase(wiring.sql, ticket) : undefined;
  const content = openTicketContent(wiring.keys, ticket.personId, ticket.sealed);
  const desk = deskOf(staff);
  const mine = may(staff, 'answer-ticket') && desk?.desk === ticket.desk && desk.bank === ticket.bank;
  const context = {
    page: open(request, reply),
    snapshot: wiring.policy.current(),
    today: dateIn(wiring.businessClock()),
  };
  return sendPage(reply, <TicketPage {...{ ...context, ticket, content, mine, supervised, problem, typed }} />, status);
};

const text = (value: unknown): string => (typeof value === 'string' ? value.normalize('NFC').trim() : '');
const fits = (words: string): boolean => words.length >= fewestWords && words.length <= mostTicketWords;

/** What a form asks for; undefined: it is not filled in. */
type Act = {
  readonly field: 'answer' | 'over';
  readonly stepOf: (wiring: Wiring, form: Readonly<Record<string, unknown>>) => TicketStep | undefined;
};

const answering: Act = {
  field: 'answer',
  stepOf: (_wiring, { words }) => (fits(text(words)) ? { action: 'answer-ticket', words: text(words) } : undefined),
};

const handing: Act = {
  field: 'over',
  stepOf: ({ policy }, { words, to }) => {
    const desk = text(to);
    const isBank = policy.current().rows.banks.some(({ code }) => code === desk);
    if (!fits(text(words)) || !(isBank || desk === 'hotline' || desk === 'bureau')) return undefined;
    const target: TicketDesk =
      desk === 'hotline' || desk === 'bureau' ? { desk, bank: null } : { desk: 'bank', bank: desk };
    return { action: 'hand-over-ticket', words: text(words), to: target };
  },
};

const act = async (parts: Parts, exchange: Exchange, { field, stepOf }: Act): Promise<FastifyReply> => {
  const { wiring } = parts;
  const { request, reply } = exchange;
  const page = parts.open(request, reply);
  const staff = staffOf(request);
  const [ticket, reach, desk] = [await ticketOf(wiring, request), reachOf(staff), deskOf(staff)];
  if (!ticket || !reach || !desk) return sendPage(reply, <NoTicketPage page={page} />, 404);
  const form = formOf(request);
  const key = text(form.key);
  const typed = { answer: '', over: '', [field]: text(form.words) };
  const step = key === '' ? undefined : stepOf(wiring, form);
  if (!step) return shown(parts, exchange, { ticket, problem: page.say('tickets.missing'), typed, status: 422 });
  const { ticketId } = ticket;
  const done = await changeTicket(wiring, { acting: actingOf(staff), key, ticketId, as: { reach, desk }, step });
  if (done.ok) return reply.redirect('/console/tickets', 303);
  return shown(parts, exchange, { ticket, problem: page.say(`tickets.${done.code}`), typed, status: 409 });
};

/** The caller of an open record; an answer instead when there is none, or the reason has to be given again. */
const callerOf = async (parts: Parts, request: FastifyRequest, reply: FastifyReply) => {
  const { wiring } = parts;
  const opened = await openedPerson(parts, { action: 'open-ticket-for-caller', request, reply });
  if (opened.instead) return { instead: opened.instead };
  const { page, personId } = opened;
  const person = await findPerson(wiring.sql, wiring.keys, personId);
  if (!person) return { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
  return { page, personId, name: maskName(person.name) };
};

const nothing = { ...nothingTyped, kind: '', words: '' };

const showCaller = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const caller = await callerOf(parts, request, reply);
  return (
    caller.instead ??
    sendPage(
      reply,
      <CallerTicketPage {...{ ...caller, snapshot: parts.wiring.policy.current() }} problem={null} typed={nothing} />,
    )
  );
};

const writeDown = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const caller = await callerOf(parts, request, reply);
  if (caller.instead) return caller.instead;
  const { page, personId } = caller;
  const form = formOf(request);
  const typed = { ...typedAbout(form), kind: text(form.kind), words: text(form.words) };
  const snapshot = parts.wiring.policy.current();
  const about = aboutFrom(typed, snapshot);
  const key = text(form.key);
  const kind = ticketKinds.find((each) => each === typed.kind);
  const again = (problem: string, status: number) =>
    sendPage(reply, <CallerTicketPage {...{ ...caller, snapshot, problem, typed }} />, status);
  if (kind === undefined || about === undefined || !fits(typed.words) || key === '')
    return again(page.say('tickets.missing'), 422);
  const actor = { actor: 'staff', actorId: staffOf(request).account, channel: 'hotline', level: 0 } as const;
  const opened = await openTicket(parts.wiring, {
    ...actor,
    personId,
    language: 'zh',
    key,
    kind,
    about,
    words: typed.words,
  });
  if (opened.ok) return reply.redirect(`/console/tickets/${opened.value.ticketId}`, 303);
  return again(page.say(problemKey(opened.code)), 409);
};

const told = ['TOO_MANY_TICKETS', 'PERSON_UNKNOWN', 'KEY_REUSED', 'BUSY'] as const;

/** The hotline may always ask (R-HOTLINE-01); what the gate refuses on the telephone is a bug of the policy. */
const problemKey = (code: string): `tickets.${(typeof told)[number]}` => {
  const known = told.find((each) => each === code);
  if (known === undefined) throw new Error(`no words for ${code}`);
  return `tickets.${known}`;
};

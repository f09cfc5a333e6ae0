// What the pages of questions and complaints ask of the program: one's own tickets, opening, closing and asking further.
import { randomUUID } from 'node:crypto';
import type { Language } from '../../base/language.ts';
import { bankInWords } from '../../policy/explain.ts';
import { aboutFrom, banksToName, type TypedAbout } from '../../tickets/about-form.ts';
import type { TicketAbout } from '../../tickets/case.ts';
import { changeTicket, type TicketStep } from '../../tickets/change-ticket.ts';
import { openTicket } from '../../tickets/open-ticket.ts';
import { openTicketContent, parseTicketId, type TicketEntry, type TicketKind } from '../../tickets/ticket.ts';
import type { TicketState } from '../../tickets/ticket-lifecycle.ts';
import { findOwnTicket, listOwnTickets, type TicketRow } from '../../tickets/tickets-store.ts';
import type { Wiring } from '../../wiring.ts';
import type { Outcome, Who } from './desk.ts';
import { explainRefusal, statusOf, type UseCaseRefusal } from './explanation.ts';
import { ownChannel, questionOf, readOwnFile } from './own-file.ts';

/** One's own ticket, with what was said to and by the person; what desks tell each other is not in it. */
export type TicketView = {
  readonly id: string;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly openedAt: Temporal.Instant;
  /** null: the calendar of that year is not published. */
  readonly dueOn: Temporal.PlainDate | null;
  readonly said: readonly {
    readonly by: TicketEntry['by'];
    /** Name of the bank that spoke, or ''. */
    readonly bank: string;
    readonly at: Temporal.Instant;
    readonly words: string;
  }[];
};

type Asked = {
  readonly key: string;
  readonly kind: TicketKind;
  readonly about: TicketAbout;
  readonly words: string;
};
type Going = { readonly id: string; readonly key: string };

export type TicketDeskView = {
  /** Newest first, at most one screen. */
  readonly list: (who: Who) => Promise<readonly TicketView[]>;
  /** undefined: there is none, or it is somebody else's. */
  readonly find: (who: Who, id: string) => Promise<TicketView | undefined>;
  /** What was chosen, where it can be; undefined: something is missing. */
  readonly aboutFrom: (typed: TypedAbout) => TicketAbout | undefined;
  /** Banks that can be named, by code. */
  readonly banks: (language: Language) => readonly { readonly value: string; readonly label: string }[];
  readonly ask: (who: Who, asked: Asked) => Promise<Outcome<{ readonly id: string }>>;
  readonly close: (who: Who, going: Going) => Promise<Outcome<null>>;
  readonly askFurther: (who: Who, going: Going & { readonly words: string }) => Promise<Outcome<null>>;
};

/** Tickets on the page; with at most five a day these are many months of anybody. */
const mostShown = 50;

export const ticketDeskOf = (wiring: Wiring): TicketDeskView => ({
  list: async (who) =>
    (await listOwnTickets(wiring.sql, who.personId, mostShown)).map((row) => viewOf(wiring, who, row)),
  find: async (who, id) => {
    const ticketId = parseTicketId(id);
    const row = ticketId && (await findOwnTicket(wiring.sql, who.personId, ticketId));
    return row && viewOf(wiring, who, row);
  },
  aboutFrom: (typed) => aboutFrom(typed, wiring.policy.current()),
  banks: (language) => {
    const snapshot = wiring.policy.current();
    return banksToName(snapshot).map((value) => ({ value, label: bankInWords(snapshot, value, language) }));
  },
  ask: async (who, asked) => {
    const { personId, level, language } = who;
    const actor = { actor: 'holder', actorId: personId, channel: ownChannel } as const;
    const opened = await openTicket(wiring, { ...actor, ...asked, personId, level, language });
    return opened.ok ? { ok: true, value: { id: opened.value.ticketId } } : refusedFor(wiring, who, opened);
  },
  close: (who, going) => change(wiring, who, { ...going, step: { action: 'close-ticket' } }),
  askFurther: (who, { words, ...going }) => change(wiring, who, { ...going, step: { action: 'reopen-ticket', words } }),
});

const viewOf = ({ keys, policy }: Wiring, { personId, language }: Who, row: TicketRow): TicketView => {
  const { ticketId: id, kind, state, openedAt, dueOn, sealed } = row;
  const said = openTicketContent(keys, personId, sealed).entries.filter(({ inside }) => !inside);
  return {
    ...{ id, kind, state, openedAt, dueOn },
    said: said.map(({ by, bank, at, words }) => ({
      ...{ by, words, at: Temporal.Instant.from(at) },
      bank: bank === null ? '' : bankInWords(policy.current(), bank, language),
    })),
  };
};

const change = async (
  wiring: Wiring,
  who: Who,
  { id, key, step }: Going & { readonly step: TicketStep },
): Promise<Outcome<null>> => {
  const { personId } = who;
  const ticketId = parseTicketId(id);
  if (!ticketId) throw new Error('a ticket was to be changed that its page did not show');
  const acting = { actor: 'holder', actorId: personId, channel: ownChannel, outlet: null, bank: null } as const;
  const given = key === '' ? randomUUID() : key;
  const changed = await changeTicket(wiring, { acting, key: given, ticketId, as: { personId }, step });
  return changed.ok ? { ok: true, value: null } : refusedFor(wiring, who, changed);
};

const refusedFor = async (wiring: Wiring, who: Who, refusal: UseCaseRefusal): Promise<Outcome<never>> => {
  const file = await readOwnFile(wiring, who.personId);
  const question = { ...questionOf(file, 'apply'), service: 'consult' } as const;
  const telling = { snapshot: file.snapshot, question, language: who.language };
  return { ok: false, refusal: explainRefusal(refusal, telling), status: statusOf(refusal) };
};

// Somebody asks, suggests or complains: on the portal, or by telephone through the hotline (R-HOTLINE-01, R-HOTLINE-02).
import {
  type Ground,
  type LevelTooLow,
  levelTooLow,
  type NotPermitted,
  notPermitted,
} from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { toMilliseconds } from '../audit/event.ts';
import { dateIn, startOf } from '../base/dates.ts';
import { newId, type PersonId } from '../base/ids.ts';
import type { Language } from '../base/language.ts';
import { isOneOf } from '../base/one-of.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { openPersonal } from '../people/sealed-fields.ts';
import { admit } from '../policy/admit.ts';
import { type Channel, onlineChannels } from '../policy/question.ts';
import { caseFacts, type TicketAbout } from './case.ts';
import { insertCase } from './cases-store.ts';
import {
  answerTicketWithinWorkdays,
  firstDesk,
  mostTicketsADay,
  sealTicket,
  type TicketId,
  type TicketKind,
} from './ticket.ts';
import { findOpening, insertTicket, type OpeningRow } from './tickets-store.ts';

export type TicketAsked = {
  readonly personId: PersonId;
  /** The person, or staff of the hotline for somebody who calls; `actorId` is theirs. */
  readonly actor: 'holder' | 'staff';
  readonly actorId: string;
  readonly channel: Channel;
  /** How surely the person is known; counts on the portal only. */
  readonly level: number;
  /** Of the message about the answer. */
  readonly language: Language;
  readonly key: string;
  readonly kind: TicketKind;
  /** A complaint that names a bank opens a case of supervision. */
  readonly about: TicketAbout;
  /** `fewestWords` to `mostTicketWords` characters. */
  readonly words: string;
};

export type TicketOpened = { readonly ticketId: string };
/** TOO_MANY_TICKETS: `mostTicketsADay` were opened for this person today. */
export type OpenTicketRefused =
  | NotPermitted
  | Refused<'PERSON_UNKNOWN' | 'TOO_MANY_TICKETS', object>
  | LevelTooLow
  | CommandRefused;

/** → open, at the desk of its kind, to be answered within `answerTicketWithinWorkdays` working days. */
export const openTicket = async (
  ground: Ground,
  asked: TicketAsked,
): Promise<Result<TicketOpened, OpenTicketRefused>> => {
  const { personId, actor, actorId, channel, key, kind, about, words } = asked;
  const at = toMilliseconds(ground.businessClock());
  const caller = `${actor === 'staff' ? 'staff' : 'person'}:${actorId}`;
  return await changePerson<OpeningRow, TicketOpened, OpenTicketRefused>(ground, {
    action: 'open-ticket',
    acting: { actor, actorId, channel, outlet: null, bank: null },
    key: { caller, key, request: { personId, kind, about, words } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('PERSON_UNKNOWN', {}),
    read: (earlierAnswer) => findOpening(ground.sql, { personId, since: startOf(dateIn(at)) }, earlierAnswer),
    decide: (row) => decide(ground, { asked, at }, row),
  });
};

type Case = { readonly asked: TicketAsked; readonly at: Temporal.Instant };

const decide = (ground: Ground, { asked, at }: Case, row: OpeningRow): Decision<TicketOpened, OpenTicketRefused> => {
  const { sql, keys, policy } = ground;
  const { personId, actor, channel, level, kind, about, words, language } = asked;
  const snapshot = policy.current();
  const tooLow = actor === 'holder' && levelTooLow(ground, { action: 'see-own', channel, level, at });
  if (tooLow) return tooLow;
  // R-HOTLINE-02 gives the chat of the online service to one channel; what is written goes to 96066 from any of them.
  const reached = isOneOf(onlineChannels, channel) ? 'hotline' : channel;
  const verdict = admit(snapshot, { service: 'consult', channel: reached, on: dateIn(at), actor: 'holder' });
  if (!verdict.permitted) return notPermitted(verdict);
  if (row.today >= mostTicketsADay) return rejection(refused('TOO_MANY_TICKETS', {}), verdict.rules);
  const ticketId = newId<TicketId>();
  const due = snapshot.calendar.addWorkdays(dateIn(at).toString(), answerTicketWithinWorkdays);
  const phone = row.personSealed === null ? null : openPersonal(keys, personId, row.personSealed).phone;
  const entry = { by: 'person', bank: null, at: at.toString(), words, inside: false } as const;
  const { desk, bank } = firstDesk[kind];
  const { topic } = about;
  const facts = { to: 'open', kind, topic, desk, ...(due && { dueOn: due }) };
  const supervised = kind === 'complaint' && about.bank !== null ? [{ ...about, bank: about.bank }] : [];
  return change(
    { ticketId },
    {
      happenings: [
        { action: 'open-ticket', subject: `ticket:${ticketId}`, rules: verdict.rules, facts },
        ...supervised.map((said) => ({
          ...{ action: 'open-case', subject: `ticket:${ticketId}`, rules: ['R-SUPERVISE-02'] },
          facts: { to: 'open', ...caseFacts(said) },
        })),
      ],
      writes: [
        insertTicket(sql, {
          ...{ ticketId, kind, topic, desk, bank, openedAt: at },
          dueOn: due === undefined ? null : Temporal.PlainDate.from(due),
          sealed: sealTicket(keys, personId, { phone, language, entries: [entry] }),
        }),
        ...supervised.map((said) => insertCase(sql, { ...said, ticketId, openedAt: at })),
      ],
    },
  );
};

// What is done with a ticket that exists: answered or handed over by the desk it lies at, closed or asked again by its person.
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { type Acting, toMilliseconds } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import type { PersonId } from '../base/ids.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import {
  answerTicketWithinWorkdays,
  isSameDesk,
  mayHandOver,
  mostEntries,
  openTicketContent,
  sealTicket,
  type TicketContent,
  type TicketDesk,
  type TicketEntry,
  type TicketId,
} from './ticket.ts';
import { type TicketAction, type TicketState, ticketLifecycle } from './ticket-lifecycle.ts';
import { findTicketForCommand, moveTicket, type TicketCommandRow, type TicketReach } from './tickets-store.ts';

/** What is done and said; `words` of closing are none. */
export type TicketStep =
  | { readonly action: 'answer-ticket'; readonly words: string }
  | { readonly action: 'hand-over-ticket'; readonly words: string; readonly to: TicketDesk }
  | { readonly action: 'reopen-ticket'; readonly words: string }
  | { readonly action: 'close-ticket' };

export type TicketCommand = {
  readonly acting: Acting;
  readonly key: string;
  readonly ticketId: TicketId;
  /** The person themself, or how far staff reach and at which desk they sit. */
  readonly as: { readonly personId: PersonId } | { readonly reach: TicketReach; readonly desk: TicketDesk };
  readonly step: TicketStep;
};

export type TicketChanged = { readonly ticketId: string; readonly state: TicketState };
/**
 * AT_ANOTHER_DESK: it lies elsewhere, or is to be handed to where it cannot go (`mayHandOver`); TICKET_FULL: `mostEntries` were said, so that
 * only an answer or closing is left.
 */
export type TicketChangeRefused =
  | Refused<'TICKET_UNKNOWN' | 'AT_ANOTHER_DESK' | 'TICKET_FULL', object>
  | Refused<'WRONG_TICKET_STATE', { readonly state: TicketState }>
  | CommandRefused;

/** open → answered or, at another desk, open; answered → closed; answered or closed → open, with a new last day. */
export const changeTicket = async (
  ground: Ground,
  { acting, key, ticketId, as, step }: TicketCommand,
): Promise<Result<TicketChanged, TicketChangeRefused>> => {
  const at = toMilliseconds(ground.businessClock());
  const whose = 'personId' in as ? as.personId : as.reach;
  const caller = `${'personId' in as ? 'person' : 'staff'}:${acting.actorId}`;
  return await changePerson<TicketCommandRow, TicketChanged, TicketChangeRefused>(ground, {
    action: step.action,
    acting,
    key: { caller, key, request: { ticketId, ...step } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('TICKET_UNKNOWN', {}),
    read: (earlierAnswer) => findTicketForCommand(ground.sql, { ticketId, whose }, earlierAnswer),
    decide: (row) => decide(ground, { as, step, at }, row),
  });
};

type Case = Pick<TicketCommand, 'as' | 'step'> & { readonly at: Temporal.Instant };

const rulesOf: Readonly<Record<Exclude<TicketAction, 'open-ticket'>, readonly string[]>> = {
  'answer-ticket': ['R-HOTLINE-01', 'R-SUPERVISE-05'],
  'hand-over-ticket': ['R-HOTLINE-01'],
  'close-ticket': ['R-HOTLINE-01'],
  'reopen-ticket': ['R-HOTLINE-01', 'R-SUPERVISE-05'],
};

const problemOf = (
  { as, step }: Case,
  row: TicketCommandRow,
  content: TicketContent,
): Exclude<TicketChangeRefused, CommandRefused> | undefined => {
  if (!leadsFrom(ticketLifecycle[step.action], row.state)) return refused('WRONG_TICKET_STATE', { state: row.state });
  const isElsewhere = 'desk' in as && !isSameDesk(as.desk, row);
  const leadsNowhere = step.action === 'hand-over-ticket' && !mayHandOver(row, step.to);
  if (isElsewhere || leadsNowhere) return refused('AT_ANOTHER_DESK', {});
  // There is always room for the answer.
  const grows = step.action === 'hand-over-ticket' || step.action === 'reopen-ticket';
  return grows && content.entries.length >= mostEntries - 1 ? refused('TICKET_FULL', {}) : undefined;
};

const decide = (ground: Ground, given: Case, row: TicketCommandRow): Decision<TicketChanged, TicketChangeRefused> => {
  const { sql, keys } = ground;
  const { step, at } = given;
  const { ticketId, personId, state } = row;
  const rules = rulesOf[step.action];
  const content = openTicketContent(keys, personId, row.sealed);
  const problem = problemOf(given, row, content);
  if (problem) return rejection(problem, rules);
  const { from, to } = ticketLifecycle[step.action];
  const { desk, bank } = step.action === 'hand-over-ticket' ? step.to : row;
  const entries = [...content.entries, ...entriesOf(given)];
  const facts = { from: state, to, desk, ...(bank && { bank }) };
  return change(
    { ticketId, state: to },
    {
      happenings: [{ action: step.action, subject: `ticket:${ticketId}`, rules, facts }],
      writes: [
        moveTicket(sql, {
          ...{ ticketId, from, to, desk, bank },
          dueOn: step.action === 'reopen-ticket' ? newLastDay(ground, at) : row.dueOn,
          answeredAt: step.action === 'answer-ticket' ? at : row.answeredAt,
          sealed: sealTicket(keys, personId, { ...content, entries }),
        }),
      ],
    },
    step.action === 'answer-ticket' ? tell(content) : {},
  );
};

const entriesOf = ({ as, step, at }: Case): readonly TicketEntry[] => {
  if (step.action === 'close-ticket') return [];
  const by = 'desk' in as ? { by: as.desk.desk, bank: as.desk.bank } : ({ by: 'person', bank: null } as const);
  return [{ ...by, at: at.toString(), words: step.words, inside: step.action === 'hand-over-ticket' }];
};

const newLastDay = ({ policy }: Ground, at: Temporal.Instant): Temporal.PlainDate | null => {
  const due = policy.current().calendar.addWorkdays(dateIn(at).toString(), answerTicketWithinWorkdays);
  return due === undefined ? null : Temporal.PlainDate.from(due);
};

/** That there is an answer, and no word of it: what somebody asks is nobody else's business. */
const tell = ({ phone, language }: TicketContent): Part =>
  phone === null ? {} : { jobs: [messageJob({ kind: 'ticket-answered', to: phone, language, parameters: {} })] };

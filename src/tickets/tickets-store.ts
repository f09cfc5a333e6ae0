// All SQL of tickets.
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { TicketTopic } from './case.ts';
import type { TicketDesk, TicketId, TicketKind } from './ticket.ts';
import type { TicketState } from './ticket-lifecycle.ts';

/** A ticket as it is kept. */
export type TicketRow = TicketDesk & {
  readonly personId: PersonId;
  readonly ticketId: TicketId;
  readonly kind: TicketKind;
  /** null: written before topics were asked for. */
  readonly topic: TicketTopic | null;
  readonly state: TicketState;
  readonly openedAt: Temporal.Instant;
  /** null while the calendar of its year is not published (G-37). */
  readonly dueOn: Temporal.PlainDate | null;
  /** Of the last answer. */
  readonly answeredAt: Temporal.Instant | null;
  readonly sealed: Buffer;
};

const columns = (sql: Sql): Fragment => sql`
  tickets.person_id as "personId", tickets.ticket_id as "ticketId", tickets.kind, tickets.topic, tickets.state, tickets.desk, tickets.bank,
  tickets.opened_at as "openedAt", tickets.due_on as "dueOn", tickets.answered_at as "answeredAt", tickets.sealed`;

/** Whose tickets somebody of staff reaches: everybody's, or those that lie at one bank. */
export type TicketReach = { readonly of: 'all' } | { readonly of: 'bank'; readonly bank: string };

const within = (sql: Sql, reach: TicketReach): Fragment =>
  reach.of === 'all' ? sql`true` : sql`(tickets.desk = 'bank' and tickets.bank = ${reach.bank})`;

export type OpeningRow = Head & {
  /** Opened since the day began. */
  readonly today: number;
  /** null: the core system has no record of the person. */
  readonly personSealed: Buffer | null;
};

/** The person who asks, and how many tickets were opened since `since`. */
export const findOpening = async (
  sql: Sql,
  { personId, since }: { readonly personId: PersonId; readonly since: Temporal.Instant },
  earlierAnswer: Fragment,
): Promise<OpeningRow | undefined> => {
  const [row] = await sql<OpeningRow[]>`
    select ${headColumns(sql)}, insured_records.sealed as "personSealed",
      (select count(*)::int from tickets where tickets.person_id = people.person_id and opened_at >= ${since}) as today
    from people
    left join insured_records on insured_records.person_id = people.person_id
    ${earlierAnswer}
    where people.person_id = ${personId}`;
  return row;
};

export type NewTicket = Omit<TicketRow, 'personId' | 'state' | 'answeredAt'>;

/** A ticket and the look-up of whose it is, written when the guard held. */
export const insertTicket = (sql: Sql, row: NewTicket): Fragment => sql`
  , ticket as (
    insert into tickets (person_id, ticket_id, kind, topic, state, desk, bank, opened_at, due_on, sealed)
    select person_id, ${row.ticketId}, ${row.kind}, ${row.topic}::text, 'open', ${row.desk}, ${row.bank}::text, ${row.openedAt},
           ${row.dueOn?.toString() ?? null}::date, ${row.sealed}
    from guard
  ), ticket_person as (
    insert into ticket_people (ticket_id, person_id) select ${row.ticketId}, person_id from guard
  )`;

export type TicketCommandRow = Head & TicketRow;

/** A ticket of the person, or within the reach of staff; any other is as if it did not exist. */
export const findTicketForCommand = async (
  sql: Sql,
  { ticketId, whose }: { readonly ticketId: TicketId; readonly whose: PersonId | TicketReach },
  earlierAnswer: Fragment,
): Promise<TicketCommandRow | undefined> => {
  const [row] = await sql<TicketCommandRow[]>`
    select ${headColumns(sql)}, ${columns(sql)}
    from ticket_people
    join tickets using (person_id, ticket_id)
    join people on people.person_id = tickets.person_id
    ${earlierAnswer}
    where ticket_people.ticket_id = ${ticketId}
      and ${typeof whose === 'string' ? sql`tickets.person_id = ${whose}` : within(sql, whose)}`;
  return row;
};

export type TicketMove = TicketDesk & {
  readonly ticketId: TicketId;
  readonly from: readonly TicketState[];
  readonly to: TicketState;
  readonly dueOn: Temporal.PlainDate | null;
  readonly answeredAt: Temporal.Instant | null;
  readonly sealed: Buffer;
};

/** What became of it, written when the guard held. */
export const moveTicket = (sql: Sql, move: TicketMove): Fragment => sql`
  , ticket as (
    update tickets set state = ${move.to}, desk = ${move.desk}, bank = ${move.bank}::text, sealed = ${move.sealed},
      due_on = ${move.dueOn?.toString() ?? null}::date, answered_at = ${move.answeredAt}::timestamptz
    from guard
    where tickets.person_id = guard.person_id and ticket_id = ${move.ticketId} and state = any(${move.from})
  )`;

/** A person's own tickets, newest first. */
export const listOwnTickets = async (sql: Sql, personId: PersonId, most: number): Promise<readonly TicketRow[]> =>
  sql<TicketRow[]>`
    select ${columns(sql)} from tickets where person_id = ${personId}
    order by opened_at desc, ticket_id desc limit ${most}`;

/** One of a person's own. */
export const findOwnTicket = async (
  sql: Sql,
  personId: PersonId,
  ticketId: TicketId,
): Promise<TicketRow | undefined> => {
  const [row] = await sql<TicketRow[]>`
    select ${columns(sql)} from tickets where person_id = ${personId} and ticket_id = ${ticketId}`;
  return row;
};

/** One line of the list of staff: nothing personal is in it. */
export type ListedTicket = Omit<TicketRow, 'sealed'>;

const liesAt = (sql: Sql, { desk, bank }: TicketDesk): Fragment =>
  sql`(tickets.desk = ${desk} and tickets.bank is not distinct from ${bank}::text)`;

/** Open ones by their last day, so that late ones come first; those of the desk `first` before all others. */
export const listOpenTickets = async (
  sql: Sql,
  {
    reach,
    first,
    most,
  }: { readonly reach: TicketReach; readonly first: TicketDesk | undefined; readonly most: number },
): Promise<readonly ListedTicket[]> =>
  sql<TicketRow[]>`
    select ${columns(sql)} from tickets where state = 'open' and ${within(sql, reach)}
    order by ${first ? sql`${liesAt(sql, first)} desc,` : sql``} due_on, opened_at, ticket_id limit ${most}`;

/** How many wait at a desk, and of how many the last day was before `today`. */
export const countOpenTickets = async (
  sql: Sql,
  desk: TicketDesk,
  today: Temporal.PlainDate,
): Promise<{ readonly open: number; readonly late: number }> => {
  const [row] = await sql<[{ open: number; late: number }]>`
    select count(*)::int as open, (count(*) filter (where due_on < ${today.toString()}::date))::int as late
    from tickets where state = 'open' and ${liesAt(sql, desk)}`;
  return row;
};

/** The ones that were answered last. */
export const listAnsweredTickets = async (
  sql: Sql,
  { reach, most }: { readonly reach: TicketReach; readonly most: number },
): Promise<readonly ListedTicket[]> =>
  sql<TicketRow[]>`
    select ${columns(sql)} from tickets where state <> 'open' and ${within(sql, reach)}
    order by answered_at desc, ticket_id desc limit ${most}`;

/** One within the reach of staff. */
export const findTicketOfStaff = async (
  sql: Sql,
  { ticketId, reach }: { readonly ticketId: TicketId; readonly reach: TicketReach },
): Promise<TicketRow | undefined> => {
  const [row] = await sql<TicketRow[]>`
    select ${columns(sql)} from ticket_people join tickets using (person_id, ticket_id)
    where ticket_people.ticket_id = ${ticketId} and ${within(sql, reach)}`;
  return row;
};

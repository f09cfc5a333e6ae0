// All SQL of cases of supervision, and of the monthly report about questions and complaints.
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { CaseAbout, CaseFinding, CaseMeasure, CasePlace, TicketTopic } from './case.ts';
import type { CaseState } from './case-lifecycle.ts';
import type { TicketId, TicketKind } from './ticket.ts';

export type CaseRow = {
  readonly personId: PersonId;
  readonly ticketId: TicketId;
  readonly bank: string;
  readonly topic: TicketTopic;
  readonly place: CasePlace | null;
  readonly state: CaseState;
  readonly openedAt: Temporal.Instant;
  readonly finding: CaseFinding | null;
  readonly measure: CaseMeasure | null;
};

const columns = (sql: Sql): Fragment => sql`
  supervision_cases.person_id as "personId", supervision_cases.ticket_id as "ticketId", supervision_cases.bank,
  supervision_cases.topic, supervision_cases.place, supervision_cases.state, supervision_cases.opened_at as "openedAt",
  supervision_cases.finding, supervision_cases.measure`;

export type CaseCommandRow = Head & {
  readonly ticketId: TicketId;
  readonly kind: TicketKind;
  /** null: there is no case yet. */
  readonly state: CaseState | null;
};

/** The ticket, whoever it lies with, and how far its case is. */
export const findCaseForCommand = async (
  sql: Sql,
  ticketId: TicketId,
  earlierAnswer: Fragment,
): Promise<CaseCommandRow | undefined> => {
  const [row] = await sql<CaseCommandRow[]>`
    select ${headColumns(sql)}, tickets.ticket_id as "ticketId", tickets.kind, supervision_cases.state
    from ticket_people
    join tickets using (person_id, ticket_id)
    join people on people.person_id = tickets.person_id
    left join supervision_cases on supervision_cases.person_id = tickets.person_id
      and supervision_cases.ticket_id = tickets.ticket_id
    ${earlierAnswer}
    where ticket_people.ticket_id = ${ticketId}`;
  return row;
};

export type NewCase = CaseAbout & {
  readonly ticketId: TicketId;
  readonly openedAt: Temporal.Instant;
};

/** Written when the guard held. */
export const insertCase = (sql: Sql, { ticketId, bank, topic, place, openedAt }: NewCase): Fragment => sql`
  , supervision_case as (
    insert into supervision_cases (person_id, ticket_id, bank, topic, place, state, opened_at)
    select person_id, ${ticketId}, ${bank}, ${topic}, ${place}::text, 'open', ${openedAt} from guard
  )`;

export type CaseMove = { readonly ticketId: TicketId; readonly at: Temporal.Instant };

/** What was found, written when the guard held. */
export const moveCaseInvestigated = (sql: Sql, { ticketId, at }: CaseMove, finding: CaseFinding): Fragment => sql`
  , supervision_case as (
    update supervision_cases set state = 'investigated', finding = ${finding}, investigated_at = ${at}
    from guard
    where supervision_cases.person_id = guard.person_id and ticket_id = ${ticketId} and state = 'open'
  )`;

/** What was done about it, written when the guard held. */
export const moveCaseClosed = (sql: Sql, { ticketId, at }: CaseMove, measure: CaseMeasure): Fragment => sql`
  , supervision_case as (
    update supervision_cases set state = 'closed', measure = ${measure}, closed_at = ${at}
    from guard
    where supervision_cases.person_id = guard.person_id and ticket_id = ${ticketId} and state = 'investigated'
  )`;

export const findCase = async (
  sql: Sql,
  { personId, ticketId }: { readonly personId: PersonId; readonly ticketId: TicketId },
): Promise<CaseRow | undefined> => {
  const [row] = await sql<CaseRow[]>`
    select ${columns(sql)} from supervision_cases where person_id = ${personId} and ticket_id = ${ticketId}`;
  return row;
};

/** Running ones, the oldest first, then the ones that were closed, the newest first; of one bank, or of all. */
export const listCases = async (
  sql: Sql,
  { bank, most }: { readonly bank: string | null; readonly most: number },
): Promise<readonly CaseRow[]> => {
  const of = bank === null ? sql`true` : sql`bank = ${bank}`;
  return sql<CaseRow[]>`
    (select ${columns(sql)} from supervision_cases where state <> 'closed' and ${of}
     order by opened_at, ticket_id limit ${most})
    union all
    (select ${columns(sql)} from supervision_cases where state = 'closed' and ${of}
     order by opened_at desc, ticket_id desc limit ${most})`;
};

/** Instants: from the first on, and before the second. */
export type Month = { readonly from: Temporal.Instant; readonly before: Temporal.Instant };

export type BankCases = { readonly bank: string; readonly confirmed: number } & Readonly<Record<CaseState, number>>;

/** Cases that were opened in a month, bank by bank, by the codes of the banks. */
export const listCasesByBank = async (sql: Sql, { from, before }: Month): Promise<readonly BankCases[]> =>
  sql<BankCases[]>`
    select bank, (count(*) filter (where state = 'open'))::int as open,
      (count(*) filter (where state = 'investigated'))::int as investigated,
      (count(*) filter (where state = 'closed'))::int as closed,
      (count(*) filter (where finding = 'confirmed'))::int as confirmed
    from supervision_cases where opened_at >= ${from} and opened_at < ${before}
    group by bank order by bank`;

export type TopicTickets = {
  readonly kind: TicketKind;
  /** null: written before topics were asked for. */
  readonly topic: TicketTopic | null;
  readonly open: number;
  readonly answered: number;
  /** Of the answered, from asking to the last answer; null: none is answered. */
  readonly medianHours: number | null;
};

/** Questions and complaints that were opened in a month, by kind and topic (R-SUPERVISE-05). */
export const listTicketsByTopic = async (sql: Sql, { from, before }: Month): Promise<readonly TopicTickets[]> =>
  sql<TopicTickets[]>`
    select kind, topic, (count(*) filter (where state = 'open'))::int as open,
      (count(*) filter (where state <> 'open'))::int as answered,
      round(extract(epoch from percentile_cont(0.5) within group (order by answered_at - opened_at)
        filter (where state <> 'open')) / 3600)::int as "medianHours"
    from tickets where opened_at >= ${from} and opened_at < ${before}
    group by kind, topic order by kind, topic nulls last`;

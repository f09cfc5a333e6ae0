// All SQL of applications and of their numbers.
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { ApplicationId, CardId, PersonId } from '../base/ids.ts';
import { consentsInForce } from '../consents/consent-parts.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { type PictureRow, pictureColumns } from '../photos/photo-parts.ts';
import { type ApplicantRow, applicantColumns, joinedToApplicant } from './applicant-row.ts';
import type { ApplicantDelivery, Application, ApplicationService } from './application.ts';
import type { ApplicationState, HoldableState } from './application-lifecycle.ts';
import { type ApplicationRow, applicationRow, joinedToApplication } from './application-row.ts';

export type NewApplication = {
  readonly applicationId: ApplicationId;
  readonly number: string;
  readonly service: ApplicationService;
  /** What on the card has changed; null unless that is why it is exchanged. */
  readonly reason: string | null;
  /** The card it takes the place of; null: a first card. */
  readonly replaces: CardId | null;
  readonly state: ApplicationState;
  readonly channel: string;
  readonly actor: string;
  readonly bank: string;
  readonly delivery: ApplicantDelivery;
  readonly outletId: string | null;
  readonly policySnapshot: number;
  readonly submittedAt: Temporal.Instant;
  /** `yyyy-mm-dd` */
  readonly dueOn: string | null;
  readonly sealed: Buffer;
};

/** An application and the look-up of its number, written when the guard held. */
export const insertApplication = (sql: Sql, row: NewApplication): Fragment => sql`
  , application as (
    insert into applications (person_id, application_id, number, state, channel, actor, bank, delivery, outlet_id,
                              policy_snapshot, submitted_at, due_on, sealed, service, reason, replaces)
    select person_id, ${row.applicationId}, ${row.number}, ${row.state}, ${row.channel}, ${row.actor}, ${row.bank},
           ${row.delivery}, ${row.outletId}, ${row.policySnapshot}, ${row.submittedAt}, ${row.dueOn}, ${row.sealed},
           ${row.service}, ${row.reason}, ${row.replaces}::uuid
    from guard
  ), application_number as (
    insert into application_numbers (number, person_id, application_id)
    select ${row.number}, person_id, ${row.applicationId} from guard
  )`;

export type ApplicationMove = {
  readonly applicationId: ApplicationId;
  readonly from: readonly ApplicationState[];
  readonly to: ApplicationState;
  /** What changes with the state; null leaves it as it is. */
  readonly sealed: Buffer | null;
  readonly cardId: CardId | null;
  /** The card and its number are no more. */
  readonly dropsCard: boolean;
  /** A last day that has to be told of with this step, `yyyy-mm-dd`; null: none. */
  readonly limitMissedOn: string | null;
  /** Set where a card begins to wait for its person; null ends the waiting. */
  readonly waiting: { readonly since: Temporal.Instant; readonly remindAt: Temporal.Instant | null } | null;
};

/** The next state, written when the guard held. */
export const moveApplication = (sql: Sql, move: ApplicationMove): Fragment => sql`
  , application as (
    update applications
    set state = ${move.to}, sealed = coalesce(${move.sealed}, sealed),
      card_id = case when ${move.dropsCard} then null else coalesce(${move.cardId}, card_id) end,
      held_from = null, held_for = null, limit_missed_on = coalesce(${move.limitMissedOn}::date, limit_missed_on),
      waiting_since = ${move.waiting?.since ?? null}, remind_at = ${move.waiting?.remindAt ?? null}
    from guard
    where applications.person_id = guard.person_id and application_id = ${move.applicationId}
      and state = any(${move.from})
  )`;

/** A person's own application. */
export const findOwnApplication = async (
  sql: Sql,
  { personId, number }: { readonly personId: PersonId; readonly number: string },
  earlierAnswer: Fragment,
): Promise<ApplicationRow | undefined> => {
  const [row] = await sql<ApplicationRow[]>`
    select ${applicationRow(sql)}
    from application_numbers
    join applications on applications.person_id = application_numbers.person_id
      and applications.application_id = application_numbers.application_id
    ${joinedToApplication(sql, sql`applications.bank`)} ${earlierAnswer}
    where application_numbers.number = ${number} and application_numbers.person_id = ${personId}`;
  return row;
};

/** Whoever's application has this number. */
export const findApplicationOfNumber = async (
  sql: Sql,
  number: string,
  earlierAnswer: Fragment,
): Promise<ApplicationRow | undefined> => {
  const [row] = await sql<ApplicationRow[]>`
    select ${applicationRow(sql)}
    from application_numbers
    join applications on applications.person_id = application_numbers.person_id
      and applications.application_id = application_numbers.application_id
    ${joinedToApplication(sql, sql`applications.bank`)} ${earlierAnswer}
    where application_numbers.number = ${number}`;
  return row;
};

/** What urging reads beside the application: its last day, and whether it was urged since an instant. */
export type UrgingRow = Head &
  Pick<Application, 'applicationId' | 'number' | 'state'> & {
    readonly dueOn: Temporal.PlainDate | null;
    readonly heldFrom: HoldableState | null;
    readonly urged: boolean;
  };

export const findUrging = async (
  sql: Sql,
  {
    personId,
    number,
    since,
  }: { readonly personId: PersonId; readonly number: string; readonly since: Temporal.Instant },
  earlierAnswer: Fragment,
): Promise<UrgingRow | undefined> => {
  const [row] = await sql<UrgingRow[]>`
    select ${headColumns(sql)}, application_id as "applicationId", number, state, due_on as "dueOn",
      held_from as "heldFrom", exists (select from events where events.person_id = applications.person_id and action = 'urge-application'
        and subject = 'application:' || application_id and at >= ${since}) as urged
    from applications join people on people.person_id = applications.person_id ${earlierAnswer}
    where applications.person_id = ${personId} and number = ${number}`;
  return row;
};

/**
 * What a bank may see: orders that are its own and whose time to withdraw is over. The application may have gone to
 * another bank since; then its `bank` is that one.
 */
export const findApplicationOfBank = async (
  sql: Sql,
  { bank, number, at }: { readonly bank: string; readonly number: string; readonly at: Temporal.Instant },
  earlierAnswer: Fragment,
): Promise<ApplicationRow | undefined> => {
  const [row] = await sql<ApplicationRow[]>`
    select ${applicationRow(sql)}
    from application_numbers
    join applications on applications.person_id = application_numbers.person_id
      and applications.application_id = application_numbers.application_id
    ${joinedToApplication(sql, bank)} ${earlierAnswer}
    where application_numbers.number = ${number} and orders.visible_at <= ${at}`;
  return row;
};

/** What the decision about a new application reads: what the gate asks, and what the form has to fit. */
export type SubmissionRow = Head &
  ApplicantRow &
  PictureRow & {
    readonly hasElectronicCard: boolean;
    /** Bank of the outlet that was chosen; null: no such outlet, or none of a bank. */
    readonly outletBank: string | null;
    /** Those in force, as `consentsToGive` reads them. */
    readonly consents: readonly string[];
  };

const submissionColumns = (sql: Sql): Fragment => sql`
  ${headColumns(sql)}, ${applicantColumns(sql)},
  electronic_cards.person_id is not null as "hasElectronicCard", outlets.bank as "outletBank",
  ${pictureColumns(sql)},
  ${consentsInForce(sql)}`;

const joinedToSubmission = (sql: Sql, outletId: string | null): Fragment => sql`
  from people ${joinedToApplicant(sql)}
  left join electronic_cards on electronic_cards.person_id = people.person_id
  left join outlets on outlets.outlet_id = ${outletId}`;

/** Person, card, running application, electronic card and chosen outlet in one select. */
export const findSubmission = async (
  sql: Sql,
  { personId, outletId }: { readonly personId: PersonId; readonly outletId: string | null },
  earlierAnswer: Fragment,
): Promise<SubmissionRow | undefined> => {
  const [row] = await sql<SubmissionRow[]>`
    select ${submissionColumns(sql)}
    ${joinedToSubmission(sql, outletId)} ${earlierAnswer}
    where people.person_id = ${personId}`;
  return row;
};
/** What is read when a person chooses again: all of the above, and the application with the banks that had it. */
export type ChoosingRow = SubmissionRow &
  Pick<Application, 'applicationId' | 'number' | 'service' | 'state' | 'bank'> & {
    readonly sealed: Buffer;
    /** Banks that have the order, or had it and did not lose it to a correction: the present one, and those that refused. */
    readonly triedBanks: readonly string[];
    /** Reasons of the last rejection, as its event has them; null: it was never rejected. */
    readonly rejectedFor: string | null;
  };

export const findChoosing = async (
  sql: Sql,
  asked: { readonly personId: PersonId; readonly number: string; readonly outletId: string | null },
  earlierAnswer: Fragment,
): Promise<ChoosingRow | undefined> => {
  const [row] = await sql<ChoosingRow[]>`
    select ${submissionColumns(sql)}, own.application_id as "applicationId", own.number, own.service, own.state,
      own.bank, own.sealed,
      array(select orders.bank from orders where orders.person_id = own.person_id
        and orders.application_id = own.application_id and orders.state <> 'withdrawn') as "triedBanks",
      (select facts ->> 'reasons' from events where events.person_id = own.person_id and action = 'reject-application'
        and subject = 'application:' || own.application_id order by seq desc limit 1) as "rejectedFor"
    ${joinedToSubmission(sql, asked.outletId)}
    join applications as own on own.person_id = people.person_id ${earlierAnswer}
    where people.person_id = ${asked.personId} and own.number = ${asked.number}`;
  return row;
};

/** What somebody chose again; null leaves what was. */
export type ChoiceMove = {
  readonly applicationId: ApplicationId;
  readonly from: readonly ApplicationState[];
  readonly to: ApplicationState;
  readonly delivery: ApplicantDelivery;
  readonly outletId: string | null;
  readonly sealed: Buffer;
  /** With another bank comes another last day. */
  readonly bank: {
    readonly code: string;
    readonly dueOn: string | null;
    readonly policySnapshot: number;
    readonly at: Temporal.Instant;
  } | null;
};

/** The next state with what was chosen, written when the guard held. */
export const moveApplicationAsChosen = (sql: Sql, move: ChoiceMove): Fragment => sql`
  , application as (
    update applications
    set state = ${move.to}, delivery = ${move.delivery}, outlet_id = ${move.outletId}, sealed = ${move.sealed},
      bank = coalesce(${move.bank?.code ?? null}, bank),
      due_on = case when ${move.bank === null} then due_on else ${move.bank?.dueOn ?? null}::date end,
      policy_snapshot = coalesce(${move.bank?.policySnapshot ?? null}, policy_snapshot),
      released_for = case when ${move.bank === null} then released_for else '{}' end,
      facts_as_of = coalesce(${move.bank?.at ?? null}, facts_as_of), waiting_since = null, remind_at = null
    from guard
    where applications.person_id = guard.person_id and application_id = ${move.applicationId}
      and state = any(${move.from})
  )`;

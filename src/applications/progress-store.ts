// What pages read of applications: the SQL of progress, of a person's list, and of whose number it is.
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { SocialSecurityState } from '../policy/question.ts';
import type { OrderState } from '../production/order-lifecycle.ts';
import type { Application } from './application.ts';
import type { HoldableState } from './application-lifecycle.ts';
import type { HoldReason } from './hold-reasons.ts';

/** What a page shows of an application beside its events. */
export type ProgressRow = Application & {
  readonly submittedAt: Temporal.Instant;
  readonly dueOn: Temporal.PlainDate | null;
  readonly policySnapshot: number;
  readonly sealed: Buffer;
  readonly outletName: string | null;
  readonly orderState: OrderState;
  readonly visibleAt: Temporal.Instant;
  readonly heldFrom: HoldableState | null;
  readonly heldFor: readonly HoldReason[] | null;
  readonly producedAt: Temporal.Instant | null;
  readonly socialSecurity: SocialSecurityState | null;
};

/** A person's own application. */
export const findProgressRow = async (
  sql: Sql,
  { personId, number }: { readonly personId: PersonId; readonly number: string },
): Promise<ProgressRow | undefined> => {
  const [row] = await sql<ProgressRow[]>`
    select applications.application_id as "applicationId", applications.number, applications.service, applications.state,
      applications.bank, delivery, applications.outlet_id as "outletId", applications.card_id as "cardId",
      submitted_at as "submittedAt", due_on as "dueOn", policy_snapshot as "policySnapshot", applications.sealed,
      held_from as "heldFrom", held_for as "heldFor", outlets.name as "outletName", orders.state as "orderState", orders.visible_at as "visibleAt",
      cards.produced_at as "producedAt", cards.social_security as "socialSecurity"
    from application_numbers
    join applications on applications.person_id = application_numbers.person_id
      and applications.application_id = application_numbers.application_id
    join orders on orders.person_id = applications.person_id and orders.application_id = applications.application_id
      and orders.bank = applications.bank
    left join cards on cards.person_id = applications.person_id and cards.card_id = applications.card_id
    left join outlets on outlets.outlet_id = applications.outlet_id
    where application_numbers.number = ${number} and application_numbers.person_id = ${personId}`;
  return row;
};

export type ApplicationSummary = Pick<Application, 'number' | 'service' | 'state' | 'bank' | 'cardId'> & {
  readonly submittedAt: Temporal.Instant;
  readonly dueOn: Temporal.PlainDate | null;
};

/** A person's applications, newest first. */
export const listApplications = async (
  sql: Sql,
  personId: PersonId,
  most = 50,
): Promise<readonly ApplicationSummary[]> => sql<ApplicationSummary[]>`
  select number, service, state, bank, card_id as "cardId", submitted_at as "submittedAt", due_on as "dueOn" from applications
  where person_id = ${personId} order by submitted_at desc, application_id desc limit ${most}`;

export type RejectedRow = Pick<Application, 'number' | 'bank' | 'delivery' | 'outletId'> & {
  readonly sealed: Buffer;
  /** null: the outlet is no more. */
  readonly outletDistrict: string | null;
  /** Reasons of the last rejection, as its event has them. */
  readonly rejectedFor: string;
};

/** A person's own application that was sent back. */
export const findRejected = async (
  sql: Sql,
  { personId, number }: { readonly personId: PersonId; readonly number: string },
): Promise<RejectedRow | undefined> => {
  const [row] = await sql<RejectedRow[]>`
    select number, applications.bank, delivery, applications.outlet_id as "outletId", sealed,
      outlets.district as "outletDistrict", facts ->> 'reasons' as "rejectedFor"
    from applications
    join events on events.person_id = applications.person_id and action = 'reject-application'
      and subject = 'application:' || application_id
    left join outlets on outlets.outlet_id = applications.outlet_id
    where applications.person_id = ${personId} and number = ${number} and state = 'rejected'
    order by seq desc limit 1`;
  return row;
};

/** Whose application has this number, with what proves that somebody knows the person. */
export const findOwnerOfNumber = async (
  sql: Sql,
  number: string,
): Promise<{ readonly personId: PersonId; readonly personSealed: Buffer } | undefined> => {
  const [row] = await sql<{ personId: PersonId; personSealed: Buffer }[]>`
    select insured_records.person_id as "personId", insured_records.sealed as "personSealed"
    from application_numbers join insured_records on insured_records.person_id = application_numbers.person_id
    where application_numbers.number = ${number}`;
  return row;
};

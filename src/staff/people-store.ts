// All SQL by which staff find people and see what ties them to places.
import type { ApplicationState, HoldableState } from '../applications/application-lifecycle.ts';
import type { HoldReason } from '../applications/hold-reasons.ts';
import type { ApplicationId, CardId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { OrderState } from '../production/order-lifecycle.ts';
import type { Ties } from './scope.ts';

/** What ties a person to places at `now`; undefined when there is no such person. */
export const findTies = async (sql: Sql, personId: PersonId, now: Temporal.Instant): Promise<Ties | undefined> => {
  const [row] = await sql<Ties[]>`
    select insured_records.district,
      array(
        select bank from cards where person_id = people.person_id and bank is not null
        union
        select applications.bank from applications join orders using (person_id, application_id, bank)
        where person_id = people.person_id and orders.visible_at <= ${now} and applications.state <> 'withdrawn'
      ) as banks
    from people left join insured_records using (person_id)
    where people.person_id = ${personId}`;
  return row;
};

/** Whose card has this number, by its blind index. */
export const findPersonOfCard = async (sql: Sql, blind: Buffer): Promise<PersonId | undefined> => {
  const [row] = await sql<{ person_id: PersonId }[]>`select person_id from card_numbers where blind = ${blind}`;
  return row?.person_id;
};

/** Whose application has this number. */
export const findPersonOfApplication = async (sql: Sql, number: string): Promise<PersonId | undefined> => {
  const [row] = await sql<{ person_id: PersonId }[]>`
    select person_id from application_numbers where number = ${number}`;
  return row?.person_id;
};

export type StaffApplication = {
  readonly applicationId: ApplicationId;
  readonly number: string;
  readonly state: ApplicationState;
  readonly bank: string;
  readonly cardId: CardId | null;
  readonly submittedAt: Temporal.Instant;
  readonly dueOn: Temporal.PlainDate | null;
  /** Both null unless it is held. */
  readonly heldFrom: HoldableState | null;
  readonly heldFor: readonly HoldReason[] | null;
};

/** More than this nobody has in a life. */
const mostApplications = 50;

/** A person's applications, newest first; of one bank those it has been given. */
export const listApplicationsFor = async (
  sql: Sql,
  personId: PersonId,
  { bank, now }: { readonly bank: string | null; readonly now: Temporal.Instant },
): Promise<readonly StaffApplication[]> => sql<StaffApplication[]>`
  select application_id as "applicationId", number, state, bank, card_id as "cardId", submitted_at as "submittedAt",
    due_on as "dueOn", held_from as "heldFrom", held_for as "heldFor"
  from applications
  where person_id = ${personId}
    ${
      bank === null
        ? sql``
        : sql`and bank = ${bank} and state <> 'withdrawn' and exists (
            select from orders where orders.person_id = applications.person_id
              and orders.application_id = applications.application_id and orders.bank = applications.bank
              and orders.visible_at <= ${now})`
    }
  order by submitted_at desc, application_id desc limit ${mostApplications}`;

/** What of an application is not in its lists. */
export type ApplicationContentRow = {
  readonly sealed: Buffer;
  readonly channel: string;
  readonly actor: string;
};

export const findApplicationContent = async (
  sql: Sql,
  { personId, applicationId }: OfApplication,
): Promise<ApplicationContentRow | undefined> => {
  const [row] = await sql<ApplicationContentRow[]>`
    select sealed, channel, actor from applications
    where person_id = ${personId} and application_id = ${applicationId}`;
  return row;
};

type OfApplication = { readonly personId: PersonId; readonly applicationId: ApplicationId };

export type StaffOrder = { readonly bank: string; readonly state: OrderState; readonly visibleAt: Temporal.Instant };

/** The orders of an application, in the order the banks had them; of one bank those it has been given. */
export const listOrdersFor = async (
  sql: Sql,
  { personId, applicationId }: OfApplication,
  { bank, now }: { readonly bank: string | null; readonly now: Temporal.Instant },
): Promise<readonly StaffOrder[]> => sql<StaffOrder[]>`
  select bank, state, visible_at as "visibleAt" from orders
  where person_id = ${personId} and application_id = ${applicationId}
    ${bank === null ? sql`` : sql`and bank = ${bank} and visible_at <= ${now}`}
  order by visible_at, bank`;

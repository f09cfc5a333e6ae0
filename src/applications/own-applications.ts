// What a person sees of their own applications.
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Application } from './application.ts';

export type OwnApplication = Application & {
  readonly submittedAt: Temporal.Instant;
  readonly dueOn: Temporal.PlainDate | null;
  /** Until when it can surely be withdrawn, by the business clock. */
  readonly withdrawUntil: Temporal.Instant;
  readonly isOrderWaiting: boolean;
  readonly sealed: Buffer;
};

/** Newest first; a person has a handful in a life, so there are no pages. */
export const listOwnApplications = async (sql: Sql, personId: PersonId): Promise<readonly OwnApplication[]> =>
  sql<OwnApplication[]>`
    select applications.application_id as "applicationId", applications.number, applications.state, applications.bank,
           applications.delivery, applications.outlet_id as "outletId", applications.card_id as "cardId",
           applications.submitted_at as "submittedAt", applications.due_on as "dueOn",
           orders.visible_at as "withdrawUntil", orders.state = 'waiting' as "isOrderWaiting", applications.sealed
    from applications
    join orders on orders.person_id = applications.person_id and orders.application_id = applications.application_id
    where applications.person_id = ${personId}
    order by applications.submitted_at desc, applications.application_id desc`;

// What a bank's feed shows: the statement of one page, for whoever reads it and whoever reads its plan.
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';

/**
 * A bank's orders that wait and may be seen, oldest first. One row is looked up for each of the page (`limit 1` keeps it
 * so): a plan for any limit expects a tenth of the queue, and would read whole tables for it.
 */
export const waitingOrders = (
  sql: Sql,
  { bank, at, most }: { readonly bank: string; readonly at: Temporal.Instant; readonly most: number },
): Fragment => sql`
  select page.person_id as "personId", application.*, record.sealed as "personSealed",
    array(select kind from uploads where uploads.person_id = page.person_id
      and uploads.application_id = page.application_id order by kind) as images
  from (
    select person_id, application_id, visible_at from orders
    where bank = ${bank} and state = 'waiting' and visible_at <= ${at}
    order by visible_at, application_id limit ${most}
  ) as page
  cross join lateral (
    select number, service, state, submitted_at as "submittedAt", due_on as "dueOn", delivery, outlet_id as "outletId", sealed,
      (select former.sealed from cards former where former.person_id = applications.person_id
        and former.card_id = applications.replaces) as "formerSealed"
    from applications
    where applications.person_id = page.person_id and applications.application_id = page.application_id limit 1
  ) as application
  cross join lateral (
    select sealed from insured_records where insured_records.person_id = page.person_id limit 1
  ) as record
  order by page.visible_at, page.application_id`;

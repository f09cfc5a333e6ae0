// All SQL of the orders that banks work off.
import type { ApplicationId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { OrderState } from './order-lifecycle.ts';

export type NewOrder = {
  readonly applicationId: ApplicationId;
  readonly bank: string;
  readonly state: OrderState;
  readonly visibleAt: Temporal.Instant;
};

/** An order for the bank, written when the guard held. */
export const insertOrder = (sql: Sql, row: NewOrder): Fragment => sql`
  , new_order as (
    insert into orders (person_id, application_id, bank, state, visible_at)
    select person_id, ${row.applicationId}, ${row.bank}, ${row.state}, ${row.visibleAt} from guard
  )`;

/** The next state, written when the guard held. */
export const moveOrder = (
  sql: Sql,
  move: { readonly applicationId: ApplicationId; readonly from: readonly OrderState[]; readonly to: OrderState },
): Fragment => sql`
  , moved_order as (
    update orders set state = ${move.to} from guard
    where orders.person_id = guard.person_id and application_id = ${move.applicationId}
      and state = any(${move.from})
  )`;

// All SQL of the orders that banks work off.
import type { ApplicantDelivery, ApplicationService } from '../applications/application.ts';
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { ApplicationId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { PhotoKind } from '../photos/photo.ts';
import type { OrderState } from './order-lifecycle.ts';
import { waitingOrders } from './waiting-orders.ts';

export type NewOrder = {
  readonly applicationId: ApplicationId;
  readonly bank: string;
  readonly state: OrderState;
  readonly visibleAt: Temporal.Instant;
  /** States of an earlier order for the same bank that this one takes the place of. */
  readonly over: readonly OrderState[];
};

/** An order for the bank, written when the guard held. */
export const upsertOrder = (sql: Sql, row: NewOrder): Fragment => sql`
  , new_order as (
    insert into orders (person_id, application_id, bank, state, visible_at)
    select person_id, ${row.applicationId}, ${row.bank}, ${row.state}, ${row.visibleAt} from guard
    on conflict (person_id, application_id, bank) do update
    set state = excluded.state, visible_at = excluded.visible_at where orders.state = any(${row.over})
  )`;

export type OrderMove = {
  readonly applicationId: ApplicationId;
  /** Where a former bank may have an order in one of these states too: whose is meant. */
  readonly bank?: string;
  readonly from: readonly OrderState[];
  readonly to: OrderState;
};

/** The next state, written when the guard held. */
export const moveOrder = (sql: Sql, move: OrderMove): Fragment => sql`
  , moved_order as (
    update orders set state = ${move.to} from guard
    where orders.person_id = guard.person_id and application_id = ${move.applicationId}
      and bank = coalesce(${move.bank ?? null}, bank) and state = any(${move.from})
  )`;

/** Waits again from an instant on, written when the guard held. */
export const moveOrderToWaiting = (
  sql: Sql,
  move: {
    readonly applicationId: ApplicationId;
    readonly bank: string;
    readonly from: readonly OrderState[];
    readonly to: OrderState;
    readonly visibleAt: Temporal.Instant;
  },
): Fragment => sql`
  , order_again as (
    update orders set state = ${move.to}, visible_at = ${move.visibleAt} from guard
    where orders.person_id = guard.person_id and application_id = ${move.applicationId} and bank = ${move.bank}
      and state = any(${move.from})
  )`;

/** Taken at a counter before anybody could see it in the queue, written when the guard held. */
export const moveOrderToCounter = (
  sql: Sql,
  move: Pick<OrderMove, 'applicationId' | 'from' | 'to'> & { readonly bank: string; readonly at: Temporal.Instant },
): Fragment => sql`
  , order_at_counter as (
    update orders set state = ${move.to}, visible_at = least(visible_at, ${move.at}) from guard
    where orders.person_id = guard.person_id and application_id = ${move.applicationId} and bank = ${move.bank}
      and state = any(${move.from})
  )`;

export type WaitingOrder = {
  readonly service: ApplicationService;
  readonly state: ApplicationState;
  /** Of the card it replaces; null: a first card. */
  readonly formerSealed: Buffer | null;
  readonly personId: PersonId;
  readonly number: string;
  readonly submittedAt: Temporal.Instant;
  readonly dueOn: Temporal.PlainDate | null;
  readonly delivery: ApplicantDelivery;
  readonly outletId: string | null;
  readonly sealed: Buffer;
  readonly personSealed: Buffer;
  readonly images: readonly PhotoKind[];
};

/** A page of `waitingOrders`. */
export const listWaitingOrders = async (
  sql: Sql,
  page: { readonly bank: string; readonly at: Temporal.Instant; readonly most: number },
): Promise<readonly WaitingOrder[]> => sql<WaitingOrder[]>`${waitingOrders(sql, page)}`;

/** An order that the bank may see and whose card is not made yet; undefined: there is none of this number for this bank. */
export const findOrderInWork = async (
  sql: Sql,
  { bank, number, at }: { readonly bank: string; readonly number: string; readonly at: Temporal.Instant },
): Promise<OrderInWork | undefined> => {
  const [row] = await sql<OrderInWork[]>`
    select applications.person_id as "personId", applications.application_id as "applicationId", applications.sealed
    from application_numbers
    join applications on applications.person_id = application_numbers.person_id
      and applications.application_id = application_numbers.application_id
    join orders on orders.person_id = applications.person_id and orders.application_id = applications.application_id
    where application_numbers.number = ${number} and orders.bank = ${bank} and applications.bank = ${bank}
      and orders.state in ('waiting', 'acknowledged') and orders.visible_at <= ${at}
      and applications.state in ('submitted', 'in-production')`;
  return row;
};

export type OrderInWork = {
  readonly personId: PersonId;
  readonly applicationId: ApplicationId;
  readonly sealed: Buffer;
};

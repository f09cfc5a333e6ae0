// An application with its order, card and outlet as commands read it: the columns and joins that several reads share.
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { FinancialState, SocialSecurityState } from '../policy/question.ts';
import type { OrderState } from '../production/order-lifecycle.ts';
import type { Application } from './application.ts';
import type { HoldableState } from './application-lifecycle.ts';
import type { HoldReason } from './hold-reasons.ts';
import type { LimitRow } from './missed-limit.ts';

/** What a command about an application reads: its head, the application, its order and the card that was made. */
export type ApplicationRow = Head &
  Application &
  LimitRow & {
    readonly sealed: Buffer;
    /** Both null unless it is held. */
    readonly heldFrom: HoldableState | null;
    readonly heldFor: readonly HoldReason[] | null;
    readonly orderState: OrderState;
    /** From when on its bank sees it. */
    readonly orderVisibleAt: Temporal.Instant;
    readonly cardSealed: Buffer | null;
    /** What its function is; null: no card is made yet. */
    readonly cardState: SocialSecurityState | null;
    /** What its account is to its bank. */
    readonly cardFinancial: FinancialState | null;
    readonly outletName: string | null;
  };

/** The columns of `ApplicationRow`, for a select with `joinedToApplication`. */
export const applicationRow = (sql: Sql): Fragment => sql`
  ${headColumns(sql)}, applications.application_id as "applicationId", applications.number, applications.service,
  applications.state,
  applications.bank, applications.delivery, applications.outlet_id as "outletId", applications.card_id as "cardId",
  applications.sealed, applications.held_from as "heldFrom", applications.held_for as "heldFor", applications.channel,
  applications.due_on as "dueOn", applications.limit_missed_on as "limitMissedOn", orders.state as "orderState",
  orders.visible_at as "orderVisibleAt", cards.sealed as "cardSealed",
  cards.social_security as "cardState", cards.financial as "cardFinancial",
  outlets.name as "outletName"`;

/** `bank` is whose order is meant: that of the application, or of the bank that asks. */
export const joinedToApplication = (sql: Sql, bank: Fragment | string): Fragment => sql`
  join people on people.person_id = applications.person_id
  join orders on orders.person_id = applications.person_id and orders.application_id = applications.application_id
    and orders.bank = ${bank}
  left join cards on cards.person_id = applications.person_id and cards.card_id = applications.card_id
  left join outlets on outlets.outlet_id = applications.outlet_id`;

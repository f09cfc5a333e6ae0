// What the order adds to a command about its application: placed, withdrawn or acknowledged.
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { Part } from '../audit/command.ts';
import type { ApplicationId } from '../base/ids.ts';
import { callBank } from '../callbacks/call-bank.ts';
import type { CallbackEvent } from '../callbacks/callback.ts';
import type { Sql } from '../database/connection.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import { moveOrder, moveOrderToCounter, moveOrderToWaiting, upsertOrder } from './orders-store.ts';

/**
 * Lays the order before its bank once the time to withdraw is over; one that was recalled from the same bank before is
 * laid there anew. The application's own event tells of it.
 */
export const placeOrder = (
  sql: Sql,
  order: { readonly applicationId: ApplicationId; readonly bank: string; readonly visibleAt: Temporal.Instant },
): Part => ({
  writes: [
    upsertOrder(sql, { ...order, state: orderLifecycle['place-order'].to, over: orderLifecycle['replace-order'].from }),
  ],
});

/** Lays the order before the same bank again: the card is made and goes another way. */
export const placeOrderAgain = (
  sql: Sql,
  order: { readonly applicationId: ApplicationId; readonly bank: string; readonly visibleAt: Temporal.Instant },
): Part => ({ writes: [moveOrderToWaiting(sql, { ...order, ...orderLifecycle['place-order-again'] })] });

/** An order that goes; whether its bank can have seen it. */
type Going = {
  readonly applicationId: ApplicationId;
  readonly bank: string;
  readonly number: string;
  readonly orderVisibleAt: Temporal.Instant;
};

/** A bank hears of what it could have seen, and of nothing else. */
const tell = (
  sql: Sql,
  { bank, number, orderVisibleAt }: Going,
  told: { readonly event: CallbackEvent; readonly at: Temporal.Instant },
): Part => (Temporal.Instant.compare(orderVisibleAt, told.at) > 0 ? {} : callBank(sql, { bank, number, ...told }));

/** Takes the order back with its application, whose event tells of it. */
export const withdrawOrder = (sql: Sql, order: Going, at: Temporal.Instant): readonly Part[] => [
  { writes: [moveOrder(sql, { applicationId: order.applicationId, ...orderLifecycle['withdraw-order'] })] },
  tell(sql, order, { event: 'order-withdrawn', at }),
];

/** The bureau sends the application back, whose event tells of it: its bank shall not work on the order. */
export const recallOrder = (sql: Sql, order: Going, at: Temporal.Instant): readonly Part[] => [
  { writes: [moveOrder(sql, { ...whose(order), ...orderLifecycle['recall-order'] })] },
  tell(sql, order, { event: 'order-recalled', at }),
];

/** The application is held, whose event tells of it: an order that waits leaves the feed. */
export const holdOrder = (sql: Sql, order: Going, at: Temporal.Instant): readonly Part[] => [
  { writes: [moveOrder(sql, { ...whose(order), ...orderLifecycle['hold-order'] })] },
  tell(sql, order, { event: 'order-held', at }),
];

/** The application goes on, whose event tells of it: the order waits again. */
export const releaseOrder = (sql: Sql, order: Going, at: Temporal.Instant): readonly Part[] => [
  { writes: [moveOrder(sql, { ...whose(order), ...orderLifecycle['release-order'] })] },
  tell(sql, order, { event: 'order-released', at }),
];

const whose = ({ applicationId, bank }: Going) => ({ applicationId, bank });

/** The bureau lays the order before its bank once more. */
export const offerOrderAgain = (sql: Sql, order: Pick<Going, 'applicationId' | 'bank'>): Part => ({
  happenings: [
    {
      action: 'offer-again',
      subject: `application:${order.applicationId}`,
      rules: ['R-PROD-01'],
      facts: { order: orderLifecycle['offer-again'].to },
    },
  ],
  writes: [moveOrder(sql, { ...order, ...orderLifecycle['offer-again'] })],
});

/** The bank has taken the order over; from now on the person cannot withdraw. */
export const acknowledgeOrder = (sql: Sql, applicationId: ApplicationId): Part => ({
  happenings: [
    {
      action: 'acknowledge-order',
      subject: `application:${applicationId}`,
      rules: ['R-PROD-01'],
      facts: { to: orderLifecycle['acknowledge-order'].to },
    },
  ],
  writes: [moveOrder(sql, { applicationId, ...orderLifecycle['acknowledge-order'] })],
});

/**
 * The outlet leaves it to the bank's ordinary production; the event of what was begun tells of it. Of an application that is
 * held the order waits with it (G-38); of one that is over there is nothing left to do.
 */
export const leaveOrderToBank = (
  sql: Sql,
  {
    applicationState,
    ...order
  }: Pick<Going, 'applicationId' | 'bank'> & { readonly applicationState: ApplicationState },
): Part => {
  if (applicationState === 'on-hold')
    return { writes: [moveOrder(sql, { ...order, ...orderLifecycle['leave-held-order'] })] };
  const isToBeMade = applicationState === 'submitted' || applicationState === 'in-production';
  return isToBeMade ? { writes: [moveOrder(sql, { ...order, ...orderLifecycle['offer-again'] })] } : {};
};

/** An outlet of the bank makes the card at once, for whoever stands there: it leaves the queue without having been in it. */
export const takeOrderAtCounter = (
  sql: Sql,
  { applicationId, bank, at }: Pick<Going, 'applicationId' | 'bank'> & { readonly at: Temporal.Instant },
): Part => {
  const { from, to } = orderLifecycle['acknowledge-order'];
  return {
    happenings: [
      { action: 'acknowledge-order', subject: `application:${applicationId}`, rules: ['R-PROD-02'], facts: { to } },
    ],
    writes: [moveOrderToCounter(sql, { applicationId, bank, from, to, at })],
  };
};

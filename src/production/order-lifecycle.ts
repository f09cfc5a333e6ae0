// The order that an application lays before its bank.
import type { EventActor } from '../audit/event.ts';
import type { Lifecycle } from '../base/lifecycle.ts';

export type OrderState = 'waiting' | 'acknowledged' | 'withdrawn' | 'held';

/** A bank's feed shows what waits; a bank that reports on an order has thereby acknowledged it. */
export const orderLifecycle = {
  'place-order': { from: [], to: 'waiting', by: ['holder', 'guardian'] },
  // The card came back, and its bank sends it another way (G-40).
  'place-order-again': { from: ['acknowledged'], to: 'waiting', by: ['holder', 'guardian'] },
  // Sent back by the bureau: out of the feed, also where the bank has taken it over; corrected, it is laid before it again.
  'recall-order': { from: ['waiting', 'acknowledged', 'held'], to: 'withdrawn', by: ['staff'] },
  'replace-order': { from: ['withdrawn'], to: 'waiting', by: ['holder', 'guardian'] },
  // The application is held: the bank does not see it; one it has taken over it keeps, and can report nothing on (G-38).
  'hold-order': { from: ['waiting'], to: 'held', by: ['system', 'staff'] },
  'release-order': { from: ['held'], to: 'waiting', by: ['staff'] },
  // Taken over, and nothing heard of it since: the bureau lays it before its bank once more.
  'offer-again': { from: ['acknowledged'], to: 'waiting', by: ['staff'] },
  // An outlet that made the card at once leaves it to its bank, while the application is held.
  'leave-held-order': { from: ['acknowledged'], to: 'held', by: ['staff'] },
  'withdraw-order': { from: ['waiting'], to: 'withdrawn', by: ['holder', 'guardian'] },
  // By staff: an outlet of the bank makes the card at once (R-PROD-02).
  'acknowledge-order': { from: ['waiting'], to: 'acknowledged', by: ['bank', 'staff'] },
} as const satisfies Lifecycle<OrderState, EventActor>;

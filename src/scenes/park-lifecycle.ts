// The annual ticket of the parks: none, valid for its year, over with its last day; and with the end of its card it opens nothing.
import type { EventActor } from '../audit/event.ts';
import type { Lifecycle } from '../base/lifecycle.ts';

export const parkTicketStates = ['none', 'to-come', 'valid', 'card-ended', 'expired'] as const;
export type ParkTicketState = (typeof parkTicketStates)[number];

/** State table 3.3-d. Everything but the buying comes with the day and with the card: see `parkTicketOn`. */
export const parkLifecycle = {
  'buy-park-ticket': { from: ['none', 'expired'], to: 'valid', by: ['staff', 'bank'] },
} as const satisfies Lifecycle<ParkTicketState, EventActor>;

// The life of a ticket: opened, handed over between desks, answered, then closed or asked again by its person.
import type { Lifecycle } from '../base/lifecycle.ts';

export const ticketStates = ['open', 'answered', 'closed'] as const;
export type TicketState = (typeof ticketStates)[number];

export const ticketLifecycle = {
  'open-ticket': { from: [], to: 'open', by: ['holder', 'staff'] },
  'hand-over-ticket': { from: ['open'], to: 'open', by: ['staff'] },
  'answer-ticket': { from: ['open'], to: 'answered', by: ['staff'] },
  'close-ticket': { from: ['answered'], to: 'closed', by: ['holder'] },
  'reopen-ticket': { from: ['answered', 'closed'], to: 'open', by: ['holder'] },
} as const satisfies Lifecycle<TicketState, 'holder' | 'staff'>;

export type TicketAction = keyof typeof ticketLifecycle;

// A help request from the wish to the help: which step leads from where to where, and whose it is.
import type { EventActor } from '../audit/event.ts';
import type { Lifecycle } from '../base/lifecycle.ts';

export const helpRequestStates = ['requested', 'accepted', 'done', 'declined', 'withdrawn'] as const;
export type HelpRequestState = (typeof helpRequestStates)[number];

/** A person has at most one help request in these states; the index `one_open_help_request` says the same. */
export const openHelpStates = ['requested', 'accepted', 'declined'] as const;

export const helpRequestLifecycle = {
  // By the person, or by the hotline for somebody who calls (R-HOTLINE-03).
  'request-help': { from: [], to: 'requested', by: ['holder', 'guardian', 'staff'] },
  'accept-help': { from: ['requested'], to: 'accepted', by: ['staff', 'bank'] },
  // Back to 96066, which finds somebody else (R-ELDER-06).
  'decline-help': { from: ['requested', 'accepted'], to: 'declined', by: ['staff', 'bank'] },
  'reassign-help': { from: ['declined'], to: 'requested', by: ['staff'] },
  'complete-help': { from: ['accepted'], to: 'done', by: ['staff', 'bank'] },
  'withdraw-help': { from: ['requested', 'accepted', 'declined'], to: 'withdrawn', by: ['holder', 'guardian'] },
} as const satisfies Lifecycle<HelpRequestState, EventActor>;

export type HelpRequestAction = keyof typeof helpRequestLifecycle;

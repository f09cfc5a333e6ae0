// A request to the issuing bank from the asking to the answer: which step leads from where to where, and whose it is.
import type { EventActor } from '../audit/event.ts';
import type { Lifecycle } from '../base/lifecycle.ts';

export const bankRequestStates = ['requested', 'confirmed', 'refused', 'timed-out', 'replaced'] as const;
export type BankRequestState = (typeof bankRequestStates)[number];

/** Those the bank is still given and may answer: also what it let pass, as it may have done it without saying so. */
export const openRequestStates = ['requested', 'timed-out'] as const;

export const bankRequestLifecycle = {
  // Part of the command that needs the bank; whoever may give that command asks.
  'ask-bank': {
    from: [],
    to: 'requested',
    by: ['holder', 'agent', 'guardian', 'clerk', 'helper', 'bank-staff', 'staff', 'bank', 'system'],
  },
  'confirm-request': { from: openRequestStates, to: 'confirmed', by: ['bank'] },
  'refuse-request': { from: openRequestStates, to: 'refused', by: ['bank'] },
  // The sweep after a round without an answer, a few times; by hand also after a refusal or when the rounds are used up.
  'ask-bank-again': { from: ['requested', 'timed-out', 'refused'], to: 'requested', by: ['system', 'staff'] },
  'give-up-request': { from: ['requested'], to: 'timed-out', by: ['system'] },
  // A later wish about the same matter, whose own event tells of it.
  'replace-request': { from: openRequestStates, to: 'replaced', by: ['holder', 'agent', 'guardian', 'staff', 'bank'] },
} as const satisfies Lifecycle<BankRequestState, EventActor>;

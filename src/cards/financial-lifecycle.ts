// The financial function of a card as the bank reports it; the bank owns it, the card system mirrors it.
import type { EventActor } from '../audit/event.ts';
import type { Lifecycle } from '../base/lifecycle.ts';
import type { FinancialState } from '../policy/question.ts';

const notCancelled = ['not-activated', 'active', 'suspended', 'formally-lost', 'non-counter-suspended'] as const;

/** State table 3.3-b of the rules. Enabling or ending the social-security function never touches it (R-OLD-05, C-16). */
export const financialLifecycle = {
  'produce-card': { from: [], to: 'not-activated', by: ['bank'] },
  'void-card': { from: ['not-activated'], to: 'cancelled', by: ['staff'] },
  // In the holder's presence, at the issuing bank alone (R-FIN-01, C-14).
  'activate-finance': { from: ['not-activated'], to: 'active', by: ['bank', 'staff'] },
  // What the bank does with the account by its own rules and for as long as they say (R-LOSS-04, R-BANK-10).
  'suspend-account': { from: ['active'], to: 'suspended', by: ['bank'] },
  'resume-account': { from: ['suspended'], to: 'active', by: ['bank'] },
  'lose-account': { from: ['active', 'suspended'], to: 'formally-lost', by: ['bank'] },
  'release-account': { from: ['formally-lost'], to: 'active', by: ['bank'] },
  // Six months after the social-security function ended (R-CANCEL-06).
  'stop-non-counter': { from: ['active'], to: 'non-counter-suspended', by: ['bank'] },
  'cancel-account': { from: notCancelled, to: 'cancelled', by: ['bank'] },
} as const satisfies Lifecycle<FinancialState, EventActor>;

export type FinancialAction = keyof typeof financialLifecycle;

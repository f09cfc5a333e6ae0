// The social-security function of a card, all generations: which step leads from where to where, and whose it is.
import type { EventActor } from '../audit/event.ts';
import type { Lifecycle } from '../base/lifecycle.ts';
import type { SocialSecurityState } from '../policy/question.ts';

const everybody: readonly EventActor[] = ['holder', 'agent', 'guardian', 'staff', 'bank'];
const losable = ['enabled', 'temporarily-lost', 'formally-lost'] as const;

/** State tables 3.3-a and 3.3-e of the rules. Enabling a third-generation card makes the old ones invalid (R-OLD-03). */
export const socialSecurityLifecycle = {
  'produce-card': { from: [], to: 'not-enabled', by: ['bank'] },
  // Who is served at a counter or on the telephone asks staff or the bank for it; the event names on whose word.
  'enable-card': { from: ['not-enabled'], to: 'enabled', by: ['holder', 'agent', 'guardian', 'staff', 'bank'] },
  // Made for an application that the bureau then sent back: it never was in anybody's hand (G-38).
  'void-card': { from: ['not-enabled', 'temporarily-lost', 'formally-lost'], to: 'cancelled', by: ['staff'] },
  'invalidate-card': { from: ['enabled'], to: 'invalid', by: ['holder', 'agent', 'guardian', 'staff', 'bank'] },
  // At once, wherever it is said (R-LOSS-01). From `not-enabled`: a card that was collected or mailed can be lost too (G-09).
  'report-temporary-loss': { from: ['enabled', 'not-enabled'], to: 'temporarily-lost', by: everybody },
  // After 15 × 24 hours, or early at the issuing bank alone (C-02). Both lead back to what the card was before (G-09).
  'end-temporary-loss': { from: ['temporarily-lost'], to: 'enabled', by: ['system'] },
  'release-temporary-loss': { from: ['temporarily-lost'], to: 'enabled', by: ['staff', 'bank'] },
  // C-05: at an outlet of district or street the function alone, at the issuing bank with the account; the bank can follow.
  // Online it comes with a re-issue and never alone (C-11).
  'report-formal-loss': { from: [...losable], to: 'formally-lost', by: ['holder', 'guardian', 'staff', 'bank'] },
  'release-formal-loss': { from: ['formally-lost'], to: 'enabled', by: ['staff', 'bank'] },
  // For a reason that is settled elsewhere, at a counter (R-CANCEL-01 to R-CANCEL-03).
  'cancel-card': { from: ['not-enabled', ...losable], to: 'cancelled', by: ['staff', 'bank'] },
  // Its successor is enabled; of a lost card, is made (G-13).
  'replace-card': { from: [...losable], to: 'replaced', by: everybody },
  // A mistaken act undone by two of staff, while nothing was built on it; each leads back to what the card was before it.
  'undo-enable-card': { from: ['enabled'], to: 'not-enabled', by: ['staff'] },
  'undo-invalidate-card': { from: ['invalid'], to: 'enabled', by: ['staff'] },
  'undo-replace-card': { from: ['replaced'], to: 'enabled', by: ['staff'] },
  'undo-cancel-card': { from: ['cancelled'], to: 'enabled', by: ['staff'] },
} as const satisfies Lifecycle<SocialSecurityState, EventActor>;

// The social-security function of a card, all generations: which step leads from where to where, and whose it is.
import type { EventActor } from '../audit/event.ts';
import type { Lifecycle } from '../base/lifecycle.ts';
import type { SocialSecurityState } from '../policy/question.ts';

/** State tables 3.3-a and 3.3-e of the rules. Enabling a third-generation card makes the old ones invalid (R-OLD-03). */
export const socialSecurityLifecycle = {
  'produce-card': { from: [], to: 'not-enabled', by: ['bank'] },
  // Who is served at a counter or on the telephone asks staff or the bank for it; the event names on whose word.
  'enable-card': { from: ['not-enabled'], to: 'enabled', by: ['holder', 'agent', 'guardian', 'staff', 'bank'] },
  // Made for an application that the bureau then sent back: it never was in anybody's hand (G-38).
  'void-card': { from: ['not-enabled'], to: 'cancelled', by: ['staff'] },
  'invalidate-card': { from: ['enabled'], to: 'invalid', by: ['holder', 'agent', 'guardian', 'staff', 'bank'] },
} as const satisfies Lifecycle<SocialSecurityState, EventActor>;

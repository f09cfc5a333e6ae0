// The social-security function of a card, all generations: which step leads from where to where, and whose it is.
import type { EventActor } from '../audit/event.ts';
import type { Lifecycle } from '../base/lifecycle.ts';
import type { SocialSecurityState } from '../policy/question.ts';

/** State tables 3.3-a and 3.3-e of the rules. Enabling a third-generation card makes the old ones invalid (R-OLD-03). */
export const socialSecurityLifecycle = {
  'produce-card': { from: [], to: 'not-enabled', by: ['bank'] },
  'enable-card': { from: ['not-enabled'], to: 'enabled', by: ['holder', 'agent', 'guardian'] },
  'invalidate-card': { from: ['enabled'], to: 'invalid', by: ['holder', 'agent', 'guardian'] },
} as const satisfies Lifecycle<SocialSecurityState, EventActor>;

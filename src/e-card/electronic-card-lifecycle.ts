// The electronic card: it comes with the application and follows the physical card that is enabled.
import type { EventActor } from '../audit/event.ts';
import type { Lifecycle } from '../base/lifecycle.ts';

export type ElectronicCardState = 'issued' | 'linked';

/** State table 3.3-g of the rules (R-ECARD-01, R-ECARD-02, C-36). */
export const electronicCardLifecycle = {
  'issue-electronic-card': { from: [], to: 'issued', by: ['holder', 'guardian'] },
  'link-electronic-card': {
    from: ['issued', 'linked'],
    to: 'linked',
    by: ['holder', 'agent', 'guardian', 'staff', 'bank'],
  },
  // The enabling it followed was a mistake, and there was no card it pointed to before.
  'undo-link-electronic-card': { from: ['linked'], to: 'issued', by: ['staff'] },
} as const satisfies Lifecycle<ElectronicCardState, EventActor>;

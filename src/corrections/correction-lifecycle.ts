// The life of a correction: proposed by one of staff, confirmed or declined by another or taken back by the first, once.
import type { Lifecycle } from '../base/lifecycle.ts';

export const correctionStates = ['proposed', 'confirmed', 'declined', 'withdrawn'] as const;
export type CorrectionState = (typeof correctionStates)[number];

/** What the second person says. */
export const correctionDecisions = ['confirmed', 'declined'] as const;
export type CorrectionDecision = (typeof correctionDecisions)[number];

export const correctionLifecycle = {
  'propose-correction': { from: [], to: 'proposed', by: ['staff'] },
  'confirm-correction': { from: ['proposed'], to: 'confirmed', by: ['staff'] },
  'decline-correction': { from: ['proposed'], to: 'declined', by: ['staff'] },
  'withdraw-correction': { from: ['proposed'], to: 'withdrawn', by: ['staff'] },
} as const satisfies Lifecycle<CorrectionState, 'staff'>;

export const actionOf = {
  confirmed: 'confirm-correction',
  declined: 'decline-correction',
} as const satisfies Record<CorrectionDecision, keyof typeof correctionLifecycle>;

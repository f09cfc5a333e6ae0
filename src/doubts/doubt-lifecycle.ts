// The life of a doubt: raised by its person, answered once.
import type { Lifecycle } from '../base/lifecycle.ts';

export const doubtStates = ['open', 'explained', 'confirmed-misuse'] as const;
export type DoubtState = (typeof doubtStates)[number];

/** How a doubt can be answered: it was in order, or it was not. */
export const outcomes = ['explained', 'confirmed-misuse'] as const;
export type Outcome = (typeof outcomes)[number];

export const doubtLifecycle = {
  'raise-doubt': { from: [], to: 'open', by: ['holder'] },
  'explain-doubt': { from: ['open'], to: 'explained', by: ['staff'] },
  'confirm-misuse': { from: ['open'], to: 'confirmed-misuse', by: ['staff'] },
} as const satisfies Lifecycle<DoubtState, 'holder' | 'staff'>;

export const actionOf = {
  explained: 'explain-doubt',
  'confirmed-misuse': 'confirm-misuse',
} as const satisfies Record<Outcome, keyof typeof doubtLifecycle>;

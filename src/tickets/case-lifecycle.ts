// The life of a case of supervision: opened by a complaint about a bank or by the bureau, investigated, closed.
import type { Lifecycle } from '../base/lifecycle.ts';

export const caseStates = ['open', 'investigated', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];

/** R-SUPERVISE-02; the ticket it comes from is answered by its own life. */
export const caseLifecycle = {
  'open-case': { from: [], to: 'open', by: ['holder', 'staff'] },
  'investigate-case': { from: ['open'], to: 'investigated', by: ['staff'] },
  'close-case': { from: ['investigated'], to: 'closed', by: ['staff'] },
} as const satisfies Lifecycle<CaseState, 'holder' | 'staff'>;

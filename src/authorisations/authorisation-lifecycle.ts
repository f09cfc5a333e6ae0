// The life of an authorisation: recorded at an outlet, and revoked by the person or at their word; its last day ends it by itself.
import type { Lifecycle } from '../base/lifecycle.ts';

export type AuthorisationState = 'in-force' | 'revoked';

export const authorisationLifecycle = {
  'record-authorisation': { from: [], to: 'in-force', by: ['staff'] },
  'revoke-authorisation': { from: ['in-force'], to: 'revoked', by: ['holder', 'staff'] },
} as const satisfies Lifecycle<AuthorisationState, 'holder' | 'staff'>;

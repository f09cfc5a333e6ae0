// The life of a service password: initial until its person sets one, locked after wrong tries, released by a reset.
import type { Lifecycle } from '../base/lifecycle.ts';

/** `initial`: the last six of the ID number, good for queries only (C-13). */
export const passwordStates = ['initial', 'set', 'locked'] as const;
export type PasswordState = (typeof passwordStates)[number];

export const passwordLifecycle = {
  // Whoever changes it knows the old one, so an agent may (R-PROXY-01) and a locked one cannot be changed.
  'change-password': { from: ['initial', 'set'], to: 'set', by: ['holder', 'agent', 'guardian'] },
  // Reset by whoever proved who they are: online to one of their choice, at a counter to the initial one (C-13, C-33).
  'choose-password': { from: ['initial', 'set', 'locked'], to: 'set', by: ['holder', 'guardian'] },
  'reset-password': { from: ['initial', 'set', 'locked'], to: 'initial', by: ['holder', 'guardian'] },
  'lock-password': { from: ['initial', 'set'], to: 'locked', by: ['system'] },
} as const satisfies Lifecycle<PasswordState, 'holder' | 'agent' | 'guardian' | 'system'>;

/** C-13: so many wrong tries in a row lock it, at whatever place they were made. */
export const wrongTriesAllowed = 5;

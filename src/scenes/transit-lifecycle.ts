// The transit purse of a card: which step leads from where to where, and whose it is.
import type { EventActor } from '../audit/event.ts';
import type { Lifecycle } from '../base/lifecycle.ts';

export const walletStates = ['not-ready', 'ready', 'refund-pending', 'refunded', 'forfeited', 'closed'] as const;
export type WalletState = (typeof walletStates)[number];

/** What a purse goes through itself; the others it is by its card. */
export const ownWalletStates = ['ready', 'refund-pending', 'refunded'] as const satisfies readonly WalletState[];
export type OwnWalletState = (typeof ownWalletStates)[number];

/**
 * State table 3.3-c of the rules. `forfeited` (lost, and a new card asked for: R-TRANSIT-10) and `closed` (replaced or
 * cancelled otherwise, G-11) come with the card and are no steps of their own: see `walletAsOf`.
 */
export const transitLifecycle = {
  'top-up-transit': { from: ['not-ready', 'ready'], to: 'ready', by: ['staff', 'bank', 'operator'] },
  'settle-rides': { from: ['ready'], to: 'ready', by: ['operator'] },
  'open-suburban-rail': { from: ['ready'], to: 'ready', by: ['staff', 'bank', 'operator'] },
  // From `closed`: the card was exchanged, or cancelled where the terms pay back then too, before the refund was asked for.
  'order-transit-refund': { from: ['ready', 'closed'], to: 'refund-pending', by: ['staff', 'bank'] },
  // The bank could not pay it to that account: it is still owed, and its holder names another one.
  'redirect-transit-refund': { from: ['refund-pending'], to: 'refund-pending', by: ['staff', 'bank'] },
  'pay-transit-refund': { from: ['refund-pending'], to: 'refunded', by: ['bank'] },
} as const satisfies Lifecycle<WalletState, EventActor>;

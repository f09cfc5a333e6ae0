// The transit purse of a card (一卡通交通功能): its words, what its balance is made of, and what it is with its card.
import type { Brand } from '../base/ids.ts';
import type { Payment, SocialSecurityState } from '../policy/question.ts';
import type { OwnWalletState, WalletState } from './transit-lifecycle.ts';

export type EntryId = Brand<string, 'EntryId'>;

export const entryKinds = ['top-up', 'rides', 'refund'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** One line of a purse; their sum is the balance, and nothing else is. */
export type TransitEntry = {
  readonly entryId: EntryId;
  readonly kind: EntryKind;
  /** In with a plus, out with a minus. */
  readonly fen: number;
  readonly happenedAt: Temporal.Instant;
  readonly reportedBy: 'staff' | 'bank' | 'operator';
  /** Whose outlet it was; null: none of a bank. */
  readonly bank: string | null;
  readonly payment: Payment | null;
};

/** Fen; an empty purse is 0. */
export const balanceOf = (entries: readonly Pick<TransitEntry, 'fen'>[]): number =>
  entries.reduce((sum, { fen }) => sum + fen, 0);

type CardAsked = { readonly socialSecurity: SocialSecurityState; readonly reissueRequested: boolean };

/**
 * What a purse is with its card. Lost, and a new card asked for: what was on it is not paid back, then and afterwards
 * (R-TRANSIT-10). A card that ended otherwise takes its purse along (G-11); what is being paid back is paid.
 */
export const walletAsOf = (
  own: OwnWalletState | null,
  { socialSecurity, reissueRequested }: CardAsked,
): WalletState => {
  if (own === 'refund-pending' || own === 'refunded') return own;
  if (reissueRequested && (socialSecurity === 'formally-lost' || socialSecurity === 'replaced')) return 'forfeited';
  if (socialSecurity === 'replaced' || socialSecurity === 'cancelled') return 'closed';
  return own ?? 'not-ready';
};

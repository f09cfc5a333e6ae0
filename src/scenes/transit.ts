// The transit purse of a card (一卡通交通功能): its words, what its balance is made of, and what it is with its card.
import { z } from 'zod';
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

/** 指定银行账户 (R-TRANSIT-11): that of the card, or another one of its holder. */
const refundAccount = z.discriminatedUnion('to', [
  z.object({ to: z.literal('card-account') }),
  z.object({
    to: z.literal('other-account'),
    /** As the holder names it. */
    bankName: z.string().min(2).max(40),
    number: z.string().regex(/^\d{12,25}$/),
  }),
]);
export type RefundAccount = z.infer<typeof refundAccount>;

/** An account as somebody sends it; undefined when it cannot be one. */
export const parseRefundAccount = (given: unknown): RefundAccount | undefined => refundAccount.safeParse(given).data;

/** As the bank is told it. */
export const accountText = (account: RefundAccount): string =>
  account.to === 'card-account' ? account.to : `${account.bankName} ${account.number}`;

/** What may be shown of it: the bank and the last four digits; null: the account of the card. */
export const shownAccount = (text: string): { readonly bankName: string; readonly lastFour: string } | null =>
  text === 'card-account' ? null : { bankName: text.slice(0, text.lastIndexOf(' ')), lastFour: text.slice(-4) };

// A lost card: how long a temporary loss lasts, what a card is at an instant, and what its bank is asked about the account.
import type { AccountKind } from '../finance/bank-request.ts';
import type { SocialSecurityState } from '../policy/question.ts';

/** What a card can be lost from: a card that was collected, but never enabled, can be lost too (G-09). */
export type LostFrom = Extract<SocialSecurityState, 'enabled' | 'not-enabled'>;

/** R-LOSS-03: 15 × 24 hours from the report, to the millisecond. */
export const temporaryLoss = { hours: 15 * 24 } as const;

/** What the bank of a card is asked to do with the account on it; only the bank can (R-LOSS-04, R-LOSS-11). */
export type BankAsk = Exclude<AccountKind, 'cancel'>;

export type Lost = {
  readonly socialSecurity: SocialSecurityState;
  readonly lostUntil: Temporal.Instant | null;
  readonly lostFrom: LostFrom | null;
};

/** Whether a temporary loss is over at an instant, swept already or not: the timer is exact after any down time. */
export const hasLapsed = ({ socialSecurity, lostUntil }: Lost, at: Temporal.Instant): boolean =>
  socialSecurity === 'temporarily-lost' && lostUntil !== null && Temporal.Instant.compare(lostUntil, at) <= 0;

/** A card as it is at an instant: one whose temporary loss is over is what it was before. */
export const asOf = <Row extends Lost>(row: Row, at: Temporal.Instant): Row =>
  hasLapsed(row, at) ? { ...row, socialSecurity: row.lostFrom ?? 'enabled', lostUntil: null, lostFrom: null } : row;

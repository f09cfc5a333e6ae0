// What became of what a bank was asked about an account: what its holder, the counter and 96066 say of it meanwhile.
import type { AccountKind } from '../finance/bank-request.ts';
import { accountKinds } from '../finance/bank-request.ts';
import type { FinancialState } from '../policy/question.ts';
import type { Ask } from './card-row.ts';

/** What the account is once the bank has done so (3.3-b). */
export const financialAfter = {
  suspend: 'suspended',
  resume: 'active',
  'formal-loss': 'formally-lost',
  'release-formal-loss': 'active',
  cancel: 'cancelled',
} as const satisfies Readonly<Record<AccountKind, FinancialState>>;

/** `late`: not answered in time, so that the holder should call the bank; `failed`: the bank refused. */
export type AccountAsk = { readonly asked: AccountKind; readonly state: 'waiting' | 'late' | 'failed' };

/**
 * null: nothing is open. Until the bank confirms, the account is as it was (C-04). A request is late by the clock, swept
 * already or not; what the bank refused counts no more once the account is so by another way.
 */
export const accountAskOf = (
  { asked, askState, askDueAt, askRounds, financial }: Ask & { readonly financial: FinancialState | null },
  now: Temporal.Instant,
): AccountAsk | null => {
  const kind = accountKinds.find((each) => each === asked);
  if (kind === undefined || askDueAt === null) return null;
  if (askState === 'refused') return financialAfter[kind] === financial ? null : { asked: kind, state: 'failed' };
  if (askState === 'timed-out') return { asked: kind, state: 'late' };
  if (askState !== 'requested') return null;
  const isLate = (askRounds ?? 1) > 1 || Temporal.Instant.compare(askDueAt, now) <= 0;
  return { asked: kind, state: isLate ? 'late' : 'waiting' };
};

// An application that was sent back, with everything its owner filled in, so that only what was wrong is asked again.
import type { PersonId } from '../base/ids.ts';
import { type ApplicantDelivery, type ApplicationContent, openApplication } from './application.ts';
import { findRejected } from './progress-store.ts';
import { type RejectionReason, reasonsFrom } from './rejection-reasons.ts';
import type { Ground } from './use-case.ts';

export type SentBack = {
  readonly number: string;
  readonly reasons: readonly RejectionReason[];
  readonly content: ApplicationContent;
  readonly bank: string;
  readonly delivery: ApplicantDelivery;
  /** Where the account was to be opened; null: where the bank finds best. No district: there is no such outlet any more. */
  readonly outlet: { readonly id: string; readonly district: string | null } | null;
};

/** undefined when the person has no application of this number, or it is not sent back (any more). */
export const findSentBack = async (
  { sql, keys }: Pick<Ground, 'sql' | 'keys'>,
  asked: { readonly personId: PersonId; readonly number: string },
): Promise<SentBack | undefined> => {
  const row = await findRejected(sql, asked);
  if (!row) return undefined;
  const { number, bank, delivery, rejectedFor, outletId, outletDistrict } = row;
  return {
    ...{ number, bank, delivery },
    reasons: reasonsFrom(rejectedFor),
    content: openApplication(keys, asked.personId, row.sealed),
    outlet: outletId ? { id: outletId, district: outletDistrict } : null,
  };
};

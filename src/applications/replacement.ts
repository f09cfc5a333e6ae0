// A replacement: a new third-generation card of the same bank for one that is lost, damaged, or carries data that have changed.
import { type ApplicationService, applicationServices } from './application.ts';
import type { ApplicationAction } from './application-lifecycle.ts';

export type ReplacementService = Exclude<ApplicationService, 'apply'>;
export const replacementServices = applicationServices.filter((each): each is ReplacementService => each !== 'apply');

export const isReplacementService = (service: string): service is ReplacementService =>
  replacementServices.some((each) => each === service);

/** What on the card has changed (R-REISSUE-05, R-REISSUE-06). */
export const changeReasons = ['name', 'id-number', 'mark'] as const;
export type ChangeReason = (typeof changeReasons)[number];

/** Those of which the core system keeps the days, so that nobody has to prove them (R-INFO-03). */
export const recordedReasons = ['name', 'id-number'] as const satisfies readonly ChangeReason[];

export type RecordedReason = (typeof recordedReasons)[number];

export const actionOf = (service: ReplacementService) =>
  (service === 'reissue' ? 'request-reissue' : 'request-exchange') satisfies ApplicationAction;

/**
 * Whether the office that keeps the datum has changed it already: the record says so of names and ID numbers, if it learned
 * of it after the card was made; of a special mark the paper that the person shows (R-REISSUE-05, R-REISSUE-06).
 */
export const isUpstreamSettled = (
  reason: ChangeReason | null,
  { changedFacts, documents }: { readonly changedFacts: readonly string[]; readonly documents: readonly string[] },
): boolean =>
  reason === 'mark' ? documents.includes('settlement-proof') : reason !== null && changedFacts.includes(reason);

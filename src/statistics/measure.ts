// The words of the figures: what is counted, for whom, and by what it is told apart.

/** What is counted, each once for the event it follows from. */
export const measures = [
  /** Sent for the first time; one that is corrected or given to another bank stays the one it was. */
  'applied',
  /** Of these, those whose holder or guardian filled in the form alone. */
  'applied-alone',
  'produced',
  /** Of these, those after their last day. */
  'produced-late',
  /** Without those that were put right as mistakes, which count back on the day of the enabling. */
  'enabled',
  /** The last day was over and the card not made. */
  'late',
  /** One that was late is made, sent back, refused by its bank or withdrawn. */
  'late-over',
  /** The person said that a card is late (催办). */
  'urged',
  /** A complaint about a bank became a case of supervision; by bank alone (R-SUPERVISE-03). */
  'complained',
] as const;
export type Measure = (typeof measures)[number];

/** By what figures are told apart; all cuts of the same figures add up to the same. */
export const cuts = ['bank', 'district', 'batch', 'group'] as const;
export type Cut = (typeof cuts)[number];

/**
 * Whose figures: everybody's, those of one bank (the bank at the time), or those of one district (where the person was
 * insured when they applied).
 */
export type StatisticsScope =
  | { readonly of: 'city' }
  | { readonly of: 'bank'; readonly code: string }
  | { readonly of: 'district'; readonly code: string };

/** A scope as it stands in the database. */
export const scopeText = (scope: StatisticsScope): string =>
  scope.of === 'city' ? 'city' : `${scope.of}:${scope.code}`;

/** By the day of the business clock, both days included. */
export type Period = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate };

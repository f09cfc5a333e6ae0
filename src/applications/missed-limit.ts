// The time limit of production that an application has missed: told once for each last day, by whoever comes across it first.
import type { Happening } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import type { ApplicationId } from '../base/ids.ts';
import type { ApplicationState, HoldableState } from './application-lifecycle.ts';
import { isLate } from './find-progress.ts';

/** What an application knows of its limit. */
export type LimitRow = {
  readonly applicationId: ApplicationId;
  readonly state: ApplicationState;
  readonly heldFrom: HoldableState | null;
  readonly channel: string;
  readonly dueOn: Temporal.PlainDate | null;
  /** The last day that was told of. */
  readonly limitMissedOn: Temporal.PlainDate | null;
};

/**
 * The last day that is over and was not told of; null: there is none. The sweep tells of it, or the step that ends
 * production while nobody swept, so that none is left out however long the program was down.
 */
export const missedLimit = (row: LimitRow, at: Temporal.Instant): Temporal.PlainDate | null => {
  const { dueOn, limitMissedOn } = row;
  if (dueOn === null || !isLate(row, dateIn(at)) || limitMissedOn?.equals(dueOn)) return null;
  return dueOn;
};

/** By where it was applied for: online, at a bank's counter, at one of district or street. */
const ruleOf = (channel: string): string =>
  channel === 'bank' ? 'R-PROD-04' : ['district', 'street'].includes(channel) ? 'R-PROD-05' : 'R-PROD-01';

export const limitMissed = ({ applicationId, state, channel }: LimitRow, dueOn: Temporal.PlainDate): Happening => ({
  action: 'miss-time-limit',
  subject: `application:${applicationId}`,
  rules: [ruleOf(channel)],
  facts: { state, dueOn: dueOn.toString() },
});

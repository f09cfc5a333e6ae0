// What can be done to several applications of a queue at once: each is a command of its own, and each says beforehand whether it would.
import { isHoldable } from '../applications/application-lifecycle.ts';
import { isLate } from '../applications/find-progress.ts';
import { holdApplication } from '../applications/hold-application.ts';
import { holdReasonOf, holdReasons } from '../applications/hold-reasons.ts';
import { rejectApplication } from '../applications/reject-application.ts';
import { reasonOf, rejectionReasons } from '../applications/rejection-reasons.ts';
import { releaseApplication } from '../applications/release-application.ts';
import { urgeApplication } from '../applications/urge-application.ts';
import { dateIn } from '../base/dates.ts';
import type { Language } from '../base/language.ts';
import type { Refused, Result } from '../base/result.ts';
import type { StaffAction } from '../staff/permissions.ts';
import type { ChosenApplication } from '../staff/queue-store.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { isRejectable } from './desk.ts';

export const bulkActions = ['reject', 'hold', 'release', 'urge'] as const;
export type BulkAction = (typeof bulkActions)[number];

/** A page of a queue: what one person can look through before they confirm it, and what is done while they wait. */
export const mostAtOnce = 50;

export const staffActionOf = {
  reject: 'reject-application',
  hold: 'hold-application',
  release: 'hold-application',
  urge: 'urge-application',
} as const satisfies Readonly<Record<BulkAction, StaffAction>>;

export type ListedReason = { readonly code: string; readonly text: string };

/** The listed reasons, at least one of which has to be chosen; none: this needs no reason. */
export const reasonsOf = (action: BulkAction, language: Language): readonly ListedReason[] => {
  if (action === 'reject') return rejectionReasons.map((code) => ({ code, text: reasonOf(code)[language].why }));
  if (action === 'hold') return holdReasons.map((code) => ({ code, text: holdReasonOf(code)[language].why }));
  return [];
};

/** Why it would not be done, as the use case itself refuses; undefined: it would be done as things are now. */
export const refusalBefore = (
  { businessClock }: Pick<Wiring, 'businessClock'>,
  action: BulkAction,
  chosen: ChosenApplication,
): 'WRONG_STATE' | 'NOT_LATE' | undefined => {
  switch (action) {
    case 'reject':
      return isRejectable(chosen) ? undefined : 'WRONG_STATE';
    case 'hold':
      return isHoldable(chosen.state) ? undefined : 'WRONG_STATE';
    case 'release':
      return chosen.heldFrom === null ? 'WRONG_STATE' : undefined;
    case 'urge':
      return isLate(chosen, dateIn(businessClock())) ? undefined : 'NOT_LATE';
  }
};

export type BulkOrder = {
  readonly action: BulkAction;
  /** Of the form that was confirmed: sent again, it finds what was done before and does the rest. */
  readonly key: string;
  readonly reasons: readonly string[];
};

/** One of them, under a key that the form and its number make. */
export const doOne = async (
  wiring: Wiring,
  { account }: Staff,
  { order, chosen: { personId, number } }: { readonly order: BulkOrder; readonly chosen: ChosenApplication },
): Promise<Result<unknown, Refused>> => {
  const command = { clerkId: account, key: `bulk ${order.key} ${number}`, number };
  const isGiven = (code: string): boolean => order.reasons.includes(code);
  switch (order.action) {
    case 'reject':
      return rejectApplication(wiring, { ...command, reasons: rejectionReasons.filter(isGiven) });
    case 'hold':
      return holdApplication(wiring, { ...command, reasons: holdReasons.filter(isGiven) });
    case 'release':
      return releaseApplication(wiring, command);
    case 'urge':
      return urgeApplication(wiring, {
        ...{ personId, actor: 'staff', actorId: account, channel: 'console', key: command.key, number },
      });
  }
};

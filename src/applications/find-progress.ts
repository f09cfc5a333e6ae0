// How far an application is: what has happened with time and place, the next deadline, and whether it is late.
import { listEvents } from '../audit/audit-store.ts';
import type { EventChannel, RecordedEvent } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import {
  type AccountRefusal,
  type Application,
  type ApplicationContent,
  accountRefusals,
  openApplication,
  type Return,
  returns,
} from './application.ts';
import { type ApplicationState, applicationLifecycle, isWithdrawable } from './application-lifecycle.ts';
import type { HoldReason } from './hold-reasons.ts';
import { findProgressRow, type ProgressRow } from './progress-store.ts';
import { type RejectionReason, reasonsFrom } from './rejection-reasons.ts';
import type { Ground } from './use-case.ts';

/** One thing that happened, in the order it happened. */
export type Milestone = {
  readonly step:
    | ApplicationState
    | 'acknowledged'
    | 'enabled'
    | 'urged'
    | 'bank-chosen'
    | 'delivery-chosen'
    | 'resubmitted'
    | 'reminded'
    | 'released';
  readonly at: Temporal.Instant;
  readonly channel: EventChannel;
  /** Code of the bank that reported it; null when the person did it. */
  readonly bank: string | null;
  /** Outlet where it happened; null where it happened at none. */
  readonly outletId: string | null;
};

export type Progress = Omit<Application, 'cardId'> & {
  readonly outletName: string | null;
  readonly submittedAt: Temporal.Instant;
  readonly milestones: readonly Milestone[];
  /** Last day of production; null while the calendar of that year is not published (G-37). */
  readonly dueOn: Temporal.PlainDate | null;
  /** Not produced although the last day is over; mailing does not count (R-PROD-06). */
  readonly late: boolean;
  /** While it is late it can be urged once a day; `done`: somebody did today. null: it is not late. */
  readonly urging: 'open' | 'done' | null;
  readonly trackingNumber: string | null;
  /** What stands on the parcel, or would; the contact of the application where nothing else was given. */
  readonly parcel: Pick<ApplicationContent, 'recipient' | 'recipientPhone' | 'address' | 'postcode'>;
  /** What the bank opens the account with. */
  readonly account: Pick<ApplicationContent, 'homeAddress' | 'occupation' | 'taxResidency'>;
  /** Until when it may surely be withdrawn; afterwards it may be until the bank takes it over. null: no more. */
  readonly withdrawUntil: Temporal.Instant | null;
  /** Why it waits for the person: sent back, no account opened, or the card came back. null: it does not. */
  readonly waitsFor:
    | { readonly choice: 'bank'; readonly reason: AccountRefusal; readonly triedBanks: readonly string[] }
    | { readonly choice: 'delivery'; readonly reason: Return }
    | { readonly choice: 'correction'; readonly reasons: readonly RejectionReason[] }
    | null;
  /** Why the bureau looks into it before it goes on (G-38); null: it does not. */
  readonly held: readonly HoldReason[] | null;
  /** The card that came of it, when it is in the person's hands and not enabled. */
  readonly cardToEnable: CardId | null;
  readonly policySnapshot: number;
};

/** undefined when the person has no application of this number. Days count in Beijing (G-05). */
export const findProgress = async (
  ground: Pick<Ground, 'sql' | 'keys' | 'businessClock'>,
  asked: { readonly personId: PersonId; readonly number: string },
): Promise<Progress | undefined> => {
  const { sql, keys, businessClock } = ground;
  const [row, events] = await Promise.all([findProgressRow(sql, asked), listEvents(sql, asked.personId)]);
  if (!row) return undefined;
  const { applicationId, number, service, state, bank, delivery, outletId, outletName } = row;
  const { submittedAt, dueOn, policySnapshot } = row;
  const today = dateIn(businessClock());
  const milestones = milestonesOf(row, events);
  const late = isLate(row, today);
  const content = openApplication(keys, asked.personId, row.sealed);
  return {
    ...{
      applicationId,
      number,
      service,
      state,
      bank,
      delivery,
      outletId,
      outletName,
      submittedAt,
      dueOn,
      policySnapshot,
    },
    ...{ milestones, late },
    urging: late ? (isUrgedOn(milestones, today) ? 'done' : 'open') : null,
    trackingNumber: content.trackingNumber,
    parcel: parcelOf(content),
    account: {
      ...{ homeAddress: content.homeAddress, occupation: content.occupation, taxResidency: content.taxResidency },
    },
    waitsFor: waitsFor(row, events),
    held: row.heldFor,
    withdrawUntil: isWithdrawable(row) && row.orderState === 'waiting' ? row.visibleAt : null,
    cardToEnable: row.socialSecurity === 'not-enabled' && isInHand(row) ? row.cardId : null,
  };
};

const parcelOf = (content: ApplicationContent): Progress['parcel'] => ({
  recipient: content.recipient,
  recipientPhone: content.recipientPhone ?? content.phoneForBank ?? content.phone,
  address: content.address ?? content.homeAddress,
  postcode: content.postcode,
});

const waitsFor = (row: ProgressRow, events: readonly RecordedEvent[]): Progress['waitsFor'] => {
  const own = events.filter(({ subject }) => subject === `application:${row.applicationId}`);
  if (row.state === 'returned') {
    const reason = own.findLast(({ action }) => action === 'report-returned')?.facts.reason;
    return { choice: 'delivery', reason: returns.find((each) => each === reason) ?? 'undeliverable' };
  }
  // A replacement is ordered anew: its bank is that of the card, and there is no form to correct.
  if (row.service !== 'apply') return null;
  if (row.state === 'rejected') {
    const codes = own.findLast(({ action }) => action === 'reject-application')?.facts.reasons;
    return { choice: 'correction', reasons: reasonsFrom(codes) };
  }
  if (row.state !== 'account-refused') return null;
  const refusals = own.filter(({ action }) => action === 'report-account-refused');
  const reason = refusals.at(-1)?.facts.reason;
  return {
    choice: 'bank',
    reason: accountRefusals.find((each) => each === reason) ?? 'other',
    triedBanks: refusals.flatMap(({ bank }) => bank ?? []),
  };
};

const isInHand = ({ state }: ProgressRow): boolean => ['mailed', 'collected', 'received'].includes(state);

const inProduction: readonly ApplicationState[] = ['submitted', 'in-production'];

/** The last day is over at 24:00 in Beijing (G-05); a hold does not stop the limit. */
export const isLate = (
  { state, dueOn, heldFrom }: Pick<ProgressRow, 'state' | 'dueOn' | 'heldFrom'>,
  today: Temporal.PlainDate,
): boolean =>
  dueOn !== null && inProduction.includes(heldFrom ?? state) && Temporal.PlainDate.compare(today, dueOn) > 0;

const isUrgedOn = (milestones: readonly Milestone[], today: Temporal.PlainDate): boolean =>
  milestones.some(({ step, at }) => step === 'urged' && dateIn(at).equals(today));

const milestonesOf = (row: ProgressRow, events: readonly RecordedEvent[]): readonly Milestone[] =>
  events.flatMap((event) => {
    const step = stepOf(row, event);
    if (!step) return [];
    return [{ step, at: event.at, channel: event.channel, bank: event.bank, outletId: event.facts.outlet ?? null }];
  });

const applicationSteps: Readonly<Record<string, ApplicationState>> = Object.fromEntries(
  Object.entries(applicationLifecycle).map(([action, { to }]) => [action, to]),
);

/** Steps that are no states: their state was there before. */
const namedSteps: Readonly<Record<string, Milestone['step']>> = {
  'acknowledge-order': 'acknowledged',
  'urge-application': 'urged',
  'choose-another-bank': 'bank-chosen',
  'resubmit-application': 'resubmitted',
  'remind-of-card': 'reminded',
  'release-application': 'released',
  'choose-delivery-again': 'delivery-chosen',
};

const stepOf = (row: ProgressRow, { subject, action }: RecordedEvent): Milestone['step'] | undefined => {
  if (subject === `card:${row.cardId}`) return action === 'enable-card' ? 'enabled' : undefined;
  if (subject !== `application:${row.applicationId}`) return undefined;
  const named = namedSteps[action];
  if (named) return named;
  // Enabling a mailed card tells that it was received; one line is enough.
  return action === 'receive-card' ? undefined : applicationSteps[action];
};

// One application as its owner sees it: milestones with time and place, deadline, parcel, and what can be done now.
import type { Milestone as Happened, Progress } from '../../applications/find-progress.ts';
import { dateIn } from '../../base/dates.ts';
import { bankInWords, policyWords } from '../../policy/explain.ts';
import { channels } from '../../policy/question.ts';
import type { Snapshot } from '../../policy/snapshot.ts';
import type { ApplicationView, Milestone } from '../views.ts';
import type { Who } from './desk.ts';

type Telling = { readonly snapshot: Snapshot; readonly now: Temporal.Instant; readonly language: Who['language'] };

export const applicationView = (progress: Progress, telling: Telling): ApplicationView => ({
  number: progress.number,
  state: progress.state,
  bank: bankInWords(telling.snapshot, progress.bank, telling.language),
  delivery: progress.delivery,
  outlet: progress.outletName,
  milestones: progress.milestones.map((happened) => milestone(happened, progress, telling)),
  dueOn: progress.dueOn,
  today: dateIn(telling.now),
  trackingNumber: progress.trackingNumber,
  withdrawal: withdrawalOf(progress, telling.now),
  cardToEnable: progress.cardToEnable,
});

const withdrawalOf = ({ withdrawUntil }: Progress, now: Temporal.Instant): ApplicationView['withdrawal'] =>
  withdrawUntil && {
    until: withdrawUntil,
    secondsLeft: Math.max(0, Math.floor(now.until(withdrawUntil).total('seconds'))),
  };

const milestone = (happened: Happened, { outletName }: Progress, telling: Telling): Milestone => ({
  step: happened.step,
  at: happened.at,
  place: happened.outletId !== null && outletName !== null ? outletName : placeOf(happened, telling),
});

/** The channel a person used, or the bank that reported it. */
const placeOf = ({ channel, bank }: Happened, { snapshot, language }: Telling): string => {
  const own = channels.find((each) => each === channel);
  if (own !== undefined) return policyWords(language).channel[own];
  return bank === null ? '' : bankInWords(snapshot, bank, language);
};

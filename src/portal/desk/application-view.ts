// One application as its owner sees it: milestones with time and place, deadline, parcel, and what can be done now.
import type { Milestone as Happened, Progress } from '../../applications/find-progress.ts';
import type { PublicProgress } from '../../applications/find-public-progress.ts';
import { allOf } from '../../applications/rejection-reasons.ts';
import { dateIn } from '../../base/dates.ts';
import { bankInWords, citationsOf, policyWords } from '../../policy/explain.ts';
import { channels } from '../../policy/question.ts';
import type { Snapshot } from '../../policy/snapshot.ts';
import type { ApplicationView, Milestone } from '../views.ts';
import type { Who } from './desk.ts';

type Telling = { readonly snapshot: Snapshot; readonly now: Temporal.Instant; readonly language: Who['language'] };

export const applicationView = (progress: Progress, telling: Telling): ApplicationView => ({
  number: progress.number,
  service: progress.service,
  state: progress.state,
  bank: bankInWords(telling.snapshot, progress.bank, telling.language),
  delivery: progress.delivery,
  outlet: progress.delivery === 'outlet' ? progress.outletName : null,
  milestones: progress.milestones.map((happened) => milestone(happened, progress, telling)),
  dueOn: progress.dueOn,
  today: dateIn(telling.now),
  trackingNumber: progress.trackingNumber,
  urging: progress.urging,
  waitsFor: waitsForOf(progress, telling),
  held: progress.held,
  withdrawal: withdrawalOf(progress, telling.now),
  cardToEnable: progress.cardToEnable,
});

/** R-QUERY-01 without a login: steps, dates and the bank; whatever is the person's own is left out. */
export const publicView = (progress: PublicProgress, { snapshot, now, language }: Telling): ApplicationView => ({
  number: progress.number,
  service: progress.service,
  state: progress.state,
  bank: bankInWords(snapshot, progress.bank, language),
  delivery: progress.delivery,
  milestones: progress.milestones.map(({ step, at, bank }) => ({
    ...{ step, at },
    place: bank === null ? '' : bankInWords(snapshot, bank, language),
  })),
  dueOn: progress.dueOn,
  today: dateIn(now),
  ...{ outlet: null, trackingNumber: null, urging: null, waitsFor: null, held: null },
  ...{ withdrawal: null, cardToEnable: null },
});

const waitsForOf = ({ waitsFor }: Progress, { snapshot, language }: Telling): ApplicationView['waitsFor'] =>
  waitsFor?.choice === 'correction'
    ? { ...waitsFor, sources: citationsOf(snapshot, allOf(waitsFor.reasons, 'rules'), language) }
    : waitsFor;

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

// One application as its owner sees it: milestones from the events, deadline, parcel, and what can be done now.

import { openApplication } from '../../applications/application.ts';
import type { OwnApplication } from '../../applications/own-applications.ts';
import type { RecordedEvent } from '../../audit/event.ts';
import type { Keys } from '../../crypto/keys.ts';
import type { Outlet } from '../../outlets/outlet.ts';
import { bankInWords, policyWords } from '../../policy/explain.ts';
import { channels } from '../../policy/question.ts';
import type { ApplicationView, Milestone } from '../views.ts';
import type { Who } from './desk.ts';
import { isInHands, type OwnFile } from './own-file.ts';

/** Events that are steps for people; the others are the program's own. */
const milestones: Readonly<Record<string, Milestone['step']>> = {
  'submit-application': 'submitted',
  'withdraw-application': 'withdrawn',
  'acknowledge-order': 'acknowledged',
  'report-account-opened': 'in-production',
  'report-account-refused': 'account-refused',
  'report-produced': 'produced',
  'report-mailed': 'mailed',
  'report-ready-at-outlet': 'ready-for-pickup',
  'report-handed-over': 'collected',
  'enable-card': 'enabled',
};

type Known = {
  readonly file: OwnFile;
  readonly application: OwnApplication;
  readonly events: readonly RecordedEvent[];
  readonly outlet: Outlet | undefined;
  readonly keys: Keys;
};

export const applicationView = ({ file, application, events, outlet, keys }: Known, who: Who): ApplicationView => {
  const { snapshot, now } = file;
  const { trackingNumber } = openApplication(keys, who.personId, application.sealed);
  return {
    number: application.number,
    state: application.state,
    bank: bankInWords(snapshot, application.bank, who.language),
    delivery: application.delivery,
    outlet: outlet?.name ?? null,
    milestones: events.flatMap((event) => milestoneOf(event, { file, outlet, language: who.language })),
    dueOn: application.dueOn,
    today: file.today,
    trackingNumber,
    withdrawal: withdrawalOf(application, now),
    cardToEnable: cardToEnable(file, application),
  };
};

const withdrawalOf = ({ state, isOrderWaiting, withdrawUntil }: OwnApplication, now: Temporal.Instant) => {
  const secondsLeft = Math.floor(now.until(withdrawUntil).total('seconds'));
  return state === 'submitted' && isOrderWaiting && secondsLeft > 0 ? { until: withdrawUntil, secondsLeft } : null;
};

/** Only a card that was sent or handed over can be in somebody's hands. */
const cardToEnable = (file: OwnFile, { cardId }: OwnApplication): string | null => {
  const card = file.cards.find((each) => each.cardId === cardId && each.socialSecurity === 'not-enabled');
  return card && isInHands(file, card) ? card.cardId : null;
};

type Telling = Pick<Known, 'file' | 'outlet'> & { readonly language: Who['language'] };

const milestoneOf = (event: RecordedEvent, telling: Telling): readonly Milestone[] => {
  const step = milestones[event.action];
  return step === undefined ? [] : [{ step, at: event.at, place: placeOf(event, step, telling) }];
};

const placeOf = (
  { channel, bank, actor, actorId }: RecordedEvent,
  step: Milestone['step'],
  { file, outlet, language }: Telling,
): string => {
  if (step === 'ready-for-pickup' || step === 'collected') return outlet?.name ?? '';
  const place = channels.find((each) => each === channel);
  if (place !== undefined) return policyWords(language).channel[place];
  const code = bank ?? (actor === 'bank' ? actorId : null);
  return code === null ? '' : bankInWords(file.snapshot, code, language);
};

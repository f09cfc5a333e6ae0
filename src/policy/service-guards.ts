// Which guards a service passes, in the order in which their findings are said.
import { type Asked, type Finding, type Guard, holdsThirdGeneration } from './asked.ts';
import {
  bankChangeIsDue,
  bankSuits,
  counterCooperates,
  employerBanksSuit,
  employerHasOpened,
  occupationSuits,
} from './guards-bank.ts';
import * as card from './guards-card.ts';
import {
  atChannel,
  atIssuingBank,
  bankOffersIt,
  channelIsKnown,
  instantIsOpen,
  isDeliveredToEmployer,
  isOnSale,
  machineIsOffered,
} from './guards-channel.ts';
import { accountIsThere, reasonSuits, socialSecurityIsCancelled, upstreamIsSettled } from './guards-end.ts';
import * as person from './guards-person.ts';
import { actorIsAllowed, deliveryIsOffered, documentsAreThere } from './guards-who.ts';
import { applyOnline, newCardIsOnItsWay } from './original-channel.ts';
import type { Question, Service } from './question.ts';

// What lasts is said first: who is not insured is not sent to another channel.
const eligible: readonly Guard[] = [channelIsKnown, person.isInsured, person.hasNoSeparateNotice];
/** Batch and employer: whether application is open to this person at all. */
export const openToThePerson: readonly Guard[] = [person.isInOpenBatch, employerHasOpened];
const brought: readonly Guard[] = [actorIsAllowed, bankSuits, occupationSuits, deliveryIsOffered, documentsAreThere];
const applying: readonly Guard[] = [
  ...eligible,
  person.hasNoThirdGeneration,
  person.hasNoRunningApplication,
  atChannel,
  ...openToThePerson,
  ...brought,
];
const cardService = (...more: readonly Guard[]): readonly Guard[] => [
  channelIsKnown,
  atChannel,
  counterCooperates,
  card.cardIsThirdGeneration,
  atIssuingBank,
  bankOffersIt,
  ...more,
  card.cardIsInState,
  actorIsAllowed,
  deliveryIsOffered,
  documentsAreThere,
];
/** Services that ask nothing of a card: passwords, queries, contact data, advice. */
const anyPerson: readonly Guard[] = [
  channelIsKnown,
  atIssuingBank,
  counterCooperates,
  actorIsAllowed,
  documentsAreThere,
];
/** Passwords, queries and data: in the centralized phase not every old card is served at a bank. */
const aboutThemselves: readonly Guard[] = [...anyPerson, person.isServedAtBank];
const replacingOld: readonly Guard[] = [
  channelIsKnown,
  ({ phase, question }) => oldCardGuard(phase, question),
  atIssuingBank,
];

/** Old for old, new for new (R-REISSUE-07, R-REISSUE-15); not while the new card is on its way (R-REISSUE-09, G-02). */
const oldCardGuard = (phase: Asked['phase'], question: Question): Finding | undefined => {
  if (phase === 'regular') return undefined;
  // Also one that has ended: who once had the new card does not go back to the old one.
  if (question.card?.generation === 3) {
    return {
      code: 'WRONG_STATE',
      rules: ['R-REISSUE-15', 'R-REISSUE-07'],
      facts: { state: 'generation-3' },
      instead: holdsThirdGeneration(question.card) ? [{ service: 'reissue', channel: 'bank' }] : [applyOnline],
    };
  }
  return question.person?.runningApplication ? newCardIsOnItsWay : undefined;
};

const instantGuards: readonly Guard[] = [channelIsKnown, atChannel, counterCooperates, atIssuingBank, instantIsOpen];
const firstInstant: readonly Guard[] = [
  ...instantGuards,
  ...eligible,
  person.hasNoThirdGeneration,
  person.hasNoRunningApplication,
  ...openToThePerson,
  ...brought,
];

const collecting: readonly Guard[] = [
  channelIsKnown,
  atChannel,
  counterCooperates,
  atIssuingBank,
  isDeliveredToEmployer,
  card.newCardIsInState,
  actorIsAllowed,
  documentsAreThere,
];
/** Only employees and students are in a group that somebody opens for them (R-GROUP-05, R-GROUP-18). */
const confirming: readonly Guard[] = [person.isInGroupOrder, ...applying];

const guards: Record<Service, readonly Guard[]> = {
  apply: applying,
  'confirm-group': confirming,
  'open-group': [
    channelIsKnown,
    atIssuingBank,
    person.employerIsInOpenBatch,
    employerBanksSuit,
    actorIsAllowed,
    documentsAreThere,
  ],
  collect: collecting,
  enable: cardService(isDeliveredToEmployer),
  'activate-finance': cardService(isDeliveredToEmployer, machineIsOffered),
  'report-temporary-loss': cardService(),
  'release-temporary-loss': cardService(card.reissueWasNotRequested),
  'report-formal-loss': cardService(card.formalLossIsNew),
  'report-formal-loss-finance': cardService(),
  'release-formal-loss': cardService(card.reissueWasNotRequested),
  'release-finance': cardService(card.reissueWasNotRequested),
  reissue: cardService(card.reissueWasNotRequested, card.nothingElseRuns),
  'exchange-damaged': cardService(card.nothingElseRuns),
  'exchange-changed': cardService(card.nothingElseRuns, reasonSuits, upstreamIsSettled),
  'reissue-old': replacingOld,
  cancel: cardService(reasonSuits, upstreamIsSettled),
  'cancel-finance': cardService(socialSecurityIsCancelled, accountIsThere),
  'change-bank-cancel': cardService(card.nothingElseRuns, bankChangeIsDue),
  'change-bank-apply': [
    ...eligible,
    card.oldBankIsLeft,
    person.hasNoRunningApplication,
    bankChangeIsDue,
    atChannel,
    ...brought,
  ],
  'change-bank-old': [
    ...eligible,
    card.cardIsOld,
    person.hasNoRunningApplication,
    atChannel,
    ...openToThePerson,
    ...brought,
  ],
  'change-password': aboutThemselves,
  'reset-password': aboutThemselves,
  'query-status': aboutThemselves,
  'query-progress': aboutThemselves,
  'change-contact': aboutThemselves,
  'change-bank-phone': cardService(),
  'top-up-transit': cardService(card.paymentSuits),
  'open-suburban-rail': cardService(card.suburbanRailIsClosed),
  'refund-transit': cardService(card.balanceIsPaidBack),
  'buy-park-ticket': cardService(isOnSale),
  'issue-instantly': cardService(),
  'one-stop': cardService(),
  'change-pension-account': anyPerson,
  consult: anyPerson,
  'report-fraud': anyPerson,
};

/** The guards for a question. A first card made on the spot is an application. */
export const guardsFor = ({ question }: Asked): readonly Guard[] =>
  question.service === 'issue-instantly' && holdsThirdGeneration(question.card) !== true
    ? firstInstant
    : guards[question.service];

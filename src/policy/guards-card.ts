// Guards about the card: its generation, its states, and what was asked for it before (state tables of the matrices).
import { type Asked, type Finding, type Guard, type Missing, missing } from './asked.ts';
import { rowOn } from './dated-rows.ts';
import { applyOnline, newCardIsOnItsWay, originalChannel } from './original-channel.ts';
import type { CardFacts, FinancialState, Service, SocialSecurityState } from './question.ts';
import type { Day } from './rows.ts';
import { transitKey } from './snapshot.ts';
import type { Instead } from './verdict.ts';

type Need = {
  readonly socialSecurity?: readonly SocialSecurityState[];
  readonly financial?: readonly FinancialState[];
  readonly rules: readonly string[];
  /** Some guards hold only from a notice on. */
  readonly from?: Day;
};

const notice2025 = '2025-10-09';
const running = ['not-enabled', 'enabled', 'temporarily-lost', 'formally-lost'] as const;
const losable = ['enabled', 'temporarily-lost', 'formally-lost'] as const;

/** In which states of a third-generation card a service can be asked for. */
const needs: Partial<Record<Service, readonly Need[]>> = {
  collect: [{ socialSecurity: ['not-enabled'], rules: ['R-DELIV-03'] }],
  enable: [{ socialSecurity: ['not-enabled'], rules: ['R-ENABLE-02'] }],
  'activate-finance': [
    { financial: ['not-activated'], rules: ['R-FIN-01'] },
    { socialSecurity: ['enabled'], rules: ['R-ENABLE-08'], from: notice2025 },
  ],
  'report-temporary-loss': [{ socialSecurity: ['enabled', 'not-enabled'], rules: ['R-LOSS-01'] }],
  'release-temporary-loss': [{ socialSecurity: ['temporarily-lost'], rules: ['R-LOSS-06'] }],
  'report-formal-loss': [{ socialSecurity: losable, rules: ['R-LOSS-08'] }],
  'report-formal-loss-finance': [{ financial: ['active', 'suspended'], rules: ['R-BANK-10'] }],
  'release-formal-loss': [{ socialSecurity: ['formally-lost'], rules: ['R-LOSS-10'] }],
  'release-finance': [{ financial: ['suspended', 'formally-lost'], rules: ['R-BANK-10'] }],
  reissue: [{ socialSecurity: losable, rules: ['R-LOSS-08'] }],
  'exchange-damaged': [{ socialSecurity: ['enabled'], rules: ['R-REISSUE-11'] }],
  'exchange-changed': [{ socialSecurity: ['enabled'], rules: ['R-REISSUE-05'] }],
  cancel: [{ socialSecurity: running, rules: ['R-CANCEL-01'] }],
  'change-bank-cancel': [{ socialSecurity: running, rules: ['R-CHANGEBANK-03'] }],
  'top-up-transit': [{ socialSecurity: ['enabled'], rules: ['R-ENABLE-09'], from: notice2025 }],
  'open-suburban-rail': [{ socialSecurity: ['enabled'], rules: ['R-TRANSIT-04'], from: notice2025 }],
  // A lost card's balance is not paid back (R-TRANSIT-10).
  'refund-transit': [
    { socialSecurity: ['enabled', 'not-enabled', 'replaced', 'cancelled'], rules: ['R-TRANSIT-10', 'R-TRANSIT-11'] },
  ],
  'buy-park-ticket': [{ socialSecurity: ['enabled'], rules: ['R-CHAN-17'] }],
  'issue-instantly': [{ socialSecurity: losable, rules: ['R-PROD-08'] }],
  'one-stop': [{ socialSecurity: ['not-enabled', 'enabled'], rules: ['R-CHAN-17'] }],
  'change-bank-phone': [{ socialSecurity: running, rules: ['R-INFO-02'] }],
};

/** What leads on from a state in which a service cannot be had; a bank's counter is always one of the issuing bank. */
const onward = (card: CardFacts, service: Service): readonly Instead[] => {
  // R-LOSS-15: once a new card was asked for, nothing but waiting for it leads on.
  if (card.reissueRequested) return [{ service: 'query-progress', channel: 'minsheng' }];
  const bank: Instead = { channel: 'bank', ...(card.bank ? { outlet: { bank: card.bank } } : {}) };
  switch (card.socialSecurity) {
    case 'not-enabled':
      // Who has lost a card that was never enabled reports that first (G-09).
      return service === 'report-formal-loss' || service === 'reissue'
        ? [{ service: 'report-temporary-loss', channel: 'minsheng' }]
        : [
            { service: 'enable', channel: 'minsheng' },
            { service: 'one-stop', ...bank },
          ];
    case 'temporarily-lost':
      return [
        { service: 'release-temporary-loss', ...bank },
        { step: 'wait-15-days' },
        { service: 'reissue', ...bank },
      ];
    case 'formally-lost':
      return [
        { service: 'reissue', ...bank },
        { service: 'release-formal-loss', ...bank },
      ];
    case 'cancelled':
      return [{ service: 'apply', channel: 'minsheng' }];
    default:
      return [{ service: 'query-status', channel: 'minsheng' }];
  }
};

/** The card is in a state in which this cannot be had; what leads on is said. */
export const wrongState = (rules: readonly string[], state: string, instead: readonly Instead[]): Finding => ({
  code: 'WRONG_STATE',
  rules,
  facts: { state },
  instead,
});

const checkNeed = (need: Need, card: CardFacts, service: Service): Finding | Missing | undefined => {
  if (need.socialSecurity) {
    if (card.socialSecurity === undefined) return missing('card.socialSecurity');
    if (!need.socialSecurity.includes(card.socialSecurity))
      return wrongState(need.rules, card.socialSecurity, onward(card, service));
  }
  if (need.financial) {
    if (card.financial === undefined) return missing('card.financial');
    if (!need.financial.includes(card.financial)) return wrongState(need.rules, card.financial, onward(card, service));
  }
  return undefined;
};

/** Who holds an old card or none collects the new one, which is not theirs to name yet (C-48). */
export const newCardIsInState: Guard = (asked) =>
  asked.question.card === null || (asked.question.card?.generation ?? 3) < 3 ? undefined : cardIsInState(asked);

/** A card that is formally lost already: only its financial function can still follow, at the issuing bank (C-05). */
export const formalLossIsNew: Guard = ({ question: { card }, places }) => {
  if (card?.socialSecurity !== 'formally-lost') return undefined;
  const again = wrongState(['R-LOSS-10', 'R-LOSS-08'], 'formally-lost', onward(card, 'report-formal-loss'));
  if (!places.every((place) => place.startsWith('own-bank'))) return again;
  if (card.financial === undefined) return missing('card.financial');
  return card.financial === 'formally-lost' ? again : undefined;
};

/** The states of the card allow the service on the day. */
export const cardIsInState: Guard = ({ question: { service, card }, day }) => {
  if (!card) return card === undefined ? missing('card') : undefined;
  let lacking: Missing | undefined;
  for (const need of needs[service] ?? []) {
    if (need.from !== undefined && day < need.from) continue;
    const found = checkNeed(need, card, service);
    if (found && 'code' in found) return found;
    lacking ??= found;
  }
  return lacking;
};

const replaceable: ReadonlySet<string> = new Set([
  'report-temporary-loss',
  'release-temporary-loss',
  'report-formal-loss',
  'report-formal-loss-finance',
  'release-formal-loss',
  'release-finance',
  'reissue',
  'exchange-damaged',
  'exchange-changed',
]);

/** An old card: until the end of 2025 its original channel replaces it, afterwards only generation 3 is issued (C-06, G-33). */
const oldCard = ({ question: { service, person }, phase, day, snapshot }: Asked): Finding => {
  // Who wants an old card ended is not told to apply for another (R-OLD-06).
  if (service === 'cancel') {
    const instead: readonly Instead[] = [{ step: 'call-96066', channel: 'hotline' }];
    return { code: 'WRONG_STATE', rules: ['R-OLD-06'], facts: { state: 'old-card' }, instead };
  }
  if (replaceable.has(service) && phase !== 'regular') {
    if (person?.runningApplication) return newCardIsOnItsWay;
    return {
      code: 'ORIGINAL_CHANNEL',
      rules: ['R-CHAN-09', 'R-REISSUE-09', 'R-REISSUE-16', 'R-FEE-04'],
      instead: originalChannel(snapshot, day),
    };
  }
  if (service === 'reissue' || service.startsWith('exchange')) {
    return { code: 'OLD_CARD_ISSUING_STOPPED', rules: ['R-ELIG-19', 'R-REISSUE-14'], instead: [applyOnline] };
  }
  return { code: 'WRONG_STATE', rules: ['R-OLD-06'], facts: { state: 'old-card' }, instead: [applyOnline] };
};

/** The services here are for third-generation cards (R-SCENE-01); no card: apply first. */
export const cardIsThirdGeneration: Guard = (asked) => {
  const { card } = asked.question;
  if (card === undefined) return missing('card');
  if (card === null)
    return { code: 'WRONG_STATE', rules: ['R-SCENE-01'], facts: { state: 'no-card' }, instead: [applyOnline] };
  if (card.generation === undefined) return missing('card.generation');
  if (card.generation === 3) return undefined;
  // R-OLD-05: the account of an old card is cancelled at its bank whenever its holder wants.
  return asked.question.service === 'cancel-finance' ? undefined : oldCard(asked);
};

/** Change of bank from an old card: a first application with the wanted bank (R-CHANGEBANK-01). */
export const cardIsOld: Guard = ({ question: { card } }) => {
  if (card === undefined) return missing('card');
  if (card === null)
    return { code: 'WRONG_STATE', rules: ['R-CHANGEBANK-01'], facts: { state: 'no-card' }, instead: [applyOnline] };
  if (card.generation === undefined) return missing('card.generation');
  if (card.generation !== 3) return undefined;
  return {
    code: 'CARD_EXISTS',
    rules: ['R-CHANGEBANK-03'],
    instead: [{ service: 'change-bank-cancel', channel: 'bank' }],
  };
};

/** Second step of a change of bank: the old third-generation card has been cancelled (R-CHANGEBANK-03). */
export const oldBankIsLeft: Guard = ({ question: { card } }) => {
  if (card === undefined) return missing('card');
  if (card === null) return undefined;
  if (card.generation === undefined) return missing('card.generation');
  if (card.generation !== 3) return undefined;
  if (card.socialSecurity === undefined) return missing('card.socialSecurity');
  if (card.socialSecurity === 'cancelled') return undefined;
  const at = card.bank ? { outlet: { bank: card.bank } } : {};
  return wrongState(['R-CHANGEBANK-03'], card.socialSecurity, [
    { service: 'change-bank-cancel', channel: 'bank', ...at },
  ]);
};

/** R-LOSS-15: once a re-issue was asked for, the old card can never be released. */
export const reissueWasNotRequested: Guard = ({ question: { card } }) => {
  if (card?.reissueRequested === undefined) return missing('card.reissueRequested');
  if (!card.reissueRequested) return undefined;
  return {
    code: 'REISSUE_REQUESTED',
    rules: ['R-LOSS-15', 'R-LOSS-16'],
    instead: [
      { service: 'query-progress', channel: 'minsheng' },
      { step: 'call-96066', channel: 'hotline' },
    ],
  };
};

/** R-TRANSIT-02: another bank's counter takes cash or its own card; the account of this card pays once it is active. */
export const paymentSuits: Guard = ({ question: { payment, card }, places }) => {
  if (payment !== 'issuing-account') return undefined;
  if (places.every((place) => place === 'other-bank'))
    return {
      code: 'NOT_ISSUING_BANK',
      rules: ['R-TRANSIT-02'],
      instead: [{ step: 'pay-cash-or-own-card' }, { step: 'issuing-bank', channel: 'bank' }],
    };
  if (card?.financial === undefined) return missing('card.financial');
  if (card.financial === 'active') return undefined;
  const at = card.bank ? { outlet: { bank: card.bank } } : {};
  return wrongState(['R-TRANSIT-02', 'R-FIN-01'], card.financial, [
    { service: 'activate-finance', channel: 'bank', ...at },
    { step: 'pay-cash-or-own-card' },
  ]);
};

/**
 * R-TRANSIT-10: the balance of a card that was lost is not paid back. G-11: what happens to that of one that was cancelled
 * otherwise is not stated; the terms say whether it is.
 */
export const balanceIsPaidBack: Guard = ({ snapshot, question: { card }, day }) => {
  const queried: readonly Instead[] = [{ service: 'query-status', channel: 'minsheng' }];
  // Replaced or cancelled since: it was lost all the same (R-TRANSIT-10).
  if (card?.reissueRequested) return wrongState(['R-TRANSIT-10'], 'formally-lost', queried);
  if (card?.socialSecurity !== 'cancelled') return undefined;
  if (rowOn(snapshot.transitTerms, transitKey, day)?.refundOnCancel) return undefined;
  return wrongState(['R-TRANSIT-11'], 'cancelled', queried);
};

/** A function that is open already is not opened again. */
export const suburbanRailIsClosed: Guard = ({ question: { card } }) =>
  card?.suburbanRail
    ? wrongState(['R-TRANSIT-04'], 'suburban-rail-open', [{ service: 'top-up-transit', channel: 'bank' }])
    : undefined;

/** C-56: a replacement or a change of bank that runs is an application that runs. */
export const nothingElseRuns: Guard = ({ question: { person } }) =>
  person?.runningApplication
    ? {
        code: 'RUNNING_APPLICATION',
        rules: ['R-QUERY-01'],
        instead: [{ service: 'query-progress', channel: 'minsheng' }],
      }
    : undefined;

// The commands of a card in somebody's hand: enabled, activated, lost and found, at every place and by everybody.

import { activateFinance } from '../../src/cards/activate-finance.ts';
import type { Served } from '../../src/cards/card-asker.ts';
import { changeLoss, type LossChange } from '../../src/cards/change-loss.ts';
import { enableCard, type NamedCard } from '../../src/cards/enable-card.ts';
import type { Channel } from '../../src/policy/question.ts';
import { modelBanks } from './applications.ts';
import { enabled } from './banks.ts';
import { type Act, type Draw, drawIndex, type Hand, nobodysCard } from './hand.ts';
import {
  type ACard,
  asOf,
  type CardService,
  dayOf,
  done,
  type Ending,
  type Life,
  notice,
  refusedFor,
  unless,
  withCard,
} from './life.ts';
import { type Asker, drawAsker, isOnline, turnedAway } from './turned-away.ts';

const channelOf = ({ spot }: Asker): Channel => (spot === 'own' || spot === 'other' ? 'bank' : spot);
export const anotherBank = (bank: string): string => modelBanks.find((each) => each !== bank) ?? bank;

type At = { readonly asker: Asker; readonly bank: string };

/** Where they stand; `bank` is the one of the card. */
const servedAt = ({ person }: Hand, { asker, bank: own }: At): Served | undefined => {
  const { spot, by, documents, isKnown } = asker;
  if (by === 'self') return undefined;
  const bank = spot === 'own' || spot === 'door' ? own : spot === 'other' ? anotherBank(own) : null;
  const outletId = spot === 'hotline' || spot === 'bank-phone' || spot === 'door' ? null : `outlet-${bank ?? 'street'}`;
  const idNumber = isKnown ? person.idNumber : '110101190001019008';
  const callerCheck = { name: person.name, idNumber, proof: 'call-back' } as const;
  return { by, outletId, bank, documents, ...(spot === 'hotline' && { callerCheck }) };
};

export const askedBy = (hand: Hand, at: At) => {
  const { actor, by, level } = at.asker;
  const served = servedAt(hand, at);
  const actorId = by === 'self' ? hand.person.personId : by === 'bank' ? (served?.bank ?? at.bank) : 'clerk-7';
  return { actor, actorId, channel: channelOf(at.asker), level: served ? 0 : level, ...(served && { served }) };
};

export const named = (hand: Hand, index: number): NamedCard =>
  index === 0
    ? { personId: hand.person.personId, cardId: hand.oldCard }
    : { cardNumber: hand.cardNumbers[index] ?? nobodysCard };

type AboutCard = {
  readonly index: number;
  readonly name: string;
  readonly judge: (life: Life, card: ACard, at: number) => readonly Ending[];
  readonly aim: Act['aim'];
};
const isThere = (card: ACard | undefined): card is ACard =>
  card !== undefined && card.socialSecurity !== 'unmade' && card.socialSecurity !== 'dropped';
export const aboutCard = ({ index, name, judge, aim }: AboutCard): Act => ({
  name: `${name} (card ${index})`,
  judge: (life, at) => {
    const now = asOf(life, at);
    const card = now.cards[index];
    return isThere(card) ? judge(now, card, at) : refusedFor(['CARD_UNKNOWN'], life);
  },
  aim,
});

const words = ({ spot, actor, by, documents, level, isKnown, isTold }: Asker): string =>
  [
    ...[`at ${spot}`, `by ${actor}`, by === 'self' ? `level ${level}` : `typed by ${by} with ${documents.join(' ')}`],
    ...[isKnown ? [] : ['unproved'], isTold ? [] : ['untold']].flat(),
  ].join(' ');

/** Nobody has had it in hand: it lies at the bank or at an outlet. */
const isOnItsWay = (life: Life, index: number): boolean =>
  life.applications.some(({ card, state }) => card === index && !['mailed', 'collected', 'received'].includes(state));
export const old = (card: ACard): readonly string[] =>
  card.generation < 3 ? ['ORIGINAL_CHANNEL', 'WRONG_STATE', 'OLD_CARD_ISSUING_STOPPED'] : [];
export const lowLevel = (asker: Asker, needed: number): readonly string[] =>
  asker.by === 'self' && isOnline(asker) && asker.level < needed ? ['LEVEL_TOO_LOW'] : [];
export const inState = (card: ACard, ...states: readonly string[]): readonly string[] =>
  states.includes(card.socialSecurity) ? [] : ['WRONG_STATE'];

/** Who mailed card is enabled has received it. */
export const received = (life: Life, index: number): Life => ({
  ...life,
  applications: life.applications.map((each) =>
    each.card === index && each.state === 'mailed' ? { ...each, state: 'received' } : each,
  ),
});

export const judgeEnable =
  (asker: Asker, index: number) =>
  (lived: Life, card: ACard, instant: number): readonly Ending[] => {
    const away = [...lowLevel(asker, 3), ...old(card), ...turnedAway('enable', asker, dayOf(instant))];
    // Enabled already: whoever asks is answered, or told what else is in the way.
    if (card.generation === 3 && card.socialSecurity === 'enabled')
      return [...done(lived), ...(away.length > 0 ? refusedFor(away, lived) : [])];
    const way = isOnItsWay(lived, index) ? ['CARD_NOT_RECEIVED'] : [];
    return unless([...away, ...inState(card, 'not-enabled'), ...way], lived, () =>
      done(received(enabled(lived, index), index)),
    );
  };

const enable: Draw = (random, life, now) => {
  const index = drawIndex(random, life.cards.length);
  const at = { asker: drawAsker(random, 'enable', dayOf(now)), bank: life.cards[index]?.bank ?? '102' };
  return aboutCard({
    ...{ index, name: `enable ${words(at.asker)}` },
    judge: judgeEnable(at.asker, index),
    aim: (hand) => {
      const asked = { ...named(hand, index), ...askedBy(hand, at) };
      return (key) => enableCard(hand.ground, { ...asked, key });
    },
  });
};

const activate: Draw = (random, life, now) => {
  const index = Math.max(drawIndex(random, life.cards.length), 1);
  const drawn = drawAsker(random, 'activate-finance', dayOf(now));
  const spot = ['own', 'other', 'door'].includes(drawn.spot) ? drawn.spot : 'own';
  const asker: Asker = { ...drawn, spot, by: 'bank' };
  const [bank, alsoEnables] = [life.cards[index]?.bank ?? '102', random.chance(0.3)];
  return aboutCard({
    ...{ index, name: `activate ${words(asker)}${alsoEnables ? ', enabling it' : ''}` },
    judge: (lived, card, instant) => {
      const day = dayOf(instant);
      const opens = alsoEnables && card.socialSecurity !== 'enabled';
      const opening = opens ? [...turnedAway('enable', asker, day), ...inState(card, 'not-enabled')] : [];
      const way = isOnItsWay(lived, index) ? ['CARD_NOT_RECEIVED'] : [];
      const open = opens ? received(enabled(lived, index), index) : lived;
      if (card.financial === 'active' && spot !== 'other')
        return unless(opens ? [...opening, ...way] : [], lived, () => done(open));
      const needsFunction = day >= notice && !opens ? inState(card, 'enabled') : [];
      const fresh = card.financial === 'not-activated' ? [] : ['WRONG_STATE'];
      const codes = [...opening, ...turnedAway('activate-finance', asker, day), ...fresh, ...needsFunction, ...way];
      return unless(codes, lived, () => done(withCard(open, index, { financial: 'active' })));
    },
    aim: (hand) => {
      const cardNumber = hand.cardNumbers[index] ?? nobodysCard;
      const { actor, documents } = asker;
      const its = spot === 'other' ? anotherBank(bank) : bank;
      const place = spot === 'door' ? 'bank-visit' : 'counter';
      const outletId = spot === 'door' ? null : `outlet-${its}`;
      const asked = { bank: its, cardNumber, place, outletId, actor, documents, enable: alsoEnables } as const;
      return (key) => activateFinance(hand.ground, { ...asked, key });
    },
  });
};

type Loss = LossChange['service'];
const wishes = {
  'report-temporary-loss': { wish: 'suspend', from: ['active', 'suspended'], to: 'suspended' },
  'release-temporary-loss': { wish: 'resume', from: ['active', 'suspended'], to: 'active' },
  'report-formal-loss': { wish: 'formal-loss', from: ['active', 'suspended'], to: 'formally-lost' },
  'release-formal-loss': {
    wish: 'release-formal-loss',
    from: ['active', 'suspended', 'formally-lost'],
    to: 'active',
  },
} as const;

/** What a card is once its bank was asked, or did itself what makes all it was asked before void. */
export const asking = ({ requests }: ACard, kind: string | null): Pick<ACard, 'requests'> => {
  const over = requests.map((each) => (each.state === 'open' ? ({ ...each, state: 'replaced' } as const) : each));
  return { requests: kind === null ? over : [...over, { kind, state: 'open' }] };
};

/** What becomes of the account: asked of its bank, done by it, or left alone (3.3-b, C-04, R-LOSS-11). */
export const account = (card: ACard, service: Loss, { spot, by }: Pick<Asker, 'spot' | 'by'>): Partial<ACard> => {
  const { wish, from, to } = wishes[service];
  const open = card.requests.find(({ state }) => state === 'open');
  const isNew = open ? open.kind !== wish : card.financial !== to;
  const isWish = isNew && from.some((state) => state === card.financial);
  // What the bank did itself answers whatever it was asked before.
  if (spot === 'own' && by === 'bank') return { ...asking(card, null), ...(isWish && { financial: to }) };
  return isWish && (spot === 'own' || service === 'report-temporary-loss') ? asking(card, wish) : {};
};

const days15 = 15 * 24 * 3_600_000;
const lostStates: Readonly<Record<Loss, (card: ACard, asker: Asker) => boolean>> = {
  'report-temporary-loss': ({ socialSecurity }) => ['enabled', 'not-enabled'].includes(socialSecurity),
  'release-temporary-loss': ({ socialSecurity }) => socialSecurity === 'temporarily-lost',
  // C-05: the function once, and at its own bank the account after it.
  'report-formal-loss': ({ socialSecurity, financial }, { spot }) =>
    ['enabled', 'temporarily-lost'].includes(socialSecurity) ||
    (socialSecurity === 'formally-lost' && spot === 'own' && financial !== 'formally-lost'),
  'release-formal-loss': ({ socialSecurity }) => socialSecurity === 'formally-lost',
};
export const lostAfter = (card: ACard, service: Loss, at: number): Partial<ACard> => {
  const lostFrom = card.lostFrom ?? card.socialSecurity;
  if (service === 'report-temporary-loss')
    return { socialSecurity: 'temporarily-lost', lostUntil: at + days15, lostFrom };
  if (service === 'report-formal-loss') return { socialSecurity: 'formally-lost', lostUntil: null, lostFrom };
  return { socialSecurity: card.lostFrom ?? 'enabled', lostUntil: null, lostFrom: null };
};
const wanted: Partial<Readonly<Record<Loss, string>>> = {
  'report-temporary-loss': 'temporarily-lost',
  'report-formal-loss': 'formally-lost',
};

const loss =
  (service: Loss & CardService): Draw =>
  (random, life, now) => {
    const index = drawIndex(random, life.cards.length);
    const asker = drawAsker(random, service, dayOf(now));
    const at = { asker, bank: life.cards[index]?.bank ?? '102' };
    return aboutCard({
      ...{ index, name: `${service} ${words(asker)}` },
      judge: (lived, card, instant) => {
        const isOutlet = ['district', 'street'].includes(asker.spot);
        const untold = isOutlet && !asker.isTold && service.endsWith('formal-loss') ? ['ACCOUNT_HINT_NOT_GIVEN'] : [];
        const way = isOnItsWay(lived, index) ? ['CARD_ON_ITS_WAY'] : [];
        const blocked = card.isReissueRequested && service.startsWith('release') ? ['REISSUE_REQUESTED'] : [];
        const state = lostStates[service](card, asker) ? [] : ['WRONG_STATE'];
        const away = [...lowLevel(asker, 2), ...old(card), ...turnedAway(service, asker, dayOf(instant))];
        const codes = [...away, ...untold, ...way, ...blocked, ...state];
        const isSo = state.length > 0 && card.generation === 3 && wanted[service] === card.socialSecurity;
        if (isSo) return [...done(lived), ...(codes.length > 1 ? refusedFor(codes, lived) : [])];
        const changes = { ...lostAfter(card, service, instant), ...account(card, service, asker) };
        return unless(codes, lived, () => done(withCard(lived, index, changes)));
      },
      aim: (hand) => {
        const asked = { ...named(hand, index), ...askedBy(hand, at), service, toldOfAccount: asker.isTold };
        return (key) => changeLoss(hand.ground, { ...asked, key });
      },
    });
  };

export const cardDraws: readonly (readonly [Draw, number])[] = [
  [enable, 6],
  [activate, 4],
  [loss('report-temporary-loss'), 5],
  [loss('release-temporary-loss'), 3],
  [loss('report-formal-loss'), 3],
  [loss('release-formal-loss'), 3],
];

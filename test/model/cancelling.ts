// The end of a card at a counter, and of its account afterwards, which its bank is asked for (R-CANCEL-01 to R-CANCEL-07).
import { cancelCard } from '../../src/cards/cancel-card.ts';
import { aboutCard, askedBy, asking, inState, named, old, received } from './cards.ts';
import { type Draw, drawIndex } from './hand.ts';
import { dayOf, done, type Life, notEnded, unless, withCard } from './life.ts';
import { type Asker, drawAsker, turnedAway } from './turned-away.ts';

/** A cancellation may follow a death: whose word it is need not be known beforehand (G-03). */
const away = (service: 'cancel' | 'cancel-finance', asker: Asker, day: string): readonly string[] =>
  turnedAway(service, asker, day).filter((code) => code !== 'AUTHORISATION_NOT_RECORDED');

const where = (life: Life, index: number, asker: Asker) => ({ asker, bank: life.cards[index]?.bank ?? '102' });

const cancel: Draw = (random, life, now) => {
  const index = drawIndex(random, life.cards.length);
  const drawn = drawAsker(random, 'cancel', dayOf(now));
  const isSettled = random.chance(0.9);
  const asker: Asker = isSettled ? { ...drawn, documents: [...drawn.documents, 'settlement-proof'] } : drawn;
  return aboutCard({
    ...{ index, name: `cancel at ${asker.spot} by ${asker.actor}${isSettled ? '' : ', nothing settled'}` },
    judge: (lived, card, at) => {
      if (card.generation === 3 && card.socialSecurity === 'cancelled') return done(lived);
      const unsettled = isSettled ? [] : ['UPSTREAM_NOT_SETTLED'];
      const codes = [...away('cancel', asker, dayOf(at)), ...old(card), ...inState(card, ...notEnded), ...unsettled];
      const ended = { socialSecurity: 'cancelled', lostUntil: null, lostFrom: null };
      return unless(codes, lived, () => done(received(withCard(lived, index, ended), index)));
    },
    aim: (hand) => {
      const asked = { ...named(hand, index), ...askedBy(hand, where(life, index, asker)) };
      const wish = { service: 'cancel', reason: 'settled-abroad', withAccount: false } as const;
      return (key) => cancelCard(hand.ground, { ...asked, ...wish, key });
    },
  });
};

const cancelAccount: Draw = (random, life, now) => {
  const index = drawIndex(random, life.cards.length);
  const asker = drawAsker(random, 'cancel-finance', dayOf(now));
  return aboutCard({
    ...{ index, name: `cancel the account at ${asker.spot} by ${asker.actor}` },
    judge: (lived, card, at) => {
      // R-OLD-05: the account of an old card goes whenever its holder wants.
      const isFirst = card.generation < 3 || card.socialSecurity === 'cancelled';
      // What a newer card took the place of is nobody's to cancel: its bank closes or moves the account (3.3-a).
      const tooEarly = card.socialSecurity === 'replaced' ? 'WRONG_STATE' : 'CANCEL_SOCIAL_SECURITY_FIRST';
      const codes = [
        ...[...away('cancel-finance', asker, dayOf(at)), ...(isFirst ? [] : [tooEarly])],
        ...(card.financial === 'cancelled' ? ['WRONG_STATE'] : []),
      ];
      const isAsked = card.requests.some(({ kind, state }) => kind === 'cancel' && state === 'open');
      return unless(codes, lived, () => done(isAsked ? lived : withCard(lived, index, asking(card, 'cancel'))));
    },
    aim: (hand) => {
      const asked = { ...named(hand, index), ...askedBy(hand, where(life, index, asker)) };
      return (key) => cancelCard(hand.ground, { ...asked, service: 'cancel-finance', key });
    },
  });
};

export const cancelDraws: readonly (readonly [Draw, number])[] = [
  [cancel, 0.7],
  [cancelAccount, 0.7],
];

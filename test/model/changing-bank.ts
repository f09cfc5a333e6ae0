// A change of bank: the card is given back at its bank, an application at another completes it, and six months run (R-CHANGEBANK-01 to R-CHANGEBANK-06).
import { leaveBank } from '../../src/cards/leave-bank.ts';
import { aboutCard, askedBy, asking, inState, named, old } from './cards.ts';
import { type Draw, drawIndex } from './hand.ts';
import { dayOf, done, isRunning, type Life, nextChangeOn, notEnded, unless, withCard } from './life.ts';
import { drawAsker, turnedAway } from './turned-away.ts';

const leave: Draw = (random, life, now) => {
  const index = drawIndex(random, life.cards.length);
  const asker = drawAsker(random, 'change-bank-cancel', dayOf(now));
  const bank = life.cards[index]?.bank ?? '102';
  const [collected, warned] = [random.chance(0.95), random.chance(0.95)];
  const words = `${collected ? '' : ', keeping it'}${warned ? '' : ', untold'}`;
  return aboutCard({
    ...{ index, name: `leave the bank at ${asker.spot} by ${asker.actor}${words}` },
    judge: (lived, card, at) => {
      const { changedBankOn } = lived;
      const day = dayOf(at);
      const codes = [
        ...[...turnedAway('change-bank-cancel', asker, day), ...old(card), ...inState(card, ...notEnded)],
        ...(lived.applications.some(isRunning) ? ['RUNNING_APPLICATION'] : []),
        ...(changedBankOn !== null && day < nextChangeOn(changedBankOn) ? ['BANK_CHANGE_TOO_SOON'] : []),
        // R-CHANGEBANK-07: until the end of 2025 everybody is told of the effect on benefits.
        ...(!warned && day < '2026-01-01' ? ['WARNING_NOT_READ'] : []),
        ...(collected ? [] : ['CARD_NOT_COLLECTED']),
      ];
      const isOver =
        card.financial === 'cancelled' || card.requests.some((each) => each.kind === 'cancel' && each.state === 'open');
      const ended = { socialSecurity: 'cancelled', lostUntil: null, lostFrom: null };
      const change = { card: index, fromBank: card.bank, application: null, formerOn: changedBankOn };
      return unless(codes, lived, () =>
        done({ ...withCard(lived, index, { ...ended, ...(isOver ? {} : asking(card, 'cancel')) }), change }),
      );
    },
    aim: (hand) => {
      const asked = { ...named(hand, index), ...askedBy(hand, { asker, bank }), collected, warned };
      return (key) => leaveBank(hand.ground, { ...asked, key });
    },
  });
};

/** The first instant of the day on which somebody may change again; nothing where they may today. */
export const changeEnds = ({ changedBankOn }: Life): readonly number[] =>
  changedBankOn === null ? [] : [Temporal.Instant.from(`${nextChangeOn(changedBankOn)}T00:00+08:00`).epochMilliseconds];

export const bankChangeDraws: readonly (readonly [Draw, number])[] = [[leave, 3]];

// One's own things: cards with both functions, the electronic card, applications, the record masked.
import { maskAccount, maskPhone } from '../../base/masking.ts';
import { accountAskOf } from '../../cards/account-ask.ts';
import { currentCard, hasEnded } from '../../cards/current-card.ts';
import type { OwnCard } from '../../cards/list-cards.ts';
import type { ElectronicCard } from '../../e-card/electronic-cards-store.ts';
import { admit } from '../../policy/admit.ts';
import { bankInWords } from '../../policy/explain.ts';
import type { CardView, MineView } from '../views.ts';
import type { EnableView, Who } from './desk.ts';
import { isInHands, type OwnFile, questionAbout, questionOf } from './own-file.ts';
import { isRetiree, recordOf } from './prospect.ts';

export const mineView = (file: OwnFile, electronic: ElectronicCard | undefined, { language }: Who): MineView => ({
  record: file.person ? recordOf(file, file.person, language) : null,
  phone: file.person?.phone ? maskPhone(file.person.phone) : null,
  cards: file.cards.map((card) => cardView(file, card, language)),
  electronicCard: electronic?.state ?? 'none',
  applications: file.applications.map(({ number, service, state, submittedAt }) => ({
    ...{ number, service, state, submittedAt },
  })),
});

const cardView = (file: OwnFile, card: OwnCard, language: Who['language']): CardView => ({
  id: card.cardId,
  generation: card.generation,
  bank: card.bank === null ? null : bankInWords(file.snapshot, card.bank, language),
  number: card.number === null ? null : maskAccount(card.number),
  socialSecurity: card.socialSecurity,
  financial: card.financial,
  mayEnable: mayEnable(file, card),
  account: accountAskOf(card, file.now),
  loss: lossOf(file, card),
  isReplaceable: !hasEnded(card),
});

const lossOf = (file: OwnFile, card: OwnCard): CardView['loss'] => {
  if (card.socialSecurity === 'temporarily-lost' || card.socialSecurity === 'formally-lost') return 'lost';
  // While a card is exchanged there are two: the one in use can be lost too (G-14).
  if (!isInHands(file, card)) return null;
  return admit(file.snapshot, questionAbout(file, 'report-temporary-loss', card)).permitted ? 'may-report' : null;
};

const mayEnable = (file: OwnFile, card: OwnCard): boolean =>
  card.socialSecurity === 'not-enabled' &&
  isInHands(file, card) &&
  currentCard(file.cards)?.cardId === card.cardId &&
  admit(file.snapshot, questionOf(file, 'enable')).permitted;

/** A card by its id, with what enabling it means to its holder. */
export const enableView = (file: OwnFile, cardId: string, { language }: Who): EnableView | undefined => {
  const card = file.cards.find((each) => each.cardId === cardId);
  if (!card) return undefined;
  return {
    card: cardView(file, card, language),
    enabledAt: card.enabledAt,
    hasOldCard: file.cards.some(({ generation }) => generation < card.generation),
    retiree: file.person !== undefined && isRetiree(file, file.person),
  };
};

// One's own things: cards with both functions, the electronic card, applications, the record masked.
import { maskAccount, maskPhone } from '../../base/masking.ts';
import { openCard } from '../../cards/card.ts';
import type { OwnCard } from '../../cards/own-cards.ts';
import type { Keys } from '../../crypto/keys.ts';
import type { ElectronicCardState } from '../../e-card/electronic-card-lifecycle.ts';
import { admit } from '../../policy/admit.ts';
import { bankInWords } from '../../policy/explain.ts';
import type { CardView, MineView } from '../views.ts';
import type { EnableView, Who } from './desk.ts';
import { currentCard, isInHands, type OwnFile, questionOf } from './own-file.ts';
import { isRetiree, recordOf } from './prospect.ts';

export const mineView = (
  file: OwnFile,
  { keys, electronic }: { readonly keys: Keys; readonly electronic: ElectronicCardState | undefined },
  who: Who,
): MineView => ({
  record: file.person ? recordOf(file, file.person, who.language) : null,
  phone: file.person?.phone ? maskPhone(file.person.phone) : null,
  cards: file.cards.map((card) => cardView(file, card, { keys, who })),
  electronicCard: electronic ?? 'none',
  applications: file.applications.map(({ number, state, submittedAt }) => ({ number, state, submittedAt })),
});

type For = { readonly keys: Keys; readonly who: Who };

const cardView = (file: OwnFile, card: OwnCard, { keys, who }: For): CardView => {
  const { number } = openCard(keys, who.personId, card.sealed);
  return {
    id: card.cardId,
    generation: card.generation,
    bank: card.bank === null ? null : bankInWords(file.snapshot, card.bank, who.language),
    number: number === null ? null : maskAccount(number),
    socialSecurity: card.socialSecurity,
    financial: card.financial,
    mayEnable: mayEnable(file, card),
  };
};

const mayEnable = (file: OwnFile, card: OwnCard): boolean =>
  card.socialSecurity === 'not-enabled' &&
  isInHands(file, card) &&
  currentCard(file.cards)?.cardId === card.cardId &&
  admit(file.snapshot, questionOf(file, 'enable')).permitted;

/** A card by its id, with what enabling it means to its holder. */
export const enableView = (file: OwnFile, cardId: string, given: For): EnableView | undefined => {
  const card = file.cards.find((each) => each.cardId === cardId);
  if (!card) return undefined;
  return {
    card: cardView(file, card, given),
    enabledAt: card.enabledAt,
    hasOldCard: file.cards.some(({ generation }) => generation < card.generation),
    retiree: file.person !== undefined && isRetiree(file, file.person),
  };
};

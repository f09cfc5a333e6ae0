// Cards a simulated bank has made and given away: whoever brings one to its counter has it enabled and activated there.
import { type CardOut, type CardsBook, type Wish, type Work, wishes } from './bank-book.ts';
import type { BankClient } from './bank-client.ts';
import { isRefusal } from './partner-client.ts';

/** What a demo that runs for weeks remembers of each bank. */
const mostCards = 30;

/** A card whose way ends with this step; undefined where nobody can come with it, or nothing is left to do. */
export const cardOut = (
  { bank, number, turn, next, cardNumber, outletId, onTheSpot }: Work,
  counter: string | null,
): CardOut | undefined => {
  const place = outletId ?? counter;
  if (cardNumber === null || place === null || onTheSpot || next === 'account-refused') return undefined;
  return { bank, number, turn, cardNumber, outletId: place, enabled: false, wish: null, said: null };
};

/** What can be asked for at the counter now. */
export const wishesFor = ({ enabled }: Pick<CardOut, 'enabled'>): readonly Wish[] => (enabled ? ['activate'] : wishes);

type Serving = {
  readonly bank: { readonly bank: string };
  readonly cards: CardsBook;
  readonly client: BankClient;
};

/** Does what the people at the counter wish, and forgets the oldest cards. */
export const serveCards = async (serving: Serving): Promise<void> => {
  const { bank, cards } = serving;
  for (const card of cards.list(bank.bank)) if (card.wish !== null) await serve(serving, card, card.wish);
  for (const { number } of cards.list(bank.bank).slice(0, -mostCards)) cards.drop(number);
};

const serve = async ({ cards, client }: Serving, card: CardOut, wish: Wish): Promise<void> => {
  const { number, cardNumber, outletId } = card;
  const name = wish === 'enable' ? 'enabled' : 'financial-activated';
  const shown = { cardNumber, outletId, documents: ['holder-id', 'card'] };
  const body = wish === 'enable' ? shown : { ...shown, enable: wish === 'both' };
  try {
    await client.serveCard({ name, key: `${number}:${cardNumber}:${wish}`, body });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // The person is sent away with the words of the interface, and may come again.
    cards.keep({ ...card, wish: null, said: error.words });
    return;
  }
  if (wish === 'enable') cards.keep({ ...card, enabled: true, wish: null, said: null });
  else cards.drop(number);
};

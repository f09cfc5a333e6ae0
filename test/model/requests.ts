// What banks answer to requests about an account: done, refused, twice, otherwise than before, after a later wish, or never.

import { answerRequest, type BankAnswer } from '../../src/finance/answer-request.ts';
import { parseBankRequestId } from '../../src/finance/bank-request.ts';
import { modelBanks } from './applications.ts';
import { type Draw, drawIndex } from './hand.ts';
import { type ACard, done, refusedFor, withCard } from './life.ts';

/** What the mirror of an account becomes, from where it can (3.3-b); a bank that confirms what cannot be moves nothing. */
const moves: Readonly<Record<string, { readonly from: readonly string[]; readonly to: string }>> = {
  suspend: { from: ['active'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'active' },
  'formal-loss': { from: ['active', 'suspended'], to: 'formally-lost' },
  'release-formal-loss': { from: ['formally-lost'], to: 'active' },
  cancel: { from: ['not-activated', 'active', 'suspended', 'formally-lost'], to: 'cancelled' },
};

const answered = (card: ACard, place: number, state: 'confirmed' | 'refused'): Partial<ACard> => {
  const requests = card.requests.map((each, at) => (at === place ? { ...each, state } : each));
  const move = moves[card.requests[place]?.kind ?? ''];
  const isMoved = state === 'confirmed' && move?.from.includes(card.financial) === true;
  return { requests, financial: isMoved ? move.to : card.financial };
};

const answer: Draw = (random, { cards }) => {
  const asked = cards.flatMap((card, index) => (card.requests.length > 0 ? [index] : []));
  const index = random.any(asked);
  const card = index === undefined ? undefined : cards[index];
  if (index === undefined || !card) return undefined;
  const place = drawIndex(random, card.requests.length);
  const state = random.chance(0.7) ? 'confirmed' : 'refused';
  const bank = random.chance(0.97) ? card.bank : (modelBanks.find((each) => each !== card.bank) ?? card.bank);
  const says: BankAnswer = state === 'confirmed' ? { outcome: state } : { outcome: state, reason: 'other' };
  return {
    name: `${bank} answers request ${place} about card ${index}: ${state}`,
    judge: (life) => {
      const now = life.cards[index];
      const request = now?.requests[place];
      if (!now || !request || now.bank !== bank) return refusedFor(['BANK_REQUEST_UNKNOWN'], life);
      if (request.state === state) return done(life);
      if (request.state !== 'open') return refusedFor(['WRONG_REQUEST_STATE'], life);
      return done(withCard(life, index, answered(now, place, state)));
    },
    aim: ({ ground, person: { personId }, oldCard, cardNumbers }) => {
      const number = ground.keys.blind('card-number', cardNumbers[index] ?? '');
      // The bank knows it from its feed, where it stands from the asking on.
      const find = () => ground.sql<{ id: string }[]>`
        select bank_request_id as id from bank_requests where person_id = ${personId} and matter = 'account'
          and card_id = coalesce((select card_id from card_numbers where blind = ${number}), ${oldCard})
        order by asked_at, bank_request_id offset ${Math.max(place, 0)} limit 1`;
      return async (key) => {
        const [row] = place < 0 ? [] : await find();
        const bankRequestId = parseBankRequestId(row?.id ?? '00000000-0000-7000-8000-000000000000');
        if (!bankRequestId) throw new Error('no id');
        return await answerRequest(ground, { bank, key, bankRequestId, answer: says });
      };
    },
  };
};

export const requestDraws: readonly (readonly [Draw, number])[] = [[answer, 4]];

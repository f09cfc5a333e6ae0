// Cards the core system knows of: what a row of the file does to the cards of a person, decided before it is written.
import type { Happening } from '../audit/event.ts';
import { type CardId, idFrom, type PersonId } from '../base/ids.ts';
import { type Generation, openCard, sealCard } from '../cards/card.ts';
import type { Keys } from '../crypto/keys.ts';
import type { FinancialState, SocialSecurityState } from '../policy/question.ts';
import type { ImportedCard, ImportedPerson } from './parse-person.ts';

/** A card the person has already. */
export type HeldCard = {
  readonly cardId: CardId;
  readonly generation: Generation;
  readonly bank: string | null;
  readonly socialSecurity: SocialSecurityState;
  readonly financial: FinancialState | null;
  readonly sealed: Buffer;
};

/** A card as it is written: a new one, or what the file says anew of an old one. */
export type CardRow = {
  readonly personId: PersonId;
  readonly cardId: CardId;
  readonly generation: Generation;
  readonly bank: string | null;
  readonly socialSecurity: 'enabled' | 'invalid';
  readonly financial: 'active' | 'not-activated' | null;
  readonly sealed: Buffer;
  /** Blind index of its number; null without one. */
  readonly number: Buffer | null;
  /** The index that leads to it no longer; null: none. */
  readonly formerNumber: Buffer | null;
};

export type EndedCard = { readonly personId: PersonId; readonly cardId: CardId };

export type CardChange = {
  readonly written: CardRow | undefined;
  readonly ended: readonly EndedCard[];
  readonly happenings: readonly Happening[];
};

const nothing: CardChange = { written: undefined, ended: [], happenings: [] };

/**
 * One that comes when a later card was enabled already is invalid from the start (R-OLD-03); an enabled one of an earlier
 * generation ends when a later one arrives. What is known of an old card follows the file; a third-generation card is
 * ours as soon as we know it, so the file changes nothing of it and brings no second one.
 */
export const cardChange = (
  keys: Keys,
  { personId, person }: { readonly personId: PersonId; readonly person: ImportedPerson },
  held: readonly HeldCard[],
): CardChange => {
  const { card, personal } = person;
  if (!card || (card.generation === 3 && held.some(({ generation }) => generation === 3))) return nothing;
  // One card of a generation for each person the core system knows, however often it is sent.
  const cardId = idFrom<CardId>(keys.blind('imported-card', `${personal.coreNumber}|${card.generation}`));
  const isLate = held.some((other) => other.generation > card.generation && other.socialSecurity !== 'not-enabled');
  const row: CardRow = {
    personId,
    cardId,
    generation: card.generation,
    bank: card.bank,
    socialSecurity: isLate ? 'invalid' : 'enabled',
    financial: financialOf(card),
    sealed: sealCard(keys, personId, {
      number: card.number,
      chipId: null,
      specificationVersion: null,
      accountLastFour: null,
    }),
    number: card.number === null ? null : keys.blind('card-number', card.number),
    formerNumber: null,
  };
  const known = held.find((other) => other.cardId === cardId);
  return known ? changed(keys, row, known) : added(row, held);
};

// A third-generation card has the function from the start, it may not be activated yet; an older one has it or not.
const financialOf = ({ generation, financial }: ImportedCard): CardRow['financial'] => {
  if (financial) return 'active';
  return generation === 3 ? 'not-activated' : null;
};

const added = (row: CardRow, held: readonly HeldCard[]): CardChange => {
  const { personId, cardId, generation, socialSecurity: to, financial } = row;
  const ended = held.filter((other) => other.generation < generation && other.socialSecurity === 'enabled');
  return {
    written: row,
    ended: ended.map((other) => ({ personId, cardId: other.cardId })),
    happenings: [
      ...ended.map((other) => ({
        action: 'invalidate-card',
        subject: `card:${other.cardId}`,
        rules: ['R-OLD-03', 'R-OLD-05'],
        facts: { from: 'enabled', to: 'invalid' },
      })),
      {
        action: 'import-card',
        subject: `card:${cardId}`,
        rules: ['R-OLD-01'],
        facts: {
          generation: String(generation),
          to,
          ...(row.bank !== null && { bank: row.bank }),
          ...(financial !== null && { financial }),
        },
      },
    ],
  };
};

const changed = (keys: Keys, row: CardRow, known: HeldCard): CardChange => {
  const number = openCard(keys, row.personId, known.sealed).number;
  const numberBefore = number === null ? null : keys.blind('card-number', number);
  const hasSameNumber = row.number && numberBefore ? row.number.equals(numberBefore) : row.number === numberBefore;
  const fields = [
    ...(row.bank !== known.bank ? ['bank'] : []),
    ...(row.financial !== known.financial ? ['financial'] : []),
    ...(hasSameNumber ? [] : ['number']),
  ];
  if (fields.length === 0) return nothing;
  return {
    written: { ...row, formerNumber: hasSameNumber ? null : numberBefore },
    ended: [],
    happenings: [
      { action: 'change-card', subject: `card:${row.cardId}`, rules: [], facts: { changed: fields.join(' ') } },
    ],
  };
};

// What cards add to a command: a number allotted, a card produced, one enabled and the old ones made invalid.
import type { Part } from '../audit/command.ts';
import type { EventFacts } from '../audit/event.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { FinancialState, SocialSecurityState } from '../policy/question.ts';
import { type CardContent, sealCard } from './card.ts';
import type { FormerCard } from './card-row.ts';
import {
  insertCard,
  insertCardNumber,
  moveFinancial,
  moveToCancelled,
  moveToEnabled,
  moveToInvalid,
  moveToReplaced,
  moveToVoid,
} from './cards-store.ts';
import { financialLifecycle } from './financial-lifecycle.ts';
import { socialSecurityLifecycle } from './social-security-lifecycle.ts';

type Ground = { readonly sql: Sql; readonly keys: Keys };

/** Allots a card number before the card is there; the event of the application tells of it. */
export const allotCardNumber = (
  { sql, keys }: Ground,
  { cardId, number }: { readonly cardId: CardId; readonly number: string },
): Part => ({ writes: [insertCardNumber(sql, keys.blind('card-number', number), cardId)] });

export type Production = {
  readonly personId: PersonId;
  readonly cardId: CardId;
  readonly bank: string;
  readonly at: Temporal.Instant;
};

/** A new third-generation card: not enabled, not activated (R-ENABLE-01, R-FIN-01). */
export const produceCard = (
  { sql, keys }: Ground,
  { personId, cardId, bank, at }: Production,
  content: CardContent,
): Part => {
  const { to } = socialSecurityLifecycle['produce-card'];
  const financial = financialLifecycle['produce-card'].to;
  const sealed = sealCard(keys, personId, content);
  return {
    happenings: [
      { action: 'produce-card', subject: `card:${cardId}`, rules: ['R-ENABLE-01'], facts: { to, financial, bank } },
    ],
    writes: [insertCard(sql, { cardId, generation: 3, bank, socialSecurity: to, financial, sealed, producedAt: at })],
  };
};

/** What happens to one card, and what its event says beside the states. */
type CardStep = {
  readonly cardId: CardId;
  readonly at: Temporal.Instant;
  readonly rules: readonly string[];
  readonly facts: EventFacts;
};

/** not-enabled → enabled. With `activates`, `activatedWithIt` follows in the same command. */
export const enabledCard = (sql: Sql, { activates, ...step }: CardStep & { readonly activates: boolean }): Part => {
  const { cardId, at, rules, facts } = step;
  const { from, to } = socialSecurityLifecycle['enable-card'];
  const financial = activates ? financialLifecycle['activate-finance'] : null;
  return {
    happenings: [{ action: 'enable-card', subject: `card:${cardId}`, rules, facts: { from: from[0], to, ...facts } }],
    writes: [moveToEnabled(sql, cardId, { from, to, at, financial })],
  };
};

type Activating = Omit<CardStep, 'at'>;

/** The financial function, enabled with the card at the same instant: the event alone, as `enabledCard` writes it. */
export const activatedWithIt = ({ cardId, rules, facts }: Activating): Part => ({
  happenings: [
    {
      action: 'activate-finance',
      subject: `card:${cardId}`,
      rules,
      // Named, as `to` is the state of the other function.
      facts: { financial: financialLifecycle['activate-finance'].to, ...facts },
    },
  ],
});

/** The financial function: not-activated → active. */
export const activatedCard = (sql: Sql, activating: Activating): Part => ({
  ...activatedWithIt(activating),
  writes: [moveFinancial(sql, activating.cardId, financialLifecycle['activate-finance'])],
});

type Voiding = Omit<CardStep, 'facts'> & {
  /** What its function is; it may have been lost on its way (G-09). */
  readonly state: SocialSecurityState;
  /** What its account is; one that was activated by then is its bank's to end (R-BANK-10). */
  readonly account: FinancialState | null;
};

/** A card that was made for nobody: both functions end at once, if neither was ever on (G-38). */
export const voidCard = (sql: Sql, { cardId, state, account, at, rules }: Voiding): Part => {
  const { from, to } = socialSecurityLifecycle['void-card'];
  const financial = financialLifecycle['void-card'];
  const isEnded = account !== null && leadsFrom(financial, account);
  return {
    happenings: [
      {
        action: 'void-card',
        subject: `card:${cardId}`,
        rules,
        facts: { from: state, to, ...(isEnded && { financial: financial.to }) },
      },
    ],
    writes: [moveToVoid(sql, cardId, { from, to, at, financial })],
  };
};

/** The old cards become invalid at the instant the new one is enabled; their financial function goes on (R-OLD-03, R-OLD-05). */
export const invalidCards = (
  sql: Sql,
  { cardIds, at }: { readonly cardIds: readonly CardId[]; readonly at: Temporal.Instant },
): Part => {
  const { from, to } = socialSecurityLifecycle['invalidate-card'];
  return {
    happenings: cardIds.map((cardId) => ({
      action: 'invalidate-card',
      subject: `card:${cardId}`,
      rules: ['R-OLD-03', 'R-OLD-05'],
      facts: { from: from[0], to },
    })),
    writes: [moveToInvalid(sql, cardIds, { from, to, at })],
  };
};

/** The card that a new one takes the place of ends; the account on it is its bank's to move or to close (G-13, R-REISSUE-11). */
export const replaceCards = (
  sql: Sql,
  { cards, at }: { readonly cards: readonly FormerCard[]; readonly at: Temporal.Instant },
): Part => {
  const { from, to } = socialSecurityLifecycle['replace-card'];
  return {
    happenings: cards.map(({ cardId, socialSecurity }) => ({
      action: 'replace-card',
      subject: `card:${cardId}`,
      rules: ['R-REISSUE-11'],
      facts: { from: socialSecurity, to },
    })),
    writes: [
      moveToReplaced(
        sql,
        cards.map(({ cardId }) => cardId),
        { from, to, at },
      ),
    ],
  };
};

/** The social-security function ends for good; `stored` is what the database says it is. */
export const cancelledCard = (
  sql: Sql,
  { cardId, at, stored, rules, facts }: CardStep & { readonly stored: SocialSecurityState },
): Part => {
  const { to } = socialSecurityLifecycle['cancel-card'];
  return {
    happenings: [{ action: 'cancel-card', subject: `card:${cardId}`, rules, facts: { ...facts, to } }],
    writes: [moveToCancelled(sql, cardId, { from: [stored], to, at })],
  };
};

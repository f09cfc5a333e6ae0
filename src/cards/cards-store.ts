// All SQL of cards and of their numbers, but for what a decision about enabling one reads.
import type { RecordedReason } from '../applications/replacement.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { FinancialState, SocialSecurityState } from '../policy/question.ts';
import type { Card } from './card.ts';
import { type Ask, askColumns, askJoin, changedSinceMade } from './card-row.ts';
import type { Lost, LostFrom } from './loss.ts';

/** The look-up of a card number, written when the guard held. A number drawn twice violates its key. */
export const insertCardNumber = (sql: Sql, blind: Buffer, cardId: CardId): Fragment => sql`
  , card_number as (
    insert into card_numbers (blind, person_id, card_id) select ${blind}, person_id, ${cardId} from guard
  )`;

export type NewCard = Omit<Card, 'generation'> & {
  readonly generation: 3;
  readonly sealed: Buffer;
  readonly producedAt: Temporal.Instant;
};

/** A card, written when the guard held. */
export const insertCard = (sql: Sql, row: NewCard): Fragment => sql`
  , card as (
    insert into cards (person_id, card_id, generation, bank, social_security, financial, sealed, produced_at)
    select person_id, ${row.cardId}, ${row.generation}, ${row.bank}, ${row.socialSecurity}, ${row.financial},
           ${row.sealed}, ${row.producedAt}
    from guard
  )`;

export type CardMove = {
  readonly from: readonly SocialSecurityState[];
  readonly to: SocialSecurityState;
  readonly at: Temporal.Instant;
};

/** One statement changes a row once: a financial function that follows at the same instant is written with it. */
export type FinancialMove = { readonly from: readonly FinancialState[]; readonly to: FinancialState };

/** The card that is enabled, written when the guard held. */
export const moveToEnabled = (
  sql: Sql,
  cardId: CardId,
  { from, to, at, financial }: CardMove & { readonly financial: FinancialMove | null },
): Fragment => sql`
  , enabled_card as (
    update cards set social_security = ${to}, enabled_at = ${at},
      financial = case when financial = any(${financial?.from ?? []}::text[]) then ${financial?.to ?? null} else financial end
    from guard
    where cards.person_id = guard.person_id and card_id = ${cardId} and social_security = any(${from})
  )`;

/** A card that ends before it was anybody's, with both its functions, written when the guard held. */
export const moveToVoid = (
  sql: Sql,
  cardId: CardId,
  { from, to, at, financial }: CardMove & { readonly financial: FinancialMove },
): Fragment => sql`
  , void_card as (
    update cards set social_security = ${to}, ended_at = ${at}, lost_until = null, lost_from = null,
      financial = case when financial = any(${financial.from}) then ${financial.to} else financial end
    from guard
    where cards.person_id = guard.person_id and card_id = ${cardId} and social_security = any(${from})
  )`;

/** Cards that end, written when the guard held; their financial function is not touched (C-16). */
export const moveToInvalid = (sql: Sql, cardIds: readonly CardId[], { from, to, at }: CardMove): Fragment => sql`
  , invalid_cards as (
    update cards set social_security = ${to}, ended_at = ${at} from guard
    where cards.person_id = guard.person_id and card_id = any(${cardIds}::uuid[]) and social_security = any(${from})
  )`;

/** A card whose social-security function ends; its account stays as its bank has it. Written when the guard held. */
export const moveToCancelled = (sql: Sql, cardId: CardId, { from, to, at }: CardMove): Fragment => sql`
  , cancelled_card as (
    update cards set social_security = ${to}, ended_at = ${at}, lost_until = null, lost_from = null from guard
    where cards.person_id = guard.person_id and card_id = ${cardId} and social_security = any(${from})
  )`;

/** Cards as they were before an act that was a mistake, written when the guard held. */
export const moveCardsBack = (
  sql: Sql,
  moves: readonly {
    readonly cardId: CardId;
    readonly from: SocialSecurityState;
    readonly to: SocialSecurityState;
    readonly lostUntil: string | null;
    readonly lostFrom: LostFrom | null;
  }[],
): Fragment => {
  const backs = moves.map(({ cardId, from, to, lostUntil, lostFrom }) => ({ cardId, from, to, lostUntil, lostFrom }));
  return sql`
  , cards_back as (
    update cards set social_security = back."to", lost_until = back."lostUntil", lost_from = back."lostFrom",
      ended_at = null, enabled_at = case when back."to" = 'not-enabled' then null else enabled_at end
    from guard, jsonb_to_recordset(${sql.json(backs)}::jsonb)
      as back("cardId" uuid, "from" text, "to" text, "lostUntil" timestamptz, "lostFrom" text)
    where cards.person_id = guard.person_id and cards.card_id = back."cardId" and social_security = back."from"
  )`;
};

/** R-LOSS-15: from now on the card is never released, written when the guard held. */
export const moveToReissued = (sql: Sql, cardId: CardId): Fragment => sql`
  , reissued as (
    update cards set reissue_requested = true from guard
    where cards.person_id = guard.person_id and card_id = ${cardId}
  )`;

/** Cards of generation 3 that a newer one takes the place of, written when the guard held; the account is their bank's. */
export const moveToReplaced = (sql: Sql, cardIds: readonly CardId[], { from, to, at }: CardMove): Fragment => sql`
  , replaced_cards as (
    update cards set social_security = ${to}, ended_at = ${at}, lost_until = null, lost_from = null from guard
    where cards.person_id = guard.person_id and card_id = any(${cardIds}::uuid[]) and social_security = any(${from})
  )`;

/** The financial function as its bank reports it, written when the guard held. */
export const moveFinancial = (sql: Sql, cardId: CardId, { from, to }: FinancialMove): Fragment => sql`
  , financial as (
    update cards set financial = ${to} from guard
    where cards.person_id = guard.person_id and card_id = ${cardId} and financial = any(${from})
  )`;

export type CardRow = Card & {
  readonly sealed: Buffer;
  readonly producedAt: Temporal.Instant | null;
  readonly enabledAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
} & Lost &
  Ask & {
    readonly reissueRequested: boolean;
    /** Of what stands on a card, what the record learned after it was made (R-REISSUE-05). */
    readonly changedSince: readonly RecordedReason[];
  };

/** All cards of a person, newest first; a life has a handful. */
export const listCardRows = async (sql: Sql, personId: PersonId): Promise<readonly CardRow[]> => sql<CardRow[]>`
  select card_id as "cardId", generation, bank, social_security as "socialSecurity", financial, sealed,
    produced_at as "producedAt", enabled_at as "enabledAt", ended_at as "endedAt", lost_until as "lostUntil",
    lost_from as "lostFrom", reissue_requested as "reissueRequested", ${askColumns(sql)},
    ${changedSinceMade(sql)} as "changedSince"
  from cards ${askJoin(sql)} where person_id = ${personId} order by generation desc, card_id desc`;

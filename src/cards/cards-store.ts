// All SQL of cards and of their numbers.

import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { ApplicationId, CardId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { ElectronicCardState } from '../e-card/electronic-card-lifecycle.ts';
import { type PersonRow, personColumns } from '../people/person-row.ts';
import type { FinancialState, SocialSecurityState } from '../policy/question.ts';
import type { Card } from './card.ts';

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

/** The card that is enabled, written when the guard held. */
export const moveToEnabled = (sql: Sql, cardId: CardId, { from, to, at }: CardMove): Fragment => sql`
  , enabled_card as (
    update cards set social_security = ${to}, enabled_at = ${at} from guard
    where cards.person_id = guard.person_id and card_id = ${cardId} and social_security = any(${from})
  )`;

/** Cards that end, written when the guard held; their financial function is not touched (C-16). */
export const moveToInvalid = (sql: Sql, cardIds: readonly CardId[], { from, to, at }: CardMove): Fragment => sql`
  , invalid_cards as (
    update cards set social_security = ${to}, ended_at = ${at} from guard
    where cards.person_id = guard.person_id and card_id = any(${cardIds}::uuid[]) and social_security = any(${from})
  )`;

/** What the decision about enabling reads. */
export type EnablingRow = Head &
  PersonRow & {
    readonly bank: string | null;
    readonly generation: Card['generation'];
    readonly socialSecurity: SocialSecurityState;
    readonly financial: FinancialState | null;
    readonly enabledAt: Temporal.Instant | null;
    /** The person's cards of generations 1 and 2 whose social-security function is enabled. */
    readonly oldEnabled: readonly CardId[];
    readonly electronicCard: ElectronicCardState | null;
    readonly applicationId: ApplicationId | null;
    readonly applicationState: ApplicationState | null;
    readonly applicationSealed: Buffer | null;
  };

/** The card, the person, their other cards, the electronic card and the application it came from, in one select. */
export const findEnabling = async (
  sql: Sql,
  { personId, cardId }: { readonly personId: PersonId; readonly cardId: CardId },
  earlierAnswer: Fragment,
): Promise<EnablingRow | undefined> => {
  const [row] = await sql<EnablingRow[]>`
    select ${headColumns(sql)}, ${personColumns(sql)}, cards.bank, cards.generation,
      cards.social_security as "socialSecurity", cards.financial, cards.enabled_at as "enabledAt",
      array(select other.card_id from cards other where other.person_id = people.person_id
        and other.card_id <> cards.card_id and other.generation < 3 and other.social_security = 'enabled') as "oldEnabled",
      electronic_cards.state as "electronicCard", applications.application_id as "applicationId",
      applications.state as "applicationState", applications.sealed as "applicationSealed"
    from people
    join cards on cards.person_id = people.person_id and cards.card_id = ${cardId}
    join insured_records on insured_records.person_id = people.person_id
    left join employers on employers.code = insured_records.employer_code
    left join electronic_cards on electronic_cards.person_id = people.person_id
    left join applications on applications.person_id = people.person_id and applications.card_id = cards.card_id
    ${earlierAnswer}
    where people.person_id = ${personId}`;
  return row;
};

export type CardRow = Card & {
  readonly sealed: Buffer;
  readonly producedAt: Temporal.Instant | null;
  readonly enabledAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
};

/** All cards of a person, newest first; a life has a handful. */
export const listCardRows = async (sql: Sql, personId: PersonId): Promise<readonly CardRow[]> => sql<CardRow[]>`
  select card_id as "cardId", generation, bank, social_security as "socialSecurity", financial, sealed,
    produced_at as "producedAt", enabled_at as "enabledAt", ended_at as "endedAt"
  from cards where person_id = ${personId} order by generation desc, card_id desc`;

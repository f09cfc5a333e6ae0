// What a person sees of their own cards, the electronic one among them.
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { ElectronicCardState } from '../e-card/electronic-card-lifecycle.ts';
import type { Card } from './card.ts';

export type OwnCard = Card & { readonly sealed: Buffer; readonly enabledAt: Temporal.Instant | null };

/** The newest generation first; old cards stay on record when they end. */
export const listOwnCards = async (sql: Sql, personId: PersonId): Promise<readonly OwnCard[]> =>
  sql<OwnCard[]>`
    select card_id as "cardId", generation, bank, social_security as "socialSecurity", financial, sealed,
           enabled_at as "enabledAt"
    from cards where person_id = ${personId}
    order by generation desc, card_id desc`;

export const findElectronicCard = async (sql: Sql, personId: PersonId): Promise<ElectronicCardState | undefined> => {
  const [row] = await sql<{ state: ElectronicCardState }[]>`
    select state from electronic_cards where person_id = ${personId}`;
  return row?.state;
};

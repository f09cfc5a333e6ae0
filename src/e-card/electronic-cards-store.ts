// All SQL of electronic cards.
import type { CardId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { ElectronicCardState } from './electronic-card-lifecycle.ts';

/** The person's electronic card, written when the guard held. */
export const insertElectronicCard = (
  sql: Sql,
  row: { readonly state: ElectronicCardState; readonly issuedAt: Temporal.Instant },
): Fragment => sql`
  , electronic_card as (
    insert into electronic_cards (person_id, state, issued_at)
    select person_id, ${row.state}, ${row.issuedAt} from guard
  )`;

/** Points it to a card, or to none, written when the guard held. */
export const moveElectronicCard = (
  sql: Sql,
  move: {
    readonly from: readonly ElectronicCardState[];
    readonly to: ElectronicCardState;
    readonly cardId: CardId | null;
  },
): Fragment => sql`
  , electronic_card as (
    update electronic_cards set state = ${move.to}, card_id = ${move.cardId} from guard
    where electronic_cards.person_id = guard.person_id and state = any(${move.from})
  )`;

export type ElectronicCard = {
  readonly state: ElectronicCardState;
  /** The physical card it points to; null while it points to none. */
  readonly cardId: CardId | null;
  readonly issuedAt: Temporal.Instant;
};

/** The person's electronic card; undefined when there is none. */
export const findElectronicCard = async (sql: Sql, personId: PersonId): Promise<ElectronicCard | undefined> => {
  const [row] = await sql<ElectronicCard[]>`
    select state, card_id as "cardId", issued_at as "issuedAt" from electronic_cards where person_id = ${personId}`;
  return row;
};

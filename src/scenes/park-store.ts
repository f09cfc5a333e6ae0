// All SQL of park tickets.
import type { CardId, PersonId } from '../base/ids.ts';
import { type EnablingRow, findCardWith, type Wanted } from '../cards/enabling-store.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { SocialSecurityState } from '../policy/question.ts';
import type { ParkTicket } from './park-ticket.ts';

export type ParkRow = EnablingRow & {
  /** Whether the person has a ticket of the year that is asked for. */
  readonly isBought: boolean;
};

/** Everything the sale of a ticket of `year` reads, in one select. */
export const findPark = (
  sql: Sql,
  { year, ...wanted }: Wanted & { readonly year: number },
  earlierAnswer: Fragment,
): Promise<ParkRow | undefined> => {
  const more = sql`, ticket.year is not null as "isBought"`;
  const joins = sql`
    left join park_tickets ticket on ticket.person_id = people.person_id and ticket.year = ${year}`;
  return findCardWith<ParkRow>(sql, { ...wanted, more, joins }, earlierAnswer);
};

/** A ticket, written when the guard held; a second one of the year violates its key. */
export const insertParkTicket = (sql: Sql, cardId: CardId, ticket: Omit<ParkTicket, 'cardId'>): Fragment => sql`
  , park_ticket as (
    insert into park_tickets (person_id, year, card_id, valid_from, valid_until, bought_at, bank, price_fen)
    select person_id, ${ticket.year}, ${cardId}, ${ticket.validFrom}, ${ticket.validUntil}, ${ticket.boughtAt},
           ${ticket.bank}, ${ticket.priceFen}
    from guard
  )`;

export type OwnParkTicket = ParkTicket & { readonly socialSecurity: SocialSecurityState };

/** A person's tickets with the state of their cards, newest year first; one a year. */
export const listParkTickets = async (sql: Sql, personId: PersonId): Promise<readonly OwnParkTicket[]> => sql<
  OwnParkTicket[]
>`
  select ticket.year, ticket.card_id as "cardId", ticket.valid_from as "validFrom", ticket.valid_until as "validUntil",
    ticket.bought_at as "boughtAt", ticket.bank, ticket.price_fen as "priceFen", cards.social_security as "socialSecurity"
  from park_tickets ticket
  join cards on cards.person_id = ticket.person_id and cards.card_id = ticket.card_id
  where ticket.person_id = ${personId} order by ticket.year desc`;

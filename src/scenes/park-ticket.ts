// 公园年票: what a ticket is on a day, by its year and its card (R-PARK-05, G-16).
import type { CardId } from '../base/ids.ts';
import { hasEnded } from '../cards/current-card.ts';
import type { SocialSecurityState } from '../policy/question.ts';
import type { ParkTicketState } from './park-lifecycle.ts';

export type ParkTicket = {
  readonly year: number;
  readonly cardId: CardId;
  readonly validFrom: Temporal.PlainDate;
  readonly validUntil: Temporal.PlainDate;
  readonly boughtAt: Temporal.Instant;
  readonly bank: string;
  readonly priceFen: number;
};

/** Both its ends belong to a ticket. Whether it goes over to a new card is the parks' to say (G-16). */
export const parkTicketOn = (
  ticket: Pick<ParkTicket, 'validFrom' | 'validUntil'> & { readonly socialSecurity: SocialSecurityState },
  day: Temporal.PlainDate,
): ParkTicketState => {
  if (Temporal.PlainDate.compare(ticket.validUntil, day) < 0) return 'expired';
  if (hasEnded(ticket)) return 'card-ended';
  return Temporal.PlainDate.compare(day, ticket.validFrom) < 0 ? 'to-come' : 'valid';
};

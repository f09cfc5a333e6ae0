// Where somebody of staff sits who answers questions and complaints, and how far they see.
import { scopeOf } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import type { TicketDesk } from '../tickets/ticket.ts';
import type { TicketReach } from '../tickets/tickets-store.ts';

/** Of a bank what lies with it, for the others all; undefined: nothing. */
export const reachOf = (staff: Staff): TicketReach | undefined => {
  const scope = scopeOf(staff, 'see-tickets');
  if (scope === 'all') return { of: 'all' };
  return scope === undefined || staff.bank === null ? undefined : { of: 'bank', bank: staff.bank };
};

/** undefined for whoever only reads. */
export const deskOf = ({ role, bank }: Staff): TicketDesk | undefined => {
  if (role === 'hotline' || role === 'bureau') return { desk: role, bank: null };
  return role === 'bank-office' && bank !== null ? { desk: 'bank', bank } : undefined;
};

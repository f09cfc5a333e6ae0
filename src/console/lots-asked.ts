// Which lots an address asks for, within what a role may see of them.
import { z } from 'zod';
import { dateIn } from '../base/dates.ts';
import type { LotsAsked } from '../production/find-lots.ts';
import { scopeOf } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';

/** The day and the bank of a lot, as addresses and forms name them. */
export const lotShape = z.object({
  day: z.iso.date().transform((text) => Temporal.PlainDate.from(text)),
  bank: z.string().regex(/^\d{3,12}$/),
});

/** Today where no day is named; a bank has its own lots whatever is asked for. undefined: somebody of a bank without one. */
export const lotsAskedOf = (
  { businessClock }: Pick<Wiring, 'businessClock'>,
  staff: Staff,
  query: { readonly day?: string | undefined; readonly bank?: string | undefined },
): LotsAsked | undefined => {
  const ofAllBanks = scopeOf(staff, 'see-lots') === 'all';
  if (!ofAllBanks && staff.bank === null) return undefined;
  const day = lotShape.shape.day.catch(dateIn(businessClock())).parse(query.day);
  return { day, bank: ofAllBanks ? lotShape.shape.bank.nullable().catch(null).parse(query.bank) : staff.bank };
};

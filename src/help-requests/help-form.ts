// What somebody fills in who asks for help: who comes, where to, when; checked once at the border.
import { z } from 'zod';
import { languages } from '../base/language.ts';
import { longestAddress, shortestAddress } from '../people/address.ts';
import { isMobilePhone, normalisePhone } from '../people/phone.ts';
import { helpKinds, partsOfDay } from './help-request.ts';

export const longestNote = 200;

const orNothing = <T extends z.ZodType>(schema: T) =>
  z
    .union([z.literal('').transform(() => null), schema])
    .nullish()
    .transform((value) => value ?? null);

const wish = {
  kind: z.enum(helpKinds),
  /** Outlet of the street that is to come. */
  outletId: orNothing(z.string().regex(/^[0-9A-Za-z-]{1,32}$/)),
  /** May stay open where the rules fix it. */
  bank: orNothing(z.string().regex(/^(\d{3}|\d{12})$/)),
  wishedOn: z.iso.date().transform((day) => Temporal.PlainDate.from(day)),
  wishedPart: z.enum(partsOfDay),
};

/** Where the hotline sends a request that was declined, and for when. */
export const reassignForm = z.object(wish);
export type ReassignForm = z.infer<typeof reassignForm>;

export const helpForm = z.object({
  ...wish,
  phone: z.string().max(40).transform(normalisePhone).refine(isMobilePhone),
  address: z.string().trim().min(shortestAddress).max(longestAddress),
  note: orNothing(z.string().trim().max(longestNote)),
  language: z.enum(languages).default('zh'),
});
export type HelpForm = z.infer<typeof helpForm>;

// The way a card shall take, as somebody chooses it again: checked once at the border.
import { z } from 'zod';
import { longestAddress, shortestAddress } from '../people/address.ts';
import { isName, longestName, normaliseName } from '../people/name.ts';
import { isMobilePhone, normalisePhone } from '../people/phone.ts';

const trimmed = z.string().trim();
const outletId = z.string().regex(/^[0-9A-Za-z-]{1,32}$/);
const phone = z.string().max(40).transform(normalisePhone).refine(isMobilePhone);

/** R-GROUP-12: mail needs recipient, phone and address; who collects the card an outlet (R-DELIV-01). */
export const deliveryChoice = z.discriminatedUnion('delivery', [
  z.object({
    delivery: z.literal('mail'),
    recipient: z.string().max(longestName).transform(normaliseName).refine(isName),
    recipientPhone: phone,
    address: trimmed.min(shortestAddress).max(longestAddress),
    postcode: trimmed.regex(/^(\d{6})?$/).transform((text) => (text === '' ? null : text)),
    /** Where another bank opens the account; without one it finds one. */
    outletId: z
      .union([z.literal(''), outletId])
      .nullish()
      .transform((id) => id || null),
  }),
  z.object({ delivery: z.literal('outlet'), outletId }),
]);
export type DeliveryChoice = z.infer<typeof deliveryChoice>;

/** The part of an application's content that belongs to the choice; the other way's is emptied. */
export const contentOfChoice = (choice: DeliveryChoice) =>
  choice.delivery === 'mail'
    ? {
        ...{ recipient: choice.recipient, recipientPhone: choice.recipientPhone },
        ...{ address: choice.address, postcode: choice.postcode },
      }
    : { recipient: null, recipientPhone: null, address: null, postcode: null };

export const outletOfChoice = ({ outletId }: DeliveryChoice): string | null => outletId;

// What an applicant fills in, checked once at the border: delivery, contact and pledge.
import { z } from 'zod';
import { languages } from '../base/language.ts';
import { consentKinds } from '../consents/consent.ts';
import { longestAddress, shortestAddress } from '../people/address.ts';
import { isName, longestName, normaliseName } from '../people/name.ts';
import { isMobilePhone, normalisePhone } from '../people/phone.ts';
import { photoSources } from '../photos/photo-parts.ts';
import { occupations } from '../policy/question.ts';
import { type ApplicationContent, applicantDeliveries } from './application.ts';
import { taxResidency } from './tax-residency.ts';

const nothing = z.literal('').transform(() => null);
const orNothing = <T extends z.ZodType>(schema: T) =>
  z
    .union([nothing, schema])
    .nullish()
    .transform((value) => value ?? null);

const mobilePhone = z.string().max(40).transform(normalisePhone).refine(isMobilePhone);
const address = z.string().trim().min(shortestAddress).max(longestAddress);

/**
 * The application form. `bank` may stay open where the rules fix it; `address` with `recipient`, its phone and `postcode`
 * belongs to mail (R-GROUP-12); `outletId` is where the account is opened (R-GROUP-11) and, for who collects the card,
 * where it waits (R-DELIV-01); by mail it may stay open, then the bank finds one; the bank opens the account with `homeAddress`,
 * `occupation` and `taxResidency`; `photo` says which one stands on the card. The pledge that all is true must be given; there is no application without it (guards of 3.3-f).
 */
export const applicationForm = z
  .object({
    bank: orNothing(z.string().regex(/^(\d{3}|\d{12})$/)),
    delivery: z.enum(applicantDeliveries),
    outletId: orNothing(z.string().regex(/^[0-9A-Za-z-]{1,32}$/)),
    phone: mobilePhone,
    homeAddress: orNothing(address),
    occupation: orNothing(z.enum(occupations)),
    taxResidency: orNothing(taxResidency),
    recipient: orNothing(z.string().max(longestName).transform(normaliseName).refine(isName)),
    recipientPhone: orNothing(mobilePhone),
    address: orNothing(address),
    postcode: orNothing(z.string().regex(/^\d{6}$/)),
    language: z.enum(languages).default('zh'),
    photo: z.enum(photoSources).default('uploaded'),
    /** Ticked one by one on this form; those in force already need not be given again. */
    consents: z.array(z.enum(consentKinds)).max(consentKinds.length).default([]),
    pledge: z.union([z.literal(true), z.literal('yes').transform(() => true as const)]),
  })
  .refine((form) => form.delivery !== 'mail' || form.address !== null, { path: ['address'] })
  .refine((form) => form.delivery !== 'outlet' || form.outletId !== null, { path: ['outletId'] });

export type ApplicationForm = z.infer<typeof applicationForm>;

/** The sealed part of an application as the form gives it. */
export const contentOfForm = (form: ApplicationForm): ApplicationContent => {
  const { phone, homeAddress, occupation, taxResidency, recipient, recipientPhone, address, postcode } = form;
  const { photo, language } = form;
  return {
    ...{ phone, homeAddress, occupation, taxResidency, recipient, recipientPhone, address, postcode, photo, language },
    ...{ cardNumber: null, trackingNumber: null },
  };
};

// An application: its words, its number, and what of it is sealed.
import { z } from 'zod';
import { isNumber, normaliseNumber, randomNumber } from '../base/check-character.ts';
import type { ApplicationId, CardId } from '../base/ids.ts';
import { languages } from '../base/language.ts';
import { sealedColumn } from '../crypto/sealed-column.ts';
import { photoSources } from '../photos/photo-parts.ts';
import { occupations } from '../policy/question.ts';
import type { ApplicationState } from './application-lifecycle.ts';
import { taxResidency } from './tax-residency.ts';

/** 11 random characters and a check character: 55 bits, so a number cannot be guessed and tells nothing. */
const numberLength = 12;
const groupLength = 4;

/** How a person chose to get the card (R-DELIV-01): by the bank's mail, or at an outlet of the bank. */
export const applicantDeliveries = ['mail', 'outlet'] as const;
export type ApplicantDelivery = (typeof applicantDeliveries)[number];

/** What an application asks for: a first card, or a new one for one that is lost, damaged or out of date. */
export const applicationServices = ['apply', 'reissue', 'exchange-damaged', 'exchange-changed'] as const;
export type ApplicationService = (typeof applicationServices)[number];

export type Application = {
  readonly applicationId: ApplicationId;
  /** As people read it, `K7QM-2X4T-9ABC`. */
  readonly number: string;
  readonly service: ApplicationService;
  readonly state: ApplicationState;
  readonly bank: string;
  readonly delivery: ApplicantDelivery;
  readonly outletId: string | null;
  /** Set when the bank has opened the account; the card itself exists from its production on. */
  readonly cardId: CardId | null;
};

const grouped = (number: string): string =>
  [0, 1, 2].map((group) => number.slice(group * groupLength, (group + 1) * groupLength)).join('-');

export const drawApplicationNumber = (): string => grouped(randomNumber(numberLength));

/** The number as it is kept, from what somebody wrote; undefined when it cannot be one. */
export const parseApplicationNumber = (written: string): string | undefined => {
  const number = normaliseNumber(written);
  return isNumber(number, numberLength) ? grouped(number) : undefined;
};

/** Why a bank opens no account, as it codes it. */
export const accountRefusals = ['identity-not-confirmed', 'account-limit', 'risk-control', 'other'] as const;
export type AccountRefusal = (typeof accountRefusals)[number];

/** Why a card came back to its bank. */
export const returns = ['undeliverable', 'refused-by-recipient', 'unclaimed'] as const;
export type Return = (typeof returns)[number];

const applicationContent = z.object({
  /** Where messages about it go. */
  phone: z.string(),
  /** What the bank was told instead, as the applicant changed their phone since (R-INFO-02); absent: the same. */
  phoneForBank: z.string().optional(),
  homeAddress: z.string().nullable().default(null),
  occupation: z.enum(occupations).nullable().default(null),
  taxResidency: taxResidency.nullable().default(null),
  /** Of mail delivery (R-GROUP-12); without a recipient it goes to the applicant. */
  recipient: z.string().nullable().default(null),
  recipientPhone: z.string().nullable().default(null),
  address: z.string().nullable(),
  postcode: z.string().nullable(),
  /** Which photo stands on the card. */
  photo: z.enum(photoSources).default('uploaded'),
  /** In which messages are written. */
  language: z.enum(languages),
  cardNumber: z.string().nullable().default(null),
  trackingNumber: z.string().nullable().default(null),
});

/** What is sealed in `applications.sealed`: the contact, later the numbers of card and parcel. */
export type ApplicationContent = z.infer<typeof applicationContent>;

export const { seal: sealApplication, open: openApplication } = sealedColumn('applications.sealed', applicationContent);

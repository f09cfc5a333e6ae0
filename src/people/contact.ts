// How somebody is reached, as they told us themself: what they may say, and what becomes of it when the core system's file comes.

import { type Occupation, occupations } from '../policy/question.ts';
import { isAddress } from './address.ts';
import type { PersonalFields } from './person.ts';
import { isMobilePhone, normalisePhone } from './phone.ts';
import { type ContactFact, contactFactNames, contactFacts } from './record-change.ts';

/** R-INFO-03: these come from their offices; whoever sends one is told the way there. */
export const keyFields = ['name', 'idNumber'] as const;
type KeyField = (typeof keyFields)[number];

/** As it was typed; '' and absent leave a thing as it is. */
export type TypedContact = Readonly<Partial<Record<ContactFact | KeyField, string>>>;

/** What is to hold from now on; absent: as before. */
export type WantedContact = {
  readonly phone?: string;
  readonly address?: string;
  readonly occupation?: Occupation;
};

export type ContactFault =
  | 'KEY_FIELD_NOT_EDITABLE'
  | 'PHONE_NOT_A_MOBILE'
  | 'ADDRESS_NOT_COMPLETE'
  | 'OCCUPATION_UNKNOWN';

/** What was typed, normalised; or the first thing that is wrong with it. */
export const readContact = (typed: TypedContact): WantedContact | ContactFault => {
  if (keyFields.some((field) => textOf(typed[field]) !== '')) return 'KEY_FIELD_NOT_EDITABLE';
  const phone = normalisePhone(textOf(typed.phone));
  if (phone !== '' && !isMobilePhone(phone)) return 'PHONE_NOT_A_MOBILE';
  const address = textOf(typed.address);
  if (address !== '' && !isAddress(address)) return 'ADDRESS_NOT_COMPLETE';
  const written = textOf(typed.occupation);
  const occupation = occupations.find((each) => each === written);
  if (written !== '' && occupation === undefined) return 'OCCUPATION_UNKNOWN';
  return { ...(phone && { phone }), ...(address && { address }), ...(occupation && { occupation }) };
};

const textOf = (typed: string | undefined): string => (typed ?? '').normalize('NFC').trim();

const toldNothing = { address: null, occupation: null, insteadOf: null } as const;

/** The record with what the person wants; the phone of the core system is kept beside theirs. */
export const withContact = (personal: PersonalFields, wanted: WantedContact): PersonalFields => {
  const { phone = personal.phone, ...told } = wanted;
  const contact = { ...toldNothing, ...personal.contact, ...told };
  if (phone === personal.phone) return { ...personal, contact };
  return { ...personal, phone, contact: { ...contact, insteadOf: contact.insteadOf ?? { phone: personal.phone } } };
};

/** Which of it differs. */
export const changedContact = (before: PersonalFields, after: PersonalFields): readonly ContactFact[] => {
  const [old, now] = [contactFacts(before), contactFacts(after)];
  return contactFactNames.filter((fact) => old[fact] !== now[fact]);
};

/**
 * What a file of the core system leaves of it. The phone told last counts: a row that says the phone it said before is no
 * news, one that says another is, since somebody changed it there meanwhile.
 */
export const keptContact = (before: PersonalFields, incoming: PersonalFields): PersonalFields => {
  const { contact } = before;
  if (!contact) return incoming;
  const isNews = contact.insteadOf === null || contact.insteadOf.phone !== incoming.phone;
  return isNews
    ? { ...incoming, contact: { ...contact, insteadOf: null } }
    : { ...incoming, phone: before.phone, contact };
};

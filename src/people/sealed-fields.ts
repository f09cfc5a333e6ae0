// What identifies a person, sealed for the database and opened again.
import { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import { type Keys, openJson, type Place, sealJson } from '../crypto/keys.ts';
import { occupations } from '../policy/question.ts';
import { idTypes } from './id-number.ts';
import type { PersonalFields } from './person.ts';

const place: Place = 'insured_records.sealed';

const date = z.string().transform((text) => Temporal.PlainDate.from(text));
const ownContact = z.object({
  address: z.string().nullable(),
  occupation: z.enum(occupations).nullable(),
  insteadOf: z.object({ phone: z.string().nullable() }).nullable(),
});
const personalFields = z.object({
  coreNumber: z.string(),
  name: z.string(),
  idType: z.enum(idTypes),
  idNumber: z.string(),
  idValidUntil: date.nullable(),
  birthDate: date,
  sex: z.enum(['male', 'female']).nullable(),
  phone: z.string().nullable(),
  contact: ownContact.optional(),
});

/** Dates become text, `yyyy-mm-dd`; `openPersonal` is the way back. */
export const sealPersonal = (keys: Keys, personId: PersonId, fields: PersonalFields): Buffer =>
  sealJson(keys, { place, personId }, fields);

export const openPersonal = (keys: Keys, personId: PersonId, sealed: Uint8Array): PersonalFields =>
  personalFields.parse(openJson(keys, { place, personId }, sealed));

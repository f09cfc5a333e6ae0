// What differs between what was known of a person before and what is known now: codes, and the dated facts.
import type { InsuranceFields, PersonalFields } from './person.ts';

/** What is known of a person, apart from cards: what the core system says, and what they told us. */
export type CoreRecord = {
  readonly personal: PersonalFields;
  readonly insurance: InsuranceFields;
  readonly employerCode: string | null;
};

/** Facts that are kept with the day from which they hold (C-60: the ID number too is an attribute with dates). */
export const datedFacts = [
  'name',
  'id-number',
  'district',
  'employer',
  'insured',
  'groups',
  'pension-banks',
  'retirement',
  'death',
  'phone',
  'address',
  'occupation',
] as const;
export type DatedFact = (typeof datedFacts)[number];

/** Those that the person changes themself (R-INFO-01). */
export const contactFactNames = ['phone', 'address', 'occupation'] as const satisfies readonly DatedFact[];
export type ContactFact = (typeof contactFactNames)[number];

type OtherField = 'id-validity' | 'birth-date' | 'sex' | 'last-bank-change';
export type RecordField = DatedFact | OtherField;

/** A fact as JSON holds it. */
export type FactValue = string | number | boolean | null | FactValue[] | { [name: string]: FactValue };

/** One fact that changed: what held until now, and what holds from the day on. */
export type FactChange = {
  readonly fact: DatedFact;
  readonly before: FactValue;
  readonly after: FactValue;
  readonly holdsFrom: Temporal.PlainDate;
};

export type RecordChange = {
  /** Which fields differ; codes only, never a value. */
  readonly fields: readonly RecordField[];
  readonly facts: readonly FactChange[];
};

/** `holdsFrom` is the day the file names or that of the import; a death holds from its own day. */
export const changeOf = (before: CoreRecord, after: CoreRecord, holdsFrom: Temporal.PlainDate): RecordChange => {
  const old = factsOf(before);
  const now = factsOf(after);
  const facts = datedFacts
    .filter((fact) => !isSame(old[fact], now[fact]))
    .map((fact) => ({
      fact,
      before: old[fact],
      after: now[fact],
      holdsFrom: fact === 'death' ? (after.insurance.diedOn ?? holdsFrom) : holdsFrom,
    }));
  return { fields: [...facts.map(({ fact }) => fact), ...otherFields(before, after)], facts };
};

/** The dated facts of a record as they are kept. */
export const factsOf = ({ personal, insurance, employerCode }: CoreRecord): Readonly<Record<DatedFact, FactValue>> => ({
  name: personal.name,
  'id-number': { idType: personal.idType, idNumber: personal.idNumber },
  district: insurance.district,
  employer: employerCode,
  insured: insurance.insured,
  groups: insurance.groups.toSorted(),
  'pension-banks': insurance.pensionBanks.map(({ bank, from }) => ({ bank, from: from.toString() })),
  retirement: insurance.retiredOn?.toString() ?? null,
  death: insurance.diedOn?.toString() ?? null,
  ...contactFacts(personal),
});

/** How somebody is reached and what they do. */
export const contactFacts = ({ phone, contact }: PersonalFields): Readonly<Record<ContactFact, FactValue>> => ({
  phone,
  address: contact?.address ?? null,
  occupation: contact?.occupation ?? null,
});

const otherFields = (before: CoreRecord, after: CoreRecord): readonly OtherField[] => {
  const pairs: readonly (readonly [OtherField, unknown, unknown])[] = [
    ['id-validity', before.personal.idValidUntil, after.personal.idValidUntil],
    ['birth-date', before.personal.birthDate, after.personal.birthDate],
    ['sex', before.personal.sex, after.personal.sex],
  ];
  const differing = pairs.filter(([, one, other]) => !isSame(one, other)).map(([field]) => field);
  return isLater(after.insurance.lastBankChangeOn, before.insurance.lastBankChangeOn)
    ? [...differing, 'last-bank-change']
    : differing;
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

// The day of a change of bank is never put back, so an earlier one is no change.
const isLater = (one: Temporal.PlainDate | null, other: Temporal.PlainDate | null): boolean =>
  one !== null && (other === null || Temporal.PlainDate.compare(one, other) > 0);

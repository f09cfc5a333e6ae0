// A person as the core system knows them: the words and types of this part.
import type { PersonId } from '../base/ids.ts';
import type { EmployerRecord } from '../employers/employer.ts';
import type { Group, Occupation } from '../policy/question.ts';
import type { IdType, Sex } from './id-number.ts';

/** Printed on long-term documents; the interchange of the field writes it as 99991231. */
export const longTerm = '9999-12-31';

/** A paying bank of the pension and the day from which it pays; which of them counts is a rule (R-BANK-04, R-BANK-05). */
export type PensionBank = { readonly bank: string; readonly from: Temporal.PlainDate };

/** What the person told us themself (R-INFO-01); the core system's file takes none of it away. */
export type OwnContact = {
  readonly address: string | null;
  readonly occupation: Occupation | null;
  /** The phone of the core system's record whose place the person's own one took; null: the record's counts. */
  readonly insteadOf: { readonly phone: string | null } | null;
};

/** What identifies a person and is sealed in the database. */
export type PersonalFields = {
  readonly coreNumber: string;
  readonly name: string;
  readonly idType: IdType;
  readonly idNumber: string;
  /** `longTerm` for a document without end; null: not known. */
  readonly idValidUntil: Temporal.PlainDate | null;
  readonly birthDate: Temporal.PlainDate;
  readonly sex: Sex | null;
  /** Mobile number, of a child the guardian's; null: none known. */
  readonly phone: string | null;
  /** Absent: they told us nothing. */
  readonly contact?: OwnContact | undefined;
};

/** What the core system says of a person's insurance, without a datum that identifies. */
export type InsuranceFields = {
  readonly groups: readonly Group[];
  readonly insured: boolean;
  /** Six digits, 110302 for the development area. */
  readonly district: string;
  /** In order of their days. */
  readonly pensionBanks: readonly PensionBank[];
  readonly retiredOn: Temporal.PlainDate | null;
  readonly lastBankChangeOn: Temporal.PlainDate | null;
  readonly diedOn: Temporal.PlainDate | null;
};

export type PersonRecord = PersonalFields &
  InsuranceFields & {
    readonly personId: PersonId;
    /** With the bank of the outlet it has settled; null: none, or the outlet is not there. */
    readonly employer: (EmployerRecord & { readonly presetOutletBank: string | null }) | null;
  };

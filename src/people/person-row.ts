// A person's record as rows of the database: the columns other slices join into their own reads, and the way back.
import { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Queries } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { EmployerRecord } from '../employers/employer.ts';
import { groups } from '../policy/question.ts';
import type { InsuranceFields, PersonRecord } from './person.ts';
import { openPersonal } from './sealed-fields.ts';

const date = z.string().transform((text) => Temporal.PlainDate.from(text));
const insuredGroups = z.array(z.enum(groups));
const pensionBanks = z.array(z.object({ bank: z.string(), from: date }));

/** The columns of `insured_records` that are not sealed, as they are read. */
export type InsuranceRow = {
  readonly groups: readonly string[];
  readonly insured: boolean;
  readonly district: string;
  readonly pensionBanks: unknown;
  readonly retiredOn: Temporal.PlainDate | null;
  readonly lastBankChangeOn: Temporal.PlainDate | null;
  readonly diedOn: Temporal.PlainDate | null;
};

/** The columns of `personColumns`. */
export type PersonRow = InsuranceRow & {
  readonly personSealed: Buffer;
  readonly employerCode: string | null;
  readonly employerName: string;
  readonly employerKind: EmployerRecord['kind'];
  readonly employerDistrict: string;
  readonly groupOpenOn: Temporal.PlainDate | null;
  readonly employerBanks: readonly string[];
  readonly presetDelivery: EmployerRecord['presetDelivery'];
  readonly presetOutlet: string | null;
  readonly presetOutletBank: string | null;
};

/** For a select from `insured_records`. */
export const insuranceColumns = (sql: Queries): Fragment => sql`
  insured_records.groups, insured_records.insured, insured_records.district,
  insured_records.pension_banks as "pensionBanks", insured_records.retired_on as "retiredOn",
  insured_records.last_bank_change_on as "lastBankChangeOn", insured_records.died_on as "diedOn"`;

/** For a select with `insured_records`, and `employers` joined to it by `employer_code` where there is one. */
export const personColumns = (sql: Queries): Fragment => sql`
  insured_records.sealed as "personSealed", ${insuranceColumns(sql)}, employers.code as "employerCode", employers.name as "employerName", employers.kind as "employerKind", employers.district as "employerDistrict",
  employers.group_open_on as "groupOpenOn", employers.banks as "employerBanks",
  employers.preset_delivery as "presetDelivery", employers.preset_outlet as "presetOutlet",
  (select bank from outlets where outlets.outlet_id = employers.preset_outlet) as "presetOutletBank"`;

/** Throws when the row was tampered with. */
export const personFrom = (keys: Keys, personId: PersonId, row: PersonRow): PersonRecord => ({
  ...openPersonal(keys, personId, row.personSealed),
  ...insuranceFrom(row),
  personId,
  employer: row.employerCode === null ? null : employerFrom(row, row.employerCode),
});

export const insuranceFrom = (row: InsuranceRow): InsuranceFields => ({
  groups: insuredGroups.parse(row.groups),
  insured: row.insured,
  district: row.district,
  pensionBanks: pensionBanks.parse(row.pensionBanks),
  retiredOn: row.retiredOn,
  lastBankChangeOn: row.lastBankChangeOn,
  diedOn: row.diedOn,
});

const employerFrom = (row: PersonRow, code: string): NonNullable<PersonRecord['employer']> => ({
  code,
  name: row.employerName,
  kind: row.employerKind,
  district: row.employerDistrict,
  groupOpenOn: row.groupOpenOn,
  banks: row.employerBanks,
  presetDelivery: row.presetDelivery,
  presetOutlet: row.presetOutlet,
  presetOutletBank: row.presetOutletBank,
});

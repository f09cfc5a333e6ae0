// All SQL that reads people; the only other statements on these tables are those of the import.
import { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { EmployerRecord } from '../employers/employer.ts';
import { groups } from '../policy/question.ts';
import { normaliseIdNumber } from './id-number.ts';
import type { PersonalFields, PersonRecord } from './person.ts';
import { normalisePhone } from './phone.ts';
import { openPersonal } from './sealed-fields.ts';

/** More people than this do not share a phone; a list that is longer is no answer to a look-up. */
const mostPeopleAtPhone = 20;

const date = z.string().transform((text) => Temporal.PlainDate.from(text));
const pensionBanks = z.array(z.object({ bank: z.string(), from: date }));

type PersonRow = {
  sealed: Uint8Array;
  groups: string[];
  insured: boolean;
  district: string;
  pension_banks: unknown;
  retired_on: Temporal.PlainDate | null;
  last_bank_change_on: Temporal.PlainDate | null;
  employer_code: string | null;
  employer_name: string;
  employer_kind: EmployerRecord['kind'];
  employer_district: string;
  employer_group_open_on: Temporal.PlainDate | null;
  employer_banks: string[];
};

/** A person with the employer or school they are insured through; undefined when the core system never sent one. */
export const findPerson = async (sql: Sql, keys: Keys, personId: PersonId): Promise<PersonRecord | undefined> => {
  const [row] = await sql<PersonRow[]>`
    select p.sealed, p.groups, p.insured, p.district, p.pension_banks, p.retired_on, p.last_bank_change_on,
      e.code as employer_code, e.name as employer_name, e.kind as employer_kind, e.district as employer_district,
      e.group_open_on as employer_group_open_on, e.banks as employer_banks
    from insured_records p left join employers e on e.code = p.employer_code
    where p.person_id = ${personId}`;
  return row && personFrom(row, openPersonal(keys, personId, row.sealed), personId);
};

const personFrom = (row: PersonRow, personal: PersonalFields, personId: PersonId): PersonRecord => ({
  ...personal,
  personId,
  groups: z.array(z.enum(groups)).parse(row.groups),
  insured: row.insured,
  district: row.district,
  pensionBanks: pensionBanks.parse(row.pension_banks),
  retiredOn: row.retired_on,
  lastBankChangeOn: row.last_bank_change_on,
  employer:
    row.employer_code === null
      ? null
      : {
          code: row.employer_code,
          name: row.employer_name,
          kind: row.employer_kind,
          district: row.employer_district,
          groupOpenOn: row.employer_group_open_on,
          banks: row.employer_banks,
        },
});

/** Who has this ID number, as written by a person: spaces, width and case do not matter. */
export const findPersonByIdNumber = async (sql: Sql, keys: Keys, idNumber: string): Promise<PersonId | undefined> => {
  const blind = keys.blind('id-number', normaliseIdNumber(idNumber));
  const [row] = await sql<{ person_id: PersonId }[]>`select person_id from id_numbers where blind = ${blind}`;
  return row?.person_id;
};

/** Who has this number of the core system. */
export const findPersonByCoreNumber = async (sql: Sql, keys: Keys, number: string): Promise<PersonId | undefined> => {
  const blind = keys.blind('core-number', number);
  const [row] = await sql<{ person_id: PersonId }[]>`select person_id from core_numbers where blind = ${blind}`;
  return row?.person_id;
};

/** Everybody with this phone number, at most 20: parents and children share one. */
export const listPeopleByPhone = async (sql: Sql, keys: Keys, phone: string): Promise<readonly PersonId[]> => {
  const blind = keys.blind('phone', normalisePhone(phone));
  const rows = await sql<{ person_id: PersonId }[]>`
    select person_id from phones where blind = ${blind} order by person_id limit ${mostPeopleAtPhone}`;
  return rows.map((row) => row.person_id);
};

// All SQL that reads people; the only other statements on these tables are those of the import.
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { normaliseIdNumber } from './id-number.ts';
import type { PersonRecord } from './person.ts';
import { type PersonRow, personColumns, personFrom } from './person-row.ts';
import { mostPeopleAtPhone, normalisePhone } from './phone.ts';

/** A person with the employer or school they are insured through; undefined when the core system never sent one. */
export const findPerson = async (sql: Sql, keys: Keys, personId: PersonId): Promise<PersonRecord | undefined> => {
  const [row] = await sql<PersonRow[]>`
    select ${personColumns(sql)}
    from insured_records left join employers on employers.code = insured_records.employer_code
    where insured_records.person_id = ${personId}`;
  return row && personFrom(keys, personId, row);
};

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

// All SQL of employers and schools.
import { arrayOf } from '../database/array-literal.ts';
import type { Sql } from '../database/connection.ts';
import type { Session } from '../database/import-file.ts';
import type { EmployerRecord } from './employer.ts';

type EmployerRow = Omit<EmployerRecord, 'groupOpenOn'> & { readonly group_open_on: Temporal.PlainDate | null };

export const findEmployer = async (sql: Sql, code: string): Promise<EmployerRecord | undefined> => {
  const [row] = await sql<EmployerRow[]>`
    select code, name, kind, district, group_open_on, banks from employers where code = ${code}`;
  if (!row) return undefined;
  const { group_open_on: groupOpenOn, ...employer } = row;
  return { ...employer, groupOpenOn };
};

/** Adds employers and updates those that differ; gives for each row it wrote whether it is new. */
export const insertEmployers = (session: Session, rows: readonly EmployerRecord[]) => session<{ is_new: boolean }[]>`
  insert into employers as e (code, name, kind, district, group_open_on, banks)
  select code, name, kind, district, group_open_on::date, string_to_array(banks, ',')
  from unnest(
    ${arrayOf(rows.map((row) => row.code))}::text::text[], ${arrayOf(rows.map((row) => row.name))}::text::text[], ${arrayOf(rows.map((row) => row.kind))}::text::text[],
    ${arrayOf(rows.map((row) => row.district))}::text::text[], ${arrayOf(rows.map((row) => row.groupOpenOn?.toString() ?? null))}::text::text[],
    ${arrayOf(rows.map((row) => row.banks.join(',')))}::text::text[]
  ) as n (code, name, kind, district, group_open_on, banks)
  on conflict (code) do update set name = excluded.name, kind = excluded.kind, district = excluded.district,
    group_open_on = excluded.group_open_on, banks = excluded.banks
  where (e.name, e.kind, e.district, e.group_open_on, e.banks)
    is distinct from (excluded.name, excluded.kind, excluded.district, excluded.group_open_on, excluded.banks)
  returning (xmax = 0) as is_new`;

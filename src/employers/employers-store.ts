// All SQL of employers and schools.
import { arrayOf } from '../database/array-literal.ts';
import type { Sql } from '../database/connection.ts';
import type { Session } from '../database/import-file.ts';
import type { EmployerRecord } from './employer.ts';

export const findEmployer = async (sql: Sql, code: string): Promise<EmployerRecord | undefined> => {
  const [row] = await sql<EmployerRecord[]>`
    select code, name, kind, district, group_open_on as "groupOpenOn", banks, preset_delivery as "presetDelivery",
      preset_outlet as "presetOutlet"
    from employers where code = ${code}`;
  return row && { ...row };
};

/** Adds employers and updates those that differ; gives for each row it wrote whether it is new. */
export const insertEmployers = (session: Session, rows: readonly EmployerRecord[]) => session<{ is_new: boolean }[]>`
  insert into employers as e (code, name, kind, district, group_open_on, banks, preset_delivery, preset_outlet)
  select code, name, kind, district, group_open_on::date, string_to_array(banks, ','), preset_delivery, preset_outlet
  from unnest(
    ${arrayOf(rows.map((row) => row.code))}::text::text[], ${arrayOf(rows.map((row) => row.name))}::text::text[], ${arrayOf(rows.map((row) => row.kind))}::text::text[],
    ${arrayOf(rows.map((row) => row.district))}::text::text[], ${arrayOf(rows.map((row) => row.groupOpenOn?.toString() ?? null))}::text::text[],
    ${arrayOf(rows.map((row) => row.banks.join(',')))}::text::text[],
    ${arrayOf(rows.map((row) => row.presetDelivery))}::text::text[], ${arrayOf(rows.map((row) => row.presetOutlet))}::text::text[]
  ) as n (code, name, kind, district, group_open_on, banks, preset_delivery, preset_outlet)
  on conflict (code) do update set name = excluded.name, kind = excluded.kind, district = excluded.district,
    group_open_on = excluded.group_open_on, banks = excluded.banks,
    preset_delivery = excluded.preset_delivery, preset_outlet = excluded.preset_outlet
  where (e.name, e.kind, e.district, e.group_open_on, e.banks, e.preset_delivery, e.preset_outlet)
    is distinct from (excluded.name, excluded.kind, excluded.district, excluded.group_open_on, excluded.banks,
                      excluded.preset_delivery, excluded.preset_outlet)
  returning (xmax = 0) as is_new`;

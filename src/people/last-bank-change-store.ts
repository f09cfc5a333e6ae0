// All SQL of the day of a person's last change of bank, apart from the import.
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';

/** Never put back to an earlier day (R-CHANGEBANK-06), written when the guard held. */
export const moveLastBankChange = (sql: Sql, on: Temporal.PlainDate): Fragment => sql`
  , last_bank_change as (
    update insured_records set last_bank_change_on = greatest(last_bank_change_on, ${on.toString()}::date) from guard
    where insured_records.person_id = guard.person_id
  )`;

/** The day on which a change seemed complete that was none after all; of another day nothing is known. Written when the guard held. */
export const moveLastBankChangeBack = (
  sql: Sql,
  { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate | null },
): Fragment => sql`
  , last_bank_change as (
    update insured_records set last_bank_change_on = ${to?.toString() ?? null}::date from guard
    where insured_records.person_id = guard.person_id and last_bank_change_on = ${from.toString()}::date
  )`;

// All SQL of the day of a person's last change of bank, apart from the import.
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';

/** Never put back to an earlier day (R-CHANGEBANK-06), written when the guard held. */
export const moveLastBankChange = (sql: Sql, on: Temporal.PlainDate): Fragment => sql`
  , last_bank_change as (
    update insured_records set last_bank_change_on = greatest(last_bank_change_on, ${on.toString()}::date) from guard
    where insured_records.person_id = guard.person_id
  )`;

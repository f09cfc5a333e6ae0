// The day of a person's last change of bank, as a part of the command that completes one, or shows that it was none.
import type { Part } from '../audit/command.ts';
import type { Sql } from '../database/connection.ts';
import { moveLastBankChange, moveLastBankChangeBack } from './last-bank-change-store.ts';

export const lastBankChange = (sql: Sql, on: Temporal.PlainDate): Part => ({ writes: [moveLastBankChange(sql, on)] });

/** `from`: the day that was thought to be the last; `to`: the one of the change before, null where there was none. */
export const noBankChange = (
  sql: Sql,
  days: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate | null },
): Part => ({ writes: [moveLastBankChangeBack(sql, days)] });

// The day of a person's last change of bank, as a part of the command that completes one.
import type { Part } from '../audit/command.ts';
import type { Sql } from '../database/connection.ts';
import { moveLastBankChange } from './last-bank-change-store.ts';

export const lastBankChange = (sql: Sql, on: Temporal.PlainDate): Part => ({ writes: [moveLastBankChange(sql, on)] });

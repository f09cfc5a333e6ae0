// What a command does to a change of bank: it begins with the card that is given back and is completed by an application.
import type { Part } from '../audit/command.ts';
import { dateIn } from '../base/dates.ts';
import { type ApplicationId, type CardId, newId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import { lastBankChange, noBankChange } from '../people/last-bank-change.ts';
import { nextBankChangeOn } from '../policy/bank-change-day.ts';
import type { BankChangeId } from './bank-change.ts';
import { deleteBankChange, insertBankChange, moveToApplied } from './bank-changes-store.ts';
import type { OpenChangeColumns } from './open-change.ts';

type Leaving = {
  readonly cardId: CardId;
  readonly fromBank: string;
  readonly at: Temporal.Instant;
  readonly formerChangeOn: Temporal.PlainDate | null;
};

/** → OLD_CANCELLED (3.3-h). */
export const bankLeft = (sql: Sql, { cardId, fromBank, at, formerChangeOn }: Leaving): Part => ({
  writes: [
    insertBankChange(sql, { bankChangeId: newId<BankChangeId>(), cardId, fromBank, leftAt: at, formerChangeOn }),
  ],
});

/** The card was given back by mistake and is put back: nobody has left a bank. */
export const bankNotLeft = (sql: Sql, cardId: CardId): Part => ({ writes: [deleteBankChange(sql, cardId)] });

type Applying = {
  readonly applicationId: ApplicationId;
  /** Of the application. */
  readonly bank: string;
  readonly at: Temporal.Instant;
};

/**
 * The acceptance of the application completes the change, and the six months run from its day (G-24), whether it is a fresh
 * one, or another bank is chosen in one that came to nothing. Who goes back to the bank they left has changed nothing, so
 * nothing runs, also where they had applied at another one before. Empty for who changes no bank.
 */
export const bankChanged = (
  sql: Sql,
  { bankChangeId, leftBank, formerChangeOn, changeAppliedAt }: OpenChangeColumns,
  { applicationId, bank, at }: Applying,
): Part => {
  if (bankChangeId === null || leftBank === null) return {};
  const applied = moveToApplied(sql, { bankChangeId, applicationId, at });
  if (bank === leftBank) {
    const days = changeAppliedAt && { from: dateIn(changeAppliedAt), to: formerChangeOn };
    return { writes: [applied, ...((days && noBankChange(sql, days).writes) ?? [])] };
  }
  const on = dateIn(at);
  return {
    happenings: [
      {
        action: 'change-bank',
        subject: `application:${applicationId}`,
        rules: ['R-CHANGEBANK-05', 'R-CHANGEBANK-06'],
        facts: { from: leftBank, to: bank, next: nextBankChangeOn(on).toString() },
      },
    ],
    writes: [applied, ...(lastBankChange(sql, on).writes ?? [])],
  };
};

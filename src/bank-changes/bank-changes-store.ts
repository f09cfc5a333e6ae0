// All SQL of changes of bank.
import type { ApplicationId, CardId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { BankChange, BankChangeId } from './bank-change.ts';

/** The newest of a person, over or not; none where the card is in use again, as it was cancelled by mistake. */
export const findBankChange = async (sql: Sql, personId: PersonId): Promise<BankChange | undefined> => {
  const [row] = await sql<BankChange[]>`
    select bank_change_id as "bankChangeId", bank_changes.card_id as "cardId", from_bank as "fromBank", left_at as "leftAt",
      former_change_on as "formerChangeOn", bank_changes.application_id as "applicationId",
      applications.state as "applicationState", applied_at as "appliedAt"
    from bank_changes
    join cards on cards.person_id = bank_changes.person_id and cards.card_id = bank_changes.card_id
      and cards.social_security = 'cancelled'
    left join applications on applications.person_id = bank_changes.person_id
      and applications.application_id = bank_changes.application_id
    where bank_changes.person_id = ${personId} order by left_at desc limit 1`;
  return row;
};

export type NewBankChange = Omit<BankChange, 'applicationId' | 'applicationState' | 'appliedAt'>;

/** Of a card whose first one was a mistake it begins anew; written when the guard held. */
export const insertBankChange = (sql: Sql, change: NewBankChange): Fragment => sql`
  , bank_change as (
    insert into bank_changes (person_id, bank_change_id, card_id, from_bank, left_at, former_change_on)
    select person_id, ${change.bankChangeId}::uuid, ${change.cardId}::uuid, ${change.fromBank}, ${change.leftAt}::timestamptz,
      ${change.formerChangeOn?.toString() ?? null}::date
    from guard
    on conflict (person_id, card_id) do update set left_at = excluded.left_at,
      former_change_on = excluded.former_change_on, application_id = null, applied_at = null
  )`;

/** A change that led to no application yet, written when the guard held. */
export const deleteBankChange = (sql: Sql, cardId: CardId): Fragment => sql`
  , bank_change as (
    delete from bank_changes using guard
    where bank_changes.person_id = guard.person_id and card_id = ${cardId} and application_id is null
  )`;

export type Applied = {
  readonly bankChangeId: BankChangeId;
  readonly applicationId: ApplicationId;
  readonly at: Temporal.Instant;
};

/** The application it leads to, written when the guard held. */
export const moveToApplied = (sql: Sql, { bankChangeId, applicationId, at }: Applied): Fragment => sql`
  , bank_change as (
    update bank_changes set application_id = ${applicationId}::uuid, applied_at = ${at}::timestamptz from guard
    where bank_changes.person_id = guard.person_id and bank_change_id = ${bankChangeId}
  )`;

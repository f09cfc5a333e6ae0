// The change of bank that somebody is in the middle of, as columns that a decision about an application joins.
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { type BankChangeId, comesToNothing } from './bank-change.ts';

/** All null: no change of bank is open. */
export type OpenChangeColumns = {
  readonly bankChangeId: BankChangeId | null;
  readonly leftBank: string | null;
  readonly formerChangeOn: Temporal.PlainDate | null;
  /** When an application was accepted that came to nothing since; null: there was none. */
  readonly changeAppliedAt: Temporal.Instant | null;
};

/** For a select from `people` with `joinedToOpenChange`. */
export const openChangeColumns = (sql: Sql): Fragment => sql`
  open_change.bank_change_id as "bankChangeId", open_change.from_bank as "leftBank",
  open_change.former_change_on as "formerChangeOn", open_change.applied_at as "changeAppliedAt"`;

/** One whose card was given again, as it was cancelled by mistake, is none. */
export const joinedToOpenChange = (sql: Sql): Fragment => sql`
  left join lateral (
    select newest.* from (
      select * from bank_changes where bank_changes.person_id = people.person_id order by left_at desc limit 1
    ) newest
    join cards given_back on given_back.person_id = newest.person_id and given_back.card_id = newest.card_id
      and given_back.social_security = 'cancelled'
    left join applications led_to on led_to.person_id = newest.person_id and led_to.application_id = newest.application_id
    where newest.application_id is null or led_to.state = any(${comesToNothing})
  ) open_change on true`;

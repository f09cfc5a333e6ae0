// All SQL of holding an application and letting it go on.
import type { ApplicationId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { ApplicationState, HoldableState } from './application-lifecycle.ts';
import type { HoldReason } from './hold-reasons.ts';

export type HoldMove = {
  readonly applicationId: ApplicationId;
  readonly from: HoldableState;
  readonly to: ApplicationState;
  readonly reasons: readonly HoldReason[];
};

/** Held, with where it stood and why, written when the guard held. Nobody is reminded of a card that is held. */
export const moveToHold = (sql: Sql, { applicationId, from, to, reasons }: HoldMove): Fragment => sql`
  , application as (
    update applications
    set state = ${to}, held_from = ${from}, held_for = ${reasons}, waiting_since = null, remind_at = null
    from guard
    where applications.person_id = guard.person_id and application_id = ${applicationId} and state = ${from}
  )`;

export type ReleaseMove = {
  readonly applicationId: ApplicationId;
  readonly from: readonly ApplicationState[];
  readonly to: HoldableState;
  readonly at: Temporal.Instant;
  /** Set where the card waits for its person again. */
  readonly remindAt: Temporal.Instant | null;
};

/** Back to where it stood, written when the guard held: what is known by now has been judged. */
export const moveToReleased = (sql: Sql, { applicationId, from, to, at, remindAt }: ReleaseMove): Fragment => sql`
  , application as (
    update applications
    set state = ${to}, held_from = null, held_for = null, released_for = released_for || held_for, facts_as_of = ${at},
      waiting_since = case when ${remindAt}::timestamptz is null then null else ${at}::timestamptz end,
      remind_at = ${remindAt}
    from guard
    where applications.person_id = guard.person_id and application_id = ${applicationId} and state = any(${from})
      and held_from = ${to}
  )`;

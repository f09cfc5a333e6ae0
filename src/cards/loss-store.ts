// All SQL of lost cards: what a decision reads, what it writes, and which temporary losses are over.
import type { CardId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { FinancialState, SocialSecurityState } from '../policy/question.ts';
import { type Ask, askColumns, askJoin } from './card-row.ts';
import { type EnablingRow, findCardWith, type Wanted } from './enabling-store.ts';
import type { Lost } from './loss.ts';

export type LossRow = EnablingRow &
  Ask & {
    /** Temporary losses the person reported in the twelve months before (G-06). */
    readonly lossesOfYear: number;
    /** When the social-security function ended; null: it has not. */
    readonly endedAt: Temporal.Instant | null;
  };

/** Everything a decision about a lost card reads, in one select; `since` is a year ago. */
export const findLoss = (
  sql: Sql,
  { since, ...wanted }: Wanted & { readonly since: Temporal.Instant },
  earlierAnswer: Fragment,
): Promise<LossRow | undefined> => {
  const more = sql`, ${askColumns(sql)}, cards.ended_at as "endedAt", (
    select count(*)::int from events where events.person_id = people.person_id
      and events.action = 'report-temporary-loss' and events.at > ${since}) as "lossesOfYear"`;
  return findCardWith<LossRow>(sql, { ...wanted, more, joins: askJoin(sql) }, earlierAnswer);
};

export type LossMove = Lost & {
  readonly cardId: CardId;
  readonly from: readonly SocialSecurityState[];
  readonly financial: FinancialState | null;
  /** It is never released from now on (R-LOSS-15). */
  readonly isReissued: boolean;
};

/** A card with all that a loss changes of it, as it was decided, written when the guard held. */
export const moveLoss = (sql: Sql, move: LossMove): Fragment => sql`
  , loss as (
    update cards set social_security = ${move.socialSecurity}, lost_until = ${move.lostUntil},
      lost_from = ${move.lostFrom}, financial = ${move.financial},
      reissue_requested = reissue_requested or ${move.isReissued}
    from guard
    where cards.person_id = guard.person_id and card_id = ${move.cardId} and social_security = any(${move.from})
  )`;

export type DueLoss = {
  readonly personId: PersonId;
  readonly cardId: CardId;
  readonly lostUntil: Temporal.Instant;
};

/** Temporary losses that are over at an instant, longest over first, after the last of the piece before. */
export const listDueLosses = async (
  sql: Sql,
  { at, after, most }: { readonly at: Temporal.Instant; readonly after: DueLoss | null; readonly most: number },
): Promise<readonly DueLoss[]> => sql<DueLoss[]>`
  select person_id as "personId", card_id as "cardId", lost_until as "lostUntil" from cards
  where lost_until <= ${at}
    ${after === null ? sql`` : sql`and (lost_until, card_id) > (${after.lostUntil}, ${after.cardId}::uuid)`}
  order by lost_until, card_id limit ${most}`;

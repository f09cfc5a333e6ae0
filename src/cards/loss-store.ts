// All SQL of lost cards: what a decision reads, what it writes, and which temporary losses are over.
import type { PersonHead } from '../audit/chain-events.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import type { Queries, Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { type PersonRow, personColumns } from '../people/person-row.ts';
import type { FinancialState, SocialSecurityState } from '../policy/question.ts';
import { type Ask, askColumns, askJoin } from './card-row.ts';
import { type EnablingRow, findCardWith, type Wanted } from './enabling-store.ts';
import type { Lost, LostFrom } from './loss.ts';

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

/** Locks people in the order of their ids: from here on nobody else changes anything of theirs. */
export const lockHolders = (
  session: Queries,
  personIds: readonly PersonId[],
  { skipsLocked }: { readonly skipsLocked: boolean },
): Promise<readonly { readonly personId: PersonId }[]> => session<{ personId: PersonId }[]>`
  select person_id as "personId" from people where person_id = any(${personIds}::uuid[])
  order by person_id for no key update ${skipsLocked ? session`skip locked` : session``}`;

/** A card whose temporary loss is over, with what its end needs to know. */
export type EndingRow = PersonHead &
  PersonRow &
  Pick<EnablingRow, 'cardId' | 'cardSealed' | 'socialSecurity' | 'applicationSealed'> & {
    readonly lostUntil: Temporal.Instant;
    readonly lostFrom: LostFrom;
  };

type Ending = { readonly personIds: readonly PersonId[]; readonly at: Temporal.Instant };

/** Cards of locked people whose temporary loss is over. */
export const listEnding = (session: Queries, { personIds, at }: Ending): Promise<readonly EndingRow[]> => session<
  EndingRow[]
>`
  select people.person_id as "personId", people.event_count as "eventCount", people.event_mac as "eventMac",
    ${personColumns(session)}, cards.card_id as "cardId", cards.sealed as "cardSealed",
    cards.social_security as "socialSecurity", cards.lost_until as "lostUntil", coalesce(cards.lost_from, 'enabled') as "lostFrom",
    applications.sealed as "applicationSealed"
  from people
  join cards on cards.person_id = people.person_id
  join insured_records on insured_records.person_id = people.person_id
  left join employers on employers.code = insured_records.employer_code
  left join applications on applications.person_id = people.person_id and applications.card_id = cards.card_id
  where people.person_id = any(${personIds}::uuid[]) and cards.social_security = 'temporarily-lost' and cards.lost_until <= ${at}
  order by people.person_id, cards.lost_until`;

/** The cards are what they were before the loss. Their people are locked. */
export const moveEnded = (
  session: Queries,
  rows: readonly Pick<EndingRow, 'personId' | 'cardId'>[],
): Promise<unknown> => session`
  update cards set social_security = coalesce(lost_from, 'enabled'), lost_until = null, lost_from = null
  from unnest(
    ${rows.map(({ personId }) => personId)}::uuid[], ${rows.map(({ cardId }) => cardId)}::uuid[]
  ) as n (person_id, card_id)
  where cards.person_id = n.person_id and cards.card_id = n.card_id`;

// A card with its functions as decisions about it read it: the columns that several reads share.
import { recordedReasons } from '../applications/replacement.ts';
import { type HeldAuthorisation, listHeldAuthorisations } from '../authorisations/authorisations-store.ts';
import type { CardId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { ElectronicCardState } from '../e-card/electronic-card-lifecycle.ts';
import type { BankRequestKind } from '../finance/bank-request.ts';
import { type BankRequestState, openRequestStates } from '../finance/bank-request-lifecycle.ts';
import type { FinancialState, SocialSecurityState } from '../policy/question.ts';
import type { Card } from './card.ts';
import type { LostFrom } from './loss.ts';

/** The card with its functions, and what becomes of the person's other cards when it is enabled. */
export type CardColumns = {
  readonly cardId: CardId;
  readonly cardBank: string | null;
  readonly generation: Card['generation'];
  readonly socialSecurity: SocialSecurityState;
  readonly financial: FinancialState | null;
  readonly enabledAt: Temporal.Instant | null;
  /** When a temporary loss ends by itself (R-LOSS-03); null: it is none. */
  readonly lostUntil: Temporal.Instant | null;
  /** What the function was before the loss; null: it is not lost. */
  readonly lostFrom: LostFrom | null;
  /** R-LOSS-15. */
  readonly reissueRequested: boolean;
  readonly cardSealed: Buffer;
  /** The person's cards of generations 1 and 2 whose social-security function is enabled. */
  readonly oldEnabled: readonly CardId[];
  /** The person's earlier cards of generation 3 that have not ended and were once in use. */
  readonly formerCards: readonly FormerCard[];
  readonly electronicCard: ElectronicCardState | null;
  /** Who may act for the person (R-PROXY-01). */
  readonly authorisations: readonly HeldAuthorisation[];
};

export type FormerCard = { readonly cardId: CardId; readonly socialSecurity: SocialSecurityState };

/** For a select with `people`, `cards` and `electronic_cards`. */
export const cardColumns = (sql: Sql): Fragment => sql`
  cards.card_id as "cardId", cards.bank as "cardBank", cards.generation, cards.social_security as "socialSecurity",
  cards.financial, cards.enabled_at as "enabledAt", cards.sealed as "cardSealed",
  cards.lost_until as "lostUntil", cards.lost_from as "lostFrom", cards.reissue_requested as "reissueRequested",
  array(select other.card_id from cards other where other.person_id = people.person_id
    and other.card_id <> cards.card_id and other.generation < 3 and other.social_security = 'enabled') as "oldEnabled",
  coalesce((select jsonb_agg(jsonb_build_object('cardId', former.card_id, 'socialSecurity', former.social_security))
    from cards former where former.person_id = people.person_id and former.card_id <> cards.card_id
      and former.generation = 3 and former.social_security in ('enabled', 'temporarily-lost', 'formally-lost')
      and coalesce(former.produced_at, '-infinity') <= cards.produced_at), '[]') as "formerCards",
  electronic_cards.state as "electronicCard", ${listHeldAuthorisations(sql)} as authorisations`;

/** What the bank was asked last about the account; all null: nothing that counts any more. */
export type Ask = {
  readonly asked: BankRequestKind | null;
  readonly askState: BankRequestState | null;
  /** End of the round that runs or ran last. */
  readonly askDueAt: Temporal.Instant | null;
  readonly askRounds: number | null;
};

/** For a select with `askJoin`. */
export const askColumns = (sql: Sql): Fragment => sql`
  ask.kind as asked, ask.state as "askState", ask.due_at as "askDueAt", ask.rounds as "askRounds"`;

/** For a select with `cards`. */
export const askJoin = (sql: Sql): Fragment => sql`
  left join lateral (
    select kind, state, due_at, rounds from bank_requests
    where bank_requests.person_id = cards.person_id and bank_requests.card_id = cards.card_id and matter = 'account'
      and state <> 'replaced'
    order by asked_at desc, bank_request_id desc limit 1
  ) ask on true`;

/** Whether the bank has still to answer. */
export const isAskOpen = ({ askState }: Ask): boolean => openRequestStates.some((state) => state === askState);

/** For a select with `cards`: of what stands on a card, what the record learned after the card was made (R-REISSUE-05). */
export const changedSinceMade = (sql: Sql): Fragment => sql`
  array(select distinct fact from record_changes where record_changes.person_id = cards.person_id
    and fact = any(${recordedReasons}) and known_at > coalesce(cards.produced_at, '-infinity'))`;

// All SQL of transit purses: what a decision reads, what it writes, and what its holder sees.
import type { CardId, PersonId } from '../base/ids.ts';
import { type EnablingRow, findCardWith, type Wanted } from '../cards/enabling-store.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { EntryId, TransitEntry } from './transit.ts';
import type { OwnWalletState } from './transit-lifecycle.ts';

export type TransitRow = EnablingRow & {
  /** null: nothing has happened to it yet. */
  readonly wallet: OwnWalletState | null;
  readonly suburbanRailAt: Temporal.Instant | null;
  /** Sum of the entries. */
  readonly balanceFen: number;
  readonly refundDueOn: Temporal.PlainDate | null;
  /** Whether the entry that was asked about is there already. */
  readonly isRecorded: boolean;
};

const sumOf = (sql: Sql): Fragment => sql`
  (select coalesce(sum(amount_fen), 0)::int from transit_entries
   where transit_entries.person_id = cards.person_id and transit_entries.card_id = cards.card_id)`;

/** Everything a decision about a purse reads, in one select. `entryId` null: no entry is asked about. */
export const findTransit = (
  sql: Sql,
  { entryId, ...wanted }: Wanted & { readonly entryId: EntryId | null },
  earlierAnswer: Fragment,
): Promise<TransitRow | undefined> => {
  const more = sql`, ${sumOf(sql)} as "balanceFen", wallet.state as wallet, wallet.suburban_rail_at as "suburbanRailAt",
    wallet.refund_due_on as "refundDueOn", entry.entry_id is not null as "isRecorded"`;
  const joins = sql`
    left join transit_wallets wallet on wallet.person_id = cards.person_id and wallet.card_id = cards.card_id
    left join transit_entries entry on entry.person_id = cards.person_id and entry.card_id = cards.card_id
      and entry.entry_id = ${entryId}::uuid`;
  return findCardWith<TransitRow>(sql, { ...wanted, more, joins }, earlierAnswer);
};

export type WalletMove = {
  readonly cardId: CardId;
  readonly state: OwnWalletState;
  readonly suburbanRailAt: Temporal.Instant | null;
  /** null: nothing is paid back. */
  readonly refundDueOn: Temporal.PlainDate | null;
};

/** A purse as it was decided, written when the guard held. */
export const upsertWallet = (sql: Sql, { cardId, state, suburbanRailAt, refundDueOn }: WalletMove): Fragment => sql`
  , transit_wallet as (
    insert into transit_wallets (person_id, card_id, state, suburban_rail_at, refund_due_on)
    select person_id, ${cardId}, ${state}, ${suburbanRailAt}::timestamptz, ${refundDueOn?.toString() ?? null}::date
    from guard
    on conflict (person_id, card_id) do update set state = excluded.state,
      suburban_rail_at = excluded.suburban_rail_at, refund_due_on = excluded.refund_due_on
  )`;

/** One line more, written when the guard held; the same one twice violates its key. */
export const insertEntry = (sql: Sql, cardId: CardId, entry: TransitEntry): Fragment => sql`
  , transit_entry as (
    insert into transit_entries (person_id, card_id, entry_id, kind, amount_fen, happened_at, reported_by, bank, payment)
    select person_id, ${cardId}, ${entry.entryId}, ${entry.kind}, ${entry.fen}, ${entry.happenedAt},
           ${entry.reportedBy}, ${entry.bank}::text, ${entry.payment}::text
    from guard
  )`;

/** Lines of one's own purses, newest first. */
export const listEntries = async (
  sql: Sql,
  { personId, cardId, most }: { readonly personId: PersonId; readonly cardId: CardId; readonly most: number },
): Promise<readonly TransitEntry[]> => sql<TransitEntry[]>`
  select entry_id as "entryId", kind, amount_fen as fen, happened_at as "happenedAt", reported_by as "reportedBy",
    bank, payment
  from transit_entries where person_id = ${personId} and card_id = ${cardId}
  order by happened_at desc, entry_id desc limit ${most}`;

export type OwnWallet = {
  readonly cardId: CardId;
  readonly state: OwnWalletState;
  readonly suburbanRailAt: Temporal.Instant | null;
  readonly refundDueOn: Temporal.PlainDate | null;
  readonly refundedAt: Temporal.Instant | null;
  readonly balanceFen: number;
};

/** The purses of a person that something has happened to. */
export const listWallets = async (sql: Sql, personId: PersonId): Promise<readonly OwnWallet[]> => sql<OwnWallet[]>`
  select cards.card_id as "cardId", cards.state, cards.suburban_rail_at as "suburbanRailAt",
    cards.refund_due_on as "refundDueOn", cards.refunded_at as "refundedAt", ${sumOf(sql)} as "balanceFen"
  from transit_wallets cards where cards.person_id = ${personId}`;

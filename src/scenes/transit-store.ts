// All SQL of transit purses: what a decision reads, what it writes, and what its holder sees.
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import { type EnablingRow, findCardWith, type Wanted } from '../cards/enabling-store.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { BankRequestState } from '../finance/bank-request-lifecycle.ts';
import type { EntryId, TransitEntry } from './transit.ts';
import type { OwnWalletState, WalletState } from './transit-lifecycle.ts';

export type TransitRow = EnablingRow & {
  /** null: nothing has happened to it yet. */
  readonly wallet: OwnWalletState | null;
  readonly suburbanRailAt: Temporal.Instant | null;
  /** Sum of the entries. */
  readonly balanceFen: number;
  readonly refundDueOn: Temporal.PlainDate | null;
  /** Whether the entry that was asked about is there already. */
  readonly isRecorded: boolean;
  /** Whether the exchange of this damaged card is asked for, or done. */
  readonly isExchanged: boolean;
  /** Sum of what is or was paid back, a minus. */
  readonly refundFen: number;
  /** Whether the bank refused to pay it to the account that was named last. */
  readonly isRefundRefused: boolean;
};

/** States of an exchange that came to nothing. */
const undone = ['withdrawn', 'rejected', 'account-refused'] as const satisfies readonly ApplicationState[];

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
    wallet.refund_due_on as "refundDueOn", entry.entry_id is not null as "isRecorded",
    exists (select from applications exchange where exchange.person_id = cards.person_id
      and exchange.replaces = cards.card_id and exchange.service = 'exchange-damaged'
      and exchange.state <> all(${undone})) as "isExchanged",
    (select coalesce(sum(amount_fen), 0)::int from transit_entries back where back.person_id = cards.person_id
      and back.card_id = cards.card_id and back.kind = 'refund') as "refundFen",
    coalesce((select request.state = 'refused' from bank_requests request
      where request.person_id = cards.person_id and request.card_id = cards.card_id and request.kind = 'refund'
      order by request.asked_at desc, request.bank_request_id desc limit 1), false) as "isRefundRefused"`;
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

export type WalletPaid = {
  readonly cardId: CardId;
  readonly from: readonly WalletState[];
  readonly to: OwnWalletState;
  readonly at: Temporal.Instant;
};

/** The bank has paid the balance back, written when the guard held. */
export const moveWalletToRefunded = (sql: Sql, { cardId, from, to, at }: WalletPaid): Fragment => sql`
  , transit_wallet as (
    update transit_wallets set state = ${to}, refunded_at = ${at} from guard
    where transit_wallets.person_id = guard.person_id and card_id = ${cardId} and state = any(${from})
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

export type RefundAsked = {
  readonly cardId: CardId;
  readonly state: BankRequestState;
  readonly bank: string;
  /** What the bank was given: the amount and the account. */
  readonly sealed: Buffer | null;
};

/** What the bank was asked last about paying the balance of a card back; undefined: nothing. */
export const findRefundAsked = async (
  sql: Sql,
  { personId, cardId }: { readonly personId: PersonId; readonly cardId: CardId },
): Promise<RefundAsked | undefined> => {
  const [row] = await sql<RefundAsked[]>`
    select card_id as "cardId", state, bank, sealed from bank_requests
    where person_id = ${personId} and card_id = ${cardId} and kind = 'refund'
    order by asked_at desc, bank_request_id desc limit 1`;
  return row;
};

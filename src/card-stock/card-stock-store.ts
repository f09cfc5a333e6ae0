// All SQL of blank cards. Who changes a stock holds its row first, so that figures and entries always agree.
import type { Queries, Sql } from '../database/connection.ts';
import type { CountState, StockEntryKind, StockFigures, StockKeeper } from './card-stock.ts';

export type StockRow = StockFigures & { readonly outletId: string; readonly bank: string; readonly entries: number };

/** The row of an outlet, made where it has none yet, and held until the transaction ends. */
export const lockStock = async (sql: Queries, { outletId, bank }: StockKeeper): Promise<StockRow> => {
  await sql`
    insert into card_stocks (outlet_id, bank, on_hand, spoiled, entries) values (${outletId}, ${bank}, 0, 0, 0)
    on conflict (outlet_id) do nothing`;
  const [row] = await sql<StockRow[]>`
    select outlet_id as "outletId", bank, on_hand as "onHand", spoiled, entries
    from card_stocks where outlet_id = ${outletId} for update`;
  if (!row) throw new Error('a stock that was just made is gone');
  return row;
};

export type StockEntry = {
  readonly seq: number;
  readonly kind: StockEntryKind;
  readonly change: StockFigures;
  /** Afterwards. */
  readonly after: StockFigures;
  readonly at: Temporal.Instant;
  readonly account: string;
};

/** Whether this was entered before, under the same key. */
export const findEntry = async (sql: Queries, outletId: string, keyDigest: Buffer): Promise<boolean> => {
  const rows = await sql`
    select 1 from card_stock_entries where outlet_id = ${outletId} and key_digest = ${keyDigest}`;
  return rows.length > 0;
};

/** The entry and the figures after it, in one statement; the row is held. */
export const insertEntry = async (
  sql: Queries,
  outletId: string,
  entry: StockEntry & { readonly keyDigest: Buffer },
): Promise<void> => {
  const { seq, kind, change, after, at, account, keyDigest } = entry;
  await sql`
    with entry as (
      insert into card_stock_entries (outlet_id, seq, kind, on_hand_change, spoiled_change, on_hand, spoiled, at, account,
                                      key_digest)
      values (${outletId}, ${seq}, ${kind}, ${change.onHand}, ${change.spoiled}, ${after.onHand}, ${after.spoiled}, ${at},
              ${account}, ${keyDigest})
    )
    update card_stocks set on_hand = ${after.onHand}, spoiled = ${after.spoiled}, entries = ${seq}
    where outlet_id = ${outletId}`;
};

export type StockCount = StockFigures & {
  readonly day: Temporal.PlainDate;
  readonly state: CountState;
  readonly counted: StockFigures;
  readonly countedAt: Temporal.Instant;
  readonly account: string;
  readonly settledBy: string | null;
};

type CountRow = Omit<StockCount, 'counted'> & { readonly countedOnHand: number; readonly countedSpoiled: number };

const countFrom = ({ countedOnHand, countedSpoiled, ...row }: CountRow): StockCount => ({
  ...row,
  counted: { onHand: countedOnHand, spoiled: countedSpoiled },
});

/** A day is counted anew as long as nobody settled its difference: the last count is the one that counts. */
export const upsertCount = async (
  sql: Queries,
  outletId: string,
  { day, state, onHand, spoiled, counted, countedAt, account }: Omit<StockCount, 'settledBy'>,
): Promise<void> => {
  await sql`
    insert into card_stock_counts (outlet_id, day, state, on_hand, spoiled, counted_on_hand, counted_spoiled, counted_at,
                                   account)
    values (${outletId}, ${day.toString()}::date, ${state}, ${onHand}, ${spoiled}, ${counted.onHand}, ${counted.spoiled},
            ${countedAt}, ${account})
    on conflict (outlet_id, day) do update set state = excluded.state, on_hand = excluded.on_hand,
      spoiled = excluded.spoiled, counted_on_hand = excluded.counted_on_hand, counted_spoiled = excluded.counted_spoiled,
      counted_at = excluded.counted_at, account = excluded.account
    where card_stock_counts.state <> 'settled'`;
};

export const findCount = async (
  sql: Queries,
  outletId: string,
  day: Temporal.PlainDate,
): Promise<StockCount | undefined> => {
  const [row] = await sql<CountRow[]>`
    select day, state, on_hand as "onHand", spoiled, counted_on_hand as "countedOnHand",
      counted_spoiled as "countedSpoiled", counted_at as "countedAt", account, settled_by as "settledBy"
    from card_stock_counts where outlet_id = ${outletId} and day = ${day.toString()}::date`;
  return row && countFrom(row);
};

export const moveToSettled = async (
  sql: Queries,
  outletId: string,
  { day, by, at }: { readonly day: Temporal.PlainDate; readonly by: string; readonly at: Temporal.Instant },
): Promise<void> => {
  await sql`
    update card_stock_counts set state = 'settled', settled_by = ${by}, settled_at = ${at}
    where outlet_id = ${outletId} and day = ${day.toString()}::date and state = 'differs'`;
};

export const findStock = async (sql: Sql, outletId: string): Promise<StockRow | undefined> => {
  const [row] = await sql<StockRow[]>`
    select outlet_id as "outletId", bank, on_hand as "onHand", spoiled, entries
    from card_stocks where outlet_id = ${outletId}`;
  return row;
};

/** A screen of them; the sums of a day are read from the entries themselves. */
const mostEntries = 50;
const mostCounts = 30;

/** Newest first, at most 50. */
export const listEntries = async (sql: Sql, outletId: string): Promise<readonly StockEntry[]> => {
  const rows = await sql<
    (Omit<StockEntry, 'change' | 'after'> & {
      readonly onHandChange: number;
      readonly spoiledChange: number;
      readonly onHand: number;
      readonly spoiled: number;
    })[]
  >`
    select seq, kind, on_hand_change as "onHandChange", spoiled_change as "spoiledChange", on_hand as "onHand", spoiled, at,
      account
    from card_stock_entries where outlet_id = ${outletId} order by seq desc limit ${mostEntries}`;
  return rows.map(({ onHandChange, spoiledChange, onHand, spoiled, ...row }) => ({
    ...row,
    change: { onHand: onHandChange, spoiled: spoiledChange },
    after: { onHand, spoiled },
  }));
};

/** Newest first, at most 30. */
export const listCounts = async (sql: Sql, outletId: string): Promise<readonly StockCount[]> => {
  const rows = await sql<CountRow[]>`
    select day, state, on_hand as "onHand", spoiled, counted_on_hand as "countedOnHand",
      counted_spoiled as "countedSpoiled", counted_at as "countedAt", account, settled_by as "settledBy"
    from card_stock_counts where outlet_id = ${outletId} order by day desc limit ${mostCounts}`;
  return rows.map(countFrom);
};

export type StockOfOutlet = StockRow & {
  readonly outletName: string | null;
  /** The oldest day whose difference nobody has settled; null: there is none. */
  readonly differsOn: Temporal.PlainDate | null;
};

/** A bank has some 500 outlets (R-BANK-11). */
const mostStocks = 1_000;

/** Those with a difference first, then by number; `bank` null: of every bank. */
export const listStocks = async (sql: Sql, bank: string | null): Promise<readonly StockOfOutlet[]> =>
  sql<StockOfOutlet[]>`
    select card_stocks.outlet_id as "outletId", card_stocks.bank, on_hand as "onHand", spoiled, entries,
      outlets.name as "outletName", open.day as "differsOn"
    from card_stocks left join outlets on outlets.outlet_id = card_stocks.outlet_id
    left join lateral (
      select min(day) as day from card_stock_counts
      where card_stock_counts.outlet_id = card_stocks.outlet_id and state = 'differs'
    ) open on true
    where ${bank}::text is null or card_stocks.bank = ${bank}
    order by open.day nulls last, card_stocks.outlet_id limit ${mostStocks}`;

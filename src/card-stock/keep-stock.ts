// What a clerk does with blank cards: receives them, sets bad ones aside, destroys those, and counts at the end of the day.
import type { Clock } from '../base/clock.ts';
import { dateIn } from '../base/dates.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { CountState, EnteredKind, StockFigures, StockKeeper } from './card-stock.ts';
import { findCount, lockStock, moveToSettled, upsertCount } from './card-stock-store.ts';
import { applied, changeStock, type StockRefused } from './change-stock.ts';

type Ground = { readonly sql: Sql; readonly keys: Keys; readonly businessClock: Clock };

export type StockEntered = {
  readonly keeper: StockKeeper;
  readonly kind: EnteredKind;
  readonly quantity: number;
  readonly key: string;
};

export const enterStock = async (
  { sql, keys, businessClock }: Ground,
  entered: StockEntered,
): Promise<Result<StockFigures, StockRefused>> => {
  const at = businessClock();
  return await sql.begin((transaction) => changeStock(transaction, keys, { ...entered, at }));
};

export type StockCounted = { readonly keeper: StockKeeper; readonly counted: StockFigures };
type CountRefused = Refused<'STOCK_QUANTITY' | 'COUNT_SETTLED', object>;

/** What was counted against the entries up to this very instant; a difference waits for the head office of the bank. */
export const countStock = async (
  { sql, businessClock }: Ground,
  { keeper, counted }: StockCounted,
): Promise<Result<{ readonly state: CountState }, CountRefused>> => {
  const isCount = (figure: number): boolean => Number.isSafeInteger(figure) && figure >= 0 && figure < 1_000_000;
  if (!isCount(counted.onHand) || !isCount(counted.spoiled)) return refused('STOCK_QUANTITY', {});
  const { outletId, account } = keeper;
  const countedAt = businessClock();
  const day = dateIn(countedAt);
  return await sql.begin(async (transaction) => {
    const { onHand, spoiled } = await lockStock(transaction, keeper);
    const earlier = await findCount(transaction, outletId, day);
    if (earlier?.state === 'settled') return refused('COUNT_SETTLED', {});
    const state = counted.onHand === onHand && counted.spoiled === spoiled ? 'agrees' : 'differs';
    await upsertCount(transaction, outletId, { day, state, onHand, spoiled, counted, countedAt, account });
    return ok({ state });
  });
};

export type Settling = { readonly keeper: StockKeeper; readonly day: Temporal.PlainDate };
/** OWN_COUNT: never who counted. */
type SettleRefused = Refused<'NO_DIFFERENCE' | 'OWN_COUNT', object> | StockRefused;

/** The figures become what was counted, by an entry of somebody else than who counted; what was used since stays used. */
export const settleDifference = async (
  { sql, keys, businessClock }: Ground,
  { keeper, day }: Settling,
): Promise<Result<StockFigures, SettleRefused>> => {
  const { outletId, account } = keeper;
  const at = businessClock();
  return await sql.begin(async (transaction) => {
    const figures = await lockStock(transaction, keeper);
    const count = await findCount(transaction, outletId, day);
    if (count?.state === 'settled') return ok(figures);
    if (count?.state !== 'differs') return refused('NO_DIFFERENCE', {});
    if (count.account === account) return refused('OWN_COUNT', {});
    const change = { onHand: count.counted.onHand - count.onHand, spoiled: count.counted.spoiled - count.spoiled };
    const key = `count ${day}`;
    const adjusted = await applied(transaction, keys, { keeper, kind: 'adjusted', change, at, key });
    if (adjusted.ok) await moveToSettled(transaction, outletId, { day, by: account, at });
    return adjusted;
  });
};

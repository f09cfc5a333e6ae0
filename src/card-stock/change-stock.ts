// Changes what lies at an outlet: one entry and the figures after it, once for each key, never below nothing.
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Queries } from '../database/connection.ts';
import { effectOfOne, mostAtOnce, type StockEntryKind, type StockFigures, type StockKeeper } from './card-stock.ts';
import { findEntry, insertEntry, lockStock } from './card-stock-store.ts';

export type StockChange = {
  readonly keeper: StockKeeper;
  readonly kind: Exclude<StockEntryKind, 'adjusted'>;
  readonly quantity: number;
  readonly at: Temporal.Instant;
  /** The same key again is the same entry. */
  readonly key: string;
};

export type StockRefused = Refused<'STOCK_QUANTITY' | 'NO_BLANK_CARD' | 'NOTHING_TO_DESTROY', object>;

/**
 * Inside the caller's transaction, which holds the outlet's row until it ends: whoever comes at the same moment waits and
 * then sees the figures after it. NO_BLANK_CARD and NOTHING_TO_DESTROY: there are not as many.
 */
export const changeStock = async (
  transaction: Queries,
  keys: Pick<Keys, 'digest'>,
  { keeper, kind, quantity, at, key }: StockChange,
): Promise<Result<StockFigures, StockRefused>> => {
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > mostAtOnce) return refused('STOCK_QUANTITY', {});
  const one = effectOfOne[kind];
  const change = { onHand: one.onHand * quantity, spoiled: one.spoiled * quantity };
  return applied(transaction, keys, { keeper, kind, change, at, key });
};

type Applying = Omit<StockChange, 'kind' | 'quantity'> & {
  readonly kind: StockEntryKind;
  readonly change: StockFigures;
};

/** The same for a difference that a count found. */
export const applied = async (
  transaction: Queries,
  keys: Pick<Keys, 'digest'>,
  { keeper, kind, change, at, key }: Applying,
): Promise<Result<StockFigures, StockRefused>> => {
  const { outletId, account } = keeper;
  const keyDigest = keys.digest(`card-stock|${outletId}|${key}`);
  const { onHand, spoiled, entries } = await lockStock(transaction, keeper);
  if (await findEntry(transaction, outletId, keyDigest)) return ok({ onHand, spoiled });
  const after = { onHand: onHand + change.onHand, spoiled: spoiled + change.spoiled };
  if (after.onHand < 0) return refused('NO_BLANK_CARD', {});
  if (after.spoiled < 0) return refused('NOTHING_TO_DESTROY', {});
  await insertEntry(transaction, outletId, { seq: entries + 1, kind, change, after, at, account, keyDigest });
  return ok(after);
};

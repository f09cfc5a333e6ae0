// 空白卡: what lies at an outlet that makes cards on the spot, and what each kind of entry does to it.

export const stockEntryKinds = ['received', 'used', 'spoiled', 'found-bad', 'destroyed', 'adjusted'] as const;
export type StockEntryKind = (typeof stockEntryKinds)[number];

/** Good blanks, and those kept until they are destroyed. */
export type StockFigures = { readonly onHand: number; readonly spoiled: number };

/**
 * What one blank of an entry does. A blank is `used` when the card writer takes it, before anything can fail: what is then
 * spoiled is no longer among the good ones. `adjusted` follows a count.
 */
export const effectOfOne = {
  received: { onHand: 1, spoiled: 0 },
  used: { onHand: -1, spoiled: 0 },
  spoiled: { onHand: 0, spoiled: 1 },
  'found-bad': { onHand: -1, spoiled: 1 },
  destroyed: { onHand: 0, spoiled: -1 },
} as const satisfies Readonly<Record<Exclude<StockEntryKind, 'adjusted'>, StockFigures>>;

/** What a clerk enters; the others the making of a card leaves. */
export const enteredKinds = ['received', 'found-bad', 'destroyed'] as const satisfies readonly StockEntryKind[];
export type EnteredKind = (typeof enteredKinds)[number];

/** More blanks at one time come on a pallet, and not to a counter. */
export const mostAtOnce = 5_000;

export type CountState = 'agrees' | 'differs' | 'settled';

/** Who changes a stock, and where. */
export type StockKeeper = { readonly account: string; readonly outletId: string; readonly bank: string };

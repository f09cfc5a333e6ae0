// A lot (制卡批): the orders of one bank that became its own on one day in Beijing, and how far each of them is.

/** Every order of a lot is in exactly one of these, in the order of a card's life. */
export const stages = [
  'sent',
  'acknowledged',
  'account-opened',
  'produced',
  'under-way',
  'handed-over',
  'returned',
  'held',
  'refused',
  'recalled',
] as const;
export type Stage = (typeof stages)[number];

/** The card is made. */
const madeStages = ['produced', 'under-way', 'handed-over', 'returned'] as const satisfies readonly Stage[];
/** Nothing more is to come of these. */
const endedStages = ['refused', 'recalled'] as const satisfies readonly Stage[];

export type Lot = {
  readonly bank: string;
  readonly day: Temporal.PlainDate;
  readonly orders: number;
  readonly counts: Readonly<Record<Stage, number>>;
  /** Of all stages: the last day of production is over and the card is not made. */
  readonly late: number;
};

const countIn = ({ counts }: Lot, of: readonly Stage[]): number => of.reduce((sum, stage) => sum + counts[stage], 0);

/** Cards that are made, of those that still can be. */
export const progressOf = (lot: Lot): { readonly made: number; readonly of: number } => ({
  made: countIn(lot, madeStages),
  of: lot.orders - countIn(lot, endedStages),
});

// One measurement of a bench, with what it is held against.

/** What a measurement should reach: against its reference, or by itself. */
export type Goal =
  | { readonly ratioAtLeast: number }
  | { readonly ratioAtMost: number }
  | { readonly atLeast: number }
  | { readonly atMost: number };

export type Row = {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** Measured in the same run, in the same unit; the goal may be a ratio to it. */
  readonly reference?: number;
  readonly goal?: Goal;
};

/** What every bench is handed. */
export type BenchContext = {
  /** A fresh migrated database on a server that keeps its promises (fsync on), dropped after the run. */
  readonly database: () => Promise<string>;
};

/** What every `*.bench.ts` exports. */
export type Bench = {
  readonly name: string;
  readonly run: (context: BenchContext) => Promise<readonly Row[]>;
};

/** Measured ÷ reference. */
export const ratioOf = ({ measured, reference }: Row): number | undefined =>
  reference === undefined ? undefined : measured / reference;

/** Whether the goal is met; undefined where there is none, or nothing to hold it against. */
export const meetsGoal = (row: Row): boolean | undefined => {
  const { goal, measured } = row;
  const ratio = ratioOf(row);
  if (!goal) return undefined;
  if ('atLeast' in goal) return measured >= goal.atLeast;
  if ('atMost' in goal) return measured <= goal.atMost;
  if (ratio === undefined) return undefined;
  return 'ratioAtLeast' in goal ? ratio >= goal.ratioAtLeast : ratio <= goal.ratioAtMost;
};

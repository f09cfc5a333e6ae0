// Which outlets the policy itself says make cards on the spot on a day, or do not; of all others the import says it (R-CHAN-16).
import { rowOn } from './dated-rows.ts';
import type { Day } from './rows.ts';
import type { Snapshot } from './snapshot.ts';

export const outletsByRow = (
  { outletFlags }: Snapshot,
  day: Day,
): { readonly instant: readonly string[]; readonly notInstant: readonly string[] } => {
  const said = [...outletFlags.keys()].flatMap((outlet) => rowOn(outletFlags, outlet, day) ?? []);
  const named = (instant: boolean): readonly string[] =>
    said.filter((row) => row.instant === instant).map(({ outlet }) => outlet);
  return { instant: named(true), notInstant: named(false) };
};

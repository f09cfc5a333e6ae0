// Two works compared by calling them in turn: whatever else the machine does meanwhile hits both alike.

/** `turn` counts from 0, those before the first counted one included. */
export type Work = (turn: number) => Promise<unknown>;

export type Turns = { readonly warmUp: number; readonly calls: number };

/** Milliseconds of the middle one of `calls` calls of each; the `warmUp` before them do not count. */
export const mediansInTurn = async (
  works: { readonly measured: Work; readonly reference: Work },
  { warmUp, calls }: Turns,
): Promise<{ readonly measured: number; readonly reference: number }> => {
  const samples = { measured: [] as number[], reference: [] as number[] };
  for (let turn = 0; turn < warmUp + calls; turn += 1) {
    // Neither always goes first: what one leaves in the caches is not always the other's.
    for (const which of turn % 2 === 0 ? (['measured', 'reference'] as const) : (['reference', 'measured'] as const)) {
      const began = performance.now();
      await works[which](turn);
      if (turn >= warmUp) samples[which].push(performance.now() - began);
    }
  }
  return { measured: median(samples.measured), reference: median(samples.reference) };
};

/** 0 when there is none. */
export const median = (samples: readonly number[]): number =>
  samples.toSorted((one, other) => one - other)[Math.floor(samples.length / 2)] ?? 0;

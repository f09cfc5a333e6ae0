// A source of chance that a seed repeats.

export type Random = ReturnType<typeof randomOf>;

/** mulberry32: small, and the same everywhere. */
export const randomOf = (seed: number) => {
  let state = seed >>> 0;
  /** From 0 up to, not including, 1. */
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  const pick = <T>(from: readonly [T, ...T[]]): T => from[below(from.length)] ?? from[0];
  /** Undefined of none. */
  const any = <T>(from: readonly T[]): T | undefined => from[below(from.length)];
  return { any, fraction, below, pick, chance: (of: number): boolean => fraction() < of };
};

// Latencies of a run: every one is kept, so that quantiles are exact.

export type Latencies = { readonly p50: number; readonly p99: number; readonly max: number; readonly mean: number };

/** Quantiles of `samples` (any unit, which the result shares) by nearest rank; zeros where there is no sample. */
export const latenciesOf = (samples: Float64Array): Latencies => {
  const sorted = samples.toSorted();
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const sum = sorted.reduce((total, sample) => total + sample, 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1), mean: sorted.length === 0 ? 0 : sum / sorted.length };
};

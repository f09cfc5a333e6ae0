// Being asked to stop: the first signal ends the program in order, a later one at once.

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The terminal and npm both pass a single Ctrl-C on to us; only what comes later is a second request. */
const sameRequestMilliseconds = 1_000;

/** Aborts `stopping` at the first signal; exits with 130 at one that comes a second or more later. */
export const onStopSignal = (stopping: AbortController): void => {
  let firstAt: number | undefined;
  const stop = (): void => {
    firstAt ??= performance.now();
    if (performance.now() - firstAt > sameRequestMilliseconds) process.exit(130);
    stopping.abort();
  };
  for (const signal of signals) process.on(signal, stop);
};

// Being asked to stop: the first request ends the program in order, a later one at once.

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The terminal and npm both pass a single Ctrl-C on to us; only what comes later is a second request. */
const sameRequestMilliseconds = 1_000;
const parentCheckMilliseconds = 500;

/** Aborts `stopping` at the first request; exits with 130 at one that comes a second or more later. */
export const onStopSignal = (stopping: AbortController): void => {
  let firstAt: number | undefined;
  const stop = (): void => {
    firstAt ??= performance.now();
    if (performance.now() - firstAt > sameRequestMilliseconds) process.exit(130);
    stopping.abort();
  };
  for (const signal of signals) process.on(signal, stop);
  if (process.env.npm_lifecycle_event) onLostParent(() => stopping.abort());
};

/** npm runs us through a shell that dies of a signal to npm without passing it on; then nobody could stop us any more. */
const onLostParent = (stop: () => void): void => {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, parentCheckMilliseconds).unref();
};

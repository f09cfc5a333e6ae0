// The word within one process that a job was written, so that its worker need not wait for the next poll.

const listeners = new Set<() => void>();

/** Called after a commit; workers of other processes find the job by polling. */
export const nudgeWorkers = (): void => {
  for (const listener of listeners) listener();
};

/** Calls `listener` at every nudge until the function that comes back is called. */
export const onNudge = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

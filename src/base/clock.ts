// The two clocks. Rules, deadlines and events use the business clock; sessions, tokens and retries the system clock.

/** Tells the instant it is now. Passed in wherever time matters; nothing else asks the machine. */
export type Clock = () => Temporal.Instant;

export const systemClock: Clock = () => Temporal.Now.instant();

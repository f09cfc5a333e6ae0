// A callback: what a bank must know at once, told without having asked; it names an order or a file, never a person.
/**
 * The few things for which waiting for the next poll costs something: work that begins, work that would be in vain, and an
 * answer somebody waits for. What a bank hears in answer to its own call (differences, refusals) is not told a second time.
 */
export const callbackEvents = [
  'orders-waiting',
  'order-withdrawn',
  'order-recalled',
  'order-held',
  'order-released',
  'request-waiting',
  'file-done',
  'test',
] as const;
export type CallbackEvent = (typeof callbackEvents)[number];

/** `failed`: given up, or there is no address; it can be sent again. */
export const callbackStates = ['waiting', 'delivered', 'failed'] as const;
export type CallbackState = (typeof callbackStates)[number];

export type NewCallback = {
  /** A UUID, the same for every attempt. */
  readonly callbackId: string;
  readonly bank: string;
  readonly event: CallbackEvent;
  /** Number of the application, id of the request or the file, or null. */
  readonly subject: string | null;
  /** Business clock. */
  readonly at: Temporal.Instant;
};

export type Callback = NewCallback & {
  readonly state: CallbackState;
  /** How often it was sent so far. */
  readonly attempts: number;
  /** null: no answer came, or it was not sent yet. */
  readonly lastStatus: number | null;
  /** Kind of what went wrong, such as `TimeoutError`; null: nothing did. */
  readonly lastProblem: string | null;
  readonly lastTriedAt: Temporal.Instant | null;
};

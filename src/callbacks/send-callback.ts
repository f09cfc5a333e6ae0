// Sends a callback: signed, to the address an operator entered, and what came of it written down.
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { errorCode } from '../base/cannot-start.ts';
import type { Clock } from '../base/clock.ts';
import { type SigningKeys, signingKeyInForce } from '../crypto/signing-keys.ts';
import type { Sql } from '../database/connection.ts';
import type { FindConnection } from '../identity/bank-connections.ts';
import type { Job, JobHandler } from '../jobs/job.ts';
import { workerLimits } from '../jobs/job-worker.ts';
import type { Callback, CallbackEvent } from './callback.ts';
import { findCallback, moveCallback } from './callbacks-store.ts';
import { callbackHeaders } from './sign-callback.ts';

/** Well under the lease of a job, so that a slow bank never makes two workers send the same callback. */
const timeoutMilliseconds = 5_000;

export type Sending = {
  readonly sql: Sql;
  readonly systemClock: Clock;
  readonly log: Pick<Logger, 'error'>;
  readonly connectionOf: FindConnection;
  readonly signingKeys: () => SigningKeys;
};

/**
 * Does the job `call-bank`. Every try has a time, a nonce and a signature of its own, and the same id. 2xx is taken as
 * received; anything else is tried again until the attempts of a job are used up: then it is `failed`, is seen in the
 * console, and can be sent again. Without an address it is so at once. Redirects are not followed.
 */
export const sendCallback =
  (sending: Sending): JobHandler =>
  async ({ payload, attempt }: Job) => {
    const callback = await findCallback(sending.sql, payload.callbackId ?? '');
    // Sent by a worker that died before it could say so, or told again meanwhile.
    if (callback?.state !== 'waiting') return;
    const url = sending.connectionOf(callback.bank)?.callbackUrl ?? null;
    const outcome: Outcome = url === null ? noAddress : await post(sending, callback, url);
    const isLast = url === null || attempt >= workerLimits.maxAttempts;
    const state = outcome.delivered ? 'delivered' : isLast ? 'failed' : 'waiting';
    const { status, problem } = outcome;
    const { callbackId, bank, event } = callback;
    await moveCallback(sending.sql, { callbackId, state, status, problem, at: sending.systemClock() });
    if (state === 'waiting') throw new CallbackRefused(problem ?? String(status));
    if (state === 'failed' && url !== null)
      sending.log.error({ callbackId, bank, event, status, problem }, 'callback given up');
  };

type Outcome = { readonly delivered: boolean; readonly status: number | null; readonly problem: string | null };
const noAddress: Outcome = { delivered: false, status: null, problem: 'NO_ADDRESS' };

const post = async ({ systemClock, signingKeys }: Sending, callback: Callback, url: string): Promise<Outcome> => {
  const at = systemClock();
  const key = signingKeyInForce(signingKeys(), at);
  if (!key) return { delivered: false, status: null, problem: 'NO_SIGNING_KEY' };
  const body = bodyOf(callback);
  const nonce = randomBytes(16).toString('hex');
  const headers = callbackHeaders(key, { bank: callback.bank, keyId: key.id, at, nonce, body });
  try {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    return { delivered: response.ok, status: response.status, problem: null };
  } catch (error) {
    return { delivered: false, status: null, problem: problemOf(error) };
  }
};

/** The name of the field that says what an event is about. */
const subjectNames: Readonly<Record<CallbackEvent, string | null>> = {
  'orders-waiting': null,
  'order-withdrawn': 'number',
  'order-recalled': 'number',
  'order-held': 'number',
  'order-released': 'number',
  'request-waiting': 'requestId',
  'file-done': 'fileId',
  test: null,
};

/** The same bytes for every try. */
export const bodyOf = ({ callbackId, bank, event, subject, at }: Callback): string => {
  const name = subjectNames[event];
  return JSON.stringify({
    ...{ id: callbackId, event, bank, at: at.toString({ smallestUnit: 'second' }) },
    ...(name !== null && { [name]: subject }),
  });
};

// `fetch` hides why nobody answered in the cause; the text could quote an address, the code cannot.
const problemOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'UNKNOWN';
  return errorCode(error.cause) || error.name;
};

class CallbackRefused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the bank did not take the callback: ${code}`);
    this.name = 'CallbackRefused';
    this.code = code;
  }
}

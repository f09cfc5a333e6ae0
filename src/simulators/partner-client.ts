// A machine interface as a partner's own program calls it: a token that is fetched when needed, JSON there and back.
import { z } from 'zod';

/** What a partner was given to call with. */
export type PartnerAccess = { readonly baseUrl: URL; readonly clientId: string; readonly secret: string };

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });
const words = z.object({ zh: z.string(), en: z.string() });
const problem = z
  .object({
    code: z.string(),
    message: words.optional().catch(undefined),
    state: z.string().optional().catch(undefined),
  })
  .catch({ code: 'UNKNOWN', message: undefined, state: undefined });

const callTimeoutMilliseconds = 10_000;
/** Fetched again so long before its end, so that no call goes out with a token that is over on arrival. */
const tokenMarginSeconds = 60;

/** An answer outside of 200–299. */
export class CallFailed extends Error {
  readonly status: number;
  readonly code: string;
  /** State of the application, where that is what is wrong. */
  readonly state: string | undefined;
  /** Why, as the interface says it. */
  readonly words: z.infer<typeof words>;
  constructor(status: number, { code, message, state }: z.infer<typeof problem>) {
    super(`the interface answered ${status} ${code}`);
    this.name = 'CallFailed';
    this.status = status;
    this.code = code;
    this.state = state;
    this.words = message ?? { zh: code, en: code };
  }
}

/** Whose right something is not, as the gate says it: about the card, not about the caller's token. */
const rights: readonly string[] = ['NOT_ISSUING_BANK', 'ACTOR_NOT_ALLOWED'];

/** A refusal of what was asked; anything else (no token, too many calls, an outage) concerns every call. */
export const isRefusal = (error: unknown): error is CallFailed =>
  error instanceof CallFailed && ([400, 404, 409, 422].includes(error.status) || rights.includes(error.code));

export type PartnerClient = {
  readonly get: (path: string) => Promise<unknown>;
  readonly post: (path: string, key: string, body: object) => Promise<unknown>;
};

/** Every call throws CallFailed for a refusal, and what `fetch` throws when nobody answers or `stop` is aborted. */
export const partnerClient = (access: PartnerAccess, stop: AbortSignal): PartnerClient => {
  let token: { readonly text: string; readonly goodUntil: number } | undefined;
  const send = async (path: string, init: RequestInit): Promise<unknown> => {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(callTimeoutMilliseconds)]);
    const response = await fetch(new URL(path, access.baseUrl), { ...init, signal, redirect: 'error' });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    if (response.status === 401) token = undefined;
    throw new CallFailed(response.status, problem.parse(answer));
  };
  const bearer = async (): Promise<string> => {
    if (token && performance.now() < token.goodUntil) return token.text;
    const form = { grant_type: 'client_credentials', client_id: access.clientId, client_secret: access.secret };
    const answer = await send('/api/v1/token', { method: 'POST', body: new URLSearchParams(form) });
    const { access_token: text, expires_in: seconds } = tokenAnswer.parse(answer);
    token = { text, goodUntil: performance.now() + (seconds - tokenMarginSeconds) * 1000 };
    return text;
  };
  return {
    get: async (path) => send(path, { headers: { authorization: `Bearer ${await bearer()}` } }),
    post: async (path, key, body) =>
      send(path, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await bearer()}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
      }),
  };
};

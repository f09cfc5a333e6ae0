// The interface of the banks as a bank's own program calls it: a token, the orders that wait, and reports.
import { z } from 'zod';

/** What a bank was given to call with. */
export type BankAccess = { readonly baseUrl: URL; readonly clientId: string; readonly secret: string };

const order = z.object({
  number: z.string(),
  task: z.enum(['issue', 'deliver']),
  delivery: z.enum(['mail', 'outlet']),
  outletId: z.string().nullable(),
});
/** What a simulated bank needs of an order; the person's data it does not even read. */
export type ReceivedOrder = z.infer<typeof order>;

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });
const ordersAnswer = z.object({ orders: z.array(order) });
const acknowledgeAnswer = z.object({ results: z.array(z.object({ number: z.string(), acknowledged: z.boolean() })) });
const problem = z.object({ code: z.string() }).catch({ code: 'UNKNOWN' });

const callTimeoutMilliseconds = 10_000;
/** Fetched again so long before its end, so that no call goes out with a token that is over on arrival. */
const tokenMarginSeconds = 60;
/** One poll of a simulated bank; what is left comes with the next. */
const ordersAtOnce = 50;

/** An answer outside of 200–299. */
export class BankCallFailed extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(`the bank interface answered ${status} ${code}`);
    this.name = 'BankCallFailed';
    this.status = status;
    this.code = code;
  }
}

export type BankClient = {
  readonly listOrders: () => Promise<readonly ReceivedOrder[]>;
  /** Gives the numbers that could not be acknowledged. */
  readonly acknowledge: (numbers: readonly string[], key: string) => Promise<readonly string[]>;
  readonly report: (call: ReportCall) => Promise<void>;
};

export type ReportCall = {
  readonly number: string;
  /** The last part of the address: `account-opened`, `produced`, … */
  readonly name: string;
  readonly key: string;
  readonly body: object;
};

/** Every call throws BankCallFailed for a refusal, and what `fetch` throws when nobody answers or `stop` is aborted. */
export const bankClient = (access: BankAccess, stop: AbortSignal): BankClient => {
  let token: { readonly text: string; readonly goodUntil: number } | undefined;
  const send = async (path: string, init: RequestInit): Promise<unknown> => {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(callTimeoutMilliseconds)]);
    const response = await fetch(new URL(path, access.baseUrl), { ...init, signal, redirect: 'error' });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    if (response.status === 401) token = undefined;
    throw new BankCallFailed(response.status, problem.parse(answer).code);
  };
  const bearer = async (): Promise<string> => {
    if (token && performance.now() < token.goodUntil) return token.text;
    const form = { grant_type: 'client_credentials', client_id: access.clientId, client_secret: access.secret };
    const answer = await send('/api/v1/token', { method: 'POST', body: new URLSearchParams(form) });
    const { access_token: text, expires_in: seconds } = tokenAnswer.parse(answer);
    token = { text, goodUntil: performance.now() + (seconds - tokenMarginSeconds) * 1000 };
    return text;
  };
  const post = async (path: string, key: string, body: object): Promise<unknown> =>
    send(path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await bearer()}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    });
  return {
    listOrders: async () => {
      const headers = { authorization: `Bearer ${await bearer()}` };
      return ordersAnswer.parse(await send(`/api/v1/bank/orders?limit=${ordersAtOnce}`, { headers })).orders;
    },
    acknowledge: async (numbers, key) => {
      const { results } = acknowledgeAnswer.parse(await post('/api/v1/bank/orders/acknowledge', key, { numbers }));
      return results.filter(({ acknowledged }) => !acknowledged).map(({ number }) => number);
    },
    report: async ({ number, name, key, body }) => {
      await post(`/api/v1/bank/orders/${number}/${name}`, key, body);
    },
  };
};

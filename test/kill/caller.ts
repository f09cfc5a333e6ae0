// Somebody who calls a program that may be killed at any moment: asks again, with the same key, until it is answered.
import { setTimeout as pause } from 'node:timers/promises';
import { bankClientId, type Fire } from './fire.ts';

export type Reply = { readonly status: number; readonly location: string; readonly text: string };

/** How often an answer stayed out; what a test without it would prove is little. */
export type Tally = { acknowledged: number; askedAgain: number };

const patienceMilliseconds = 120_000;

export type Caller = ReturnType<typeof callerOf>;

export const callerOf = (fire: Fire, tally: Tally) => {
  const ask = askerOf(fire);
  const tokenOf = tokensOf(fire, ask);
  const counted = <R extends { readonly tries: number }>(reply: R): R => {
    tally.acknowledged += 1;
    tally.askedAgain += reply.tries > 1 ? 1 : 0;
    return reply;
  };

  /** A call of a bank. Throws for any answer but a good one: the test asks nothing that may be refused. */
  const bank = async (
    code: string,
    path: string,
    { key, type, body }: { readonly key?: string; readonly type?: string; readonly body?: string } = {},
  ): Promise<string> => {
    for (let renewed = false; ; renewed = true) {
      const reply = await ask(`/api/v1/bank/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${await tokenOf(code, renewed)}`,
          ...(key && { 'idempotency-key': key }),
          ...(body !== undefined && { 'content-type': type ?? 'application/json' }),
        },
        ...(body !== undefined && { body }),
      });
      if (reply.status < 300) return counted(reply).text;
      if (reply.status !== 401 || renewed) throw new Error(`${path}: ${reply.status} ${reply.text}`);
    }
  };

  /** A page or a form of a person. */
  const page = async (path: string, cookie: string, form?: Readonly<Record<string, string>>): Promise<Reply> => {
    const reply = await ask(path, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
      ...(form && { body: new URLSearchParams(form) }),
    });
    return form ? counted(reply) : reply;
  };

  return { bank, page };
};

type Ask = (path: string, init: RequestInit) => Promise<Reply & { readonly tries: number }>;

/** One request, repeated over all webs until one answers with something else than an outage. */
const askerOf =
  ({ origins }: Fire): Ask =>
  async (path, init) => {
    const giveUpAt = performance.now() + patienceMilliseconds;
    for (let tries = 1; performance.now() < giveUpAt; tries += 1) {
      const origin = origins[tries % origins.length] ?? '';
      const reply = await answerOf(origin + path, init);
      if (reply && reply.status < 500 && reply.status !== 429) return { ...reply, tries };
      await pause(50);
    }
    throw new Error(`${path} was not answered within ${patienceMilliseconds} ms`);
  };

const tokensOf = ({ secret }: Fire, ask: Ask) => {
  const tokens = new Map<string, string>();
  return async (bank: string, renewed: boolean): Promise<string> => {
    const known = tokens.get(bank);
    if (known && !renewed) return known;
    const credentials = Buffer.from(`${bankClientId(bank)}:${secret}`).toString('base64');
    const { status, text } = await ask('/api/v1/token', {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    if (status !== 200) throw new Error(`no token: ${status} ${text}`);
    const token: string = JSON.parse(text).access_token;
    tokens.set(bank, token);
    return token;
  };
};

/** Undefined when no answer came, or only half of one. */
const answerOf = async (url: string, init: RequestInit): Promise<Reply | undefined> => {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) });
    const location = response.headers.get('location') ?? '';
    return { status: response.status, location, text: await response.text() };
  } catch {
    return undefined;
  }
};

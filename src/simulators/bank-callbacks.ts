// Where the simulated banks are called: each checks the signature, and acts on what it is told.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { BankSimulator } from './bank-simulator.ts';
import { callbackCheck } from './callback-check.ts';

/** All come from one address, the worker's. */
const callsPerMinute = 6_000;

type Setting = { readonly banks: readonly BankSimulator[]; readonly baseUrl: URL };

/** POST /demo/banks/:bank/callbacks. */
export const bankCallbacks =
  ({ banks, baseUrl }: Setting): FastifyPluginAsync =>
  async (app) => {
    const check = callbackCheck(baseUrl, Date.now);
    const config = { rateLimit: { max: callsPerMinute, timeWindow: '1 minute' } };
    // The digest is of the bytes, so nothing may be parsed before; an object, as of every address outside the interfaces.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string' }, (_request, sent, done) => done(null, { sent }));
    app.post('/demo/banks/:bank/callbacks', { config }, async (request, reply) => {
      const bank = z.object({ bank: z.string() }).parse(request.params).bank;
      const received = await check(bank, { headers: request.headers, body: bodyOf(request) });
      if (!received) return reply.code(401).send({ error: 'not signed, too old, or seen before' });
      for (const each of banks) if (each.view().bank === bank) each.receive(received);
      return reply.code(204).send();
    });
  };

const unread = z.object({ sent: z.string() });

const bodyOf = ({ body }: FastifyRequest): string => unread.safeParse(body).data?.sent ?? '';

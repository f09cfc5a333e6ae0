// The interface of the bureau's own systems: an application that is not in order goes back to its person.
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { parseApplicationNumber } from '../applications/application.ts';
import { applicationStates } from '../applications/application-lifecycle.ts';
import { type RejectRefused, rejectApplication } from '../applications/reject-application.ts';
import { reasonOf, rejectionReasons } from '../applications/rejection-reasons.ts';
import { type Refused, refused } from '../base/result.ts';
import { requirePartner } from '../identity/partner-token.ts';
import type { Wiring } from '../wiring.ts';
import { commandHeaders, orderPath, reportProblems } from './bank-schemas.ts';
import { bankRefusals, problemOf } from './bank-words.ts';

/** Clerks look at applications one by one. */
const rateLimit = { max: 600, timeWindow: '1 minute' };
const scope = 'bureau:applications';

const rejectionBody = z.object({
  reasons: z
    .array(z.enum(rejectionReasons))
    .min(1)
    .max(rejectionReasons.length)
    .transform((reasons) => rejectionReasons.filter((code) => reasons.includes(code)))
    .describe(rejectionReasons.map((code) => `${code}：${reasonOf(code).zh.why}`).join('；')),
});
const rejectedAnswer = z.object({ number: z.string(), state: z.enum(applicationStates) });

/** Everything under `/api/v1/bureau/`, for whoever has a token with the scope `bureau:applications`. */
export const bureauRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    // Before anything of the request is read: a stranger's body is nobody's business.
    app.addHook('onRequest', requirePartner(wiring, scope));
    app.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    registerRejection(app, wiring);
  };

const clerkOf = ({ partner }: FastifyRequest): string => {
  if (!partner) throw new Error('a route of the bureau stands without its guard');
  return partner.clientId;
};

const registerRejection = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/bureau/applications/:number/rejection',
    {
      config: { rateLimit },
      schema: {
        ...{ tags: ['bureau'], security: [{ bankToken: [scope] }] },
        summary: '退回申领 · Send an application back',
        description:
          '银行开户之前，或暂缓办理时（已分配的卡号作废，已制成的卡终止）；申领人收到短信，修改后以同一编号重新提交，或另行申领。 · Before the bank has opened an account, or from a hold (a card number that was allotted is void, a card that was made ends); the person is told, corrects it under the same number, or applies anew; submitted, on-hold → rejected.',
        ...{ params: orderPath, headers: commandHeaders, body: rejectionBody },
        response: { 200: rejectedAnswer, ...reportProblems },
      },
    },
    async (request, reply) => {
      const number = parseApplicationNumber(request.params.number);
      if (number === undefined) return refuse(reply, refused('APPLICATION_UNKNOWN', {}));
      const { reasons } = request.body;
      const rejection = { clerkId: clerkOf(request), key: request.headers['idempotency-key'], number, reasons };
      const result = await rejectApplication(wiring, rejection);
      return result.ok ? reply.send(result.value) : refuse(reply, result);
    },
  );
};

const unknownApplication = {
  code: 'APPLICATION_UNKNOWN',
  message: { zh: '没有找到这个申领编号。', en: 'There is no application of this number.' },
};

const refuse = (reply: FastifyReply, refusal: Extract<RejectRefused, Refused>): FastifyReply => {
  if (refusal.code === 'APPLICATION_UNKNOWN') return reply.code(404).send(unknownApplication);
  if (refusal.code === 'BUSY') reply.header('retry-after', refusal.facts.retryAfterSeconds);
  return reply.code(bankRefusals[refusal.code].status).send(problemOf(refusal));
};

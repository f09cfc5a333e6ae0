// The interface of the banks about accounts: what they are asked to do, and their answers (R-BANK-10).
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { refused } from '../base/result.ts';
import { answerRequest, type BankAnswer, type RequestRefused } from '../finance/answer-request.ts';
import { parseBankRequestId } from '../finance/bank-request.ts';
import { listRequests } from '../finance/list-requests.ts';
import { watchBankConnections } from '../identity/bank-connections.ts';
import type { Wiring } from '../wiring.ts';
import { bankOf, guard, rateLimit } from './bank-routes.ts';
import { commandHeaders, commonProblems, problem } from './bank-schemas.ts';
import { refuseFeed, sealFor } from './feed-routes.ts';
import {
  answeredRequest,
  confirmedBody,
  refusedBody,
  requestOnWire,
  requestPath,
  requestProblems,
  requestsAnswer,
  requestsQuery,
} from './request-schemas.ts';
import { requestProblemOf, requestRefusals } from './request-words.ts';

/** Everything under `/api/v1/bank/requests`: the feed with the scope `bank:orders`, answers with `bank:answers`; own ones only. */
export const requestRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    await app.register(async (feed) => {
      guard(feed, wiring, 'bank:orders');
      feedRoute(feed, wiring);
    });
    await app.register(async (answers) => {
      guard(answers, wiring, 'bank:answers');
      registerAnswer(answers, wiring, confirmed);
      registerAnswer(answers, wiring, notDone);
    });
  };

const feedRoute = (app: FastifyInstance, wiring: Wiring): void => {
  const connectionOf = watchBankConnections(wiring);
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/bank/requests',
    {
      config: { rateLimit },
      schema: {
        ...{ tags: ['bank'], security: [{ bankToken: ['bank:orders'] }] },
        summary: '领取金融账户事项 · Requests about accounts',
        description:
          '请本行对卡上金融账户办理的事项，先请办的在前；每次都给，直到确认办理或答复不能办理。个人资料用本行公钥加密。 · What the bank is asked to do with the accounts of its cards, oldest first; given until confirmed or refused. Personal data are sealed to the bank’s key.',
        querystring: requestsQuery,
        response: { 200: requestsAnswer, ...commonProblems, 409: problem },
      },
    },
    async (request, reply) => {
      const bank = bankOf(request);
      // Before anything is read: what cannot be sealed leaves no trace of having been seen.
      const seal = sealFor(wiring, connectionOf, bank);
      if (!seal) return refuseFeed(reply, 'BANK_KEY_MISSING');
      const requests = await listRequests(wiring, { bank, most: request.query.limit });
      return { requests: requests.map((each) => requestOnWire(each, seal)) };
    },
  );
};

/** One answer as a route: its name in the address, and its body, which is the answer. */
type AnswerRoute<Schema extends z.ZodType<BankAnswer>> = {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly body: Schema;
};

const registerAnswer = <Schema extends z.ZodType<BankAnswer>>(
  app: FastifyInstance,
  wiring: Wiring,
  { name, summary, description, body }: AnswerRoute<Schema>,
): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    `/api/v1/bank/requests/:id/${name}`,
    {
      config: { rateLimit },
      schema: {
        ...{ tags: ['bank'], security: [{ bankToken: ['bank:answers'] }], summary, description },
        ...{ params: requestPath, headers: commandHeaders, body },
        response: { 200: answeredRequest, ...requestProblems },
      },
    },
    async (request, reply) => {
      const bankRequestId = parseBankRequestId(request.params.id);
      if (bankRequestId === undefined) return refuse(reply, refused('BANK_REQUEST_UNKNOWN', {}));
      const key = request.headers['idempotency-key'];
      const result = await answerRequest(wiring, {
        ...{ bank: bankOf(request), key, bankRequestId },
        // Parsed before we come here; parsed again because a generic schema's output reaches no handler's type.
        answer: body.parse(request.body),
      });
      if (!result.ok) return refuse(reply, result);
      return reply.send({ id: result.value.bankRequestId, state: result.value.state });
    },
  );
};

const refuse = (reply: FastifyReply, refusal: RequestRefused): FastifyReply => {
  if (refusal.code === 'BUSY') reply.header('retry-after', refusal.facts.retryAfterSeconds);
  return reply.code(requestRefusals[refusal.code].status).send(requestProblemOf(refusal));
};

const confirmed: AnswerRoute<typeof confirmedBody> = {
  name: 'confirmed',
  summary: '已办理 · Done',
  description:
    '本行已办理；卡的金融功能状态随之更新，逾期后的确认同样有效。 · The bank has done it, and the state of the account follows; a late answer counts too; requested, timed-out → confirmed.',
  body: confirmedBody,
};

const notDone: AnswerRoute<typeof refusedBody> = {
  name: 'refused',
  summary: '不能办理 · Not done',
  description:
    '按本行规定不能办理；持卡人收到短信，请其直接致电本行。 · The bank does not do it by its own rules; the holder is told to call the bank; requested, timed-out → refused.',
  body: refusedBody,
};

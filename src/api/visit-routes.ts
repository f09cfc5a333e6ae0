// The interface of the banks about help at people's homes: visits that wait for an answer, accepting, declining, done (R-ELDER-03).
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { parseApplicationNumber } from '../applications/application.ts';
import type { Ground } from '../applications/use-case.ts';
import { type Result, refused } from '../base/result.ts';
import { acceptHelp } from '../help-requests/accept-help.ts';
import type { HelpAnswered, HelpCommand } from '../help-requests/answer-help.ts';
import { completeHelp } from '../help-requests/complete-help.ts';
import { declineHelp } from '../help-requests/decline-help.ts';
import { parseHelpRequestId } from '../help-requests/help-request.ts';
import { listVisits } from '../help-requests/list-visits.ts';
import type { Wiring } from '../wiring.ts';
import { bankOf, guard, rateLimit } from './bank-routes.ts';
import { commandHeaders, commonProblems } from './bank-schemas.ts';
import {
  acceptedBody,
  answeredAnswer,
  declinedBody,
  doneBody,
  visitOnWire,
  visitPath,
  visitProblems,
  visitsAnswer,
  visitsQuery,
} from './visit-schemas.ts';
import { type VisitRefused, visitProblemOf, visitRefusals } from './visit-words.ts';

/** Everything under `/api/v1/bank/visits`: the feed with the scope `bank:orders`, answers with `bank:answers`; own visits only. */
export const visitRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    await app.register(async (feed) => {
      guard(feed, wiring, 'bank:orders');
      feedRoute(feed, wiring);
    });
    await app.register(async (answers) => {
      guard(answers, wiring, 'bank:answers');
      registerAnswer(answers, wiring, accepted);
      registerAnswer(answers, wiring, declined);
      registerAnswer(answers, wiring, done);
    });
  };

const feedRoute = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/bank/visits',
    {
      config: { rateLimit },
      schema: {
        ...{ tags: ['bank'], security: [{ bankToken: ['bank:orders'] }] },
        summary: '领取上门请求 · Visits that wait',
        description:
          '请本行上门帮办申领的请求，日期近的在前；每次都给，直到接受或退回。 · Requests for help with the application at home, the nearest day first; given until accepted or declined.',
        querystring: visitsQuery,
        response: { 200: visitsAnswer, ...commonProblems },
      },
    },
    async (request) => {
      const visits = await listVisits(wiring, { bank: bankOf(request), most: request.query.limit });
      return { visits: visits.map(visitOnWire) };
    },
  );
};

/** One answer as a route: its name in the address, its body, and the use case that takes it. */
type VisitAnswer<Schema extends z.ZodType> = {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly body: Schema;
  readonly run: (
    ground: Ground,
    command: HelpCommand,
    body: z.output<Schema>,
  ) => Promise<Result<HelpAnswered, VisitRefused>>;
};

const registerAnswer = <Schema extends z.ZodType>(
  app: FastifyInstance,
  wiring: Wiring,
  { name, summary, description, body, run }: VisitAnswer<Schema>,
): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    `/api/v1/bank/visits/:id/${name}`,
    {
      config: { rateLimit },
      schema: {
        ...{ tags: ['bank'], security: [{ bankToken: ['bank:answers'] }], summary, description },
        ...{ params: visitPath, headers: commandHeaders, body },
        response: { 200: answeredAnswer, ...visitProblems },
      },
    },
    async (request, reply) => {
      const helpRequestId = parseHelpRequestId(request.params.id);
      if (helpRequestId === undefined) return refuse(reply, refused('HELP_REQUEST_UNKNOWN', {}));
      const key = request.headers['idempotency-key'];
      const command = { ...actingOf(bankOf(request)), key, helpRequestId };
      // Parsed before we come here; parsed again because a generic schema's output reaches no handler's type.
      const result = await run(wiring, command, body.parse(request.body));
      if (!result.ok) return refuse(reply, result);
      return reply.send({ id: result.value.helpRequestId, state: result.value.state });
    },
  );
};

const actingOf = (bank: string): Pick<HelpCommand, 'acting' | 'reach'> => ({
  acting: { actor: 'bank', actorId: bank, channel: 'bank-interface', outlet: null, bank },
  reach: { of: 'bank', bank },
});

const refuse = (reply: FastifyReply, refusal: VisitRefused): FastifyReply => {
  if (refusal.code === 'BUSY') reply.header('retry-after', refusal.facts.retryAfterSeconds);
  return reply.code(visitRefusals[refusal.code].status).send(visitProblemOf(refusal));
};

const accepted: VisitAnswer<typeof acceptedBody> = {
  name: 'accepted',
  summary: '接受上门 · Visit accepted',
  description:
    '本行会派人上门；申领人收到短信。 · Somebody of the bank will come, and the person is told; requested → accepted.',
  body: acceptedBody,
  run: (ground, command) => acceptHelp(ground, command),
};

const declined: VisitAnswer<typeof declinedBody> = {
  name: 'declined',
  summary: '退回上门请求 · Visit declined',
  description:
    '本行不能上门；请求退回 96066 另行安排，申领人收到短信。 · Nobody of the bank can come; the request goes back to 96066, and the person is told; requested, accepted → declined.',
  body: declinedBody,
  run: (ground, command, { reason }) => declineHelp(ground, { ...command, reason }),
};

const done: VisitAnswer<typeof doneBody> = {
  name: 'done',
  summary: '上门完成 · Visit done',
  description:
    '可以附上本次提交的申领编号，须为该申领人在本行的申领。 · With the number of the application that came of it, which has to be theirs at this bank; accepted → done.',
  body: doneBody,
  run: async (ground, command, { number: written }) => {
    const number = written === null ? null : parseApplicationNumber(written);
    if (number === undefined) return refused('APPLICATION_NOT_THEIRS', {});
    return completeHelp(ground, { ...command, number });
  },
};

// The interface by which a bank brings its test orders to a known start; only in a sandbox.
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bankOf, guard } from '../api/bank-routes.ts';
import { commandHeaders, commonProblems, problem } from '../api/bank-schemas.ts';
import { bankRefusals, problemFor } from '../api/bank-words.ts';
import { problemIn } from '../api/other-refusals.ts';
import { sandboxRefusals } from '../api/sandbox-words.ts';
import type { NotPermitted } from '../applications/use-case.ts';
import type { Wiring } from '../wiring.ts';
import { mostTestOrders, type ResetRefused, resetSandbox, resetsAnHour } from './reset-sandbox.ts';

const resetBody = z.object({
  orders: z.int().min(1).max(mostTestOrders).default(10).describe('新测试申领的件数 · how many new test orders'),
});
const resetAnswer = z.object({
  ended: z.int().describe('结束的原有测试申领 · earlier test orders that were ended'),
  orders: z.array(
    z.object({
      number: z.string().describe('申领编号 · number of the application'),
      delivery: z.enum(['mail', 'outlet']),
      dueOn: z.string().nullable().describe('yyyy-mm-dd，制作期限 · last day of production'),
    }),
  ),
});

/** POST /api/v1/bank/sandbox/reset, with the scope `bank:orders`; of the own bank. */
export const sandboxRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    guard(app, wiring, 'bank:orders');
    app.withTypeProvider<ZodTypeProvider>().post(
      '/api/v1/bank/sandbox/reset',
      {
        config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
        schema: {
          ...{ tags: ['bank'], security: [{ bankToken: ['bank:orders'] }] },
          summary: '重置沙箱 · Reset the sandbox',
          description: `仅限沙箱：结束本行原有的测试申领（退回，记录保留），再以虚构人员提交新的测试申领，立即可以领取；每小时最多 ${resetsAnHour} 次。 · Only in a sandbox: ends the bank’s earlier test orders (sent back; their history stays) and submits new ones of invented people, in the feed at once; ${resetsAnHour} times an hour.`,
          ...{ headers: commandHeaders, body: resetBody },
          response: { 200: resetAnswer, ...commonProblems, 409: problem, 422: problem },
        },
      },
      async (request, reply) => {
        const key = request.headers['idempotency-key'];
        const reset = await resetSandbox(wiring, { bank: bankOf(request), key, orders: request.body.orders });
        if (!reset.ok) return refuse(reply, wiring, reset);
        return { ended: reset.value.ended, orders: [...reset.value.orders] };
      },
    );
  };

const refuse = (reply: FastifyReply, { policy, businessClock }: Wiring, refusal: ResetRefused): FastifyReply => {
  if (refusal.code === 'SANDBOX_RESETS_USED_UP' || refusal.code === 'SANDBOX_BUSY') {
    reply.header('retry-after', refusal.facts.retryAfterSeconds);
    return reply.code(sandboxRefusals[refusal.code].status).send(problemIn(sandboxRefusals, refusal.code));
  }
  if (refusal.code === 'KEY_REUSED' || refusal.code === 'BUSY')
    return reply.code(bankRefusals[refusal.code].status).send(problemIn(bankRefusals, refusal.code));
  if (!isByGate(refusal)) throw new Error(`an invented person is refused: ${refusal.code}`);
  const problem = problemFor(refusal, { snapshot: policy.current(), service: 'apply', now: businessClock() });
  return reply.code(409).send(problem);
};

const isByGate = (refusal: ResetRefused): refusal is NotPermitted => 'verdict' in refusal.facts;

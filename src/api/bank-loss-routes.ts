// What banks report about lost cards and accounts: done at their own counter with the person there, or by their own rules.
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isOneOf } from '../base/one-of.ts';
import type { Result } from '../base/result.ts';
import { lossServices } from '../cards/card-asker.ts';
import { type AccountRefused, changeAccount } from '../cards/change-account.ts';
import { changeLoss, type LossRefused } from '../cards/change-loss.ts';
import { reportAccount, reportedStates } from '../cards/report-account.ts';
import { financialStates, socialSecurityStates } from '../policy/question.ts';
import { enabledBody } from '../production/card-reports.ts';
import type { Wiring } from '../wiring.ts';
import { bankOf, guard, rateLimit, refuse } from './bank-routes.ts';
import { commandHeaders, reportProblems } from './bank-schemas.ts';

const common = { tags: ['bank'], security: [{ bankToken: ['bank:answers'] }], headers: commandHeaders };

/** POST /api/v1/bank/cards/loss and /api/v1/bank/cards/account, with the scope `bank:answers`. */
export const bankLossRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    guard(app, wiring, 'bank:answers');
    lossRoute(app, wiring);
    accountRoute(app, wiring);
  };

const services = [...lossServices, 'report-formal-loss-finance', 'release-finance'] as const;

const lossBody = enabledBody.extend({
  service: z
    .enum(services)
    .describe(
      '临时挂失及解挂、正式挂失及解挂（社会保障功能与金融功能一并）；report-formal-loss-finance、release-finance 只办金融功能 · the last two concern the account alone',
    ),
});
type LossBody = z.output<typeof lossBody>;

const state = {
  socialSecurity: z.enum(socialSecurityStates).nullable().describe('null：没有变化 · null: not touched'),
  financial: z.enum(financialStates).nullable(),
};

const lossRoute = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/bank/cards/loss',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '已在网点挂失或解挂 · Lost or released at the outlet',
        description:
          '持卡人到本行网点办理；发卡银行的金融功能随之挂失或恢复，其他银行只受理临时挂失。 · The holder came to an outlet; the account goes with it at the issuing bank, another bank takes temporary losses only.',
        body: lossBody,
        response: { 200: z.object(state), ...reportProblems },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const done = await reportLoss(wiring, { bank: bankOf(request), key: request.headers['idempotency-key'], body });
      if (done.ok) return reply.send(done.value);
      if (done.code === 'LEVEL_TOO_LOW' || done.code === 'ACCOUNT_HINT_NOT_GIVEN' || done.code === 'PHONE_NOT_A_MOBILE')
        throw new Error('a counter of a bank asks for no login, no hint and no phone');
      return refuse(reply, wiring, { service: body.service, refusal: done });
    },
  );
};

type Reporting = { readonly bank: string; readonly key: string; readonly body: LossBody };

const reportLoss = async (
  wiring: Wiring,
  { bank, key, body }: Reporting,
): Promise<Result<{ [Name in keyof typeof state]: z.output<(typeof state)[Name]> }, LossRefused | AccountRefused>> => {
  const { cardNumber, outletId, documents, actor, service } = body;
  const served = { by: 'bank', outletId, bank, documents } as const;
  const asked = { cardNumber, actor, actorId: bank, channel: 'bank', key, served } as const;
  if (isOneOf(lossServices, service)) {
    const changed = await changeLoss(wiring, { ...asked, service, level: 0 });
    if (!changed.ok) return changed;
    const { socialSecurity, financial } = changed.value;
    return { ok: true, value: { socialSecurity, financial } };
  }
  const changed = await changeAccount(wiring, { ...asked, service });
  if (!changed.ok) return changed;
  return { ok: true, value: { socialSecurity: null, financial: changed.value.financial } };
};

const accountRoute = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/bank/cards/account',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '金融功能状态有变 · The account has changed',
        description:
          '本行按自己的规定处理了账户，例如临时挂失期满恢复（不受 15 天限制）。 · The bank did something with the account by its own rules, such as the end of a suspension after its own time.',
        body: z.object({ cardNumber: enabledBody.shape.cardNumber, financial: z.enum(reportedStates) }),
        response: { 200: z.object({ financial: z.enum(reportedStates) }), ...reportProblems },
      },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key'];
      const reported = await reportAccount(wiring, { bank: bankOf(request), key, ...request.body });
      if (reported.ok) return reply.send(reported.value);
      return refuse(reply, wiring, { service: 'release-finance', refusal: reported });
    },
  );
};

// What banks report about a card that somebody brings: enabled, and its financial function activated; named by its number.
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { activatedBody, enabledBody, reportActivated, reportEnabled } from '../production/card-reports.ts';
import type { Wiring } from '../wiring.ts';
import { bankOf, guard, rateLimit, refuse } from './bank-routes.ts';
import { activatedAnswer, commandHeaders, enabledAnswer, reportProblems } from './bank-schemas.ts';

const config = { rateLimit };
const common = { tags: ['bank'], security: [{ bankToken: ['bank:answers'] }], headers: commandHeaders };

/** Everything under `/api/v1/bank/cards`, with the scope `bank:answers`. */
export const bankCardRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    guard(app, wiring, 'bank:answers');
    enabledRoute(app, wiring);
    activatedRoute(app, wiring);
  };

const enabledRoute = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/bank/cards/enabled',
    {
      config,
      schema: {
        ...common,
        summary: '已在网点启用 · Enabled at the outlet',
        description:
          '持卡人、代办人或监护人持证件和卡原件到发卡银行网点启用；原社保卡同时失效。 · Somebody brought the card and the documents to an outlet of the issuing bank; the old card becomes invalid at the same instant.',
        body: enabledBody,
        response: { 200: enabledAnswer, ...reportProblems },
      },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key'];
      const enabled = await reportEnabled(wiring, { bank: bankOf(request), key }, request.body);
      if (enabled.ok) return reply.send({ socialSecurity: 'enabled', enabledAt: enabled.value.enabledAt ?? '' });
      return refuse(reply, wiring, { service: 'enable', refusal: enabled });
    },
  );
};

const activatedRoute = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/bank/cards/financial-activated',
    {
      config,
      schema: {
        ...common,
        summary: '金融功能已激活 · Financial function activated',
        description:
          '只由发卡银行在本行网点或上门激活后报告；先启用、后激活，可一次完成（enable）。 · Reported by the issuing bank alone, after enabling or together with it.',
        body: activatedBody,
        response: { 200: activatedAnswer, ...reportProblems },
      },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key'];
      const activated = await reportActivated(wiring, { bank: bankOf(request), key }, request.body);
      if (!activated.ok) return refuse(reply, wiring, { service: 'activate-finance', refusal: activated });
      return reply.send({ socialSecurity: activated.value.socialSecurity, financial: 'active' });
    },
  );
};

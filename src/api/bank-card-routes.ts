// What banks report about a card that somebody brings: enabled, and its financial function activated; named by its number.
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { refused } from '../base/result.ts';
import { activateFinance } from '../cards/activate-finance.ts';
import { enableCard } from '../cards/enable-card.ts';
import type { Wiring } from '../wiring.ts';
import { bankOf, guard, rateLimit, refuse } from './bank-routes.ts';
import {
  activatedAnswer,
  activationBody,
  cardServiceBody,
  commandHeaders,
  enabledAnswer,
  reportProblems,
} from './bank-schemas.ts';

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
        body: cardServiceBody,
        response: { 200: enabledAnswer, ...reportProblems },
      },
    },
    async (request, reply) => {
      const bank = bankOf(request);
      const { cardNumber, outletId, actor, documents } = request.body;
      const enabled = await enableCard(wiring, {
        ...{ cardNumber, actor, actorId: bank, channel: 'bank', level: 0, key: request.headers['idempotency-key'] },
        served: { by: 'bank', outletId, bank, documents },
      });
      if (enabled.ok) return reply.send({ socialSecurity: 'enabled' as const, enabledAt: enabled.value.enabledAt });
      // At a counter nobody logs in.
      if (enabled.code === 'LEVEL_TOO_LOW') throw new Error('a counter asks for no login');
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
        body: activationBody,
        response: { 200: activatedAnswer, ...reportProblems },
      },
    },
    async (request, reply) => {
      const { outletId, place } = request.body;
      // A counter and a machine stand in an outlet; a visit does not.
      if ((outletId === null) !== (place === 'bank-visit'))
        return refuse(reply, wiring, { service: 'activate-finance', refusal: refused('WRONG_OUTLET', {}) });
      const key = request.headers['idempotency-key'];
      const activated = await activateFinance(wiring, { ...request.body, bank: bankOf(request), key });
      if (!activated.ok) return refuse(reply, wiring, { service: 'activate-finance', refusal: activated });
      const { socialSecurity, financial } = activated.value;
      return reply.send({ socialSecurity, financial });
    },
  );
};

// The feed of the banks: orders that wait and their images, sealed to the bank's key, and their acknowledgement.
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { parseApplicationNumber } from '../applications/application.ts';
import type { Ground } from '../applications/use-case.ts';
import { refused } from '../base/result.ts';
import { envelopesFor, type SealEnvelope } from '../crypto/envelope.ts';
import { type FindConnection, keyInForce, watchBankConnections } from '../identity/bank-connections.ts';
import { acknowledgeOrders } from '../production/acknowledge-orders.ts';
import { listOrders } from '../production/list-orders.ts';
import { readOrderImage } from '../production/read-order-image.ts';
import type { Wiring } from '../wiring.ts';
import { bankOf, guard, rateLimit } from './bank-routes.ts';
import {
  acknowledgeAnswer,
  acknowledgeBody,
  commandHeaders,
  commonProblems,
  imagePath,
  ordersQuery,
  problem,
} from './bank-schemas.ts';
import { problemOf } from './bank-words.ts';
import { feedRefusals } from './feed-words.ts';
import { imageAnswer, orderOnWire, ordersAnswer } from './sealed-order.ts';

const common = { tags: ['bank'], security: [{ bankToken: ['bank:orders'] }] };

/** Reading and acknowledging under `/api/v1/bank/orders`, with the scope `bank:orders`; own orders only. */
export const feedRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    guard(app, wiring, 'bank:orders');
    const connectionOf = watchBankConnections(wiring);
    ordersRoute(app, wiring, connectionOf);
    imageRoute(app, wiring, connectionOf);
    acknowledgeRoute(app, wiring);
  };

/** undefined: no key of the bank is in force, so nothing personal can be sent to it. */
export const sealFor = (
  { systemClock }: Pick<Wiring, 'systemClock'>,
  connectionOf: FindConnection,
  bank: string,
): SealEnvelope | undefined => {
  const connection = connectionOf(bank);
  const key = connection && keyInForce(connection, systemClock());
  return key && envelopesFor({ name: bank, keyId: key.id, publicKey: key.publicKey });
};

export const refuseFeed = (reply: FastifyReply, code: keyof typeof feedRefusals): FastifyReply => {
  const { status, zh, en } = feedRefusals[code];
  return reply.code(status).send({ code, message: { zh, en } });
};

const ordersRoute = (app: FastifyInstance, wiring: Wiring, connectionOf: FindConnection): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/bank/orders',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '领取待办申领 · Orders that wait',
        description:
          '本行可见而未确认的申领，先提交的在前；每次都给，直到确认。个人资料用本行公钥加密。 · The orders of the bank that are visible and not acknowledged, oldest first; given until acknowledged. Personal data are sealed to the bank’s key.',
        querystring: ordersQuery,
        response: { 200: ordersAnswer, ...commonProblems, 409: problem },
      },
    },
    async (request, reply) => {
      const bank = bankOf(request);
      // Before anything is read: what cannot be sealed leaves no trace of having been seen.
      const seal = sealFor(wiring, connectionOf, bank);
      if (!seal) return refuseFeed(reply, 'BANK_KEY_MISSING');
      const orders = await listOrders(wiring, { bank, most: request.query.limit });
      return { orders: orders.map((each) => orderOnWire(each, seal)) };
    },
  );
};

const imageRoute = (app: FastifyInstance, wiring: Wiring, connectionOf: FindConnection): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/bank/orders/:number/images/:kind',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '随单图片 · An image of an order',
        description:
          '证件两面和制卡照片（JPEG），用本行公钥加密；卡制成之前可取，每次领取都会记录。 · Both sides of the ID document and the photo for the card (JPEG), sealed to the bank’s key; until the card is made, and each reading is recorded.',
        params: imagePath,
        response: { 200: imageAnswer, ...commonProblems, 404: problem, 409: problem },
      },
    },
    async (request, reply) => {
      const bank = bankOf(request);
      const { kind } = request.params;
      const seal = sealFor(wiring, connectionOf, bank);
      if (!seal) return refuseFeed(reply, 'BANK_KEY_MISSING');
      const number = parseApplicationNumber(request.params.number) ?? '';
      const found = await readOrderImage(wiring, { bank, number, kind });
      if (!found.ok)
        return found.code === 'ORDER_UNKNOWN' ? reply.code(404).send(problemOf(found)) : refuseFeed(reply, found.code);
      return { number, kind, mediaType: 'image/jpeg' as const, sealed: seal({ number, content: kind }, found.value) };
    },
  );
};

const acknowledgeRoute = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/bank/orders/acknowledge',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '确认收到申领 · Acknowledge orders',
        description:
          '逐个确认，互不影响；确认后不再出现在待办中，申领人也不能再撤回。 · Each for itself; an acknowledged order leaves the feed and cannot be withdrawn any more.',
        headers: commandHeaders,
        body: acknowledgeBody,
        response: { 200: acknowledgeAnswer, ...commonProblems },
      },
    },
    async (request) => ({
      results: await acknowledge(wiring, {
        bank: bankOf(request),
        key: request.headers['idempotency-key'],
        written: request.body.numbers,
      }),
    }),
  );
};

type Acknowledging = { readonly bank: string; readonly key: string; readonly written: readonly string[] };

const acknowledge = async (
  ground: Ground,
  { bank, key, written }: Acknowledging,
): Promise<z.input<typeof acknowledgeAnswer>['results']> => {
  const numbers = written.flatMap((each) => parseApplicationNumber(each) ?? []);
  const acknowledged = await acknowledgeOrders(ground, { bank, key, numbers: [...new Set(numbers)] });
  const results = new Map(acknowledged.map(({ number, result }) => [number, result]));
  return written.map((number) => {
    const result = results.get(parseApplicationNumber(number) ?? '') ?? refused('ORDER_UNKNOWN', {});
    return result.ok
      ? { number: result.value.number, acknowledged: true }
      : { number, acknowledged: false, ...problemOf(result) };
  });
};

// How a bank and the program reach each other: keys of both sides, the address that is called, callbacks to see, ask for and try.
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { callBankAgain, callBankAlone, callbackIdFor } from '../callbacks/call-bank.ts';
import { findCallback, listCallbacks } from '../callbacks/callbacks-store.ts';
import { callbackUserId } from '../callbacks/sign-callback.ts';
import { type SigningKeys, watchSigningKeys } from '../crypto/signing-keys.ts';
import { type FindConnection, keyInForce, watchBankConnections } from '../identity/bank-connections.ts';
import type { Wiring } from '../wiring.ts';
import { bankOf, clientOf, guard } from './bank-routes.ts';
import { commandHeaders, commonProblems, problem } from './bank-schemas.ts';
import {
  callbackAnswer,
  callbackOnWire,
  callbackPath,
  callbackRefusals,
  callbacksAnswer,
  callbacksQuery,
  connectionAnswer,
  dateTexts,
  platformKeysAnswer,
} from './connection-schemas.ts';

/** Somebody looks, or a program does once a minute. */
const rateLimit = { max: 120, timeWindow: '1 minute' };
const common = { tags: ['bank'], security: [{ bankToken: ['bank:orders'] }] };

/** GET /api/v1/keys, open to everybody. */
export const platformKeyRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    const signingKeys = followedKeys(wiring);
    app.withTypeProvider<ZodTypeProvider>().get(
      '/api/v1/keys',
      {
        config: { rateLimit },
        schema: {
          tags: ['bank'],
          summary: '平台签名公钥 · The keys the program signs with',
          description:
            '回调用这里的 SM2 私钥签名；新密钥提前三天公布。 · Callbacks are signed with the private parts of these; a new one is published three days before it signs.',
          response: { 200: platformKeysAnswer },
        },
      },
      async () => ({
        keys: signingKeys().map(({ id, publicKey, from, until }) => ({
          ...{ id, algorithm: 'SM2' as const, userId: callbackUserId, publicKey: publicKey.toString('hex') },
          ...dateTexts({ from, until }),
        })),
      }),
    );
  };

const followedKeys = ({ config, log }: Wiring): (() => SigningKeys) =>
  watchSigningKeys({ folder: config.dataFolder, mayMake: config.demo }, (err) =>
    log.error({ err }, 'signing keys stay'),
  );

/** `/api/v1/bank/connection` and everything under `/api/v1/bank/callbacks`, with the scope `bank:orders`; of the own bank. */
export const connectionRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    guard(app, wiring, 'bank:orders');
    connectionRoute(app, wiring, watchBankConnections(wiring));
    callbacksRoute(app, wiring);
    tryRoute(app, wiring);
    againRoute(app, wiring);
  };

const connectionRoute = (app: FastifyInstance, { systemClock }: Wiring, connectionOf: FindConnection): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/bank/connection',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '本行的密钥与回调地址 · The own keys and address',
        description: '登记在我们这里的内容，用来核对。 · What is entered here, to compare with.',
        response: { 200: connectionAnswer, ...commonProblems },
      },
    },
    async (request) => {
      const bank = bankOf(request);
      const connection = connectionOf(bank) ?? { bank, keys: [], callbackUrl: null };
      const inForce = keyInForce(connection, systemClock())?.id ?? null;
      const keys = connection.keys.map(({ id, publicKey, from, until }) => ({
        ...{ id, publicKey: publicKey.toString('hex'), inForce: id === inForce },
        ...dateTexts({ from, until }),
      }));
      return { bank, keys, callbackUrl: connection.callbackUrl };
    },
  );
};

const callbacksRoute = (app: FastifyInstance, { sql }: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/bank/callbacks',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '回调记录 · Callbacks',
        description:
          '最近的在前，保存 90 天：发了几次，本行最后怎么回答。 · The newest first, kept for 90 days: how often each was sent, and what the bank answered last.',
        querystring: callbacksQuery,
        response: { 200: callbacksAnswer, ...commonProblems },
      },
    },
    async (request) => {
      const { state = null, event = null, limit: most } = request.query;
      const callbacks = await listCallbacks(sql, { bank: bankOf(request), state, event, most });
      return { callbacks: callbacks.map(callbackOnWire) };
    },
  );
};

const tryRoute = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/bank/callbacks/test',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '请求一次测试回调 · Ask for a test',
        description:
          '向登记的地址发送 event 为 test 的回调。 · Sends a callback with the event test to the address that is entered.',
        headers: commandHeaders,
        response: { 202: callbackAnswer, ...commonProblems },
      },
    },
    async (request, reply) => {
      const bank = bankOf(request);
      const callbackId = callbackIdFor(wiring.keys, `${clientOf(request)}|${request.headers['idempotency-key']}`);
      await callBankAlone(wiring, { callbackId, bank, event: 'test', subject: null, at: wiring.businessClock() });
      const callback = await findCallback(wiring.sql, callbackId);
      if (!callback) throw new Error('a callback that was written is gone');
      return reply.code(202).send(callbackOnWire(callback));
    },
  );
};

const againRoute = (app: FastifyInstance, wiring: Wiring): void => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/bank/callbacks/:callbackId/send',
    {
      config: { rateLimit },
      schema: {
        ...common,
        summary: '再发一次 · Send once more',
        description:
          '已送达或已放弃的都可以再发，编号不变；正在发送的不会多发。 · Also one that arrived; its id stays. One that is on its way is not sent twice.',
        headers: commandHeaders,
        params: callbackPath,
        response: { 202: callbackAnswer, ...commonProblems, 404: problem },
      },
    },
    async (request, reply) => {
      const { callbackId } = request.params;
      const bank = bankOf(request);
      await callBankAgain(wiring, { callbackId, bank });
      const callback = await findCallback(wiring.sql, callbackId);
      if (callback?.bank === bank) return reply.code(202).send(callbackOnWire(callback));
      const { status, zh, en } = callbackRefusals.CALLBACK_UNKNOWN;
      return reply.code(status).send({ code: 'CALLBACK_UNKNOWN', message: { zh, en } });
    },
  );
};

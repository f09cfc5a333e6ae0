// The HTTP side of the program: what stands before every request, then all routes in one list.
import { randomBytes } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyPluginAsync, LogController } from 'fastify';
import { answerFileRoutes } from './api/answer-file-routes.ts';
import { apiPageRoutes } from './api/api-page-routes.tsx';
import { bankCardRoutes } from './api/bank-card-routes.ts';
import { bankLossRoutes } from './api/bank-loss-routes.ts';
import { bankRoutes } from './api/bank-routes.ts';
import { bureauRoutes } from './api/bureau-routes.ts';
import { connectionRoutes, platformKeyRoutes } from './api/connection-routes.ts';
import { feedRoutes } from './api/feed-routes.ts';
import { importRoutes } from './api/import-routes.ts';
import { policyRoutes } from './api/policy-routes.ts';
import { reconciliationRoutes } from './api/reconciliation-routes.ts';
import { requestRoutes } from './api/request-routes.ts';
import { telephoneRoutes } from './api/telephone-routes.ts';
import { transitRoutes } from './api/transit-routes.ts';
import { visitRoutes } from './api/visit-routes.ts';
import type { Config } from './config.ts';
import { consoleRoutes } from './console/routes.ts';
import { registerApiDescription } from './edge/api-description.ts';
import { registerErrorHandlers } from './edge/errors.ts';
import { registerGuards } from './edge/guards.ts';
import { registerProbes } from './edge/probes.ts';
import { loginRoutes } from './identity/login-routes.ts';
import { partnerTokenRoutes } from './identity/partner-token.ts';
import { sessionPlugin } from './identity/session-plugin.ts';
import { portalFrame, portalRoutes } from './portal/routes.ts';
import type { Wiring } from './wiring.ts';

type Part = (wiring: Wiring) => FastifyPluginAsync;

/** Pages; they stand in one scope, which knows the session and refuses forged forms. */
const citizenParts: readonly Part[] = [loginRoutes, portalRoutes, apiPageRoutes];

const citizens: Part = (wiring) => async (app) => {
  await app.register(sessionPlugin(wiring));
  for (const part of citizenParts) await app.register(part(wiring));
};

/** Routes of the parts, in the order people meet them. */
const parts: readonly Part[] = [
  portalFrame,
  citizens,
  consoleRoutes,
  policyRoutes,
  partnerTokenRoutes,
  platformKeyRoutes,
  connectionRoutes,
  feedRoutes,
  bankRoutes,
  visitRoutes,
  answerFileRoutes,
  bankCardRoutes,
  bankLossRoutes,
  requestRoutes,
  reconciliationRoutes,
  bureauRoutes,
  importRoutes,
  transitRoutes,
  telephoneRoutes,
];

/** Ordinary requests are a form or a small document; a route that takes files names its own limit. */
const bodyLimitBytes = 64 * 1024;
const requestTimeoutMilliseconds = 30_000;
/** Who sends headers byte by byte, or opens connections and says nothing, keeps nobody else out (slowloris). */
const slowClients = { headersTimeout: 15_000, connectionsCheckingInterval: 2_000 };
const mostConnections = 10_000;

/** The program as an HTTP server, ready to listen or to be asked with `inject`. */
export const buildApp = async (wiring: Wiring): Promise<FastifyInstance> => {
  const { config } = wiring;
  const log: FastifyBaseLogger = wiring.log;
  const app: FastifyInstance = Fastify({
    loggerInstance: log,
    // One line a request is written below, without the address: it may carry a number of a person.
    logController: new LogController({ disableRequestLogging: true }),
    // Short enough to be read out on the telephone; what a client calls its requests is not ours to log.
    genReqId: () => randomBytes(5).toString('hex'),
    requestIdHeader: false,
    trustProxy: trustProxy(config),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMilliseconds,
    http: slowClients,
    forceCloseConnections: 'idle',
  });
  app.server.maxConnections = mostConnections;
  registerErrorHandlers(app);
  await registerGuards(app, config);
  await registerApiDescription(app);
  logRequests(app);
  registerProbes(app, wiring);
  const demoParts = config.demo ? (await import('./demo-parts.ts')).demoParts : [];
  for (const part of [...parts, ...demoParts]) await app.register(part(wiring));
  return app;
};

/** A number counts the proxies in front of us: the last so many addresses of the chain are theirs. */
const trustProxy = ({ trustProxy: trusted }: Config): boolean | string | ((address: string, hop: number) => boolean) =>
  typeof trusted === 'number' ? (_address, hop) => hop < trusted : trusted;

const logRequests = (app: FastifyInstance): void => {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    request.log.info({ method, route: routeOptions.url, status: reply.statusCode, milliseconds }, 'request');
  });
};

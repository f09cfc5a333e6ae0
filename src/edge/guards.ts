// What stands before every route: security headers, limits on rate and load, forms and cookies.
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { isOwnHost } from './own-host.ts';

/** Above this the process cannot keep up and says so instead of letting everybody wait. */
const maxEventLoopDelayMilliseconds = 1_000;
/** A demo has one visitor, on a machine that may do much else: to be sent away is worse than to wait. */
const maxDemoDelayMilliseconds = 15_000;

export const registerGuards = async (app: FastifyInstance, config: Config): Promise<void> => {
  await app.register(helmet, securityHeaders(config));
  app.addHook('onRequest', refuseOtherHost(config));
  await app.register(rateLimit, {
    max: config.rateLimitPerMinute,
    timeWindow: '1 minute',
    allowList: isProbe,
  });
  await app.register(underPressure, {
    maxEventLoopDelay: config.demo ? maxDemoDelayMilliseconds : maxEventLoopDelayMilliseconds,
    pressureHandler: overloadRefusal(app),
  });
  await app.register(cookie);
  await app.register(formbody);
  app.addHook('preValidation', refuseOddForm);
};

/** Links and redirects are made of BASE_URL alone; this keeps pages of other names from reading ours. */
const refuseOtherHost =
  ({ baseUrl }: Config) =>
  async (request: FastifyRequest): Promise<void> => {
    if (!isProbe(request) && !isOwnHost(request.hostname, baseUrl))
      throw Object.assign(new Error('asked for under another name'), { statusCode: 421 });
  };

/** What a page is sent is a form: fields by their names, or nothing. Interfaces check their bodies by schema. */
const refuseOddForm = async (request: FastifyRequest): Promise<void> => {
  if (request.url.startsWith('/api/') || request.method === 'GET' || request.method === 'HEAD') return;
  request.body ??= {};
  if (typeof request.body !== 'object' || Array.isArray(request.body))
    throw Object.assign(new Error('a form is expected'), { statusCode: 400 });
};

/** Probes of the operator come often and cost nothing; whoever is busy is alive nevertheless. */
const isProbe = ({ url }: FastifyRequest): boolean => /^\/(healthz|readyz|metrics)$/.test(url);

/** The first figures still count the work of starting, which is over once we listen. */
const startingMilliseconds = 3_000;

const overloadRefusal = (app: FastifyInstance): ((request: FastifyRequest) => Promise<void>) => {
  let busyFrom = Number.POSITIVE_INFINITY;
  app.addHook('onListen', async () => {
    busyFrom = performance.now() + startingMilliseconds;
  });
  return async (request) => {
    if (performance.now() > busyFrom && !isProbe(request))
      throw Object.assign(new Error('too busy to answer in time'), { statusCode: 503 });
  };
};

/** Nothing inline, nothing from elsewhere; a login form may lead on to the login provider. */
const securityHeaders = ({ baseUrl, login, staffLogin }: Config) => {
  const isHttps = baseUrl.protocol === 'https:';
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'", ...[login, staffLogin].flatMap((one) => (one ? [new URL(one.issuer).origin] : []))],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(isHttps && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' as const },
    xFrameOptions: { action: 'deny' as const },
  };
};

// What stands before every route: security headers, limits on rate and load, forms and cookies.
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';

/** Above this the process cannot keep up and says so instead of letting everybody wait. */
const maxEventLoopDelayMilliseconds = 1_000;

export const registerGuards = async (app: FastifyInstance, config: Config): Promise<void> => {
  await app.register(helmet, securityHeaders(config));
  await app.register(rateLimit, {
    max: config.rateLimitPerMinute,
    timeWindow: '1 minute',
    // Probes of the operator come often and cost nothing.
    allowList: (request) => /^\/(healthz|readyz|metrics)$/.test(request.url),
  });
  await app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMilliseconds,
    // No measure at all (the first second, when starting kept the loop busy) is no sign of pressure.
    pressureHandler: (...[, , , delay]) => {
      if (Number.isFinite(delay)) throw Object.assign(new Error('under pressure'), { statusCode: 503 });
    },
  });
  await app.register(cookie);
  await app.register(formbody);
};

/** Nothing inline, nothing from elsewhere; a login form may lead on to the login provider. */
const securityHeaders = ({ baseUrl, login }: Config) => {
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
        formAction: ["'self'", ...(login ? [new URL(login.issuer).origin] : [])],
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

// For the operator: alive, ready, and figures to watch.
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { registerSealMetrics } from '../audit/seal-metrics.ts';
import { listMissing } from '../database/migrations.ts';
import { registerJobMetrics } from '../jobs/job-metrics.ts';
import type { Wiring } from '../wiring.ts';

export const registerProbes = (app: FastifyInstance, wiring: Wiring): void => {
  app.get('/healthz', { schema: { hide: true } }, () => ({ alive: true }));
  registerReadiness(app, wiring);
  registerMetrics(app, wiring);
};

/** Ready means: the database answers and has every migration of this release (asked once; migrations are never undone). */
const registerReadiness = (app: FastifyInstance, { sql, log }: Wiring): void => {
  let isMigrated = false;
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      isMigrated ||= (await listMissing(sql)).length === 0;
      await sql`select 1`;
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      return reply.code(503).send({ ready: false, reason: 'database' });
    }
    return isMigrated ? { ready: true } : reply.code(503).send({ ready: false, reason: 'schema' });
  });
};

const registerMetrics = (app: FastifyInstance, wiring: Wiring): void => {
  const { sql, config } = wiring;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registerJobMetrics(registry, sql);
  registerSealMetrics(registry, wiring);
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    // The pattern of the route, never the address: an address may carry a number of a person.
    const route = request.routeOptions.url ?? 'none';
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayWatch(request, config.metricsToken)) return reply.callNotFound();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
};

/** With a token set: whoever has it. Without: this machine only, and not what a proxy on it passes on for others. */
const mayWatch = ({ socket, headers }: FastifyRequest, token: string | undefined): boolean => {
  if (token === undefined)
    return (
      /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '') && !headers['x-forwarded-for'] && !headers.forwarded
    );
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

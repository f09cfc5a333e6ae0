// What only a demo has: stand-ins for the systems outside, each saying on its pages that it is one.
import type { FastifyPluginAsync } from 'fastify';
import { listDemoPeople } from './simulators/demo-city.ts';
import { loginProvider } from './simulators/login-provider.ts';
import type { Wiring } from './wiring.ts';

const login =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) =>
    app.register(loginProvider(wiring, await listDemoPeople()));

/** Loaded by a demo alone, so that no other process carries what they are built on. */
export const demoParts: readonly ((wiring: Wiring) => FastifyPluginAsync)[] = [login];

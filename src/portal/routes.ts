// All addresses of the citizens' portal.
import type { FastifyPluginAsync } from 'fastify';
import { sessionPlugin } from '../identity/session-plugin.ts';
import type { Wiring } from '../wiring.ts';
import { applyRoutes } from './apply/apply-routes.tsx';
import { assetRoutes } from './asset-routes.ts';
import type { Desk } from './desk/desk.ts';
import { mineRoutes, publicRoutes } from './mine-routes.tsx';
import { pageOpener, portalAssets } from './open-page.ts';
import { preferencesRoutes } from './preferences-routes.ts';

/** The portal at a desk: `desk` is the program itself, in tests anything that answers like it. */
export const portalAt =
  (wiring: Wiring, desk: Desk): FastifyPluginAsync =>
  async (app) => {
    const scope = { desk, open: pageOpener(wiring) };
    await app.register(assetRoutes(portalAssets()));
    await app.register(preferencesRoutes(wiring));
    await app.register(async (pages) => {
      await pages.register(sessionPlugin(wiring));
      await pages.register(publicRoutes(scope));
      await pages.register(mineRoutes(scope));
      await pages.register(applyRoutes(scope));
    });
  };

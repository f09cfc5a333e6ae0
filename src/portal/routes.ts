// All addresses of the citizens' portal.
import type { FastifyPluginAsync } from 'fastify';
import { levelsAt } from '../identity/require-level.ts';
import { photoConverter } from '../photos/photo-converter.ts';
import type { Wiring } from '../wiring.ts';
import { consentsRoutes } from './account/consents-routes.tsx';
import { resumeRoutes } from './account/resume-routes.tsx';
import { sessionsRoutes } from './account/sessions-routes.tsx';
import { whoRoutes } from './account/who-routes.tsx';
import { applyRoutes } from './apply/apply-routes.tsx';
import { askHelpRoutes } from './ask-help/ask-help-routes.tsx';
import { assetRoutes } from './asset-routes.ts';
import { authorisationRoutes } from './authorisations/authorisation-routes.tsx';
import { changeBankRoutes } from './change-bank-routes.tsx';
import { deskOf } from './desk/desk-of.ts';
import { ownChannel } from './desk/own-file.ts';
import { contactRoutes } from './details/contact-routes.tsx';
import { passwordRoutes } from './details/password-routes.tsx';
import { statusRoutes } from './details/status-routes.tsx';
import { helpRoutes } from './help-routes.tsx';
import { mineRoutes, publicRoutes } from './mine-routes.tsx';
import { pageOpener, portalAssets } from './open-page.ts';
import { policyPages } from './policy/policy-pages.tsx';
import { preferencesRoutes } from './preferences-routes.ts';
import { ticketRoutes } from './tickets/ticket-routes.tsx';

/** The pages. They need the session plugin in the same scope. */
export const portalRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    const converter = photoConverter();
    app.addHook('onClose', async () => converter.close());
    const levels = levelsAt(wiring, ownChannel);
    const scope = { desk: deskOf(wiring, converter), open: pageOpener(wiring), levels };
    await app.register(publicRoutes(scope));
    await app.register(helpRoutes(scope));
    await app.register(mineRoutes(scope));
    await app.register(applyRoutes(scope));
    await app.register(askHelpRoutes(scope));
    await app.register(ticketRoutes(scope));
    await app.register(consentsRoutes({ ...scope, wiring }));
    await app.register(sessionsRoutes({ ...scope, wiring }));
    await app.register(changeBankRoutes({ ...scope, wiring }));
    await app.register(contactRoutes({ ...scope, wiring }));
    await app.register(passwordRoutes({ ...scope, wiring }));
    await app.register(statusRoutes({ ...scope, wiring }));
    await app.register(authorisationRoutes({ ...scope, wiring }));
    await app.register(resumeRoutes(scope));
    await app.register(whoRoutes({ ...wiring, open: scope.open }));
    await app.register(policyPages({ ...wiring, open: scope.open }));
  };

/** What stands outside the sessions: style, script, icon and fonts, and the two switches. */
export const portalFrame =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    await app.register(assetRoutes(portalAssets()));
    await app.register(preferencesRoutes(wiring));
  };

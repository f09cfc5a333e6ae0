// All addresses of the console.
import type { FastifyPluginAsync } from 'fastify';
import { staffLoginRoutes } from '../identity/staff-login-routes.ts';
import { staffSessionPlugin } from '../identity/staff-session-plugin.ts';
import { photoConverter } from '../photos/photo-converter.ts';
import type { Wiring } from '../wiring.ts';
import { applicationRoutes } from './application-routes.tsx';
import { auditRoutes } from './audit-routes.tsx';
import { bulkRoutes } from './bulk-routes.tsx';
import { callbackRoutes } from './callback-routes.tsx';
import { callerRoutes } from './caller-routes.tsx';
import { counterRoutes } from './counter-routes.tsx';
import { doubtRoutes } from './doubt-routes.tsx';
import { enableRoutes } from './enable-routes.tsx';
import { exportRoutes } from './export-routes.tsx';
import { guardConsole } from './guard.tsx';
import { holdRoutes } from './hold-routes.tsx';
import { homeRoutes } from './home-routes.tsx';
import { importRoutes } from './import-routes.tsx';
import { lotsRoutes } from './lots-routes.tsx';
import { consoleOpener } from './page.ts';
import { passwordRoutes } from './password-routes.tsx';
import { personRoutes } from './person-routes.tsx';
import { policyRoutes } from './policy-routes.tsx';
import { queueRoutes } from './queue-routes.tsx';
import { reconciliationPages } from './reconciliation-routes.tsx';
import { rejectRoutes } from './reject-routes.tsx';
import { searchRoutes } from './search-routes.tsx';
import { statisticsRoutes } from './statistics-routes.tsx';
import { ticketRoutes } from './ticket-routes.tsx';
import { visitFilingRoutes } from './visit-filing-routes.tsx';
import { visitRoutes } from './visit-routes.tsx';

/** Everything under /console, with sessions of its own. */
export const consoleRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    const open = consoleOpener(wiring);
    const converter = photoConverter();
    app.addHook('onClose', async () => converter.close());
    await app.register(staffSessionPlugin(wiring));
    guardConsole(app, open);
    await app.register(staffLoginRoutes(wiring));
    await app.register(homeRoutes(wiring, open));
    await app.register(queueRoutes(wiring, open));
    await app.register(bulkRoutes(wiring, open));
    await app.register(exportRoutes(wiring, open));
    await app.register(statisticsRoutes(wiring, open));
    await app.register(searchRoutes(wiring, open));
    await app.register(personRoutes(wiring, open));
    await app.register(applicationRoutes(wiring, open));
    await app.register(counterRoutes(wiring, open, converter));
    await app.register(enableRoutes(wiring, open));
    await app.register(passwordRoutes(wiring, open));
    await app.register(rejectRoutes(wiring, open));
    await app.register(lotsRoutes(wiring, open));
    await app.register(holdRoutes(wiring, open));
    await app.register(visitFilingRoutes(wiring, open, converter));
    await app.register(visitRoutes(wiring, open));
    await app.register(callerRoutes(wiring, open));
    await app.register(doubtRoutes(wiring, open));
    await app.register(ticketRoutes(wiring, open));
    await app.register(auditRoutes(wiring, open));
    await app.register(importRoutes(wiring, open));
    await app.register(callbackRoutes(wiring, open));
    await app.register(policyRoutes(wiring, open));
    await app.register(reconciliationPages(wiring, open));
  };

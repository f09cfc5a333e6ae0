// The address of the page about the interfaces.
import type { FastifyPluginAsync } from 'fastify';
import { pageOpener } from '../portal/open-page.ts';
import { send } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { examplesFor } from './api-examples.ts';
import { ApiPage } from './api-page.tsx';
import { listInterfaces } from './interface-list.ts';

/** GET /api. Needs the session plugin in the same scope, and the routes it describes in the same program. */
export const apiPageRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    const open = pageOpener(wiring);
    const examples = examplesFor(wiring.config);
    app.get('/api', async (request, reply) => {
      const page = await open(request, reply);
      const groups = listInterfaces(app.swagger(), page.language);
      return send(reply, <ApiPage page={page} groups={groups} examples={examples} />);
    });
  };

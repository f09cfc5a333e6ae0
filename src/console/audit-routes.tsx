// 审计 in the console: one page of what was done, refused and looked at.
import type { FastifyPluginAsync } from 'fastify';
import { auditQuestion, searchAudit } from '../staff/search-audit.ts';
import type { Wiring } from '../wiring.ts';
import { AuditSearchPage } from './audit-page.tsx';
import { type OpenConsole, sendPage, staffOf } from './page.ts';

/** GET /console/audit. */
export const auditRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    app.get('/console/audit', { config: { staffAction: 'search-audit' } }, async (request, reply) => {
      const query = Object.fromEntries(new URLSearchParams(request.url.split('?')[1] ?? ''));
      const found = await searchAudit(wiring, staffOf(request), { question: auditQuestion.parse(query) });
      const page = open(request, reply);
      return sendPage(reply, <AuditSearchPage page={page} found={found} snapshot={wiring.policy.current()} />);
    });
  };

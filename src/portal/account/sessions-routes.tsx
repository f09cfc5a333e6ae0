// The addresses of 登录设备: the list, and ending one or all others.
import type { FastifyPluginAsync } from 'fastify';
import { endOtherSessions, endSession, listSessions } from '../../identity/list-sessions.ts';
import { idleMinutesOf } from '../../identity/session-limits.ts';
import type { Wiring } from '../../wiring.ts';
import { formOf, type PortalScope, send, whoOf } from '../portal-scope.ts';
import { SessionsPage, sessionsPath } from './sessions-page.tsx';

type AccountScope = Omit<PortalScope, 'desk'> & { readonly wiring: Wiring };

/** GET and POST /me/sessions. */
export const sessionsRoutes =
  ({ wiring, open, levels }: AccountScope): FastifyPluginAsync =>
  async (app) => {
    const guarded = { preHandler: levels.requireLevelFor('manage-sessions') };
    app.get(sessionsPath, guarded, async (request, reply) => {
      const page = await open(request, reply);
      const { personId } = whoOf(request, page);
      const sessions = await listSessions(wiring, { personId, current: request.session.id });
      const idleMinutes = idleMinutesOf(wiring.config.session, request.session);
      return send(reply, <SessionsPage page={page} sessions={sessions} idleMinutes={idleMinutes} />);
    });
    app.post(sessionsPath, guarded, async (request, reply) => {
      const { personId } = whoOf(request, await open(request, reply));
      const { id } = formOf(request);
      if (id === 'others') await endOtherSessions(wiring, { personId, current: request.session.id });
      else if (typeof id === 'string') await endSession(wiring, personId, id);
      return reply.redirect(sessionsPath, 303);
    });
  };

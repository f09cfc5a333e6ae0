// Pages for somebody: who is not there, or not surely enough, is sent to the login and comes back afterwards.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Level, Session } from './session.ts';

/** Whether the session is of one known person, at least as sure as `level`. */
export const hasLevel = (session: Session, level: Level): boolean =>
  session.personId !== null && session.level >= level;

/**
 * A preHandler: `app.get('/me', { preHandler: requireLevel(2) }, …)`. Answers 303 to the login when the session does
 * not reach `level`; after the login the person is back on the page (R-CHAN-21).
 */
export const requireLevel =
  (level: Level) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (hasLevel(request.session, level)) return;
    if (level === 1 && request.session.candidates.length > 0)
      return reply.redirect(whoPath(returnPathOf(request)), 303);
    return reply.redirect(loginPath(level, returnPathOf(request)), 303);
  };

/** Where somebody logs in at `level`, to come back to `returnPath`. */
export const loginPath = (level: Level, returnPath: string): string =>
  `/login?${new URLSearchParams({ level: String(level), return: returnPath })}`;

/** Where somebody whose phone is shared says who they are, to come back to `returnPath`. */
export const whoPath = (returnPath: string): string => `/login/who?${new URLSearchParams({ return: returnPath })}`;

// A form cannot be sent again after a login; its own page can be shown again.
const returnPathOf = (request: FastifyRequest): string => {
  const isPage = request.server.hasRoute({ method: 'GET', url: request.routeOptions.url ?? '' });
  return request.method === 'GET' || isPage ? request.url : '/';
};

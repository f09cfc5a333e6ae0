// Pages for somebody: who is not there, or not surely enough, is sent to the login and comes back afterwards.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dateIn } from '../base/dates.ts';
import { type GuardedAction, type NeededLevel, neededLevel } from '../policy/needed-level.ts';
import type { Channel } from '../policy/question.ts';
import type { Wiring } from '../wiring.ts';
import { formToKeep, resumePath } from './kept-form.ts';
import type { Level, Session } from './session.ts';

/** Whether the session is of one known person, at least as sure as `level`. */
export const hasLevel = (session: Session, level: Level): boolean =>
  session.personId !== null && session.level >= level;

type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** What routes of a channel ask about levels; every answer is the policy's of today. */
export type Levels = {
  readonly needed: (action: GuardedAction) => NeededLevel;
  readonly reached: (session: Session, action: GuardedAction) => boolean;
  /**
   * A preHandler: `app.get('/apply', { preHandler: requireLevelFor('apply') }, …)`. Answers 303 to the login when the
   * session is not enough; after the login the person is back on the page, or before the form they sent (R-CHAN-21).
   */
  readonly requireLevelFor: (action: GuardedAction) => Guard;
};

export const levelsAt = (
  { policy, businessClock }: Pick<Wiring, 'policy' | 'businessClock'>,
  channel: Channel,
): Levels => {
  const needed = (action: GuardedAction): NeededLevel =>
    neededLevel(policy.current(), { action, channel, on: dateIn(businessClock()).toString() });
  return {
    needed,
    reached: (session, action) => hasLevel(session, needed(action).level),
    requireLevelFor: (action) => (request, reply) => requireLevel(needed(action).level)(request, reply),
  };
};

/** Stands before a page for a level that is known already. */
export const requireLevel =
  (level: Level): Guard =>
  async (request, reply) => {
    if (hasLevel(request.session, level)) return;
    const { personId } = request.session;
    const form = personId === null ? undefined : formToKeep(request, personId);
    if (form) {
      request.session.keepForm(form);
      return reply.redirect(loginPath(level, resumePath), 303);
    }
    if (level === 1 && request.session.candidates.length > 0)
      return reply.redirect(whoPath(returnPathOf(request)), 303);
    return reply.redirect(loginPath(level, returnPathOf(request)), 303);
  };

/** Where somebody logs in at `level`, to come back to `returnPath`. */
export const loginPath = (level: Level, returnPath: string): string =>
  `/login?${new URLSearchParams({ level: String(level), return: returnPath })}`;

/** Where somebody whose phone is shared says who they are, to come back to `returnPath`. */
export const whoPath = (returnPath: string): string => `/login/who?${new URLSearchParams({ return: returnPath })}`;

// A form that cannot be kept is lost with the login; its own page can be shown again.
const returnPathOf = (request: FastifyRequest): string => {
  const isPage = request.server.hasRoute({ method: 'GET', url: request.routeOptions.url ?? '' });
  return request.method === 'GET' || isPage ? request.url : '/';
};

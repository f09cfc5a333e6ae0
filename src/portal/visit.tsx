// What a route for a person works with: the page, who it is, and the answer for what is not theirs.
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GuardedAction } from '../policy/needed-level.ts';
import type { Desk, Who } from './desk/desk.ts';
import type { Page } from './page.ts';
import { NotFoundPage } from './pages/enable.tsx';
import { type PortalScope, send, whoOf } from './portal-scope.ts';

export type Visit = {
  readonly page: Page;
  readonly who: Who;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};
export type Answer = (desk: Desk, visit: Visit) => Promise<FastifyReply>;

/**
 * For the routes of a person: `to` guards with the level the policy asks for an action (R-CHAN-21), `forPerson` opens
 * the page and says whose it is.
 */
export const personPages = ({ desk, open, levels }: PortalScope) => ({
  to: (action: GuardedAction) => ({ preHandler: levels.requireLevelFor(action) }),
  forPerson:
    (answer: Answer): RouteHandlerMethod =>
    async (request, reply) => {
      const page = await open(request, reply);
      return answer(desk, { page, who: whoOf(request, page), request, reply });
    },
});

export const notFound = ({ page, reply }: Visit): FastifyReply => send(reply, <NotFoundPage page={page} />, 404);

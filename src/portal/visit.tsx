// What a route for a person works with: the page, who it is, and the answer for what is not theirs.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Desk, Who } from './desk/desk.ts';
import type { Page } from './page.ts';
import { NotFoundPage } from './pages/enable.tsx';
import { send } from './portal-scope.ts';

export type Visit = {
  readonly page: Page;
  readonly who: Who;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};
export type Answer = (desk: Desk, visit: Visit) => Promise<FastifyReply>;

export const notFound = ({ page, reply }: Visit): FastifyReply => send(reply, <NotFoundPage page={page} />, 404);

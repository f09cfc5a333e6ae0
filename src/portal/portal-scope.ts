// What every route of the portal has at hand: the desk, the page of the request, the levels, and how a page is sent.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Levels } from '../identity/require-level.ts';
import type { Desk, Who } from './desk/desk.ts';
import { pageText } from './layout.tsx';
import type { OpenPage } from './open-page.ts';
import type { Page } from './page.ts';

export type PortalScope = { readonly desk: Desk; readonly open: OpenPage; readonly levels: Levels };

/** Sends a page. HTML goes out as it is: compressing form tokens next to what people typed would invite BREACH. */
export const send = (reply: FastifyReply, content: VNode, status = 200): FastifyReply => {
  // A guest's page depends on the switches; a person's pages are not kept at all, which the session sees to.
  if (reply.request.session.personId === null) reply.header('cache-control', 'private, no-cache');
  return reply.code(status).type('text/html; charset=utf-8').send(pageText(content));
};

/** Sends what nobody after this reader may find in the browser: an answer to what a guest typed. */
export const sendOnce = (reply: FastifyReply, content: VNode, status = 200): FastifyReply =>
  reply.header('cache-control', 'no-store').code(status).type('text/html; charset=utf-8').send(pageText(content));

/** The page of a guest with a form: its token needs a session, so only pages with a form of theirs ask for one. */
export const withForm = (request: FastifyRequest, page: Page): Page => ({ ...page, csrf: request.session.csrfToken });

/** The form of a request, whatever was sent: fields are looked up, never trusted. */
export const formOf = (request: FastifyRequest): Readonly<Record<string, unknown>> =>
  typeof request.body === 'object' && request.body !== null ? { ...request.body } : {};

/** A word of the address after the question mark; '' when it is not there once. */
export const queryOf = (request: FastifyRequest, name: string): string => {
  const value = new URLSearchParams(request.url.split('?')[1] ?? '').getAll(name);
  return value.length === 1 ? (value[0] ?? '') : '';
};

/** A part of the path; '' when the route has none of that name. */
export const paramOf = (request: FastifyRequest, name: string): string => {
  const params = typeof request.params === 'object' && request.params !== null ? { ...request.params } : {};
  const value: unknown = Object.entries(params).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
};

/** The person of a route that stands behind `requireLevelFor`; without one the guard is missing, which is a bug. */
export const whoOf = (request: FastifyRequest, page: Page): Who => {
  const { personId } = request.session;
  if (personId === null) throw new Error('a page for people was opened for nobody');
  return { personId, language: page.language, level: request.session.level };
};

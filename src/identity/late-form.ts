// A form that comes too late: its token is of a session that is over, so its person logs in again and then sends it.
import type { FastifyRequest } from 'fastify';
import { isCsrfToken } from './csrf.ts';
import { formToKeep, resumePath } from './kept-form.ts';
import type { SessionState } from './open-session.ts';
import { loginPath } from './require-level.ts';

/** Whether the form goes on as it is, or where its person is sent; undefined: it is none of ours. */
export type Lateness = { readonly goesOn: true } | { readonly goesOn: false; readonly path: string };

/**
 * `earlier` are sessions that are over: the one of the request's cookie, or those of the person who is logged in again.
 * Only the form of one of them is kept, so what one person typed never reaches another who uses the same browser.
 */
export const latenessOf = (
  request: FastifyRequest,
  earlier: readonly SessionState[],
  token: unknown,
): Lateness | undefined => {
  const { session } = request;
  const origin = earlier.find(({ content }) => isCsrfToken(content.csrfSecret, token));
  if (!origin) return undefined;
  // A guest has proved nothing, and loses nothing.
  if (origin.personId === null) return { goesOn: true };
  const form = formToKeep(request, origin.personId);
  if (!form) return undefined;
  session.keepForm(form);
  return { goesOn: false, path: session.personId === null ? loginPath(origin.content.level, resumePath) : resumePath };
};

// The two switches of every page: language and 长辈版.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { languages } from '../base/language.ts';
import { localPath } from '../identity/addresses.ts';
import { isCrossSite } from '../identity/csrf.ts';
import type { Wiring } from '../wiring.ts';
import {
  preferredLanguage,
  readViewCookie,
  type ViewCookie,
  viewCookieName,
  viewCookieOptions,
  writeViewCookie,
} from './view-cookie.ts';

const pressed = z.object({
  language: z.enum(languages).optional().catch(undefined),
  elder: z.enum(['on', 'off']).optional().catch(undefined),
  back: z.unknown().optional(),
});

/**
 * Stands outside the sessions, so that a guest can press a switch without one: what it changes is only a cookie, and
 * the browser's own word that the form was ours is enough for that. The account follows when the next page opens.
 */
export const preferencesRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    const { baseUrl } = wiring.config;
    app.post('/preferences', async (request, reply) => {
      const form = pressed.parse(request.body ?? {});
      if (!comesFromElsewhere(request, baseUrl)) {
        const { language, elder } = current(request);
        const view: ViewCookie = {
          language: form.language ?? language,
          elder: form.elder === undefined ? elder : form.elder === 'on',
          owner: 'new',
        };
        reply.setCookie(viewCookieName, writeViewCookie(view), viewCookieOptions(baseUrl.protocol === 'https:'));
      }
      return reply.redirect(localPath(form.back), 303);
    });
  };

const current = (request: FastifyRequest) =>
  readViewCookie(request.cookies[viewCookieName]) ?? {
    language: preferredLanguage(request.headers['accept-language']),
    elder: false,
  };

const comesFromElsewhere = ({ headers }: FastifyRequest, baseUrl: URL): boolean => {
  const site = headers['sec-fetch-site'];
  return isCrossSite({
    secFetchSite: typeof site === 'string' ? site : undefined,
    origin: headers.origin,
    own: baseUrl.origin,
  });
};

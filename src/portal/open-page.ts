// Opens a page for a request: how its reader wants it, who is logged in, and the token of its forms.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PersonId } from '../base/ids.ts';
import { maskName } from '../base/masking.ts';
import type { Session } from '../identity/session.ts';
import { warningSecondsOf } from '../identity/session-limits.ts';
import type { Wiring } from '../wiring.ts';
import { type Assets, readAssets } from './assets.ts';
import { type Page, page } from './page.ts';
import { findPreference, upsertPreference } from './preferences-store.ts';
import {
  preferredLanguage,
  readViewCookie,
  type View,
  type ViewCookie,
  viewCookieName,
  viewCookieOptions,
  writeViewCookie,
} from './view-cookie.ts';

let read: Assets | undefined;

/** The assets of this process, read at the first call: call it while the program starts. */
export const portalAssets = (): Assets => {
  read ??= readAssets();
  return read;
};

export type OpenPage = (request: FastifyRequest, reply: FastifyReply) => Promise<Page>;

/**
 * `const open = pageOpener(wiring)` at start, `await open(request, reply)` in a route of a scope with the session
 * plugin. Gives what `Layout` wants; may set the cookie that remembers how the reader wants their pages.
 */
export const pageOpener = (wiring: Wiring): OpenPage => {
  const assets = portalAssets();
  return async (request, reply) => {
    const { session } = request;
    const view = await viewOf(wiring, request, reply);
    if (session.personId !== null) session.giveAmpleTime(view.elder);
    return page({
      ...view,
      path: request.url,
      // Only who is logged in sends forms that need the token; a guest's visit stores nothing.
      csrf: session.level === 0 ? null : session.csrfToken,
      person: session.personId === null ? null : { name: maskName(session.name ?? '') },
      timeOut: timeOutOf(wiring, session),
      demo: wiring.config.demo,
      assets,
    });
  };
};

const timeOutOf = ({ config }: Wiring, session: Session): Page['timeOut'] => {
  const { personId, secondsLeft } = session;
  if (personId === null || secondsLeft === null) return null;
  return { secondsLeft, warningSeconds: warningSecondsOf(config.session, session) };
};

const viewOf = async (wiring: Wiring, request: FastifyRequest, reply: FastifyReply): Promise<View> => {
  const cookie = readViewCookie(request.cookies[viewCookieName]);
  const guest = cookie ?? { language: preferredLanguage(request.headers['accept-language']), elder: false };
  const { personId } = request.session;
  if (personId === null) return guest;
  const owner = markOf(wiring, personId);
  if (cookie?.owner === owner) return cookie;
  const view = await settledView(wiring, personId, { cookie, guest });
  const settled = writeViewCookie({ ...view, owner });
  reply.setCookie(viewCookieName, settled, viewCookieOptions(wiring.config.baseUrl.protocol === 'https:'));
  return view;
};

/** A switch just pressed goes into the account; otherwise the account wins over what the device had. */
const settledView = async (
  { sql }: Wiring,
  personId: PersonId,
  { cookie, guest }: { readonly cookie: ViewCookie | undefined; readonly guest: View },
): Promise<View> => {
  if (cookie?.owner === 'new') {
    await upsertPreference(sql, personId, cookie);
    return cookie;
  }
  return (await findPreference(sql, personId)) ?? guest;
};

/** Tells one person's cookie from another's on a shared device, and nothing about them. */
const markOf = ({ keys }: Wiring, personId: PersonId): string => keys.digest(personId).toString('hex').slice(0, 8);

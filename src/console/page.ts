// What every page of the console is given besides its own content, and what a route of it has at hand.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Language } from '../base/language.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Assets } from '../portal/assets.ts';
import { pageText } from '../portal/layout.tsx';
import { portalAssets } from '../portal/open-page.ts';
import { preferredLanguage, readViewCookie, viewCookieName } from '../portal/view-cookie.ts';
import { type Say, sayIn } from '../portal/words/words.ts';
import { type StaffAction, scopeOf } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { type ConsoleSay, consoleSay } from './words/words.ts';

export type ConsolePage = {
  readonly language: Language;
  readonly say: ConsoleSay;
  /** Words that citizens' pages have too: states, days, what happened. */
  readonly citizenSay: Say;
  /** Path and query of this page; the switch of the language comes back to it. */
  readonly path: string;
  readonly csrf: string;
  readonly staff: Staff | null;
  /** Until the session is over without another request; null: nobody is logged in. */
  readonly secondsLeft: number | null;
  /** Name of the own bank or outlet; '' where there is none. */
  readonly place: string;
  readonly demo: boolean;
  readonly assets: Assets;
};

export type OpenConsole = (request: FastifyRequest, reply: FastifyReply) => ConsolePage;

/** Says when the page is left to nobody: a little after the session is over without another request. */
const afterSeconds = 5;

/** `const open = consoleOpener(wiring)` at start; `open(request, reply)` in a route behind the staff session. */
export const consoleOpener = (wiring: Wiring): OpenConsole => {
  const assets = portalAssets();
  return (request, reply) => {
    const { staff, secondsLeft, csrfToken } = request.staffSession;
    const language =
      readViewCookie(request.cookies[viewCookieName])?.language ??
      preferredLanguage(request.headers['accept-language']);
    // By a header, as a page without script can: nobody's record stays on the screen of a counter that was left.
    if (staff !== null && secondsLeft !== null)
      reply.header('refresh', `${secondsLeft + afterSeconds}; url=/console/idle`);
    const { bank = null, outletName = null } = staff ?? {};
    const bankName = bank === null ? '' : bankInWords(wiring.policy.current(), bank, language);
    return {
      ...{ language, say: consoleSay(language), citizenSay: sayIn(language) },
      ...{ path: pathOf(request), csrf: csrfToken, staff, secondsLeft, place: outletName ?? bankName },
      ...{ demo: wiring.config.demo, assets },
    };
  };
};

/** What a form is answered with has no address of its own, unless a page stands there too. */
const pathOf = ({ method, url, server, routeOptions }: FastifyRequest): string =>
  method === 'GET' || server.hasRoute({ method: 'GET', url: routeOptions.url ?? '' }) ? url : '/console';

/** The one who works, in a route behind the guard; without one the guard is missing, which is a bug. */
export const staffOf = (request: FastifyRequest): Staff => {
  const { staff } = request.staffSession;
  if (staff === null) throw new Error('a page of the console was opened for nobody');
  return staff;
};

/** The bank whose things somebody may see; null: every bank. Throws where somebody of a bank has none, which the login sees to. */
export const bankFor = (request: FastifyRequest, action: StaffAction): string | null => {
  const staff = staffOf(request);
  if (scopeOf(staff, action) === 'all') return null;
  if (staff.bank === null) throw new Error('staff of a bank without a bank');
  return staff.bank;
};

export const sendPage = (reply: FastifyReply, content: VNode, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(pageText(content));

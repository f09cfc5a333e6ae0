// Login and logout of staff: out to their own provider, back with a proof by two factors, and into a fresh session.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { findStaff } from '../staff/find-staff.ts';
import type { Wiring } from '../wiring.ts';
import { localPath } from './addresses.ts';
import { type Attempt, countFailure, isLockedOut } from './attempts.ts';
import { demoLogin } from './demo-login.ts';
import { noticePage } from './notice-page.tsx';
import { isOutage, isRejected, type OidcExchange, oidcExchange } from './oidc-exchange.ts';
import { hasSecondFactor } from './second-factor.ts';
import type { PendingStaffLogin } from './staff-session.ts';
import { type NoticeCode, notices } from './words.ts';

const loginsPerMinute = 60;
const open = { staffAction: 'anybody', rateLimit: { max: loginsPerMinute, timeWindow: '1 minute' } } as const;

/** GET /console/login?return=, GET /console/login/callback, POST /console/logout. Needs `staffSessionPlugin` in the same scope. */
export const staffLoginRoutes = (wiring: Wiring): FastifyPluginAsync => {
  const exchange = exchangeOf(wiring);
  return async (app) => {
    app.get('/console/login', { config: open }, (request, reply) => goToProvider({ wiring, exchange }, request, reply));
    app.get('/console/login/callback', { config: open }, (request, reply) =>
      comeBack({ wiring, exchange }, request, reply),
    );
    app.post('/console/logout', { config: open }, async (request, reply) => {
      request.staffSession.signOut();
      return reply.redirect('/console', 303);
    });
  };
};

type Parts = { readonly wiring: Wiring; readonly exchange: OidcExchange | undefined };

const exchangeOf = ({ config }: Wiring): OidcExchange | undefined => {
  const provider = config.staffLogin ?? (config.demo ? demoLogin(config).staffClient : undefined);
  const redirectUri = new URL('/console/login/callback', config.baseUrl).href;
  return provider && oidcExchange({ ...provider, redirectUri, scope: config.staffLoginTerms.scope });
};

const loginPath = (returnPath: string): string => `/console/login?${new URLSearchParams({ return: returnPath })}`;

/** A page of the console, never another one: who works here does not land at a citizen's page. */
const consolePath = (given: unknown): string => {
  const path = localPath(given);
  return /^\/console(?!\/log(in|out))([/?]|$)/.test(path) ? path : '/console';
};

const goToProvider = async ({ wiring, exchange }: Parts, request: FastifyRequest, reply: FastifyReply) => {
  const own = wiring.config.baseUrl;
  // On localhost instead of 127.0.0.1 the cookie set here would not come back with the provider's answer.
  if (wiring.config.demo && request.host !== own.host) return reply.redirect(new URL(request.url, own).href, 303);
  if (await isLockedOut(wiring, attemptOf(request))) return say(reply, 'too-many-attempts', '/console');
  const returnPath = consolePath(new Map(Object.entries(request.query ?? {})).get('return'));
  if (!exchange) return say(reply, 'login-unavailable', '/console');
  const { acrValues } = wiring.config.staffLoginTerms;
  try {
    // Asked again each time: after an idle logout whoever sits at the counter must not come back in by the provider's own session.
    const { url, expected } = await exchange.begin({ prompt: 'login', ...(acrValues && { acr_values: acrValues }) });
    request.staffSession.keepPending({ ...expected, returnPath });
    return reply.redirect(url.href, 303);
  } catch (error) {
    request.log.error({ err: error }, 'login provider of staff out of reach');
    return say(reply, 'login-unavailable', loginPath(returnPath));
  }
};

const comeBack = async ({ wiring, exchange }: Parts, request: FastifyRequest, reply: FastifyReply) => {
  if (await isLockedOut(wiring, attemptOf(request))) return say(reply, 'too-many-attempts', '/console');
  const callback = new URL(request.url, wiring.config.baseUrl);
  const { staffSession } = request;
  const pending = staffSession.pendingLogins.find(({ state }) => state === callback.searchParams.get('state'));
  if (!pending || !exchange) {
    await countFailure(wiring, attemptOf(request));
    return say(reply, 'login-failed', '/console/login');
  }
  // Good for one answer only, whatever it is.
  staffSession.dropPending(pending);
  const again = loginPath(pending.returnPath);
  if (callback.searchParams.get('error') === 'access_denied') return say(reply, 'login-cancelled', again);
  try {
    return await enter({ wiring, exchange, callback, pending }, request, reply);
  } catch (error) {
    if (isOutage(error)) {
      request.log.error({ err: error }, 'login provider of staff out of reach');
      return say(reply, 'login-unavailable', again);
    }
    if (!isRejected(error)) throw error;
    request.log.warn({ err: error }, 'staff login rejected');
    await countFailure(wiring, attemptOf(request));
    return say(reply, 'login-failed', again);
  }
};

type Arrival = {
  readonly wiring: Wiring;
  readonly exchange: OidcExchange;
  readonly callback: URL;
  readonly pending: PendingStaffLogin;
};

const neededClaims = ['name', 'staff_role'] as const;

const enter = async (
  { wiring, exchange, callback, pending }: Arrival,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { idToken, claims } = await exchange.finish(callback, pending, neededClaims);
  // Of the ID token alone: userinfo says who somebody is, not how this login was proved.
  if (!hasSecondFactor(idToken.amr)) {
    request.log.warn({ account: idToken.sub }, 'staff login without a second factor');
    return say(reply, 'second-factor-missing', loginPath(pending.returnPath));
  }
  const found = await findStaff(wiring, claims);
  if (!found.ok) {
    request.log.warn({ account: idToken.sub, code: found.code }, 'nobody of staff');
    return say(reply, found.code === 'NOT_STAFF' ? 'not-staff' : 'staff-place-unknown', '/console');
  }
  request.staffSession.signIn(found.value);
  request.log.info({ account: found.value.account, role: found.value.role }, 'staff logged in');
  return reply.redirect(pending.returnPath, 303);
};

const attemptOf = ({ ip }: FastifyRequest): Attempt => ({ at: 'login', by: ip });

const say = (reply: FastifyReply, code: NoticeCode, onward: string): FastifyReply =>
  reply.code(notices[code].status).type('text/html; charset=utf-8').send(noticePage(code, onward));

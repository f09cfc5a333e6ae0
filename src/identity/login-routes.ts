// Login and logout of citizens: out to the provider, back with a proof, and into a fresh session.

import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { plainStyle } from '../base/plain-page.tsx';
import type { Wiring } from '../wiring.ts';
import { localPath } from './addresses.ts';
import { type Attempt, countFailure, isLockedOut } from './attempts.ts';
import { demoLogin } from './demo-login.ts';
import { findIdentity } from './find-identity.ts';
import { type LoginClient, loginClient } from './login-client.ts';
import { noticePage, plainStylePath } from './notice-page.tsx';
import { isOutage, isRejected } from './oidc-exchange.ts';
import { loginPath, whoPath } from './require-level.ts';
import { hasChosen, type Level, type PendingLogin, type Session, type SignIn } from './session.ts';
import { deleteSessionsOf } from './sessions-store.ts';
import { type NoticeCode, notices } from './words.ts';

/** Several tabs may be on their way to the provider; more than this is no person. */
const pendingLoginsAtMost = 5;
/** Requests a minute and address; the lock-out after failures stands beside it. */
const loginsPerMinute = 60;

const limited = { config: { rateLimit: { max: loginsPerMinute, timeWindow: '1 minute' } } };

/** GET /login?level=&return=&hint= (whom the provider shall expect), GET /login/callback, POST /login/renew, POST /logout (with the field `everywhere`: on all devices). Needs `sessionPlugin` in the same scope. */
export const loginRoutes = (wiring: Wiring): FastifyPluginAsync => {
  const client = clientOf(wiring);
  return async (app) => {
    app.get(plainStylePath, async (_request, reply) => reply.type('text/css; charset=utf-8').send(plainStyle));
    app.get('/login', limited, (request, reply) => goToProvider({ wiring, client }, request, reply));
    app.get('/login/callback', limited, (request, reply) => comeBack({ wiring, client }, request, reply));
    // Who is still there says so from the page they are on: being asked is what renews the session.
    app.post('/login/renew', async ({ session }, reply) =>
      session.personId === null ? reply.code(401).send() : { secondsLeft: session.secondsLeft },
    );
    app.post('/logout', async (request, reply) => {
      const { session } = request;
      const everywhere = new Map(Object.entries(request.body ?? {})).has('everywhere');
      if (everywhere && session.personId !== null) await deleteSessionsOf(wiring.sql, session.personId);
      session.signOut();
      return reply.redirect('/', 303);
    });
  };
};

type Parts = { readonly wiring: Wiring; readonly client: LoginClient | undefined };

const clientOf = ({ config }: Wiring): LoginClient | undefined => {
  const own = config.baseUrl;
  const provider = config.login ?? (config.demo ? demoLogin(config).client : undefined);
  const { acrValues, scope } = config.loginTerms;
  return provider && loginClient({ ...provider, redirectUri: new URL('/login/callback', own).href, acrValues, scope });
};

const goToProvider = async ({ wiring, client }: Parts, request: FastifyRequest, reply: FastifyReply) => {
  const own = wiring.config.baseUrl;
  // On localhost instead of 127.0.0.1 the cookie set here would not come back with the provider's answer.
  if (wiring.config.demo && request.host !== own.host) return reply.redirect(new URL(request.url, own).href, 303);
  if (await isLockedOut(wiring, attemptOf(request))) return say(reply, { code: 'too-many-attempts' });
  const { level, returnPath, hint } = wishOf(request.query);
  if (await isChosenLockedOut(wiring, request.session)) return say(reply, { code: 'too-many-attempts' });
  if (!client) return say(reply, { code: 'login-unavailable', onward: request.url });
  const { session, log } = request;
  try {
    const { url, pending } = await client.begin({ level, returnPath, loginHint: hint ?? session.subject });
    session.keepPendingLogins([...session.pendingLogins, pending].slice(-pendingLoginsAtMost));
    return reply.redirect(url.href, 303);
  } catch (error) {
    log.error({ err: error }, 'login provider out of reach');
    return say(reply, { code: 'login-unavailable', onward: loginPath(level, returnPath) });
  }
};

const comeBack = async ({ wiring, client }: Parts, request: FastifyRequest, reply: FastifyReply) => {
  if (await isLockedOut(wiring, attemptOf(request))) return say(reply, { code: 'too-many-attempts' });
  const callback = new URL(request.url, wiring.config.baseUrl);
  const { session } = request;
  const pending = session.pendingLogins.find(({ state }) => state === callback.searchParams.get('state'));
  if (!pending || !client) {
    await countFailure(wiring, attemptOf(request));
    return say(reply, { code: 'login-failed', onward: '/login' });
  }
  // Good for one answer only, whatever it is.
  session.keepPendingLogins(session.pendingLogins.filter((each) => each !== pending));
  const again = loginPath(pending.level, pending.returnPath);
  if (callback.searchParams.get('error') === 'access_denied')
    return say(reply, { code: 'login-cancelled', onward: again });
  try {
    return await enter({ wiring, client, callback, pending }, request, reply);
  } catch (error) {
    if (isOutage(error)) {
      request.log.error({ err: error }, 'login provider out of reach');
      return say(reply, { code: 'login-unavailable', onward: again });
    }
    if (!isRejected(error)) throw error;
    request.log.warn({ err: error }, 'login rejected');
    await countFailure(wiring, attemptOf(request));
    return say(reply, { code: 'login-failed', onward: again });
  }
};

type Arrival = {
  readonly wiring: Wiring;
  readonly client: LoginClient;
  readonly callback: URL;
  readonly pending: PendingLogin;
};

const enter = async (
  { wiring, client, callback, pending }: Arrival,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const proven = await client.finish(callback, pending);
  const found = await findIdentity(wiring, proven);
  if (!found.ok) return say(reply, { code: 'person-not-found' });
  if (isSomebodyElse(request.session, found.value)) {
    await countFailure(wiring, personAttempt(request.session));
    return say(reply, { code: 'other-person', onward: whoPath(pending.returnPath) });
  }
  if (!isWeaker(request.session, found.value)) request.session.signIn(found.value);
  if (proven.level < pending.level)
    return say(reply, { code: 'level-not-reached', onward: loginPath(pending.level, pending.returnPath) });
  const { personId } = request.session;
  return reply.redirect(personId === null ? whoPath(pending.returnPath) : pending.returnPath, 303);
};

// Who was chosen among those who share a phone has to be the one that is proved afterwards.
const isSomebodyElse = (session: Session, found: SignIn): boolean =>
  hasChosen(session) && found.personId !== null && found.personId !== session.personId;

const isChosenLockedOut = async (wiring: Wiring, session: Session): Promise<boolean> =>
  hasChosen(session) && isLockedOut(wiring, personAttempt(session));

// Whatever the address: who guesses at a person does not get further from another one.
const personAttempt = ({ personId }: Session): Attempt => ({ at: 'person', by: personId ?? '' });

// Who has proved more already loses nothing by proving less this time.
const isWeaker = ({ personId, level }: Session, found: SignIn): boolean =>
  personId !== null && found.level < level && (found.personId === personId || found.candidates.includes(personId));

const wishOf = (query: unknown): { level: Level; returnPath: string; hint: string | undefined } => {
  const wish = new Map(Object.entries(query ?? {}));
  const level = ([1, 2, 3] as const).find((each) => String(each) === wish.get('level')) ?? 1;
  const hint: unknown = wish.get('hint');
  const isHint = typeof hint === 'string' && /^[\w-]{1,64}$/.test(hint);
  return { level, returnPath: localPath(wish.get('return')), hint: isHint ? hint : undefined };
};

const attemptOf = ({ ip }: FastifyRequest): Attempt => ({ at: 'login', by: ip });

type Notice = { readonly code: NoticeCode; readonly onward?: string };

const say = (reply: FastifyReply, { code, onward }: Notice): FastifyReply =>
  reply.code(notices[code].status).type('text/html; charset=utf-8').send(noticePage(code, onward));

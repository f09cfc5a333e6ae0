// Sessions of pages: finds the session of a request's cookie, refuses forged forms, and writes what the request changed.
import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { noPerson } from '../crypto/keys.ts';
import type { Wiring } from '../wiring.ts';
import { isCrossSite } from './csrf.ts';
import { latenessOf } from './late-form.ts';
import { noticePage } from './notice-page.tsx';
import { type OpenSession, openSession, parseSessionContent, type SessionState } from './open-session.ts';
import type { Session } from './session.ts';
import { limitsOf, overSince, touchEverySeconds } from './session-limits.ts';
import { originOf } from './session-origin.ts';
import {
  deleteSession,
  type FoundSession,
  findSession,
  insertSession,
  listSessionsOver,
  moveSessionContent,
  moveSessionSeen,
} from './sessions-store.ts';

const place = 'sessions.sealed';

// A phone, a computer, one at a street office; more at a time is rather somebody else.
const sessionsPerPerson = 5;

type Opened = OpenSession & {
  /** null: there is none to write to. */
  readonly tokenDigest: Buffer | null;
  readonly stale: boolean;
  /** The session of the cookie, when it is over. */
  readonly over: (SessionState & { readonly tokenDigest: Buffer }) | undefined;
};

/** Gives every request of the scope it is registered in a `request.session`, and checks its forms' `_csrf`. */
export const sessionPlugin = (wiring: Wiring): FastifyPluginAsync => {
  const opened = new WeakMap<FastifyRequest, Opened>();
  const plugin = async (app: FastifyInstance): Promise<void> => {
    if (!app.hasRequestDecorator('cookies')) await app.register(cookie);
    app.decorateRequest('session');
    app.addHook('onRequest', async (request) => {
      const found = await load(wiring, request);
      opened.set(request, found);
      request.session = found.session;
    });
    app.addHook('preHandler', (request, reply) =>
      refuseForgedForm({ wiring, over: opened.get(request)?.over }, request, reply),
    );
    app.addHook('onSend', async (request, reply) => {
      const session = opened.get(request);
      if (!session) return;
      await store(wiring, session, reply);
      // What a person saw must not be there for the next one at a shared computer.
      if (request.session.personId !== null && !reply.hasHeader('cache-control'))
        reply.header('cache-control', 'no-store');
    });
  };
  // Hooks reach the scope that registers the plugin, not one of its own (what the package fastify-plugin does).
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
};

/** `__Host-` binds the cookie to this very host and to https; a demo on http cannot have it. */
export const sessionCookieName = (config: Wiring['config']): string =>
  isHttps(config) ? '__Host-yikatong' : 'yikatong';

const load = async (wiring: Wiring, request: FastifyRequest): Promise<Opened> => {
  const now = wiring.systemClock();
  const token = request.cookies[sessionCookieName(wiring.config)];
  const nothing = { ...openSession(undefined, now), tokenDigest: null, stale: false, over: undefined };
  if (!token) return nothing;
  const tokenDigest = wiring.keys.digest(token);
  const row = await findSession(wiring.sql, tokenDigest, {
    now,
    overSince: overSince(now),
    staleBefore: now.subtract({ seconds: touchEverySeconds(wiring.config.session) }),
  });
  const state = row && readState(wiring, row.personId, row.sealed);
  if (!row || !state) return nothing;
  if (row.isOver) return { ...nothing, over: { ...state, tokenDigest } };
  const left = secondsLeft(limitsOf(wiring.config.session, state.content), row, now);
  const found = { ...state, id: tokenDigest.toString('hex'), secondsLeft: left };
  return { ...openSession(found, now), tokenDigest, stale: row.stale, over: undefined };
};

/** What is left after this request, which may itself have been what kept the session (see `stale`). */
const secondsLeft = (
  { idle, absolute }: ReturnType<typeof limitsOf>,
  row: FoundSession,
  now: Temporal.Instant,
): number => {
  const untilEnd = row.createdAt.add({ seconds: absolute }).since(now).total('seconds');
  const untilIdle = row.stale ? idle : row.expiresAt.since(now).total('seconds');
  return Math.max(0, Math.floor(Math.min(untilEnd, untilIdle)));
};

// A session that cannot be opened (its key was taken out, or somebody wrote into the table) is no session; a person
// can do nothing about it but log in again.
const readState = (
  { keys, log }: Wiring,
  personId: SessionState['personId'],
  sealed: Uint8Array,
): SessionState | undefined => {
  try {
    const content = parseSessionContent(keys.open(place, personId ?? noPerson, sealed));
    return content && { personId, content };
  } catch (error) {
    log.warn({ err: error }, 'session not readable');
    return undefined;
  }
};

const store = async (wiring: Wiring, { outcome, tokenDigest, stale }: Opened, reply: FastifyReply): Promise<void> => {
  const { sql, config, keys, systemClock } = wiring;
  const result = outcome();
  if (result.kind === 'end') {
    if (tokenDigest) await deleteSession(sql, tokenDigest);
    reply.clearCookie(sessionCookieName(config), cookieOptions(config));
    return;
  }
  if (result.kind === 'rotate' || (result.kind === 'write' && !tokenDigest)) {
    await storeNew(wiring, { state: result.state, replaced: tokenDigest }, reply);
    return;
  }
  if (!tokenDigest) return;
  if (result.kind === 'write') await moveSessionContent(sql, tokenDigest, seal(keys, result.state));
  const limits = limitsOf(config.session, result.state.content);
  if (stale || result.kind === 'write') await moveSessionSeen(sql, tokenDigest, { now: systemClock(), ...limits });
};

const storeNew = async (
  { sql, config, keys, systemClock }: Wiring,
  { state, replaced }: { readonly state: SessionState; readonly replaced: Buffer | null },
  reply: FastifyReply,
): Promise<void> => {
  const origin = originOf(reply.request.headers['user-agent'], reply.request.ip);
  const token = randomBytes(32).toString('base64url');
  const seenAt = systemClock();
  const { idle, absolute } = limitsOf(config.session, state.content);
  const row = {
    tokenDigest: keys.digest(token),
    personId: state.personId,
    sealed: seal(keys, { ...state, content: { ...state.content, origin } }),
    seenAt,
    expiresAt: seenAt.add({ seconds: Math.min(idle, absolute) }),
  };
  await insertSession(sql, row, { replaced, othersKept: sessionsPerPerson - 1 });
  reply.setCookie(sessionCookieName(config), token, cookieOptions(config));
};

const seal = (keys: Wiring['keys'], { personId, content }: SessionState): Buffer =>
  keys.seal(place, personId ?? noPerson, JSON.stringify(content));

// Lax, not Strict: the provider sends people back to us by a link of another site, and their session must be there.
const cookieOptions = (config: Wiring['config']) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(config) }) as const;

const isHttps = (config: Wiring['config']): boolean => config.baseUrl.protocol === 'https:';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

type Arriving = { readonly wiring: Wiring; readonly over: Opened['over'] };

const refuseForgedForm = async (
  { wiring, over }: Arriving,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  if (safeMethods.has(request.method)) return;
  const { session } = request;
  const token = formToken(request.body);
  if (!comesFromElsewhere(wiring, request)) {
    if (session.hasCsrfToken(token)) return sent(request);
    // Who is out already may press 退出登录 all the same.
    if (session.id === null && request.url === '/logout') return;
    const lateness = latenessOf(request, await earlierSessions({ wiring, over }, session), token);
    // One form of a session that is over, not one for each time that somebody sends it.
    if (lateness && over) await deleteSession(wiring.sql, over.tokenDigest);
    if (lateness?.goesOn) return;
    if (lateness) return reply.redirect(lateness.path, 303);
  }
  return reply.code(403).type('text/html; charset=utf-8').send(noticePage('form-expired'));
};

/** What was kept of this form has done its work. */
const sent = ({ session, url }: FastifyRequest): void => {
  if (session.keptForm?.path === url) session.dropForm();
};

/** Sessions that are over and that a form of this browser may come from. */
const earlierSessions = async ({ wiring, over }: Arriving, { personId }: Session): Promise<readonly SessionState[]> => {
  if (personId === null) return over ? [over] : [];
  const now = wiring.systemClock();
  const rows = await listSessionsOver(wiring.sql, personId, { now, overSince: overSince(now) });
  return rows.flatMap((sealed) => readState(wiring, personId, sealed) ?? []);
};

const comesFromElsewhere = ({ config }: Wiring, { headers }: FastifyRequest): boolean => {
  const { 'sec-fetch-site': secFetchSite, origin } = headers;
  return isCrossSite({
    secFetchSite: typeof secFetchSite === 'string' ? secFetchSite : undefined,
    origin,
    own: config.baseUrl.origin,
  });
};

const formToken = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && '_csrf' in body ? body._csrf : undefined;

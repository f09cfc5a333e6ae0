// Sessions of the console: apart from those of citizens, shorter when idle, and their forms refused when forged.
import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { noPerson } from '../crypto/keys.ts';
import type { Wiring } from '../wiring.ts';
import { isCrossSite } from './csrf.ts';
import { noticePage } from './notice-page.tsx';
import {
  type OpenStaffSession,
  openStaffSession,
  parseStaffSession,
  type StaffSessionContent,
} from './staff-session.ts';
import {
  deleteStaffSession,
  findStaffSession,
  insertStaffSession,
  moveStaffSessionContent,
  moveStaffSessionSeen,
} from './staff-sessions-store.ts';

const place = 'staff_sessions.sealed';
const touchEverySeconds = 60;
/** The cookie goes to the console alone, so it cannot have the name `__Host-`, which asks for the path `/`. */
const path = '/console';

type Opened = OpenStaffSession & { readonly tokenDigest: Buffer | null; readonly stale: boolean };

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The request says nothing about somebody being there (a page that a timer opens). */
    isIdle?: boolean;
    /** The route reads a stream, and checks the token of its form before it takes any of it. */
    checksForm?: boolean;
  }
}

/** Gives every request of the scope it is registered in a `request.staffSession`, and checks its forms' `_csrf`. */
export const staffSessionPlugin = (wiring: Wiring): FastifyPluginAsync => {
  const opened = new WeakMap<FastifyRequest, Opened>();
  const plugin = async (app: FastifyInstance): Promise<void> => {
    if (!app.hasRequestDecorator('cookies')) await app.register(cookie);
    app.decorateRequest('staffSession');
    app.addHook('onRequest', async (request) => {
      const found = await load(wiring, request);
      opened.set(request, found);
      request.staffSession = found.session;
    });
    app.addHook('preHandler', (request, reply) => refuseForgedForm(wiring, request, reply));
    app.addHook('onSend', async (request, reply) => {
      const session = opened.get(request);
      if (!session) return;
      await store(wiring, session, reply);
      // What staff saw must not be there for whoever sits at the counter next.
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    });
  };
  // Hooks reach the scope that registers the plugin, not one of its own (what the package fastify-plugin does).
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
};

export const staffCookieName = (config: Wiring['config']): string =>
  isHttps(config) ? '__Secure-yikatong-staff' : 'yikatong-staff';

const load = async (wiring: Wiring, request: FastifyRequest): Promise<Opened> => {
  const token = request.cookies[staffCookieName(wiring.config)];
  const nothing = { ...openStaffSession(undefined), tokenDigest: null, stale: false };
  if (!token) return nothing;
  const tokenDigest = wiring.keys.digest(token);
  const now = wiring.systemClock();
  const staleBefore = now.subtract({ seconds: touchEverySeconds });
  const row = await findStaffSession(wiring.sql, tokenDigest, { now, staleBefore });
  const content = row && readContent(wiring, row.account, row.sealed);
  if (!row || !content) return nothing;
  const { idle, absolute } = limitsOf(wiring.config);
  const stale = row.stale && request.routeOptions.config.isIdle !== true;
  const untilEnd = row.createdAt.add({ seconds: absolute }).since(now).total('seconds');
  const untilIdle = stale ? idle : row.expiresAt.since(now).total('seconds');
  const secondsLeft = Math.max(0, Math.floor(Math.min(untilEnd, untilIdle)));
  return { ...openStaffSession({ content, secondsLeft }), tokenDigest, stale };
};

// A session that cannot be opened is no session; somebody of staff can do nothing about it but log in again.
const readContent = (
  { keys, log }: Wiring,
  account: string | null,
  sealed: Uint8Array,
): StaffSessionContent | undefined => {
  try {
    const content = parseStaffSession(keys.open(place, account ?? noPerson, sealed));
    return (content?.staff?.account ?? null) === account ? content : undefined;
  } catch (error) {
    log.warn({ err: error }, 'staff session not readable');
    return undefined;
  }
};

const store = async (wiring: Wiring, { outcome, tokenDigest, stale }: Opened, reply: FastifyReply): Promise<void> => {
  const { sql, config, keys, systemClock } = wiring;
  const result = outcome();
  if (result.kind === 'end') {
    if (tokenDigest) await deleteStaffSession(sql, tokenDigest);
    reply.clearCookie(staffCookieName(config), cookieOptions(config));
    return;
  }
  if (result.kind === 'rotate' || (result.kind === 'write' && !tokenDigest)) {
    await storeNew(wiring, { content: result.content, replaced: tokenDigest }, reply);
    return;
  }
  if (!tokenDigest) return;
  if (result.kind === 'write') await moveStaffSessionContent(sql, tokenDigest, seal(keys, result.content));
  if (stale) await moveStaffSessionSeen(sql, tokenDigest, { now: systemClock(), ...limitsOf(config) });
};

const storeNew = async (
  { sql, config, keys, systemClock }: Wiring,
  { content, replaced }: { readonly content: StaffSessionContent; readonly replaced: Buffer | null },
  reply: FastifyReply,
): Promise<void> => {
  const token = randomBytes(32).toString('base64url');
  const seenAt = systemClock();
  const { idle, absolute } = limitsOf(config);
  const row = {
    tokenDigest: keys.digest(token),
    account: content.staff?.account ?? null,
    sealed: seal(keys, content),
    seenAt,
    expiresAt: seenAt.add({ seconds: Math.min(idle, absolute) }),
  };
  await insertStaffSession(sql, row, replaced);
  reply.setCookie(staffCookieName(config), token, cookieOptions(config));
};

const limitsOf = ({ staffSession }: Wiring['config']): { idle: number; absolute: number } => ({
  idle: staffSession.idleMinutes * 60,
  absolute: staffSession.hours * 3600,
});

const seal = (keys: Wiring['keys'], content: StaffSessionContent): Buffer =>
  keys.seal(place, content.staff?.account ?? noPerson, JSON.stringify(content));

// Lax, not Strict: the provider sends people back to us by a link of another site, and their session must be there.
const cookieOptions = (config: Wiring['config']) =>
  ({ path, httpOnly: true, sameSite: 'lax', secure: isHttps(config) }) as const;

const isHttps = (config: Wiring['config']): boolean => config.baseUrl.protocol === 'https:';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

const refuseForgedForm = async ({ config }: Wiring, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  if (safeMethods.has(request.method)) return;
  const { 'sec-fetch-site': secFetchSite, origin } = request.headers;
  const crossSite = isCrossSite({
    secFetchSite: typeof secFetchSite === 'string' ? secFetchSite : undefined,
    ...{ origin, own: config.baseUrl.origin },
  });
  const { checksForm } = request.routeOptions.config;
  if (!crossSite && (checksForm || request.staffSession.hasCsrfToken(formToken(request.body)))) return;
  return reply.code(403).type('text/html; charset=utf-8').send(noticePage('form-expired', path));
};

const formToken = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && '_csrf' in body ? body._csrf : undefined;

// A simulated login provider: a real OpenID provider (oidc-provider) whose people are the demo's and who checks nobody.
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { SessionNotFound } from 'oidc-provider/lib/helpers/errors.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import { z } from 'zod';
import { plainStyle } from '../base/plain-page.tsx';
import { type DemoLogin, demoLogin, demoLoginPath } from '../identity/demo-login.ts';
import { oidcAdapter } from '../identity/oidc-adapter.ts';
import type { Wiring } from '../wiring.ts';
import type { DemoPerson } from './demo-city.ts';
import { demoStaff } from './demo-staff.ts';
import { choosePage, failedPage, loginStylePath, provePage } from './login-pages.tsx';
import { phoneLogin } from './login-phone.ts';
import {
  goesOnByPhone,
  type Interaction,
  type Proven,
  phoneAccount,
  phoneLoginRoutes,
  phonePathOf,
} from './login-phone-routes.ts';
import { staffLoginSteps, staffPathOf } from './login-staff-routes.ts';
import { proofs } from './login-words.ts';

const minute = 60;
const scopesOf = (level: number): string => (level === 1 ? 'openid phone' : 'openid profile phone id_number');
const allScopes = scopesOf(3);
const staffScopes = 'openid profile staff';

/** Everything under /demo/login. `people` are those one can be. */
export const loginProvider =
  (wiring: Wiring, people: readonly DemoPerson[]): FastifyPluginAsync =>
  async (app) => {
    const provider = providerFor(wiring, people);
    app.get(loginStylePath, async (_request, reply) => reply.type('text/css; charset=utf-8').send(plainStyle));
    await app.register(interactionRoutes(provider, { wiring, people }));
    await app.register(protocolRoutes(provider));
  };

const providerFor = (wiring: Wiring, people: readonly DemoPerson[]): Provider => {
  const settings = demoLogin(wiring.config);
  const provider = new Provider(settings.client.issuer, configurationOf(wiring, settings, people));
  provider.proxy = wiring.config.trustProxy !== false;
  provider.on('server_error', (_context, error) => wiring.log.error({ err: error }, 'simulated login provider'));
  // Nobody stays logged in here: the next login asks again who one is, so that one can be several people in a row.
  provider.use(async (context, next) => {
    await next();
    const { oidc } = context;
    if (oidc?.route === 'resume' && oidc.session?.accountId !== undefined) await oidc.session.destroy();
  });
  return provider;
};

const configurationOf = (wiring: Wiring, settings: DemoLogin, people: readonly DemoPerson[]): Configuration => {
  const { acrValues } = wiring.config.loginTerms;
  const clientOf = (
    { clientId, clientSecret }: DemoLogin['client'],
    callback: string,
    scope: string,
  ): ClientMetadata => ({
    ...{ client_id: clientId, client_secret: clientSecret, scope },
    redirect_uris: [new URL(callback, wiring.config.baseUrl).href],
    id_token_signed_response_alg: 'ES256',
  });
  return {
    adapter: oidcAdapter(wiring, 'demo-login'),
    clients: [
      clientOf(settings.client, '/login/callback', allScopes),
      clientOf(settings.staffClient, '/console/login/callback', staffScopes),
    ],
    jwks: settings.jwks,
    cookies: {
      keys: settings.cookieKeys,
      names: { session: 'demo_login', interaction: 'demo_login_step', resume: 'demo_login_resume' },
    },
    acrValues,
    claims: {
      ...{ openid: ['sub'], profile: ['name'], phone: ['phone_number'], id_number: ['id_number'], acr: null },
      staff: ['staff_role', 'staff_bank', 'staff_outlet', 'staff_district', 'amr'],
    },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_context, { uid }) => interactionPath(uid) },
    ttl: {
      Interaction: 15 * minute,
      Session: 15 * minute,
      Grant: 15 * minute,
      AccessToken: 5 * minute,
      IdToken: 5 * minute,
    },
    // The session ends with the login (see above); what it gave does not.
    expiresWithSession: () => false,
    findAccount: (_context, slug) => {
      const owner = people.find((each) => phoneAccount(each.slug) === slug);
      if (owner) return { accountId: slug, claims: () => ({ sub: slug, phone_number: owner.phone }) };
      const staff = demoStaff.find((each) => each.slug === slug);
      if (staff) return { accountId: slug, claims: () => ({ sub: slug, name: staff.name, ...staff.claims }) };
      const person = people.find((each) => each.slug === slug);
      if (!person) return undefined;
      const { name, phone, idNumber } = person;
      return { accountId: slug, claims: () => ({ sub: slug, name, phone_number: phone, id_number: idNumber }) };
    },
    loadExistingGrant: (context) => grantFor(context, { staffClientId: settings.staffClient.clientId, acrValues }),
    renderError: (context) => {
      context.type = 'html';
      context.body = failedPage();
    },
  };
};

type Granting = { readonly staffClientId: string; readonly acrValues: readonly string[] };

// Our own pages need no consent; what the portal is told follows from the level: a phone alone does not give the name away.
const grantFor = async ({ oidc }: KoaContextWithOIDC, { staffClientId, acrValues }: Granting) => {
  const clientId = oidc.client?.clientId;
  const accountId = oidc.session?.accountId;
  if (clientId === undefined || accountId === undefined) return undefined;
  const grant = new oidc.provider.Grant({ clientId, accountId });
  if (clientId === staffClientId) {
    grant.addOIDCScope(staffScopes);
    await grant.save();
    return grant;
  }
  const granted = scopesOf(acrValues.indexOf(oidc.acr) + 1).split(' ');
  grant.addOIDCScope(granted.join(' '));
  const withheld = allScopes.split(' ').filter((scope) => !granted.includes(scope));
  if (withheld.length > 0) grant.rejectOIDCScope(withheld.join(' '));
  await grant.save();
  return grant;
};

const interactionPath = (uid: string): string => `${demoLoginPath}/interaction/${uid}`;

const answer = z.object({
  person: z.string().optional(),
  proof: z.string().optional(),
  cancel: z.string().optional(),
});

type InteractionParts = { readonly wiring: Wiring; readonly people: readonly DemoPerson[] };

/** What a request says of the login it belongs to, and how such a login ends. */
const interactionsAt = (provider: Provider, { config }: Wiring) => {
  const { acrValues } = config.loginTerms;
  const { staffClient } = demoLogin(config);
  const interactionOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Interaction> => {
    const { uid, params } = await provider.interactionDetails(request.raw, reply.raw);
    const [wanted] = String(params.acr_values ?? '').split(' ');
    const hint = typeof params.login_hint === 'string' ? params.login_hint : null;
    return { uid, level: Math.max(1, acrValues.indexOf(wanted ?? '') + 1), hint };
  };
  const staffInteraction = async (request: FastifyRequest, reply: FastifyReply): Promise<string | undefined> => {
    const { uid, params } = await provider.interactionDetails(request.raw, reply.raw);
    return params.client_id === staffClient.clientId ? uid : undefined;
  };
  const finish = async (request: FastifyRequest, reply: FastifyReply, proven: Proven | undefined) => {
    const result = proven
      ? { login: { accountId: proven.accountId, acr: acrValues[proven.level - 1] ?? '', amr: [...proven.amr] } }
      : { error: 'access_denied', error_description: 'cancelled' };
    return reply.redirect(await provider.interactionResult(request.raw, reply.raw, result), 303);
  };
  return { interactionOf, staffInteraction, finish };
};

const interactionRoutes =
  (provider: Provider, { wiring, people }: InteractionParts): FastifyPluginAsync =>
  async (app: FastifyInstance) => {
    if (!app.hasContentTypeParser('application/x-www-form-urlencoded')) await app.register(formbody);
    if (!app.hasRequestDecorator('cookies')) await app.register(cookie);
    const { interactionOf, staffInteraction, finish } = interactionsAt(provider, wiring);
    const personOf = (slug: unknown): DemoPerson | undefined => people.find((person) => person.slug === slug);
    const phoneParts = {
      wiring,
      people,
      login: phoneLogin(wiring, people),
      pathOf: interactionPath,
      interactionOf,
      finish,
    };
    app.setErrorHandler(async (error, _request, reply) => {
      // A form that no page of these sent, or a login that is over.
      if (!(error instanceof z.ZodError || error instanceof SessionNotFound)) throw error;
      return sendHtml(reply.code(400), failedPage());
    });
    app.get(interactionPath(':uid'), async (request, reply) => {
      const { uid, level, hint } = await interactionOf(request, reply);
      if ((await staffInteraction(request, reply)) !== undefined)
        return reply.redirect(staffPathOf(interactionPath(uid)), 303);
      const { person: chosen } = answer.parse(request.query);
      const action = interactionPath(uid);
      const byPhone = phonePathOf(action);
      if (chosen === undefined && (await goesOnByPhone(phoneParts, request, hint))) return reply.redirect(byPhone, 303);
      const person = personOf(chosen ?? hint);
      return sendHtml(reply, person ? provePage(action, person, level) : choosePage({ action, byPhone, people }));
    });
    app.post(interactionPath(':uid'), async (request, reply) => {
      const given = answer.parse(request.body);
      const proof = proofs.find(({ code }) => code === given.proof);
      const person = personOf(given.person);
      const { uid } = await interactionOf(request, reply);
      if (given.cancel) return finish(request, reply, undefined);
      if (!proof || !person) return reply.redirect(interactionPath(uid), 303);
      return finish(request, reply, { accountId: person.slug, level: proof.level, amr: proof.amr });
    });
    await app.register(phoneLoginRoutes(phoneParts));
    const { phoneGateway } = wiring.config;
    await app.register(
      staffLoginSteps({
        login: phoneLogin(wiring, demoStaff),
        hasInbox: phoneGateway?.url.endsWith('/demo/phone/messages') ?? false,
        ...{ pathOf: interactionPath, staffInteraction, finish },
      }),
    );
  };

const sendHtml = (reply: FastifyReply, page: string): FastifyReply =>
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);

/** The endpoints of OpenID Connect, answered by the library itself. */
const protocolRoutes =
  (provider: Provider): FastifyPluginAsync =>
  async (app) => {
    // The library reads bodies itself.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const answerRequest = provider.callback();
    app.all(`${demoLoginPath}/*`, async (request: FastifyRequest, reply: FastifyReply) => {
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value);
      const { url: originalUrl = '' } = request.raw;
      await answerRequest(
        Object.assign(request.raw, { originalUrl, url: originalUrl.slice(demoLoginPath.length) }),
        reply.raw,
      );
    });
  };

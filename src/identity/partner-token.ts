// Tokens of partners: OAuth 2 client credentials (RFC 6749 §4.4) in, a short opaque bearer token (RFC 6750) out.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noPerson } from '../crypto/keys.ts';
import type { Wiring } from '../wiring.ts';
import { type Attempt, countFailure, isLockedOut, lockOutMinutes } from './attempts.ts';
import { findRecord, insertRecord, type RecordKey } from './oidc-records-store.ts';
import {
  type PartnerClient,
  type PartnerScope,
  type PartnerSecret,
  partnerScopes,
  watchPartnerClients,
} from './partner-clients.ts';
import { partnerRefusals } from './words.ts';

/** A bank fetches a new token before this is over; a stolen one is worthless soon. */
export const partnerTokenMinutes = 10;
const tokensPerMinute = 120;
const place = 'oidc_records.sealed';

/** Who calls a machine interface; `bank` is null for one that is no bank. */
export type Partner = {
  readonly clientId: string;
  readonly bank: string | null;
  readonly scopes: readonly PartnerScope[];
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Set behind `requirePartner` only. */
    partner: Partner | null;
  }
}

type Needs = Pick<Wiring, 'sql' | 'keys' | 'systemClock'>;

const tokenRequest = z.object({
  grant_type: z.string().describe('client_credentials'),
  scope: z.string().optional().describe(partnerScopes.join(', ')),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
});

const tokenAnswer = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int().describe('秒 · seconds'),
  scope: z.string(),
});
const tokenRefused = z.object({ error: z.string().describe('RFC 6749 §5.2') });

/** For the description alone: what is wrong with a request is told in the words of OAuth, which the route does itself. */
const described = {
  schema: {
    tags: ['token'],
    summary: '获取访问令牌 · Get an access token',
    description:
      '凭证放在 Basic 认证中，或作为表单字段 client_id、client_secret。令牌 10 分钟有效。 · Credentials as Basic, or as the form fields client_id and client_secret. A token is good for ten minutes.',
    consumes: ['application/x-www-form-urlencoded'],
    body: tokenRequest,
    response: { 200: tokenAnswer, 400: tokenRefused, 401: tokenRefused, 429: tokenRefused },
  },
  validatorCompiler: () => (value: unknown) => ({ value }),
  serializerCompiler: () => (answer: unknown) => JSON.stringify(answer),
};

/** POST /api/v1/token, form-encoded; `client_secret_basic` and `client_secret_post`. Needs @fastify/formbody. */
export const partnerTokenRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    const clients = watchPartnerClients(wiring, (error) => wiring.log.error({ err: error }, 'partner clients stay'));
    const config = { rateLimit: { max: tokensPerMinute, timeWindow: '1 minute' } };
    app.post('/api/v1/token', { config, ...described }, async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const body = tokenRequest.safeParse(request.body);
      if (!body.success) return reply.code(400).send({ error: 'invalid_request' });
      const attempt: Attempt = { at: 'partner', by: request.ip };
      if (await isLockedOut(wiring, attempt))
        return reply
          .code(429)
          .header('retry-after', lockOutMinutes * 60)
          .send({ error: 'slow_down' });
      const client = clientOf(wiring, clients(), credentialsOf(request.headers.authorization, body.data));
      if (!client) {
        await countFailure(wiring, attempt);
        return reply.code(401).header('www-authenticate', 'Basic realm="yikatong"').send({ error: 'invalid_client' });
      }
      if (body.data.grant_type !== 'client_credentials')
        return reply.code(400).send({ error: 'unsupported_grant_type' });
      const scopes = scopesOf(client, body.data.scope);
      return scopes ? issue(wiring, { ...client, scopes }) : reply.code(400).send({ error: 'invalid_scope' });
    });
  };

/** An onRequest hook or preHandler: `request.partner` is the partner whose token this is; 401 without a good token, 403 without the scope. */
export const requirePartner =
  (wiring: Needs, scope: PartnerScope) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const [, token] = /^Bearer ([\w-]{20,100})$/i.exec(request.headers.authorization ?? '') ?? [];
    const partner = token === undefined ? undefined : await findPartner(wiring, token);
    if (!partner) {
      const error = request.headers.authorization === undefined ? '' : ', error="invalid_token"';
      return reply
        .code(401)
        .header('www-authenticate', `Bearer realm="yikatong"${error}`)
        .send({ error: 'invalid_token', ...partnerRefusals.invalid_token });
    }
    if (!partner.scopes.includes(scope))
      return reply
        .code(403)
        .header('www-authenticate', `Bearer realm="yikatong", error="insufficient_scope", scope="${scope}"`)
        .send({ error: 'insufficient_scope', ...partnerRefusals.insufficient_scope });
    request.partner = partner;
    return undefined;
  };

type Credentials = { readonly clientId: string; readonly secret: string };

// RFC 6749 §2.3.1: id and secret are form-encoded before they are joined for Basic.
const credentialsOf = (
  authorization: string | undefined,
  { client_id: clientId, client_secret: secret }: z.infer<typeof tokenRequest>,
): Credentials | undefined => {
  const [, basic] = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? '') ?? [];
  if (basic === undefined) return clientId && secret ? { clientId, secret } : undefined;
  const [, id, password] = /^([^:]*):(.*)$/.exec(Buffer.from(basic, 'base64').toString()) ?? [];
  return id && password ? { clientId: formDecoded(id), secret: formDecoded(password) } : undefined;
};

const formDecoded = (text: string): string => new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v') ?? '';

const clientOf = (
  { keys, systemClock }: Needs,
  clients: readonly PartnerClient[],
  given: Credentials | undefined,
): PartnerClient | undefined => {
  const client = clients.find(({ clientId }) => clientId === given?.clientId);
  const digest = keys.digest(given?.secret ?? '');
  // Compared also when nobody goes by that name, so that the time taken does not tell which names there are.
  const known = client?.secrets ?? [{ digest: '0'.repeat(2 * digest.length), from: null, until: null }];
  const right = known.filter((secret) => timingSafeEqual(digest, Buffer.from(secret.digest, 'hex')));
  const now = systemClock();
  return right.some((secret) => isGood(secret, now)) ? client : undefined;
};

const isGood = ({ from, until }: PartnerSecret, now: Temporal.Instant): boolean =>
  (!from || Temporal.Instant.compare(from, now) <= 0) && (!until || Temporal.Instant.compare(now, until) < 0);

const scopesOf = (client: PartnerClient, wanted: string | undefined): readonly PartnerScope[] | undefined => {
  if (wanted === undefined) return client.scopes;
  const names = wanted.split(' ');
  const scopes = client.scopes.filter((scope) => names.includes(scope));
  return scopes.length === names.length ? scopes : undefined;
};

const keyOf = ({ keys }: Needs, token: string): RecordKey => ({
  provider: 'partner',
  model: 'ClientCredentials',
  idDigest: keys.digest(token),
});

const issue = async (wiring: Needs, { clientId, bank, scopes }: Partner): Promise<object> => {
  const token = randomBytes(32).toString('base64url');
  await insertRecord(wiring.sql, {
    ...keyOf(wiring, token),
    sealed: wiring.keys.seal(place, noPerson, JSON.stringify({ clientId, bank, scopes })),
    grantDigest: null,
    uidDigest: null,
    expiresAt: wiring.systemClock().add({ minutes: partnerTokenMinutes }),
  });
  return { access_token: token, token_type: 'Bearer', expires_in: partnerTokenMinutes * 60, scope: scopes.join(' ') };
};

const storedPartner = z.object({
  clientId: z.string(),
  bank: z.string().nullable(),
  scopes: z.array(z.enum(partnerScopes)),
});

const findPartner = async (wiring: Needs, token: string): Promise<Partner | undefined> => {
  const found = await findRecord(wiring.sql, keyOf(wiring, token), wiring.systemClock());
  return found && storedPartner.parse(JSON.parse(wiring.keys.open(place, noPerson, found.sealed)));
};

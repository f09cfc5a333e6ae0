// Tokens of partners on a real database: who gets one, what it opens, and when it is over.
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import { type LoginCity, loginCity } from '../../test/support/login-city.ts';
import { failuresAllowed } from './attempts.ts';
import { bankScopes, demoBankSecrets, demoClientId } from './partner-clients.ts';
import { partnerTokenMinutes, partnerTokenRoutes, requirePartner } from './partner-token.ts';

const bank = '102';

const bankApi = async ({ wiring }: Pick<LoginCity, 'wiring'>): Promise<FastifyInstance> => {
  const app = Fastify();
  await app.register(formbody);
  await app.register(partnerTokenRoutes(wiring));
  const preHandler = requirePartner(wiring, 'bank:orders');
  app.get('/orders', { preHandler }, async (request) => request.partner?.bank);
  await app.ready();
  return app;
};

const credentials = ({ wiring }: LoginCity) => ({
  client_id: demoClientId(bank),
  client_secret: demoBankSecrets(wiring.config, []).get(bank) ?? '',
});

const askToken = (app: FastifyInstance, form: Record<string, string>, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
  });

const orders = (app: FastifyInstance, authorization?: string) =>
  app.inject({ url: '/orders', headers: authorization === undefined ? {} : { authorization } });

test('a bank with its secret gets a token that says which bank calls, in any web process', async (t) => {
  const city = await loginCity(t);
  const [one, other] = [await bankApi(city), await bankApi(city)];
  const { client_id, client_secret } = credentials(city);
  const basic = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`;
  const answers = [
    await askToken(one, { client_id, client_secret }),
    await askToken(one, {}, { authorization: basic }),
  ];
  for (const answer of answers) {
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal(answer.headers['cache-control'], 'no-store');
    const { access_token: token, ...rest } = answer.json();
    assert.deepEqual(rest, { token_type: 'Bearer', expires_in: 600, scope: bankScopes.join(' ') });
    assert.equal((await orders(other, `Bearer ${token}`)).body, bank);
    const stored = await city.wiring.sql`select sealed from oidc_records where provider = 'partner'`;
    assert.ok(
      stored.every(({ sealed }) => !Buffer.from(sealed).includes(token) && !Buffer.from(sealed).includes(bank)),
    );
  }
});

test('the secrets of the demo can be read by nobody else', async (t) => {
  const { wiring } = await loginCity(t);
  await bankApi({ wiring });
  assert.equal(statSync(join(wiring.config.dataFolder, 'demo-bank-secrets.json')).mode & 0o777, 0o600);
  const secrets = [...demoBankSecrets(wiring.config, []).values()];
  assert.ok(secrets.length >= 15 && new Set(secrets).size === secrets.length);
});

test('a wrong secret, an unknown bank, or no secret gets nothing but how to ask', async (t) => {
  const city = await loginCity(t);
  const app = await bankApi(city);
  const { client_id, client_secret } = credentials(city);
  const wrong = [
    { client_id, client_secret: `${client_secret}x` },
    { client_id: 'bank-999', client_secret },
    { client_id: demoClientId('103'), client_secret },
    { client_id },
    {},
  ];
  for (const form of wrong) {
    const answer = await askToken(app, form);
    assert.equal(answer.statusCode, 401);
    assert.deepEqual(answer.json(), { error: 'invalid_client' });
    assert.match(String(answer.headers['www-authenticate']), /^Basic realm=/);
  }
});

test('another grant type or a scope the bank does not have is refused', async (t) => {
  const city = await loginCity(t);
  const app = await bankApi(city);
  const password = await askToken(app, { ...credentials(city), grant_type: 'password' });
  assert.deepEqual([password.statusCode, password.json().error], [400, 'unsupported_grant_type']);
  const scope = await askToken(app, { ...credentials(city), scope: 'bank:orders people:all' });
  assert.deepEqual([scope.statusCode, scope.json().error], [400, 'invalid_scope']);
});

test('without a token, with another one, or after its ten minutes nothing opens', async (t) => {
  const city = await loginCity(t);
  const app = await bankApi(city);
  const { access_token: token } = (await askToken(app, credentials(city))).json();
  const without = await orders(app);
  assert.equal(without.statusCode, 401);
  assert.equal(without.headers['www-authenticate'], 'Bearer realm="yikatong"');
  const other = await orders(app, `Bearer ${'A'.repeat(43)}`);
  assert.equal(other.statusCode, 401);
  assert.match(String(other.headers['www-authenticate']), /error="invalid_token"/);
  city.wait({ seconds: partnerTokenMinutes * 60 - 5 });
  assert.equal((await orders(app, `Bearer ${token}`)).statusCode, 200);
  city.wait({ seconds: 6 });
  assert.equal((await orders(app, `Bearer ${token}`)).statusCode, 401);
});

test('a token without the scope of the address is refused with the scope it lacks', async (t) => {
  const city = await loginCity(t);
  const app = await bankApi(city);
  const { access_token: token } = (await askToken(app, credentials(city))).json();
  const { sql, keys } = city.wiring;
  const sealed = keys.seal('oidc_records.sealed', '-', JSON.stringify({ clientId: 'bank-102', bank, scopes: [] }));
  await sql`update oidc_records set sealed = ${sealed} where provider = 'partner'`;
  const answer = await orders(app, `Bearer ${token}`);
  assert.equal(answer.statusCode, 403);
  assert.match(String(answer.headers['www-authenticate']), /error="insufficient_scope", scope="bank:orders"/);
});

test('an address that guesses secrets is locked out, also with the right one, until the time is over', async (t) => {
  const city = await loginCity(t);
  const app = await bankApi(city);
  const { client_id } = credentials(city);
  for (let failures = 0; failures < failuresAllowed.partner; failures += 1)
    await askToken(app, { client_id, client_secret: `guess ${failures}` });
  const locked = await askToken(app, credentials(city));
  assert.equal(locked.statusCode, 429);
  assert.equal(locked.headers['retry-after'], '900');
  city.wait({ minutes: 15, seconds: 1 });
  assert.equal((await askToken(app, credentials(city))).statusCode, 200);
});

test('a secret is changed without a gap: the old and the new one are good for a while, without a restart', async (t) => {
  const city = await loginCity(t);
  const path = city.wiring.config.bankTokensFile;
  const digestOf = (secret: string): string => hash('sm3', secret, 'hex');
  const write = (secrets: object[]): void =>
    writeFileSync(path, JSON.stringify([{ clientId: 'bank-102', bank, scopes: ['bank:orders'], secrets }]));
  const statusOf = async (app: FastifyInstance, client_secret: string): Promise<number> =>
    (await askToken(app, { client_id: 'bank-102', client_secret })).statusCode;
  const day = (days: number): string =>
    city.wiring
      .systemClock()
      .add({ hours: 24 * days })
      .toString();
  write([{ digest: digestOf('old') }]);
  const app = await bankApi(city);
  assert.deepEqual([await statusOf(app, 'old'), await statusOf(app, 'new')], [200, 401]);
  write([
    { digest: digestOf('old'), until: day(2) },
    { digest: digestOf('new'), from: day(1) },
  ]);
  assert.deepEqual([await statusOf(app, 'old'), await statusOf(app, 'new')], [200, 401], 'before its first day');
  city.wait({ hours: 25 });
  assert.deepEqual([await statusOf(app, 'old'), await statusOf(app, 'new')], [200, 200]);
  city.wait({ hours: 24 });
  assert.deepEqual([await statusOf(app, 'old'), await statusOf(app, 'new')], [401, 200]);
  writeFileSync(path, '[{"clientId"');
  assert.equal(await statusOf(app, 'new'), 200, 'half a file changes nothing');
});

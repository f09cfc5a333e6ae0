// The whole HTTP side of a demo on a test database, listening or asked with `inject`, and the banks' way in.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { buildApp } from '../../src/app.ts';
import { freePort } from '../../src/base/ports.ts';
import { readConfig } from '../../src/config.ts';
import { demoBankSecrets, demoClientId } from '../../src/identity/partner-clients.ts';
import { beijing } from '../../src/policy/data/beijing.ts';
import { loadPolicy } from '../../src/policy/policy-holder.ts';
import type { Wiring } from '../../src/wiring.ts';
import { type TestCity, testCity } from './city.ts';

type Lifetime = { after(end: () => Promise<void>): void };

export type WholeApp = {
  readonly city: TestCity;
  readonly wiring: Wiring;
  readonly app: FastifyInstance;
  /** Where it is reached once it listens. */
  readonly base: URL;
};

/** An app that does not listen yet; ends with `lifetime`. */
export const wholeApp = async (
  lifetime: Lifetime,
  settings: NodeJS.ProcessEnv = {},
  log: Logger = pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
): Promise<WholeApp> => {
  const city = await testCity();
  const folder = mkdtempSync(join(tmpdir(), 'yikatong-app-'));
  const port = await freePort();
  const base = new URL(`http://127.0.0.1:${port}`);
  const env = { PORT: String(port), YIKATONG_DATA: folder, ...settings };
  const wiring: Wiring = {
    ...city,
    policy: await loadPolicy(city.sql, beijing),
    config: readConfig(env, 'demo'),
    moveBusinessClock: async (to) => city.setClock(to),
    log,
  };
  const parts: FastifyInstance[] = [];
  lifetime.after(async () => {
    for (const part of parts) await part.close();
    rmSync(folder, { recursive: true });
  });
  const app = await buildApp(wiring);
  parts.push(app);
  await untilReady(app);
  return { city, wiring, app, base };
};

/** Reading and compressing at the start holds up a busy machine so long that the guard of load answers for a second. */
const untilReady = async (app: FastifyInstance): Promise<void> => {
  const giveUpAt = performance.now() + 60_000;
  while ((await app.inject('/readyz')).statusCode !== 200) {
    if (performance.now() > giveUpAt) throw new Error('the app does not become ready');
    await pause(50);
  }
};

/** A fresh token of a partner, as its own client gets it. */
export const partnerToken = async (
  { app }: WholeApp,
  { clientId, secret }: { readonly clientId: string; readonly secret: string },
): Promise<string> => {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
  return response.json().access_token;
};

/** That of a bank. */
export const bankToken = async (whole: WholeApp, bank: string): Promise<string> => {
  const secret = demoBankSecrets(whole.wiring.config, []).get(bank) ?? '';
  return partnerToken(whole, { clientId: demoClientId(bank), secret });
};

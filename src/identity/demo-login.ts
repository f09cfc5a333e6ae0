// What the portal and the demo's own login provider have to agree on; kept in a file of the data folder.
import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { writeOnce } from '../crypto/keys-file.ts';

/** Path of the provider under our own address. */
export const demoLoginPath = '/demo/login';

const demoLoginFile = z.object({
  clientSecret: z.string(),
  cookieKeys: z.array(z.string()),
  /** Private keys as JWK: the provider signs with the first. */
  jwks: z.object({ keys: z.array(z.record(z.string(), z.string())) }),
});

type Client = { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };

export type DemoLogin = {
  /** The portal's. */
  readonly client: Client;
  /** The console's. */
  readonly staffClient: Client;
  readonly cookieKeys: readonly string[];
  readonly jwks: z.infer<typeof demoLoginFile>['jwks'];
};

/** Reads `demo-login.json` of the data folder; made with fresh keys when it is not there. Only for a demo. */
export const demoLogin = (config: Pick<Config, 'dataFolder' | 'baseUrl'>): DemoLogin => {
  const path = join(config.dataFolder, 'demo-login.json');
  if (!statSync(path, { throwIfNoEntry: false })) writeOnce(path, JSON.stringify(freshFile()));
  const { clientSecret, cookieKeys, jwks } = demoLoginFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  const issuer = new URL(demoLoginPath, config.baseUrl).href;
  // Made of the other one, so that a data folder of the release before needs no new file.
  const staffSecret = createHmac('sm3', clientSecret).update('console').digest('base64url');
  return {
    client: { issuer, clientId: 'yikatong-portal', clientSecret },
    staffClient: { issuer, clientId: 'yikatong-console', clientSecret: staffSecret },
    ...{ cookieKeys, jwks },
  };
};

const freshFile = (): z.infer<typeof demoLoginFile> => {
  const key = z
    .record(z.string(), z.string())
    .parse(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }));
  return {
    clientSecret: randomBytes(32).toString('base64url'),
    cookieKeys: [randomBytes(32).toString('base64url')],
    jwks: { keys: [{ ...key, alg: 'ES256', use: 'sig', kid: randomBytes(8).toString('hex') }] },
  };
};

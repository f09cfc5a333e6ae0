// The banks that may call the bank API, and the digests of their secrets.
import { hash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../base/cannot-start.ts';
import { watchedFile } from '../base/watched-file.ts';
import type { Config } from '../config.ts';
import { writeOnce } from '../crypto/keys-file.ts';
import type { Wiring } from '../wiring.ts';

/** What a partner's token is good for. */
export const partnerScopes = [
  'bank:orders',
  'bank:answers',
  'bank:reconciliation',
  'bureau:applications',
  'people:import',
  'telephone:callers',
  'transit:reports',
] as const;
export type PartnerScope = (typeof partnerScopes)[number];

/** What only a bank may do, and a bank whose program does everything has. */
export const bankScopes = ['bank:orders', 'bank:answers', 'bank:reconciliation'] as const satisfies PartnerScope[];
const isOfBank = (scope: PartnerScope): boolean => bankScopes.some((each) => each === scope);

/** `digest` is SM3 of a random secret of at least 32 characters, in hexadecimal; good from `from` until before `until` (null: no end). */
export type PartnerSecret = {
  readonly digest: string;
  readonly from: Temporal.Instant | null;
  readonly until: Temporal.Instant | null;
};

/** A caller of a machine interface; `bank` is null for one that is no bank, such as the core system. While a secret is being changed the old and the new one are good. */
export type PartnerClient = {
  readonly clientId: string;
  readonly bank: string | null;
  readonly secrets: readonly PartnerSecret[];
  readonly scopes: readonly PartnerScope[];
};

/** The one that goes, the one that comes, and one more where the last change was broken off. */
const mostSecrets = 3;
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Temporal.Instant.from(text))
  .nullable()
  .default(null);

const lasting = (digest: string): PartnerSecret => ({ digest, from: null, until: null });

const clientsFile = z.array(
  z
    .strictObject({
      clientId: z.string().min(1).max(100),
      bank: z.string().min(3).max(12).nullable().default(null),
      secretDigest: digest.optional(),
      secrets: z
        .array(z.strictObject({ digest, from: instant, until: instant }))
        .max(mostSecrets)
        .default([]),
      scopes: z.array(z.enum(partnerScopes)).min(1),
    })
    .refine(({ bank, scopes }) => bank !== null || !scopes.some(isOfBank), { path: ['bank'] })
    .refine(({ secretDigest, secrets }) => secretDigest !== undefined || secrets.length > 0, { path: ['secrets'] })
    .transform(({ secretDigest, secrets, ...client }) => ({
      ...client,
      secrets: [...(secretDigest === undefined ? [] : [lasting(secretDigest)]), ...secrets],
    })),
);

/**
 * The clients of the settings file; nobody when there is none. Throws CannotStart, with the field, when it is not usable.
 */
export const readPartnerClients = (path: string): readonly PartnerClient[] => {
  if (!statSync(path, { throwIfNoEntry: false })) return [];
  const parsed = clientsFile.safeParse(jsonOf(path));
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') || 'its form';
  throw new CannotStart({
    zh: `银行接口凭证文件 ${path} 不可用（${field}）。`,
    en: `The file of the banks' credentials ${path} is not usable (${field}).`,
  });
};

/** The same, read again when the file has changed, so that a secret is changed without a restart. */
export const watchPartnerClients = (
  wiring: Pick<Wiring, 'config' | 'policy'>,
  unusable: (error: CannotStart) => void,
): (() => readonly PartnerClient[]) =>
  watchedFile(wiring.config.bankTokensFile, () => partnerClientsOf(wiring), unusable);

/** The banks that may call here: of the settings file, or in a demo without one those of the policy with demo secrets. */
const partnerClientsOf = ({ config, policy }: Pick<Wiring, 'config' | 'policy'>): readonly PartnerClient[] => {
  const clients = readPartnerClients(config.bankTokensFile);
  if (clients.length > 0 || !config.demo) return clients;
  const banks = policy.current().rows.banks.map(({ code }) => code);
  return [
    ...demoPartnerClients(demoBankSecrets(config, banks)),
    demoCoreSystem(config),
    demoBureau(config),
    demoTransit(config),
    demoTelephone(config),
  ];
};

/** The name a bank's client goes by in the demo. */
export const demoClientId = (bank: string): string => `bank-${bank}`;

/**
 * The secrets the demo's bank simulators hold, one a bank: `demo-bank-secrets.json` of the data folder, made when it
 * is not there. A simulated bank reads its own, as a real one keeps its own.
 */
export const demoBankSecrets = (
  { dataFolder }: Pick<Config, 'dataFolder'>,
  banks: readonly string[],
): ReadonlyMap<string, string> => {
  const path = join(dataFolder, 'demo-bank-secrets.json');
  const fresh = () => Object.fromEntries(banks.map((bank) => [bank, randomBytes(32).toString('base64url')]));
  if (!statSync(path, { throwIfNoEntry: false })) writeOnce(path, JSON.stringify(fresh()));
  return new Map(Object.entries(z.record(z.string(), z.string()).parse(jsonOf(path))));
};

/** The clients that belong to the secrets of the demo. */
const demoPartnerClients = (secrets: ReadonlyMap<string, string>): readonly PartnerClient[] =>
  [...secrets].map(([bank, secret]) => ({
    clientId: demoClientId(bank),
    bank,
    secrets: [lasting(hash('sm3', secret, 'hex'))],
    scopes: bankScopes,
  }));

/** The name the city's core system goes by, in the demo and in the examples. */
export const coreSystemClientId = 'core-system';

/** The secret of the demo's core system, made when it is not there; nobody simulates one, but it can be tried by hand. */
export const demoCoreSystemSecret = (config: Pick<Config, 'dataFolder'>): string =>
  demoSecret(config, 'demo-core-system-secret.json');

/** The name the bureau's own system goes by in the demo. */
export const bureauClientId = 'bureau';

/** The secret the simulated bureau holds, made when it is not there. */
export const demoBureauSecret = (config: Pick<Config, 'dataFolder'>): string =>
  demoSecret(config, 'demo-bureau-secret.json');

/** The name the transit operator goes by in the demo. */
export const transitClientId = 'transit-operator';

/** The secret the simulated operator holds, made when it is not there. */
export const demoTransitSecret = (config: Pick<Config, 'dataFolder'>): string =>
  demoSecret(config, 'demo-transit-secret.json');

/** The name the telephone system of 96066 goes by in the demo. */
export const telephoneClientId = 'telephone-system';

/** The secret of the demo's telephone system, made when it is not there; nobody simulates one, but it can be tried by hand. */
export const demoTelephoneSecret = (config: Pick<Config, 'dataFolder'>): string =>
  demoSecret(config, 'demo-telephone-secret.json');

const demoSecret = ({ dataFolder }: Pick<Config, 'dataFolder'>, file: string): string => {
  const path = join(dataFolder, file);
  if (!statSync(path, { throwIfNoEntry: false }))
    writeOnce(path, JSON.stringify(randomBytes(32).toString('base64url')));
  return z.string().parse(jsonOf(path));
};

const demoCoreSystem = (config: Pick<Config, 'dataFolder'>): PartnerClient => ({
  clientId: coreSystemClientId,
  bank: null,
  secrets: [lasting(hash('sm3', demoCoreSystemSecret(config), 'hex'))],
  scopes: ['people:import'],
});

const demoBureau = (config: Pick<Config, 'dataFolder'>): PartnerClient => ({
  clientId: bureauClientId,
  bank: null,
  secrets: [lasting(hash('sm3', demoBureauSecret(config), 'hex'))],
  scopes: ['bureau:applications'],
});

const demoTransit = (config: Pick<Config, 'dataFolder'>): PartnerClient => ({
  clientId: transitClientId,
  bank: null,
  secrets: [lasting(hash('sm3', demoTransitSecret(config), 'hex'))],
  scopes: ['transit:reports'],
});

const demoTelephone = (config: Pick<Config, 'dataFolder'>): PartnerClient => ({
  clientId: telephoneClientId,
  bank: null,
  secrets: [lasting(hash('sm3', demoTelephoneSecret(config), 'hex'))],
  scopes: ['telephone:callers'],
});

const jsonOf = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // No JSON: the parser of the content says so without quoting it.
  }
};

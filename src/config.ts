// Every setting of the program: read from the environment once, checked, and handed on as one value.
import { resolve } from 'node:path';
import { z } from 'zod';
import { CannotStart } from './base/cannot-start.ts';

export const commands = [
  'demo',
  'web',
  'worker',
  'migrate',
  'import',
  'rotate-keys',
  'backup',
  'restore',
  'seed',
  'audit:verify',
  'recount',
] as const;
export type Command = (typeof commands)[number];

const text = z.string().trim().min(1);
const url = text.refine((value) => URL.canParse(value), 'must be an address such as https://card.example.cn');
const whole = (from: number, to: number) => z.coerce.number().int().min(from).max(to);
const instant = text.transform((value, context) => {
  try {
    return Temporal.Instant.from(value);
  } catch {
    context.addIssue('must be an instant with offset such as 2025-10-09T09:00+08:00');
    return z.NEVER;
  }
});
const yesNo = z.enum(['true', 'false']).transform((value) => value === 'true');

/** What the login provider calls levels 1, 2 and 3, in this order. */
const acrValues = text
  .default('urn:yikatong:level:1 urn:yikatong:level:2 urn:yikatong:level:3')
  .transform((value) => value.split(/\s+/))
  .pipe(z.tuple([text, text, text], 'must be three names, of levels 1, 2 and 3'));

/** The settings by their names in the environment; `docs/settings.md` lists the same (a test compares them). */
export const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  HOST: text.default('127.0.0.1'),
  PORT: whole(0, 65_535).default(3000),
  BASE_URL: url.optional(),
  TRUST_PROXY: z
    .union([yesNo, whole(1, 10), text])
    .default(false)
    .describe('true, the number of proxies in front, or their addresses'),
  YIKATONG_DATA: text.default('./data'),
  YIKATONG_NOW: instant.optional(),
  DATABASE_URL: url.optional(),
  DATABASE_CONNECTIONS: whole(1, 100).default(8),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  SESSION_IDLE_MINUTES: whole(1, 1440).default(30),
  SESSION_IDLE_MINUTES_ELDER: whole(1, 1440).default(60),
  SESSION_HOURS: whole(1, 72).default(8),
  RATE_LIMIT_PER_MINUTE: whole(1, 1_000_000).optional(),
  LOGIN_ISSUER: url.optional(),
  LOGIN_CLIENT_ID: text.optional(),
  LOGIN_CLIENT_SECRET: text.optional(),
  LOGIN_SCOPE: text.default('openid profile phone id_number'),
  LOGIN_ACR_VALUES: acrValues,
  STAFF_LOGIN_ISSUER: url.optional(),
  STAFF_LOGIN_CLIENT_ID: text.optional(),
  STAFF_LOGIN_CLIENT_SECRET: text.optional(),
  STAFF_LOGIN_SCOPE: text.default('openid profile staff'),
  STAFF_LOGIN_ACR_VALUES: text.optional(),
  STAFF_IDLE_MINUTES: whole(1, 30).default(15),
  STAFF_SESSION_HOURS: whole(1, 12).default(10),
  BANK_TOKENS_FILE: text.optional(),
  BANK_CONNECTIONS_FILE: text.optional(),
  BANK_SANDBOX: yesNo.default(false),
  SEALS_FOLDER: text.optional(),
  LOG_RETENTION_MONTHS: whole(6, 120).default(12),
  METRICS_TOKEN: z.string().min(16).optional(),
  PHONE_GATEWAY_URL: url.optional(),
  PHONE_GATEWAY_TOKEN: text.optional(),
  DEVICE_GATEWAY_URL: url.optional(),
  DEVICE_GATEWAY_TOKEN: text.optional(),
  MEDICAL_NOTICES_URL: url.optional(),
  TRANSIT_NOTICES_URL: url.optional(),
});

/** Settings as the program uses them: paths absolute, dependent defaults filled in. */
export type Config = {
  readonly command: Command;
  /** A demo city: simulators run, keys and clock are made on the first start. Never true in production. */
  readonly demo: boolean;
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Where people reach the program: BASE_URL, or host and port of this process. */
  readonly baseUrl: URL;
  readonly trustProxy: boolean | number | string;
  /** Absolute. */
  readonly dataFolder: string;
  /** An own PostgreSQL; without it the embedded one under the data folder is used. */
  readonly databaseUrl: string | undefined;
  readonly databaseConnections: number;
  /** Where the business clock of a demo starts. */
  readonly now: Temporal.Instant | undefined;
  readonly logLevel: string;
  readonly session: { readonly idleMinutes: number; readonly elderIdleMinutes: number; readonly hours: number };
  readonly rateLimitPerMinute: number;
  /** The OpenID provider people log in with; undefined in a demo, which brings its own. */
  readonly login: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | undefined;
  /** What we ask of the provider, and what it calls levels 1, 2 and 3. */
  readonly loginTerms: { readonly scope: string; readonly acrValues: readonly [string, string, string] };
  /** The OpenID provider staff log in with, another one than the citizens'; undefined in a demo, which brings its own. */
  readonly staffLogin: Config['login'];
  /** What we ask of it; `acrValues` where it needs to be told that two factors are wanted. */
  readonly staffLoginTerms: { readonly scope: string; readonly acrValues: string | undefined };
  /** Never longer idle than a citizen's session. */
  readonly staffSession: { readonly idleMinutes: number; readonly hours: number };
  /** Absolute; the banks' credentials for the bank API. */
  readonly bankTokensFile: string;
  /** Absolute; the banks' public keys, and where they are called. */
  readonly bankConnectionsFile: string;
  /** Banks may bring their test orders to a known start. Only of a demo. */
  readonly bankSandbox: boolean;
  /** Absolute; the copy of the seals outside the database. */
  readonly sealsFolder: string;
  /** How long refusals, looks and answers kept for their keys stay; six at least (网络安全法, art. 21 (3)). */
  readonly logMonths: number;
  readonly metricsToken: string | undefined;
  /** Takes messages for people's phones as JSON; a demo sends them to its own phone. */
  readonly phoneGateway: { readonly url: string; readonly token: string } | undefined;
  /** Machines of outlets that make cards on the spot; a demo has its own, and without an address none can be reached. */
  readonly deviceGateway: { readonly url: string; readonly token: string } | undefined;
  /** Where medical care and transit are told that a card was enabled; without an address the notices wait. */
  readonly noticesTo: Readonly<Record<'medical' | 'transit', string | undefined>>;
};

type Settings = z.infer<typeof settings>;

const loginOf = (read: Settings): Config['login'] => {
  const { LOGIN_ISSUER: issuer, LOGIN_CLIENT_ID: clientId, LOGIN_CLIENT_SECRET: clientSecret } = read;
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret };
  if (issuer || clientId || clientSecret)
    throw unusable('LOGIN_ISSUER', 'LOGIN_ISSUER, LOGIN_CLIENT_ID and LOGIN_CLIENT_SECRET belong together');
  return undefined;
};

const staffLoginOf = (read: Settings): Config['staffLogin'] => {
  const { STAFF_LOGIN_ISSUER: issuer, STAFF_LOGIN_CLIENT_ID: clientId, STAFF_LOGIN_CLIENT_SECRET: clientSecret } = read;
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret };
  if (issuer || clientId || clientSecret)
    throw unusable(
      'STAFF_LOGIN_ISSUER',
      'STAFF_LOGIN_ISSUER, STAFF_LOGIN_CLIENT_ID and STAFF_LOGIN_CLIENT_SECRET belong together',
    );
  return undefined;
};

/** An address that listens everywhere is reached, from this machine, at its loopback. */
export const reachable = (host: string): string =>
  ['0.0.0.0', '::', '::0'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;

/** Where the demo's own phone takes messages; its token guards nothing but the demo. */
const demoPhonePath = '/demo/phone/messages';
const demoPhoneToken = 'demo-phone';

const phoneGatewayOf = (read: Settings, command: Command): Config['phoneGateway'] => {
  const { PHONE_GATEWAY_URL: gatewayUrl, PHONE_GATEWAY_TOKEN: token } = read;
  if (gatewayUrl && token) return { url: gatewayUrl, token };
  if (gatewayUrl || token)
    throw unusable('PHONE_GATEWAY_URL', 'PHONE_GATEWAY_URL and PHONE_GATEWAY_TOKEN belong together');
  if (command !== 'demo') return undefined;
  return { url: `http://${reachable(read.HOST)}:${read.PORT}${demoPhonePath}`, token: demoPhoneToken };
};

const deviceGatewayOf = (read: Settings, command: Command): Config['deviceGateway'] => {
  const { DEVICE_GATEWAY_URL: gatewayUrl, DEVICE_GATEWAY_TOKEN: token } = read;
  if (gatewayUrl && token) return { url: gatewayUrl.replace(/\/$/, ''), token };
  if (gatewayUrl || token)
    throw unusable('DEVICE_GATEWAY_URL', 'DEVICE_GATEWAY_URL and DEVICE_GATEWAY_TOKEN belong together');
  if (command !== 'demo') return undefined;
  return { url: `http://${reachable(read.HOST)}:${read.PORT}/demo/devices`, token: 'demo-devices' };
};

/** A demo has both systems itself. */
const noticesToOf = (read: Settings, command: Command): Config['noticesTo'] => {
  const own = (scene: string): string | undefined =>
    command === 'demo' ? `http://${reachable(read.HOST)}:${read.PORT}/demo/scenes/${scene}/notices` : undefined;
  return {
    medical: read.MEDICAL_NOTICES_URL ?? own('medical'),
    transit: read.TRANSIT_NOTICES_URL ?? own('transit'),
  };
};

const unusable = (name: string, problem: string): CannotStart =>
  new CannotStart({ zh: `设置 ${name} 不可用：${problem}。`, en: `The setting ${name} is not usable: ${problem}.` });

/** A city of invented people: run, or filled. */
const isDemo = (command: Command): boolean => command === 'demo' || command === 'seed';

const refuseInProduction = (read: Settings, command: Command): void => {
  // Where people may be real, nobody submits and ends applications for a test.
  if (read.BANK_SANDBOX && (read.NODE_ENV === 'production' || command === 'web'))
    throw unusable(
      'BANK_SANDBOX',
      'a sandbox is a demo with invented people, never production; start it with npm start',
    );
  if (read.NODE_ENV !== 'production') return;
  if (read.YIKATONG_NOW) throw unusable('YIKATONG_NOW', 'the business clock of production is the system clock');
  if (isDemo(command)) throw unusable('NODE_ENV', 'a demo city does not run in production; use web and worker');
  if (!read.DATABASE_URL) throw unusable('DATABASE_URL', 'production needs a PostgreSQL of its own');
  if (!read.PHONE_GATEWAY_URL && command === 'worker')
    throw unusable('PHONE_GATEWAY_URL', 'production needs the gateway that sends messages to phones');
  if (!read.BASE_URL && command === 'web') throw unusable('BASE_URL', 'production needs the address people use');
};

/**
 * Reads and checks all settings; an empty variable counts as absent.
 * Throws CannotStart that names the first setting that is wrong.
 */
export const readConfig = (env: NodeJS.ProcessEnv, command: Command): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw unusable(String(issue?.path[0]), issue?.message ?? 'unknown problem');
  }
  const read = parsed.data;
  refuseInProduction(read, command);
  const production = read.NODE_ENV === 'production';
  const dataFolder = resolve(read.YIKATONG_DATA);
  return {
    command,
    demo: isDemo(command),
    production,
    host: read.HOST,
    port: read.PORT,
    baseUrl: new URL(read.BASE_URL ?? `http://${reachable(read.HOST)}:${read.PORT}`),
    trustProxy: read.TRUST_PROXY,
    dataFolder,
    databaseUrl: read.DATABASE_URL,
    databaseConnections: read.DATABASE_CONNECTIONS,
    now: read.YIKATONG_NOW,
    logLevel: read.LOG_LEVEL ?? (command === 'demo' ? 'warn' : 'info'),
    session: {
      idleMinutes: read.SESSION_IDLE_MINUTES,
      elderIdleMinutes: read.SESSION_IDLE_MINUTES_ELDER,
      hours: read.SESSION_HOURS,
    },
    // In a demo everybody, simulated banks and visitors, comes from the one address of this machine.
    rateLimitPerMinute: read.RATE_LIMIT_PER_MINUTE ?? (command === 'demo' ? 100_000 : 600),
    login: loginOf(read),
    loginTerms: { scope: read.LOGIN_SCOPE, acrValues: read.LOGIN_ACR_VALUES },
    staffLogin: staffLoginOf(read),
    staffLoginTerms: { scope: read.STAFF_LOGIN_SCOPE, acrValues: read.STAFF_LOGIN_ACR_VALUES },
    staffSession: {
      idleMinutes: Math.min(read.STAFF_IDLE_MINUTES, read.SESSION_IDLE_MINUTES),
      hours: read.STAFF_SESSION_HOURS,
    },
    bankConnectionsFile: resolve(dataFolder, read.BANK_CONNECTIONS_FILE ?? 'bank-connections.json'),
    bankTokensFile: resolve(dataFolder, read.BANK_TOKENS_FILE ?? 'bank-tokens.json'),
    bankSandbox: read.BANK_SANDBOX && command === 'demo',
    sealsFolder: resolve(dataFolder, read.SEALS_FOLDER ?? 'seals'),
    logMonths: read.LOG_RETENTION_MONTHS,
    metricsToken: read.METRICS_TOKEN,
    phoneGateway: phoneGatewayOf(read, command),
    deviceGateway: deviceGatewayOf(read, command),
    noticesTo: noticesToOf(read, command),
  };
};

// How each bank is reached: the SM2 keys its orders are sealed to, with dates, and where it is called.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../base/cannot-start.ts';
import { watchedFile } from '../base/watched-file.ts';
import { type Config, reachable } from '../config.ts';
import { writeOnce } from '../crypto/keys-file.ts';
import { generateSm2Key, isSm2PublicKey, sm2KeyOf } from '../crypto/sm2.ts';
import type { Wiring } from '../wiring.ts';

/** A public key of a bank, good from `from` until before `until`; null: no end on that side. */
export type BankKey = {
  readonly id: string;
  /** 65 bytes: 04, x, y. */
  readonly publicKey: Buffer;
  readonly from: Temporal.Instant | null;
  readonly until: Temporal.Instant | null;
};

/** `callbackUrl` null: the bank is not called and fetches for itself. */
export type BankConnection = {
  readonly bank: string;
  readonly keys: readonly BankKey[];
  readonly callbackUrl: string | null;
};

/** The one that goes, the one that comes, and those of machines that are moved. */
const mostKeys = 5;
const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Temporal.Instant.from(text))
  .nullable()
  .default(null);

const publicKey = z
  .string()
  .regex(/^04[0-9a-fA-F]{128}$/)
  .transform((text) => Buffer.from(text, 'hex'))
  .refine(isSm2PublicKey);

const loopback = /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/;

/**
 * What we call over a network is encrypted, and to nobody whom no operator has entered: the address comes from this file
 * alone, without a user in it, and no answer leads anywhere else.
 */
const callbackUrl = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username !== '' || password !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
});

const connectionsFile = z
  .array(
    z.strictObject({
      bank: z.string().min(3).max(12),
      keys: z
        .array(
          z.strictObject({ id: z.string().regex(/^[0-9A-Za-z._-]{1,40}$/), publicKey, from: instant, until: instant }),
        )
        .min(1)
        .max(mostKeys)
        .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length),
      callbackUrl: callbackUrl.nullable().default(null),
    }),
  )
  .refine((all) => new Set(all.map(({ bank }) => bank)).size === all.length);

/** Those of the settings file; nobody when there is none. Throws CannotStart, with the field, when it is not usable. */
export const readBankConnections = (path: string): readonly BankConnection[] => {
  if (!statSync(path, { throwIfNoEntry: false })) return [];
  const parsed = connectionsFile.safeParse(jsonOf(path));
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') || 'its form';
  throw new CannotStart({
    zh: `银行密钥与回调地址文件 ${path} 不可用（${field}）。`,
    en: `The file of the banks' keys and addresses ${path} is not usable (${field}).`,
  });
};

/** The connection of a bank as the file has it at this moment; undefined: the bank has none. */
export type FindConnection = (bank: string) => BankConnection | undefined;

/** Follows the file, so that a key is changed without a restart; a demo without one has keys and addresses of its own. */
export const watchBankConnections = ({
  config,
  policy,
  log,
}: Pick<Wiring, 'config' | 'policy' | 'log'>): FindConnection => {
  const read = (): readonly BankConnection[] => {
    const connections = readBankConnections(config.bankConnectionsFile);
    if (connections.length > 0 || !config.demo) return connections;
    return demoConnections(
      config,
      policy.current().rows.banks.map(({ code }) => code),
    );
  };
  const connections = watchedFile(config.bankConnectionsFile, read, (err) =>
    log.error({ err }, 'bank connections stay'),
  );
  return (bank) => connections().find((each) => each.bank === bank);
};

/** The key new envelopes are sealed to: of those that are good, the one that came last; so a new one takes over on its day. */
export const keyInForce = ({ keys }: BankConnection, now: Temporal.Instant): BankKey | undefined =>
  keys
    .filter(({ from, until }) => (!from || !isBefore(now, from)) && (!until || isBefore(now, until)))
    .toSorted((one, other) => startOf(other) - startOf(one))[0];

const startOf = ({ from }: BankKey): number => from?.epochMilliseconds ?? 0;

const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean => Temporal.Instant.compare(one, other) < 0;

export const demoKeyId = 'demo-1';

/** Where a demo takes what it calls its own banks with. */
export const demoCallbackPath = (bank: string): string => `/demo/banks/${bank}/callbacks`;

/**
 * The private keys the demo's simulated banks hold, one a bank: `demo-bank-keys.json` of the data folder, made when it is
 * not there. A simulated bank reads its own, as a real one keeps its own.
 */
export const demoBankKeys = (
  { dataFolder }: Pick<Config, 'dataFolder'>,
  banks: readonly string[],
): ReadonlyMap<string, Buffer> => {
  const path = join(dataFolder, 'demo-bank-keys.json');
  const fresh = () => Object.fromEntries(banks.map((bank) => [bank, generateSm2Key().privateKey.toString('hex')]));
  if (!statSync(path, { throwIfNoEntry: false })) writeOnce(path, JSON.stringify(fresh()));
  const kept = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)).parse(jsonOf(path));
  return new Map(Object.entries(kept).map(([bank, key]) => [bank, Buffer.from(key, 'hex')]));
};

const demoConnections = (config: Config, banks: readonly string[]): readonly BankConnection[] =>
  [...demoBankKeys(config, banks)].map(([bank, privateKey]) => ({
    bank,
    keys: [{ id: demoKeyId, publicKey: sm2KeyOf(privateKey).publicKey, from: null, until: null }],
    callbackUrl: `http://${reachable(config.host)}:${config.port}${demoCallbackPath(bank)}`,
  }));

const jsonOf = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // No JSON: the parser of the content says so without quoting it.
  }
};

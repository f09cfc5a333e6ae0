// The SM2 keys the program signs with, from a file of secrets; banks fetch the public parts.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../base/cannot-start.ts';
import { watchedFile } from '../base/watched-file.ts';
import { replaceFile, writeOnce } from './keys-file.ts';
import { generateSm2Key, type Sm2Key, sm2KeyOf } from './sm2.ts';

/** Signs from `from` until before `until`; null: until another one takes over. */
export type SigningKey = Sm2Key & {
  readonly id: string;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant | null;
};
export type SigningKeys = readonly SigningKey[];

const instant = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text));
const privateKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text, context) => {
    try {
      return sm2KeyOf(Buffer.from(text, 'hex'));
    } catch {
      context.addIssue('no private key');
      return z.NEVER;
    }
  });
const keyFile = z.array(
  z
    .strictObject({
      id: z.string().regex(/^[0-9A-Za-z._-]{1,40}$/),
      privateKey,
      from: instant,
      until: instant.nullable(),
    })
    .transform(({ privateKey: key, ...rest }): SigningKey => ({ ...key, ...rest })),
);

export type SigningKeySettings = { readonly folder: string; readonly mayMake: boolean };

/**
 * Those of `signing-keys.json` of the data folder, followed while the process runs; none when it is not there, unless
 * `mayMake` (a demo), which makes one. Throws CannotStart when it is not usable or others can read it.
 */
export const watchSigningKeys = (
  { folder, mayMake }: SigningKeySettings,
  unusable: (error: CannotStart) => void,
): (() => SigningKeys) => {
  const path = pathOf(folder);
  if (mayMake) writeUnlessThere(path);
  return watchedFile(path, () => readFile(path), unusable);
};

/** The newest of those that have begun and not ended. */
export const signingKeyInForce = (keys: SigningKeys, now: Temporal.Instant): SigningKey | undefined =>
  keys
    .filter(({ from, until }) => isReached(from, now) && !(until && isReached(until, now)))
    .toSorted((one, other) => Temporal.Instant.compare(other.from, one.from))[0];

const isReached = (instant: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(instant, now) <= 0;

/** Banks have so long to fetch a new key before it signs. */
const announcedHours = 72;
/** What is on its way when the new one begins can still be checked. */
const overlapHours = 24;

/**
 * Adds a key that takes over in three days; the one before ends a day later. The first key begins at once. Gives its id
 * and its beginning. Throws CannotStart when the file is not usable.
 */
export const rotateSigningKey = (
  folder: string,
  now: Temporal.Instant,
): { readonly id: string; readonly from: Temporal.Instant } => {
  const path = pathOf(folder);
  const keys = readFile(path);
  const from = keys.length === 0 ? now : now.add({ hours: announcedHours });
  const end = from.add({ hours: overlapHours });
  const id = freshId(keys, from);
  const ended = keys.map((key) => ({ ...key, until: key.until ?? end }));
  const content = textOf([...ended, { ...generateSm2Key(), id, from, until: null }]);
  if (keys.length === 0) writeOnce(path, content);
  else replaceFile(path, content);
  return { id, from };
};

const pathOf = (folder: string): string => join(folder, 'signing-keys.json');

const freshId = (keys: SigningKeys, from: Temporal.Instant): string => {
  const day = from.toString().slice(0, 10);
  return `${day}-${keys.filter(({ id }) => id.startsWith(day)).length + 1}`;
};

const writeUnlessThere = (path: string): void => {
  if (statSync(path, { throwIfNoEntry: false })) return;
  // A demo can set its business clock anywhere; keys count by the system's.
  const from = Temporal.Instant.from('2024-01-01T00:00:00+08:00');
  writeOnce(path, textOf([{ ...generateSm2Key(), id: 'demo-1', from, until: null }]));
};

const textOf = (keys: SigningKeys): string => {
  const rows = keys.map(({ id, privateKey, from, until }) => ({
    ...{ id, privateKey: privateKey.toString('hex'), from: from.toString(), until: until?.toString() ?? null },
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
};

const readFile = (path: string): SigningKeys => {
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there) return [];
  if (process.platform !== 'win32' && (there.mode & 0o077) !== 0)
    throw new CannotStart({
      zh: `签名密钥文件 ${path} 可被他人读取：请运行 chmod 600 ${path}。`,
      en: `The file of the signing keys ${path} can be read by others: run chmod 600 ${path}.`,
    });
  const content = keyFile.safeParse(jsonOf(path));
  if (content.success) return content.data;
  const field = content.error.issues[0]?.path.join('.') || 'its form';
  throw new CannotStart({
    zh: `签名密钥文件 ${path} 不可用（${field}）。`,
    en: `The file of the signing keys ${path} is not usable (${field}).`,
  });
};

const jsonOf = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // A parser's message would quote the content.
  }
};

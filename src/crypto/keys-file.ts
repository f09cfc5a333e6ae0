// The key file: reads and checks it, makes one for a demo, and never gives a word of its content away.
import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../base/cannot-start.ts';
import { type KeyRing, type KeyRings, type Keys, keysOf } from './keys.ts';

export const fieldKeyBytes = 16; // SM4
const macKeyBytes = 32; // HMAC-SM3: as long as its digest
export const largestKeyId = 65_535; // two bytes in front of each sealed value

/** How long a running process may go on sealing with a key after another one became the current one. */
export const keyFileLookMilliseconds = 1_000;

/** `folder` is the data folder; `mayMake` is true in a demo only. */
export type KeyFileSettings = { readonly folder: string; readonly mayMake: boolean };

/**
 * Reads `keys.json` of the data folder; a demo makes it when it is not there. The keys follow the file while the process
 * runs: whoever seals a value later than a second after a change does it with the new current key.
 * Throws CannotStart when it is missing, readable by others, or not a key file.
 */
export const readKeys = (settings: KeyFileSettings): Keys => {
  const path = pathOf(settings.folder);
  let rings = readRings(path, settings.mayMake);
  let version = versionOf(path);
  let lookedAt = performance.now();
  const renewed = (): KeyRings => {
    lookedAt = performance.now();
    const found = versionOf(path);
    if (found === undefined || found === version) return rings;
    version = found;
    rings = readAgain(path) ?? rings;
    return rings;
  };
  return keysOf({
    known: () => (performance.now() - lookedAt < keyFileLookMilliseconds ? rings : renewed()),
    renewed,
  });
};

const pathOf = (folder: string): string => join(folder, 'keys.json');

// A file that is away or not usable for a moment is no reason to stop: the keys are in memory, and the next start says it.
const readAgain = (path: string): KeyRings | undefined => {
  try {
    return readRings(path, false);
  } catch (error) {
    if (error instanceof CannotStart) return undefined;
    throw error;
  }
};

const versionOf = (path: string): string | undefined => {
  const there = statSync(path, { throwIfNoEntry: false });
  return there && `${there.ino} ${there.mtimeMs} ${there.size}`;
};

const readRings = (path: string, mayMake: boolean): KeyRings => {
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there && !mayMake)
    throw new CannotStart({
      zh: `缺少密钥文件 ${path}：请放回写入本数据库时所用的那一个。`,
      en: `The key file ${path} is missing: put back the one this database was written with.`,
    });
  if (!there) writeOnce(path, newKeyFile());
  else if (process.platform !== 'win32' && (there.mode & 0o077) !== 0)
    throw new CannotStart({
      zh: `密钥文件 ${path} 可被他人读取：请运行 chmod 600 ${path}。`,
      en: `The key file ${path} can be read by others: run chmod 600 ${path}.`,
    });
  return parse(path, readFileSync(path, 'utf8'));
};

/** The content of a fresh key file, one random key for each use; what `npm start` writes and an operator may start from. */
export const newKeyFile = (): string =>
  `${JSON.stringify(
    {
      version: 1,
      field: { current: 1, keys: { 1: randomBytes(fieldKeyBytes).toString('base64') } },
      blind: randomBytes(macKeyBytes).toString('base64'),
      event: { current: 1, keys: { 1: randomBytes(macKeyBytes).toString('base64') } },
    },
    null,
    2,
  )}\n`;

const keyOf = (bytes: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => key.length === bytes)
    .transform((key): KeyObject => createSecretKey(key));

const ringOf = (bytes: number) =>
  z
    .strictObject({
      current: z.int().min(1).max(largestKeyId),
      keys: z.record(z.string().regex(/^[1-9]\d{0,4}$/), keyOf(bytes)),
    })
    .transform(
      ({ current, keys }): KeyRing => ({
        current,
        keys: new Map(Object.entries(keys).map(([id, key]) => [Number(id), key])),
      }),
    )
    .refine((ring) => ring.keys.has(ring.current) && Math.max(...ring.keys.keys()) <= largestKeyId);

const keyFile = z.strictObject({
  version: z.literal(1),
  field: ringOf(fieldKeyBytes),
  blind: keyOf(macKeyBytes),
  event: ringOf(macKeyBytes),
});

const parse = (path: string, text: string): KeyRings => {
  const content = keyFile.safeParse(jsonOrNothing(text));
  if (content.success) return content.data;
  const field = content.error.issues[0]?.path.join('.') || 'its form';
  throw new CannotStart({
    zh: `密钥文件 ${path} 不可用（${field}）：请放回写入本数据库时所用的那一个。`,
    en: `The key file ${path} is not usable (${field}): put back the one this database was written with.`,
  });
};

const jsonOrNothing = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A parser's message would quote the content.
  }
};

/**
 * Writes a file of secrets (0600) unless it is there. Written beside and linked: a second process that starts at the
 * same moment reads the first one's, and a crash leaves either no file or a whole one.
 */
export const writeOnce = (path: string, content: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(beside, 'wx', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
    linkSync(beside, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    closeSync(file);
    rmSync(beside);
  }
};

/**
 * Puts new content in the place of a file of secrets. Written whole beside it, then renamed: whoever reads at this moment
 * reads the old file or the new one, and so does whoever starts after a crash.
 */
export const replaceFile = (path: string, content: string): void => {
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(beside, 'wx', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  if (process.platform !== 'win32') syncFolder(dirname(path));
};

const syncFolder = (folder: string): void => {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

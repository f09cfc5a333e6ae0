// The folder of a backup: one compressed file for each table, and a manifest that says what must be in them.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { CannotStart } from '../base/cannot-start.ts';

const hex256 = z.string().regex(/^[0-9a-f]{64}$/);

const manifest = z.strictObject({
  version: z.literal(1),
  /** When the moment was taken that the files show. */
  takenAt: z.string(),
  postgres: z.int(),
  migrations: z.array(z.strictObject({ name: z.string(), digest: hex256 })),
  /** The keys it was written with, by fingerprint; the keys themselves are kept apart. */
  keys: z.array(z.strictObject({ use: z.string(), id: z.int(), fingerprint: z.string() })),
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z][a-z0-9_]*$/),
      columns: z.array(z.string()).min(1),
      rows: z.int().nonnegative(),
      /** Of the file as it lies there. */
      bytes: z.int().nonnegative(),
      sha256: hex256,
    }),
  ),
});

export type Manifest = z.infer<typeof manifest>;
export type BackedUpTable = Manifest['tables'][number];

export const manifestName = 'manifest.json';
/** Files of the data folder without which the database cannot be read or the partners not be known. */
export const keyFileNames = ['keys.json', 'signing-keys.json', 'bank-tokens.json', 'bank-connections.json'] as const;

/** Rows in the text form of COPY, one a line, compressed. */
export const tablePath = (folder: string, table: string): string => join(folder, `${table}.copy.zst`);

/** Reads the manifest. Throws CannotStart when there is none or it is not one of ours. */
export const readManifest = (folder: string): Manifest => {
  const path = join(folder, manifestName);
  if (!existsSync(path))
    throw new CannotStart({
      zh: `${folder} 里没有备份（缺少 ${manifestName}）。`,
      en: `There is no backup in ${folder} (${manifestName} is missing).`,
    });
  const read = manifest.safeParse(jsonOrNothing(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.join('.') || 'its form';
  throw new CannotStart({
    zh: `备份清单 ${path} 不可用（${field}）。`,
    en: `The manifest ${path} of the backup is not usable (${field}).`,
  });
};

const jsonOrNothing = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads every file once. Throws CannotStart that names the first one that is missing or not as it was written. */
export const checkFiles = async (folder: string, { tables }: Manifest): Promise<void> => {
  for (const { name, sha256 } of tables) {
    const path = tablePath(folder, name);
    const { through, seal } = sealing();
    if (existsSync(path))
      await pipeline(createReadStream(path), through, new Writable({ write: (_, __, next) => next() }));
    if (seal().sha256 !== sha256)
      throw new CannotStart({
        zh: `备份文件 ${path} 缺失或已损坏：没有恢复任何数据，请使用另一份备份。`,
        en: `The file ${path} of the backup is missing or damaged: nothing was restored, use another backup.`,
      });
  }
};

/** Passes bytes on and tells at the end how many there were and their digest. */
export const sealing = () => {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform: (chunk: Buffer, _encoding, next) => {
      hash.update(chunk);
      bytes += chunk.length;
      next(null, chunk);
    },
  });
  return { through, seal: () => ({ bytes, sha256: hash.digest('hex') }) };
};

const lineEnd = 0x0a;

/** Passes rows on and counts them: in the text form of COPY a line break stands at the end of a row and nowhere else. */
export const countingRows = () => {
  let rows = 0;
  const through = new Transform({
    transform: (chunk: Buffer, _encoding, next) => {
      for (let at = chunk.indexOf(lineEnd); at >= 0; at = chunk.indexOf(lineEnd, at + 1)) rows += 1;
      next(null, chunk);
    },
  });
  return { through, count: () => rows };
};

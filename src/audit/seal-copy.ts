// The copy of the seals outside the database: a folder of text files that are only ever appended to.
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { dateIn } from '../base/dates.ts';
import { type Leaf, type RecordedSeal, type SealedKind, sealedKinds } from './seal.ts';

/*
 * One file a day of the seals' time. A seal is a block: a line `begin <number>`, a line for every leaf, and a line
 * `seal <JSON>`. A block without its last line was interrupted; it counts for nothing and comes again whole.
 */

const fileName = /^seals-\d{4}-\d{2}-\d{2}\.txt$/;
const fileOf = (folder: string, at: Temporal.Instant): string => join(folder, `seals-${dateIn(at)}.txt`);

const hex = z
  .string()
  .regex(/^([0-9a-f]{2})*$/)
  .transform((text) => Buffer.from(text, 'hex'));
const sealLine = z
  .object({
    number: z.int(),
    at: z.string().transform((text) => Temporal.Instant.from(text)),
    first: z.int(),
    end: z.int(),
    parts: z.array(z.object({ kind: z.enum(sealedKinds), rows: z.int(), digest: z.string() })),
    previousMac: hex,
    mac: hex,
  })
  .readonly();

const lineOf = ({ number, at, first, end, parts, previousMac, mac }: RecordedSeal): string => {
  const texts = { previousMac: Buffer.from(previousMac).toString('hex'), mac: Buffer.from(mac).toString('hex') };
  return `seal ${JSON.stringify({ number, at: at.toString(), first, end, parts, ...texts })}\n`;
};

/** undefined for a line that is no seal, or one that was spoilt. */
const sealIn = (line: string): RecordedSeal | undefined => {
  if (!line.startsWith('seal ')) return undefined;
  try {
    return sealLine.safeParse(JSON.parse(line.slice('seal '.length))).data;
  } catch {
    return undefined;
  }
};

/** Appends one seal with the leaves it is over, and returns when the disk has it. */
export const appendToCopy = async (
  folder: string,
  seal: RecordedSeal,
  leaves: AsyncIterable<readonly Leaf[]>,
): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o750 });
  const file = await open(fileOf(folder, seal.at), 'a', 0o640);
  try {
    // On a line of its own, whatever an interrupted block ended with.
    await file.appendFile(`\nbegin ${seal.number}\n`);
    for await (const some of leaves) await file.appendFile(some.map(({ leaf }) => `${leaf}\n`).join(''));
    await file.appendFile(lineOf(seal));
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Files of the copy, oldest first; none when the folder is not there. */
const listFiles = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => fileName.test(name))
    .sort()
    .map((name) => join(folder, name));
};

const tailBytes = 65_536;

/** The last whole seal of the copy; undefined when there is none. */
export const findLastCopied = async (folder: string): Promise<RecordedSeal | undefined> => {
  for (const path of (await listFiles(folder)).toReversed()) {
    const seal = await lastSealOf(path);
    if (seal) return seal;
  }
  return undefined;
};

/** Reads from the end, twice as much each time: an interrupted block may lie behind the last whole one. */
const lastSealOf = async (path: string): Promise<RecordedSeal | undefined> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    for (let bytes = tailBytes; ; bytes *= 2) {
      const length = Math.min(bytes, size);
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
      const whole = buffer.subarray(0, buffer.lastIndexOf('\n') + 1).toString();
      const seal = whole
        .split('\n')
        .map(sealIn)
        .findLast((each) => each !== undefined);
      if (seal || length === size) return seal;
    }
  } finally {
    await file.close();
  }
};

/** What stands in the copy, line by line. */
export type CopyLine =
  | { readonly kind: 'begin'; readonly number: number }
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'seal'; readonly seal: RecordedSeal }
  /** No such line is ever written; the end of an interrupted one, or of a hand. */
  | { readonly kind: 'spoilt' };

const kindOfLetter: Readonly<Record<string, SealedKind>> = { e: 'events', r: 'refusals', l: 'looks', s: 'sweeps' };
const leafLine = /^([erls]) [0-9a-f-]+(?: [0-9a-f-]+)? [0-9a-f]{36}$/;

const parsed = (line: string): CopyLine => {
  const [, letter = ''] = leafLine.exec(line) ?? [];
  const kind = kindOfLetter[letter];
  if (kind) return { kind: 'leaf', leaf: { kind, leaf: line } };
  const seal = sealIn(line);
  if (seal) return { kind: 'seal', seal };
  const [, number] = /^begin (\d+)$/.exec(line) ?? [];
  return number === undefined ? { kind: 'spoilt' } : { kind: 'begin', number: Number(number) };
};

/** The copy in its order from the files of a day on; without `since` from the beginning. One line is in memory at a time. */
export async function* readCopy(folder: string, since?: Temporal.Instant): AsyncGenerator<CopyLine> {
  const from = since && fileOf(folder, since);
  for (const path of await listFiles(folder)) {
    if (from !== undefined && path < from) continue;
    const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
    for await (const line of lines) if (line !== '') yield parsed(line);
  }
}

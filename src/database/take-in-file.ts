// Takes in a file that an interface receives: sealed in pieces, flat memory; a worker works it off afterwards.
import { createHash } from 'node:crypto';
import { CannotStart } from '../base/cannot-start.ts';
import { newId } from '../base/ids.ts';
import type { Input } from '../base/input.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { type Columns, formOf, missingColumns } from '../base/rows.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from './connection.ts';
import { contentDigest } from './import-file.ts';
import type { ImportId, TakenKind } from './import-runs.ts';
import { deleteChunks, findImportOfKey, insertChunk, insertWaitingImport, receivedInput } from './received-import.ts';

/** Pieces of this size are sealed and stored, so that memory stays flat. */
const chunkBytes = 256 * 1024;

/** What is taken in, and how much of it; rows are counted as lines. */
export type FileKind = {
  readonly kind: TakenKind;
  readonly columns: Columns;
  readonly mostBytes: number;
  readonly mostRows: number;
};

export type TakingIn = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly client: string;
  /** The bank whose answers these are; absent for an import. Its keys are its own, whichever of its clients calls. */
  readonly bank?: string;
  /** The caller's key: the same file again under it is the same import. */
  readonly key: string;
  readonly body: AsyncIterable<Uint8Array>;
  readonly at: Temporal.Instant;
};

export type TakenIn = { readonly importId: ImportId; readonly isNew: boolean };

export type TakeInRefused =
  | Refused<'TOO_LARGE', { readonly mostBytes: number; readonly mostRows: number }>
  | Refused<'FORM_UNUSABLE', { readonly zh: string; readonly en: string }>
  | Refused<'KEY_REUSED', object>;

/**
 * Stores the file sealed and leaves it waiting. Refused are more than `mostBytes` or `mostRows` lines, a file without the
 * columns of its kind, and a key that was used for another file. What is refused or breaks off leaves nothing.
 */
export const takeInFile = async (kind: FileKind, taking: TakingIn): Promise<Result<TakenIn, TakeInRefused>> => {
  const importId = newId<ImportId>();
  let isKept = false;
  try {
    const result = await takeIn(kind, taking, importId);
    isKept = result.ok && result.value.isNew;
    return result;
  } finally {
    if (!isKept) await deleteChunks(taking.sql, importId);
  }
};

const takeIn = async (
  { kind, columns, ...limits }: FileKind,
  taking: TakingIn,
  importId: ImportId,
): Promise<Result<TakenIn, TakeInRefused>> => {
  const { sql, keys, client, bank = null, key, at } = taking;
  const stored = await store(limits, taking, importId);
  if (!stored) return refused('TOO_LARGE', limits);
  const problem = await formProblem(columns, receivedInput(taking, importId, stored.size));
  if (problem) return problem;
  const caller = bank === null ? ['import', client] : [kind, bank];
  const keyDigest = keys.digest(JSON.stringify([...caller, key]));
  const digest = contentDigest(keys, stored.digest);
  const row = { importId, kind, client, bank, keyDigest, digest, size: stored.size, at };
  if (await insertWaitingImport(sql, row)) return ok({ importId, isNew: true });
  const earlier = await findImportOfKey(sql, keyDigest);
  if (!earlier?.digest.equals(digest)) return refused('KEY_REUSED', {});
  return ok({ importId: earlier.importId, isNew: false });
};

type Stored = { readonly size: number; readonly digest: Buffer };

/** Undefined when it is too much; the rest is not read then. */
const store = async (
  { mostBytes, mostRows }: Pick<FileKind, 'mostBytes' | 'mostRows'>,
  taking: TakingIn,
  importId: ImportId,
): Promise<Stored | undefined> => {
  const hash = createHash('sm3');
  let [size, rows, seq] = [0, 0, 0];
  let pending: Uint8Array[] = [];
  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    await insertChunk(taking, importId, { seq, bytes: Buffer.concat(pending) });
    seq += 1;
    pending = [];
  };
  for await (const bytes of taking.body) {
    hash.update(bytes);
    size += bytes.length;
    rows += linesIn(bytes);
    if (size > mostBytes || rows > mostRows) return undefined;
    pending.push(bytes);
    if (pending.reduce((sum, { length }) => sum + length, 0) >= chunkBytes) await flush();
  }
  await flush();
  return { size, digest: hash.digest() };
};

const linesIn = (bytes: Uint8Array): number => {
  let lines = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines += 1;
  return lines;
};
const newline = 10;

const formProblem = async (
  columns: Columns,
  input: Input,
): Promise<Extract<TakeInRefused, { code: 'FORM_UNUSABLE' }> | undefined> => {
  try {
    const missing = missingColumns(await formOf(input), columns);
    if (missing.length === 0) return undefined;
    const list = missing.join(', ');
    return refused('FORM_UNUSABLE', { zh: `缺少列 ${list}。`, en: `It has no column ${list}.` });
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    return refused('FORM_UNUSABLE', { zh: '文件为空，或不是文本。', en: 'It is empty, or no text.' });
  }
};

// Takes in a file of insured people from the core system's interface; a worker imports it afterwards.
import { createHash } from 'node:crypto';
import { CannotStart } from '../base/cannot-start.ts';
import { newId } from '../base/ids.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { formOf, missingColumns } from '../base/rows.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { contentDigest } from '../database/import-file.ts';
import type { ImportId } from '../database/import-runs.ts';
import {
  deleteChunks,
  findImportOfKey,
  insertChunk,
  insertWaitingImport,
  receivedInput,
} from '../database/received-import.ts';
import { peopleColumns } from './people-columns.ts';

/** One call carries a day's changes of a large city; a first load of everybody comes as a file, or in several calls. */
export const mostBytes = 64 * 1024 * 1024;
export const mostRows = 300_000;

/** Pieces of this size are sealed and stored, so that memory stays flat. */
const chunkBytes = 256 * 1024;

export type TakingIn = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly client: string;
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
 * Stores the file sealed and leaves an import that waits. Refused are more than `mostBytes` or `mostRows` lines, a file
 * without the columns of people, and a key that was used for another file. What is refused or breaks off leaves nothing.
 */
export const takeInPeople = async (taking: TakingIn): Promise<Result<TakenIn, TakeInRefused>> => {
  const importId = newId<ImportId>();
  let isKept = false;
  try {
    const result = await takeIn(taking, importId);
    isKept = result.ok && result.value.isNew;
    return result;
  } finally {
    if (!isKept) await deleteChunks(taking.sql, importId);
  }
};

const takeIn = async (taking: TakingIn, importId: ImportId): Promise<Result<TakenIn, TakeInRefused>> => {
  const { sql, keys, client, key, at } = taking;
  const stored = await store(taking, importId);
  if (!stored) return refused('TOO_LARGE', { mostBytes, mostRows });
  const problem = await formProblem(taking, importId, stored.size);
  if (problem) return problem;
  const keyDigest = keys.digest(JSON.stringify(['import', client, key]));
  const digest = contentDigest(keys, stored.digest);
  const row = { importId, kind: 'people', client, keyDigest, digest, size: stored.size, at } as const;
  if (await insertWaitingImport(sql, row)) return ok({ importId, isNew: true });
  const earlier = await findImportOfKey(sql, keyDigest);
  if (!earlier?.digest.equals(digest)) return refused('KEY_REUSED', {});
  return ok({ importId: earlier.importId, isNew: false });
};

type Stored = { readonly size: number; readonly digest: Buffer };

/** Undefined when it is too much; the rest is not read then. */
const store = async (taking: TakingIn, importId: ImportId): Promise<Stored | undefined> => {
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
  taking: TakingIn,
  importId: ImportId,
  size: number,
): Promise<Extract<TakeInRefused, { code: 'FORM_UNUSABLE' }> | undefined> => {
  try {
    const missing = missingColumns(await formOf(receivedInput(taking, importId, size)), peopleColumns);
    if (missing.length === 0) return undefined;
    const list = missing.join(', ');
    return refused('FORM_UNUSABLE', { zh: `缺少列 ${list}。`, en: `It has no column ${list}.` });
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    return refused('FORM_UNUSABLE', { zh: '文件为空，或不是文本。', en: 'It is empty, or no text.' });
  }
};

// What an interface took in for an import: kept sealed in pieces until a worker has imported it.
import type { Input } from '../base/input.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Queries, Sql } from './connection.ts';
import type { Counts, ImportId, ImportKind, ImportState, TakenKind } from './import-runs.ts';

const place = 'import_chunks.sealed';

type Ground = { readonly sql: Sql; readonly keys: Keys };

export const insertChunk = (
  { sql, keys }: Ground,
  importId: ImportId,
  { seq, bytes }: { readonly seq: number; readonly bytes: Uint8Array },
): Promise<unknown> => sql`
  insert into import_chunks (import_id, seq, sealed) values (${importId}, ${seq}, ${keys.seal(place, importId, bytes)})`;

export const deleteChunks = (sql: Queries, importId: ImportId): Promise<unknown> =>
  sql`delete from import_chunks where import_id = ${importId}`;

/** What was taken in, piece by piece, as an import reads it. */
export const receivedInput = ({ sql, keys }: Ground, importId: ImportId, size: number): Input => ({
  name: importId,
  size: async () => size,
  async *open() {
    for (let seq = 0; ; seq += 1) {
      const [row] = await sql<{ sealed: Buffer }[]>`
        select sealed from import_chunks where import_id = ${importId} and seq = ${seq}`;
      if (!row) return;
      yield keys.openBytes(place, importId, row.sealed);
    }
  },
});

export type WaitingImport = {
  readonly importId: ImportId;
  readonly kind: TakenKind;
  readonly client: string;
  /** Whose answers these are; null for an import. */
  readonly bank: string | null;
  readonly keyDigest: Buffer;
  readonly digest: Buffer;
  readonly size: number;
  readonly at: Temporal.Instant;
};

/** An import that waits for a worker; false when the caller's key names one already. */
export const insertWaitingImport = async (sql: Sql, row: WaitingImport): Promise<boolean> => {
  const rows = await sql`
    insert into imports (import_id, kind, source, state, digest, size, client, bank, key_digest, at)
    values (${row.importId}, ${row.kind}, ${row.bank === null ? 'interface' : 'bank'}, 'waiting', ${row.digest},
            ${row.size}, ${row.client}, ${row.bank}, ${row.keyDigest}, ${row.at})
    on conflict (key_digest) do nothing returning 1`;
  return rows.length === 1;
};

/** The import of a caller's key. */
export const findImportOfKey = async (
  sql: Sql,
  keyDigest: Buffer,
): Promise<{ readonly importId: ImportId; readonly digest: Buffer } | undefined> => {
  const [row] = await sql<{ importId: ImportId; digest: Buffer }[]>`
    select import_id as "importId", digest from imports where key_digest = ${keyDigest}`;
  return row;
};

export type OpenImport = Pick<WaitingImport, 'importId' | 'size' | 'at'> & { readonly kind: ImportKind };

/** The import that waits longest, or was interrupted. */
export const findOpenImport = async (sql: Sql): Promise<OpenImport | undefined> => {
  const [row] = await sql<OpenImport[]>`
    select import_id as "importId", kind, size, at from imports
    where source = 'interface' and state in ('waiting', 'running') order by began_at limit 1`;
  return row;
};

export type OpenAnswerFile = Counts &
  Pick<WaitingImport, 'importId' | 'digest' | 'size' | 'at'> & { readonly bank: string; readonly line: number };

/** Of the oldest open file of each bank the one that has waited longest for its turn: a bank's files keep their order. */
export const findOpenAnswerFile = async (sql: Queries): Promise<OpenAnswerFile | undefined> => {
  const [row] = await sql<OpenAnswerFile[]>`
    select import_id as "importId", bank, digest, size, at, line, read, added, changed, unchanged, rejected from (
      select distinct on (bank) * from imports
      where source = 'bank' and state in ('waiting', 'running') order by bank, began_at, import_id
    ) as oldest
    order by coalesce(moved_at, began_at), import_id limit 1`;
  return row;
};

export type AnswerFile = {
  readonly fileId: ImportId;
  readonly bank: string;
  readonly state: ImportState;
  /** Rows so far. */
  readonly read: number;
  readonly accepted: number;
  readonly refused: number;
  readonly beganAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
};

/** An answer file of this bank; those of others do not exist for it. */
export const findAnswerFile = async (
  sql: Queries,
  { fileId, bank }: { readonly fileId: string; readonly bank: string },
): Promise<AnswerFile | undefined> => {
  const [row] = await sql<AnswerFile[]>`
    select import_id as "fileId", bank, state, read, changed as accepted, rejected as refused,
      began_at as "beganAt", ended_at as "endedAt"
    from imports where import_id = ${fileId} and bank = ${bank} and source = 'bank'`;
  return row;
};

/** Forgets answer files that ended before an instant and have no results any more; how many. */
export const deleteOldAnswerFiles = async (
  sql: Sql,
  { endedBefore, most }: { readonly endedBefore: Temporal.Instant; readonly most: number },
): Promise<number> => {
  const { count } = await sql`
    delete from imports where import_id in (
      select import_id from imports where source = 'bank' and ended_at < ${endedBefore}
        and not exists (select from answer_results where answer_results.import_id = imports.import_id)
      limit ${most})`;
  return count;
};

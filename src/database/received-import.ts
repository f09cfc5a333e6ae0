// What an interface took in for an import: kept sealed in pieces until a worker has imported it.
import type { Input } from '../base/input.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Queries, Sql } from './connection.ts';
import type { ImportId, ImportKind } from './import-runs.ts';

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
  readonly kind: ImportKind;
  readonly client: string;
  readonly keyDigest: Buffer;
  readonly digest: Buffer;
  readonly size: number;
  readonly at: Temporal.Instant;
};

/** An import that waits for a worker; false when the caller's key names one already. */
export const insertWaitingImport = async (sql: Sql, row: WaitingImport): Promise<boolean> => {
  const rows = await sql`
    insert into imports (import_id, kind, source, state, digest, size, client, key_digest, at)
    values (${row.importId}, ${row.kind}, 'interface', 'waiting', ${row.digest}, ${row.size}, ${row.client},
            ${row.keyDigest}, ${row.at})
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

export type OpenImport = Pick<WaitingImport, 'importId' | 'kind' | 'size' | 'at'>;

/** The import that waits longest, or was interrupted. */
export const findOpenImport = async (sql: Sql): Promise<OpenImport | undefined> => {
  const [row] = await sql<OpenImport[]>`
    select import_id as "importId", kind, size, at from imports
    where source = 'interface' and state in ('waiting', 'running') order by began_at limit 1`;
  return row;
};

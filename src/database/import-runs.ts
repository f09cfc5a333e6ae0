// All SQL of imports themselves: how far each one is, and the rows that went back.
import { type Brand, newId } from '../base/ids.ts';
import type { RejectedRow } from '../base/row-problems.ts';
import { arrayOf } from './array-literal.ts';
import type { Queries } from './connection.ts';

export type ImportId = Brand<string, 'ImportId'>;

export const importKinds = ['people', 'employers', 'outlets'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What an interface takes in: an import, or the answers of a bank, which have a result for every row. */
export type TakenKind = ImportKind | 'answers';

export const importStates = ['waiting', 'running', 'done', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

/** Rows so far. */
export type Counts = {
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
};

/** An import: `line` is the last one committed, `at` the business instant of all of it. */
export type ImportRow = Counts & {
  readonly importId: ImportId;
  readonly kind: ImportKind;
  readonly state: ImportState;
  readonly at: Temporal.Instant;
  readonly line: number;
  readonly client: string | null;
  readonly size: number;
  readonly beganAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
};

const columns = (sql: Queries) => sql`
  import_id as "importId", kind, state, at, line, client, size, began_at as "beganAt", ended_at as "endedAt",
  read, added, changed, unchanged, rejected`;

export const findImport = async (sql: Queries, importId: string): Promise<ImportRow | undefined> => {
  const [row] = await sql<ImportRow[]>`select ${columns(sql)} from imports where import_id = ${importId}`;
  return row;
};

/** The imports that began last; the answers of banks are none. */
export const listImports = async (sql: Queries, most: number): Promise<readonly ImportRow[]> =>
  sql<ImportRow[]>`
    select ${columns(sql)} from imports where source <> 'bank' order by began_at desc, import_id desc limit ${most}`;

/** The import of a file of this content that did not come to its end. */
export const findInterrupted = async (
  sql: Queries,
  kind: ImportKind,
  digest: Buffer,
): Promise<ImportRow | undefined> => {
  const [row] = await sql<ImportRow[]>`
    select ${columns(sql)} from imports
    where source = 'file' and kind = ${kind} and digest = ${digest} and state = 'running'`;
  return row;
};

export type NewFileImport = {
  readonly kind: ImportKind;
  readonly digest: Buffer;
  readonly size: number;
  readonly at: Temporal.Instant;
};

/** A new import of a file, in the place of an earlier one of the same content. */
export const insertFileImport = async (
  sql: Queries,
  { kind, digest, size, at }: NewFileImport,
): Promise<ImportRow | undefined> => {
  await sql`
    with earlier as (
      delete from imports where source = 'file' and kind = ${kind} and digest = ${digest} returning import_id
    )
    delete from import_rejections where import_id in (select import_id from earlier)`;
  const importId = newId<ImportId>();
  await sql`
    insert into imports (import_id, kind, source, state, digest, size, at)
    values (${importId}, ${kind}, 'file', 'running', ${digest}, ${size}, ${at})`;
  return findImport(sql, importId);
};

/** How far the import is, written with the rows it is about. */
export const moveImportOn = (
  sql: Queries,
  importId: ImportId,
  { line, counts }: { readonly line: number; readonly counts: Counts },
): Promise<unknown> => sql`
  update imports set state = 'running', moved_at = now(), line = ${line}, read = ${counts.read}, added = ${counts.added},
    changed = ${counts.changed}, unchanged = ${counts.unchanged}, rejected = ${counts.rejected}
  where import_id = ${importId}`;

/** The end of an import; what an interface took in for it goes. */
export const endImport = (sql: Queries, importId: ImportId, state: 'done' | 'failed'): Promise<unknown> => sql`
  with chunks as (delete from import_chunks where import_id = ${importId})
  update imports set state = ${state}, ended_at = now() where import_id = ${importId}`;

/** One thing that is wrong with a row, as it is reported. */
export type Rejection = { readonly line: number; readonly field: string; readonly code: string };

export const insertRejections = (sql: Queries, importId: ImportId, rows: readonly RejectedRow[]): Promise<unknown> => {
  const problems = rows.flatMap(({ line, problems }) => problems.map((problem) => ({ line, ...problem })));
  return sql`
    insert into import_rejections (import_id, line, field, code)
    select ${importId}, * from unnest(
      ${arrayOf(problems.map(({ line }) => line))}::text::int[], ${arrayOf(problems.map(({ field }) => field))}::text::text[],
      ${arrayOf(problems.map(({ code }) => code))}::text::text[])
    on conflict do nothing`;
};

const rejectionsAtOnce = 5_000;

/** All rejections of an import in the order of their lines, a page at a time. */
export async function* listRejections(sql: Queries, importId: ImportId): AsyncGenerator<readonly Rejection[]> {
  let after: Rejection = { line: 0, field: '', code: '' };
  for (;;) {
    const page = await sql<Rejection[]>`
      select line, field, code from import_rejections
      where import_id = ${importId} and (line, field, code) > (${after.line}, ${after.field}, ${after.code})
      order by line, field, code limit ${rejectionsAtOnce}`;
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last;
  }
}

/** How many rejections an import has; counting stops at `most`. */
export const countRejections = async (sql: Queries, importId: ImportId, most: number): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from import_rejections where import_id = ${importId} limit ${most}
    ) as counted`;
  return row?.count ?? 0;
};

/** Reports are read soon after the import. */
const daysKept = 90;
const swept = 100;

/** Forgets imports that ended long ago, and what an interface took in and never became an import. */
export const deleteOldImports = (sql: Queries): Promise<unknown> => sql`
  with old as (
    delete from imports where import_id in (
      select import_id from imports
      where source <> 'bank' and ended_at < now() - make_interval(days => ${daysKept}) limit ${swept})
    returning import_id
  ), orphans as (
    delete from import_chunks where received_at < now() - interval '1 day'
      and not exists (select from imports where imports.import_id = import_chunks.import_id)
  )
  delete from import_rejections where import_id in (select import_id from old)`;

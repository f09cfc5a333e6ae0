// Brings the rows of a file into the database in batches: one import at a time, memory flat, a repeat changes nothing.

import { CannotStart } from '../base/cannot-start.ts';
import { type Columns, type CsvRow, readCsv } from '../base/csv.ts';
import type { RejectedRow, RowProblem } from '../base/row-problems.ts';
import { arrayOf } from './array-literal.ts';
import type { Sql } from './connection.ts';

/** Bulk changes commit in pieces of this size, so that nobody waits long for a row that is being imported. */
const batchRows = 1_000;

/** Number of the advisory lock of imports ('yimp' in ASCII); released by the server if the process dies. */
const importLock = 0x79696d70;

/** A connection of its own, inside a transaction. */
export type Session = Awaited<ReturnType<Sql['reserve']>>;

export type ParsedRow<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

/** A row that parsed, with the digest of what makes it the same as another row: a repeat within the file is refused. */
export type KeyedRow<T> = { readonly line: number; readonly key: Buffer; readonly value: T };

export type Written = {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: readonly RejectedRow[];
};

export type ImportCount = Omit<Written, 'rejected'> & { readonly read: number; readonly rejected: number };

export type FileImport<Name extends string, T> = {
  readonly sql: Sql;
  readonly path: string;
  readonly columns: Columns<Name>;
  readonly parse: (row: CsvRow<Name>) => ParsedRow<T>;
  readonly keyOf: (value: T) => Buffer;
  /** Writes one batch of rows with keys of their own; called in a transaction, in the order of the file. */
  readonly write: (session: Session, rows: readonly KeyedRow<T>[]) => Promise<Written>;
  /** Takes note of rows that were refused, in the order of their batches. */
  readonly reject: (rows: readonly RejectedRow[]) => Promise<void>;
};

/**
 * Imports one file. A row that is refused leaves the others alone; an outage stops the import between two batches, and
 * the same file again goes on. Throws CannotStart when another import runs or the file is none of its kind.
 */
export const importFile = async <Name extends string, T>(plan: FileImport<Name, T>): Promise<ImportCount> => {
  const session = await plan.sql.reserve();
  try {
    await lockImport(session);
    await session`create temp table if not exists keys_of_file (key bytea primary key)`;
    await session`truncate keys_of_file`;
    return await importBatches(plan, session);
  } finally {
    await session`select pg_advisory_unlock(${importLock}::bigint)`.catch(() => undefined);
    session.release();
  }
};

const lockImport = async (session: Session): Promise<void> => {
  const [row] = await session<{ locked: boolean }[]>`select pg_try_advisory_lock(${importLock}::bigint) as locked`;
  if (!row?.locked)
    throw new CannotStart({
      zh: '另一个导入正在进行：请等它结束后再试。',
      en: 'Another import is running: try again when it has ended.',
    });
};

// While the database writes one batch the next one is read and parsed; never more than these two are in memory.
const importBatches = async <Name extends string, T>(
  plan: FileImport<Name, T>,
  session: Session,
): Promise<ImportCount> => {
  let count: ImportCount = { read: 0, added: 0, changed: 0, unchanged: 0, rejected: 0 };
  let writing: Promise<Written> = Promise.resolve({ added: 0, changed: 0, unchanged: 0, rejected: [] });
  const settle = async (): Promise<void> => {
    const done = await writing;
    await plan.reject(done.rejected);
    count = {
      read: count.read,
      added: count.added + done.added,
      changed: count.changed + done.changed,
      unchanged: count.unchanged + done.unchanged,
      rejected: count.rejected + done.rejected.length,
    };
  };
  for await (const batch of batchesOf(readCsv(plan.path, plan.columns))) {
    const { rows, rejected } = parseBatch(plan, batch);
    await settle();
    count = { ...count, read: count.read + batch.length };
    writing = writeBatch(plan, session, { rows, rejected });
    writing.catch(() => undefined); // Awaited a batch later; until then it must not count as unhandled.
  }
  await settle();
  return count;
};

type ParsedBatch<T> = { readonly rows: readonly KeyedRow<T>[]; readonly rejected: readonly RejectedRow[] };

const parseBatch = <Name extends string, T>(
  plan: FileImport<Name, T>,
  batch: readonly CsvRow<Name>[],
): ParsedBatch<T> => {
  const rows: KeyedRow<T>[] = [];
  const rejected: RejectedRow[] = [];
  for (const row of batch) {
    const parsed = row.broken ? brokenRow(row.broken) : plan.parse(row);
    if (parsed.ok) rows.push({ line: row.line, key: plan.keyOf(parsed.value), value: parsed.value });
    else rejected.push({ line: row.line, problems: parsed.problems });
  }
  return { rows, rejected };
};

const brokenRow = (
  code: 'row-form' | 'row-fields',
): { readonly ok: false; readonly problems: readonly RowProblem[] } => ({
  ok: false,
  problems: [{ field: '', code }],
});

const writeBatch = async <Name extends string, T>(
  plan: FileImport<Name, T>,
  session: Session,
  batch: ParsedBatch<T>,
): Promise<Written> => {
  if (batch.rows.length === 0) return { added: 0, changed: 0, unchanged: 0, rejected: batch.rejected };
  await session`begin`;
  try {
    const fresh = await insertKeys(
      session,
      batch.rows.map(({ key }) => key),
    );
    const rows = batch.rows.filter(({ key }) => fresh.delete(key.toString('latin1')));
    const kept = new Set(rows);
    const repeated = batch.rows.filter((row) => !kept.has(row)).map(repeatedRow);
    const written = await plan.write(session, rows);
    await session`commit`;
    const rejected = [...batch.rejected, ...repeated, ...written.rejected];
    return { ...written, rejected: rejected.toSorted((one, other) => one.line - other.line) };
  } catch (error) {
    await session`rollback`.catch(() => undefined); // The connection may be gone; the first error says why.
    throw error;
  }
};

// Which of these keys no earlier row of the file had. On disk, so that memory does not grow with the file.
const insertKeys = async (session: Session, keys: readonly Buffer[]): Promise<Set<string>> => {
  const rows = await session<{ key: Buffer }[]>`
    insert into keys_of_file select * from unnest(${arrayOf(keys)}::text::bytea[]) on conflict do nothing returning key`;
  return new Set(rows.map(({ key }) => key.toString('latin1')));
};

const repeatedRow = ({ line }: { readonly line: number }): RejectedRow => ({
  line,
  problems: [{ field: '', code: 'repeated-in-file' }],
});

async function* batchesOf<Row>(rows: AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

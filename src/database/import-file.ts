// Brings the rows of a file into the database in batches: one import at a time, memory flat, and after a crash it goes on.
import { CannotStart } from '../base/cannot-start.ts';
import { dateIn } from '../base/dates.ts';
import { digestOf, type Input } from '../base/input.ts';
import type { RejectedRow, RowProblem } from '../base/row-problems.ts';
import { type Columns, type Row, readRows } from '../base/rows.ts';
import type { Keys } from '../crypto/keys.ts';
import { arrayOf } from './array-literal.ts';
import type { Sql } from './connection.ts';
import {
  type Counts,
  deleteOldImports,
  endImport,
  findImport,
  findInterrupted,
  type ImportId,
  type ImportKind,
  type ImportRow,
  insertFileImport,
  insertRejections,
  moveImportOn,
} from './import-runs.ts';

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

export type Written = Omit<Counts, 'read' | 'rejected'> & { readonly rejected: readonly RejectedRow[] };

/** `resumedAfter`: the line behind which an interrupted import went on; 0 when it began at the beginning. */
export type ImportCount = Counts & { readonly importId: ImportId; readonly resumedAfter: number };

export type ImportProgress = Counts & { readonly bytes: number; readonly size: number };

/** What is imported, by whom. */
export type ImportRun = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly input: Input;
  /** What an interface took in has its import already; a file is known by its content. */
  readonly importId?: ImportId;
  /** Business clock. An import that goes on keeps the instant it began with. */
  readonly at: Temporal.Instant;
  /** Ends the import between two batches; it goes on where it stopped. */
  readonly stop?: AbortSignal;
  /** Told after every batch. */
  readonly progress?: (progress: ImportProgress) => void;
};

/** When the import began, by the business clock; the day in Beijing. */
export type Begun = { readonly at: Temporal.Instant; readonly today: Temporal.PlainDate };

export type FileImport<Name extends string, T> = ImportRun & {
  readonly kind: ImportKind;
  readonly columns: Columns<Name>;
  /**
   * Says the same whenever it is called with the same. Runs while the database writes the batch before: what costs time
   * and needs no look at the database belongs here.
   */
  readonly parse: (row: Row<Name>, begun: Begun) => ParsedRow<T>;
  readonly keyOf: (value: T) => Buffer;
  /** Writes one batch of rows with keys of their own; called in a transaction, in the order of the file. */
  readonly write: (session: Session, rows: readonly KeyedRow<T>[], at: Temporal.Instant) => Promise<Written>;
};

/**
 * Imports one file. A row that is refused leaves the others alone. Every batch commits together with how far the import
 * is: after an outage or a crash the same file goes on behind the last committed line. Throws CannotStart when another
 * import runs or the file is none of its kind.
 */
export const importFile = async <Name extends string, T>(plan: FileImport<Name, T>): Promise<ImportCount> => {
  const session = await plan.sql.reserve();
  try {
    await lockImport(session);
    await deleteOldImports(session);
    const began = await begin(plan, session);
    await session`create temp table if not exists keys_of_file (key bytea primary key)`;
    await session`truncate keys_of_file`;
    const counts = await importBatches(plan, session, began);
    await endImport(session, began.importId, 'done');
    return { ...counts, importId: began.importId, resumedAfter: began.line };
  } finally {
    await session`select pg_advisory_unlock(${importLock}::bigint)`.catch(() => undefined);
    session.release();
  }
};

const lockImport = async (session: Session): Promise<void> => {
  const [row] = await session<{ locked: boolean }[]>`select pg_try_advisory_lock(${importLock}::bigint) as locked`;
  if (!row?.locked) throw new ImportBusy();
};

/** Somebody else imports. */
export class ImportBusy extends CannotStart {
  constructor() {
    super({
      zh: '另一个导入正在进行：请等它结束后再试。',
      en: 'Another import is running: try again when it has ended.',
    });
  }
}

const begin = async (
  plan: Pick<FileImport<never, never>, 'keys' | 'input' | 'kind' | 'importId' | 'at'>,
  session: Session,
): Promise<ImportRow> => {
  const found = plan.importId ? await findImport(session, plan.importId) : await beginFile(plan, session);
  if (!found) throw new Error('an import has no row');
  return found;
};

const beginFile = async (
  { keys, input, kind, at }: Pick<FileImport<never, never>, 'keys' | 'input' | 'kind' | 'at'>,
  session: Session,
): Promise<ImportRow | undefined> => {
  const [digest, size] = [contentDigest(keys, await digestOf(input)), await input.size()];
  return (await findInterrupted(session, kind, digest)) ?? insertFileImport(session, { kind, digest, size, at });
};

/** What a content is known by. Keyed, because a file of one person could be guessed. */
export const contentDigest = (keys: Keys, digest: Buffer): Buffer =>
  keys.blind('imported-file', digest.toString('hex'));

// While the database writes one batch the next one is read and parsed; never more than these two are in memory.
const importBatches = async <Name extends string, T>(
  plan: FileImport<Name, T>,
  session: Session,
  began: ImportRow,
): Promise<Counts> => {
  const { input, bytes } = counting(plan.input);
  const begun = { at: began.at, today: dateIn(began.at) };
  let counts: Counts = began;
  let writing: Promise<Counts> = Promise.resolve(began);
  const settle = async (): Promise<void> => {
    counts = await writing;
    plan.progress?.({ ...countsOf(counts), bytes: bytes(), size: began.size });
  };
  for await (const rows of batchesOf(readRows(input, plan.columns))) {
    const batch = parseBatch(plan, rows, begun);
    await settle();
    plan.stop?.throwIfAborted();
    const before = counts;
    const isDone = batch.lastLine <= began.line;
    // Numbers of rows that are in already still count when one stands twice.
    writing = isDone
      ? insertKeys(session, batch.rows).then(() => before)
      : writeBatch(plan, { session, began, before }, batch);
    writing.catch(() => undefined); // Awaited a batch later; until then it must not count as unhandled.
  }
  await settle();
  return countsOf(counts);
};

const countsOf = ({ read, added, changed, unchanged, rejected }: Counts): Counts => ({
  ...{ read, added, changed, unchanged, rejected },
});

/** The same input, and how much of it was read last. */
const counting = (input: Input): { readonly input: Input; readonly bytes: () => number } => {
  let bytes = 0;
  return {
    bytes: () => bytes,
    input: {
      ...input,
      async *open() {
        bytes = 0;
        for await (const chunk of input.open()) {
          bytes += chunk.length;
          yield chunk;
        }
      },
    },
  };
};

type ParsedBatch<T> = {
  readonly read: number;
  readonly lastLine: number;
  readonly rows: readonly KeyedRow<T>[];
  readonly rejected: readonly RejectedRow[];
};

const parseBatch = <Name extends string, T>(
  plan: FileImport<Name, T>,
  batch: readonly Row<Name>[],
  begun: Begun,
): ParsedBatch<T> => {
  const rows: KeyedRow<T>[] = [];
  const rejected: RejectedRow[] = [];
  for (const row of batch) {
    const parsed = row.broken ? brokenRow(row.broken) : plan.parse(row, begun);
    if (parsed.ok) rows.push({ line: row.line, key: plan.keyOf(parsed.value), value: parsed.value });
    else rejected.push({ line: row.line, problems: parsed.problems });
  }
  return { read: batch.length, lastLine: batch.at(-1)?.line ?? 0, rows, rejected };
};

const brokenRow = (
  code: 'row-form' | 'row-fields',
): { readonly ok: false; readonly problems: readonly RowProblem[] } => ({
  ok: false,
  problems: [{ field: '', code }],
});

type Writing = { readonly session: Session; readonly began: ImportRow; readonly before: Counts };

const writeBatch = async <Name extends string, T>(
  plan: FileImport<Name, T>,
  { session, began, before }: Writing,
  batch: ParsedBatch<T>,
): Promise<Counts> => {
  await session`begin`;
  try {
    const fresh = await insertKeys(session, batch.rows);
    const rows = batch.rows.filter(({ key }) => fresh.delete(key.toString('latin1')));
    const kept = new Set(rows);
    const repeated = batch.rows.filter((row) => !kept.has(row)).map(repeatedRow);
    const written = rows.length > 0 ? await plan.write(session, rows, began.at) : nothing;
    const rejected = [...batch.rejected, ...repeated, ...written.rejected];
    if (rejected.length > 0) await insertRejections(session, began.importId, rejected);
    const counts = {
      read: before.read + batch.read,
      added: before.added + written.added,
      changed: before.changed + written.changed,
      unchanged: before.unchanged + written.unchanged,
      rejected: before.rejected + rejected.length,
    };
    await moveImportOn(session, began.importId, { line: batch.lastLine, counts });
    await session`commit`;
    return counts;
  } catch (error) {
    await session`rollback`.catch(() => undefined); // The connection may be gone; the first error says why.
    throw error;
  }
};

const nothing: Written = { added: 0, changed: 0, unchanged: 0, rejected: [] };

// Which of these keys no earlier row of the file had. On disk, so that memory does not grow with the file.
const insertKeys = async (session: Session, rows: readonly { readonly key: Buffer }[]): Promise<Set<string>> => {
  const inserted = await session<{ key: Buffer }[]>`
    insert into keys_of_file select * from unnest(${arrayOf(rows.map(({ key }) => key))}::text::bytea[])
    on conflict do nothing returning key`;
  return new Set(inserted.map(({ key }) => key.toString('latin1')));
};

const repeatedRow = ({ line }: { readonly line: number }): RejectedRow => ({
  line,
  problems: [{ field: '', code: 'repeated-in-file' }],
});

async function* batchesOf<T>(rows: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

// All SQL of the results of answer files: one sealed row for each row of a file.
import { arrayOf } from '../database/array-literal.ts';
import type { Queries } from '../database/connection.ts';
import type { ImportId } from '../database/import-runs.ts';

/** `again`: met a wrong state, and is tried once more when another row of its number was accepted. */
export type ResultState = 'accepted' | 'refused' | 'again';

export type ResultRow = {
  readonly line: number;
  readonly number: string | null;
  readonly step: number | null;
  readonly state: ResultState;
  readonly sealed: Buffer;
};

/** Results of rows that were tried for the first time. */
export const insertResults = async (sql: Queries, fileId: ImportId, rows: readonly ResultRow[]): Promise<void> => {
  await sql`
    insert into answer_results (import_id, line, number, step, state, sealed)
    select ${fileId}, * from unnest(
      ${arrayOf(rows.map(({ line }) => line))}::text::int[], ${arrayOf(rows.map(({ number }) => number))}::text::text[],
      ${arrayOf(rows.map(({ step }) => step))}::text::smallint[], ${arrayOf(rows.map(({ state }) => state))}::text::text[],
      ${arrayOf(rows.map(({ sealed }) => sealed))}::text::bytea[])`;
};

/** Results of rows that were tried again. */
export const updateResults = async (
  sql: Queries,
  fileId: ImportId,
  rows: readonly Pick<ResultRow, 'line' | 'state' | 'sealed'>[],
): Promise<void> => {
  await sql`
    update answer_results set state = n.state, sealed = n.sealed
    from unnest(
      ${arrayOf(rows.map(({ line }) => line))}::text::int[], ${arrayOf(rows.map(({ state }) => state))}::text::text[],
      ${arrayOf(rows.map(({ sealed }) => sealed))}::text::bytea[]) as n (line, state, sealed)
    where answer_results.import_id = ${fileId} and answer_results.line = n.line`;
};

export type RowAgain = { readonly line: number; readonly number: string; readonly sealed: Buffer };

/** Rows that met a wrong state and whose number another row of the file has moved since, in the order of a card's life. */
export const listRowsAgain = async (sql: Queries, fileId: ImportId, most: number): Promise<readonly RowAgain[]> =>
  sql<RowAgain[]>`
    select line, number, sealed from answer_results as own
    where import_id = ${fileId} and state = 'again' and number is not null and exists (
      select from answer_results as other
      where other.import_id = own.import_id and other.number = own.number and other.state = 'accepted')
    order by number, step, line limit ${most}`;

/** Behind a line, in the order of the file. */
export const listResults = async (
  sql: Queries,
  fileId: ImportId,
  { after, most }: { readonly after: number; readonly most: number },
): Promise<readonly { readonly line: number; readonly sealed: Buffer }[]> => sql`
  select line, sealed from answer_results
  where import_id = ${fileId} and line > ${after} order by line limit ${most}`;

/** Removes results of files that ended before an instant, at most `most` rows; how many went. */
export const deleteOldResults = async (
  sql: Queries,
  { endedBefore, most }: { readonly endedBefore: Temporal.Instant; readonly most: number },
): Promise<number> => {
  const { count } = await sql`
    delete from answer_results where (import_id, line) in (
      select answer_results.import_id, answer_results.line from answer_results join imports using (import_id)
      where source = 'bank' and ended_at < ${endedBefore} limit ${most})`;
  return count;
};

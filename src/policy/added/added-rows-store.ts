// Rows that the bureau added and what was decided about them. Only ever inserted: the database refuses everything else.
import type { Queries } from '../../database/connection.ts';
import type { AddedRow, AddedSource, RecordedRow, RowDecision } from './added-row.ts';
import { type AddedKind, addedContent } from './kinds.ts';

export type NewRow = Omit<RecordedRow, 'number' | 'decisions'> & {
  /** UUID of the form that was sent. */
  readonly key: string;
};

/** The number of the proposal; of the one this form made before, where it is sent twice. */
export const insertAddedRow = async (sql: Queries, row: NewRow): Promise<number> => {
  const { document, clause, date } = row.source;
  const content = sql.json(JSON.parse(JSON.stringify(row.content)));
  const [inserted] = await sql<{ number: number }[]>`
    insert into policy_added_rows (
      key, kind, content, supersedes, effective_on, reason, source_document, source_clause, source_date, proposed_by, proposed_at
    ) values (
      ${row.key}, ${row.content.kind}, ${content}, ${row.supersedes}, ${row.effectiveOn}, ${row.reason},
      ${document}, ${clause}, ${date}, ${row.proposedBy}, ${row.proposedAt}
    ) on conflict (key) do nothing returning number`;
  if (inserted) return inserted.number;
  const [known] = await sql<{ number: number }[]>`select number from policy_added_rows where key = ${row.key}`;
  if (!known) throw new Error('a proposed row was not recorded');
  return known.number;
};

type Stored = Omit<RecordedRow, 'content' | 'source' | 'decisions'> & {
  readonly content: unknown;
  readonly document: AddedSource['document'];
  readonly clause: AddedSource['clause'];
  readonly date: AddedSource['date'];
};

const rowOf = ({ document, clause, date, content, ...row }: Stored): Omit<RecordedRow, 'decisions'> => ({
  ...row,
  content: addedContent.parse(content),
  source: { document, clause, date },
});

const columns = (sql: Queries) => sql`
  a.number, a.content, a.supersedes, a.effective_on as "effectiveOn", a.reason, a.source_document as document,
  a.source_clause as clause, a.source_date as date, a.proposed_by as "proposedBy", a.proposed_at as "proposedAt"`;

type StoredDecision = RowDecision & { readonly rowNumber: number };
const listDecisions = (sql: Queries, rowNumbers: readonly number[]): Promise<StoredDecision[]> => sql<StoredDecision[]>`
  select row_number as "rowNumber", decision, decided_by as "decidedBy", decided_at as "decidedAt", note
  from policy_row_decisions where row_number = any(${[...rowNumbers]}::int[]) order by number`;

const withDecisions = async (sql: Queries, stored: readonly Stored[]): Promise<readonly RecordedRow[]> => {
  const decisions = await listDecisions(
    sql,
    stored.map(({ number }) => number),
  );
  return stored.map((each) => ({
    ...rowOf(each),
    decisions: decisions
      .filter(({ rowNumber }) => rowNumber === each.number)
      .map(({ rowNumber: _rowNumber, ...decision }) => decision),
  }));
};

export const findAddedRow = async (sql: Queries, number: number): Promise<RecordedRow | undefined> => {
  const stored = await sql<Stored[]>`select ${columns(sql)} from policy_added_rows a where a.number = ${number}`;
  const [row] = await withDecisions(sql, stored);
  return row;
};

/** The newest first. */
export const listAddedRows = async (
  sql: Queries,
  { kind, limit }: { readonly kind: AddedKind | null; readonly limit: number },
): Promise<readonly RecordedRow[]> => {
  const stored = await sql<Stored[]>`
    select ${columns(sql)} from policy_added_rows a
    where ${kind}::text is null or a.kind = ${kind} order by a.number desc limit ${limit}`;
  return withDecisions(sql, stored);
};

/** Rows that count, in the order in which they were confirmed. */
export const listConfirmedRows = async (sql: Queries): Promise<readonly AddedRow[]> => {
  const stored = await sql<Stored[]>`
    select ${columns(sql)} from policy_added_rows a join policy_row_decisions d on d.row_number = a.number
    where d.decision = 'confirmed'
      and not exists (select from policy_row_decisions later where later.row_number = a.number and later.step = 2)
    order by d.number`;
  return stored.map(rowOf);
};

/** Rises with every decision: whoever knows this number knows all of them. */
export const findLastDecision = async (sql: Queries): Promise<number> => {
  const [row] = await sql<{ last: number }[]>`select coalesce(max(number), 0) as last from policy_row_decisions`;
  return row?.last ?? 0;
};

/** Who decides next waits until this transaction is over, and so sees its rows. */
export const lockDecisions = (transaction: Queries): Promise<unknown> =>
  transaction`lock table policy_row_decisions in share row exclusive mode`;

export const insertDecision = (
  transaction: Queries,
  { number, proposedBy, decisions }: Pick<RecordedRow, 'number' | 'proposedBy' | 'decisions'>,
  { decision, decidedBy, decidedAt, note }: RowDecision,
): Promise<unknown> => transaction`
  insert into policy_row_decisions (row_number, step, decision, proposed_by, decided_by, decided_at, note)
  values (${number}, ${decisions.length + 1}, ${decision}, ${proposedBy}, ${decidedBy}, ${decidedAt}, ${note})`;

// All SQL of the seals: rows by the transaction that wrote them, the seals over them, and what was swept.
import type { Queries } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { Leaf, RecordedSeal, Span } from './seal.ts';

const columns = (sql: Queries): Fragment => sql`
  number, at, first_transaction as first, end_transaction as "end", parts, previous_mac as "previousMac", mac`;

export const findLastSeal = async (sql: Queries): Promise<RecordedSeal | undefined> => {
  const [seal] = await sql<RecordedSeal[]>`select ${columns(sql)} from seals order by number desc limit 1`;
  return seal;
};

/** Seals after a number, in their order. */
export const listSealsAfter = (sql: Queries, number: number, most: number): Promise<readonly RecordedSeal[]> =>
  sql<RecordedSeal[]>`select ${columns(sql)} from seals where number > ${number} order by number limit ${most}`;

/** The last seal before an instant of system time. */
export const findLastSealBefore = async (sql: Queries, at: Temporal.Instant): Promise<RecordedSeal | undefined> => {
  const [seal] = await sql<RecordedSeal[]>`
    select ${columns(sql)} from seals where at < ${at} order by number desc limit 1`;
  return seal;
};

export const insertSeal = async (sql: Queries, seal: RecordedSeal): Promise<void> => {
  const parts = seal.parts.map(({ kind, rows, digest }) => ({ kind, rows, digest }));
  await sql`
    insert into seals (number, at, first_transaction, end_transaction, parts, previous_mac, mac)
    values (${seal.number}, ${seal.at}, ${seal.first}, ${seal.end}, ${sql.json(parts)}, ${seal.previousMac}, ${seal.mac})`;
};

/**
 * The number before which every transaction has ended, as the snapshot of this statement sees it: what they wrote is
 * visible, and no row with a lower number comes any more.
 */
export const findHorizon = async (sql: Queries): Promise<number> => {
  const [row] = await sql<{ horizon: number }[]>`
    select written_in_of(pg_snapshot_xmin(pg_current_snapshot())) as horizon`;
  return row?.horizon ?? 0;
};

/** Ranges of pages filled since the last time get their summary, so that they are not read again and again. */
export const updateSummaries = async (sql: Queries): Promise<void> => {
  await sql`select brin_summarize_new_values('events_written_in')`;
};

/** A leaf ends with key id and the first 128 bits of the MAC. */
const leafOf = (sql: Queries, letter: string, key: Fragment): Fragment =>
  sql`${letter}::text || ' ' || ${key} || ' ' || encode(substr(mac, 1, 18), 'hex') as leaf`;

/** The leaf of one event, refusal or look as the row makes it now; undefined: there is no such row. */
export const findLeaf = async (
  sql: Queries,
  { letter, personId, id }: { readonly letter: string; readonly personId: string; readonly id: string },
): Promise<string | undefined> => {
  const key = sql`${`${personId} ${id}`}::text`;
  const rows = {
    e: () => sql`select ${leafOf(sql, 'e', key)} from events where person_id = ${personId} and seq = ${id}::text::int`,
    r: () => sql`select ${leafOf(sql, 'r', key)} from refusals where person_id = ${personId} and refusal_id = ${id}`,
    l: () => sql`select ${leafOf(sql, 'l', key)} from read_traces where person_id = ${personId} and trace_id = ${id}`,
  };
  const find = letter === 'e' || letter === 'r' || letter === 'l' ? rows[letter] : undefined;
  const [row] = find ? await sql<{ leaf: string }[]>`${find()}` : [];
  return row?.leaf;
};

/** Rows of all kinds in a span; a condition on a constant span reads only the pages that can hold it. */
const leavesIn = (sql: Queries, { first, end }: Span): Fragment => {
  const inSpan = sql`where written_in >= ${first} and written_in < ${end}`;
  return sql`
    select 'events' as kind, written_in, ${leafOf(sql, 'e', sql`person_id || ' ' || seq`)} from events ${inSpan}
    union all
    select 'refusals', written_in, ${leafOf(sql, 'r', sql`person_id || ' ' || refusal_id`)} from refusals ${inSpan}
    union all
    select 'looks', written_in, ${leafOf(sql, 'l', sql`person_id || ' ' || trace_id`)} from read_traces ${inSpan}
    union all
    select 'sweeps', written_in, ${leafOf(sql, 's', sql`number`)} from seal_sweeps ${inSpan}`;
};

/** How many rows a span has; counting stops at `most`. */
export const countLeaves = async (sql: Queries, span: Span, most: number): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select from (${leavesIn(sql, span)}) as leaf limit ${most}) as counted`;
  return row?.count ?? 0;
};

const leavesAtOnce = 2_000;

/** The leaves of a span in the order in which they are sealed, some at a time: memory stays flat whatever the span holds. */
export const listLeaves = (sql: Queries, span: Span): AsyncIterable<readonly Leaf[]> =>
  sql<Leaf[]>`
    select kind, leaf from (${leavesIn(sql, span)}) as leaf order by kind, written_in, leaf collate "C"`.cursor(
    leavesAtOnce,
  );

export type Sweep = { readonly number: number; readonly at: Temporal.Instant; readonly mac: Uint8Array };

/** That the refusals and looks of a seal may be gone. */
export const insertSweep = async (sql: Queries, { number, at, mac }: Sweep): Promise<void> => {
  await sql`insert into seal_sweeps (number, at, mac) values (${number}, ${at}, ${mac})`;
};

export const findSweep = async (sql: Queries, number: number): Promise<Sweep | undefined> => {
  const [sweep] = await sql<Sweep[]>`select number, at, mac from seal_sweeps where number = ${number}`;
  return sweep;
};

/** The oldest seal before an instant that is not swept and has something to sweep. */
export const findSweepable = async (sql: Queries, before: Temporal.Instant): Promise<RecordedSeal | undefined> => {
  const [seal] = await sql<RecordedSeal[]>`
    select ${columns(sql)} from seals
    where number > (select coalesce(max(number), 0) from seal_sweeps) and at < ${before}
      and parts @? '$[*] ? (@.kind == "refusals" || @.kind == "looks")'
    order by number limit 1`;
  return seal;
};

/** Where what was swept ends, as a transaction; 0: nothing was. */
export const findSweptEnd = async (sql: Queries): Promise<number> => {
  const [row] = await sql<{ end: number }[]>`
    select end_transaction as "end" from seals where number = (select max(number) from seal_sweeps)`;
  return row?.end ?? 0;
};

/** Refusals written before a transaction, at most `most`; how many went. */
export const deleteRefusals = async (sql: Queries, before: number, most: number): Promise<number> => {
  const { count } = await sql`
    delete from refusals where (person_id, refusal_id) in (
      select person_id, refusal_id from refusals where written_in < ${before} limit ${most})`;
  return count;
};

/** Looks written before a transaction, with their words; at most `most`; how many went. */
export const deleteLooks = async (sql: Queries, before: number, most: number): Promise<number> => {
  const { count } = await sql`
    with old as (
      select person_id, trace_id from read_traces
      -- What its person asks about stays until there is an answer.
      where written_in < ${before} and not exists (select from doubts where doubts.person_id = read_traces.person_id
        and doubts.trace_id = read_traces.trace_id and doubts.state = 'open')
      limit ${most}
    ), notes as (
      delete from read_trace_notes using old
      where read_trace_notes.person_id = old.person_id and read_trace_notes.trace_id = old.trace_id
    )
    delete from read_traces using old where read_traces.person_id = old.person_id and read_traces.trace_id = old.trace_id`;
  return count;
};

/** Answers kept for keys between two digests that were given before an instant; at most `most`; how many went. */
export const deleteAnswers = async (
  sql: Queries,
  { from, to, before }: { readonly from: Buffer; readonly to: Buffer; readonly before: Temporal.Instant },
  most: number,
): Promise<number> => {
  const { count } = await sql`
    delete from command_answers where key_digest in (
      select key_digest from command_answers
      where key_digest >= ${from} and key_digest < ${to} and answered_at < ${before} limit ${most})`;
  return count;
};

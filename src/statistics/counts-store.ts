// All SQL of counting: events of a span of transactions become counts, and how far that is.
import { cityTimeZone } from '../base/dates.ts';
import type { Queries } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';

/** How far the events are counted; `mark` is the next instant the figures will be those of. */
export type Run = {
  readonly run: number;
  readonly end: number;
  readonly asOf: Temporal.Instant | null;
  readonly markTransaction: number | null;
  readonly markAt: Temporal.Instant | null;
};

const runColumns = (sql: Queries): Fragment => sql`
  run, end_transaction as "end", as_of as "asOf", mark_transaction as "markTransaction", mark_at as "markAt"`;

/** The run whose counts are shown. */
export const findShownRun = async (sql: Queries): Promise<Run | undefined> => {
  const [run] = await sql<Run[]>`select ${runColumns(sql)} from statistics_runs where is_shown`;
  return run;
};

export const findRun = async (sql: Queries, run: number): Promise<Run | undefined> => {
  const [found] = await sql<Run[]>`select ${runColumns(sql)} from statistics_runs where run = ${run}`;
  return found;
};

/** Transactions of the server as one snapshot sees them: all before `ended` have ended, none from `next` on has begun. */
export const findTransactions = async (
  sql: Queries,
): Promise<{ readonly ended: number; readonly next: number } | undefined> => {
  const [row] = await sql<{ ended: number; next: number }[]>`
    select written_in_of(pg_snapshot_xmin(pg_current_snapshot())) as ended,
      written_in_of(pg_snapshot_xmax(pg_current_snapshot())) as next`;
  return row;
};

export type Span = { readonly first: number; readonly end: number };

/** How many events a span has; counting stops at `most`. */
export const countEventsIn = async (sql: Queries, { first, end }: Span, most: number): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from events where written_in >= ${first} and written_in < ${end} limit ${most}) as counted`;
  return row?.count ?? 0;
};

/** States in which a card is not made any more, or not any longer to be made. */
const endsMaking = (sql: Queries, facts: Fragment): Fragment =>
  sql`coalesce(${facts} ->> 'to' in ('produced', 'account-refused', 'rejected', 'withdrawn'), false)`;

/**
 * Events that something is counted by; of a card that is enabled, the application it was made for is looked up. An enabling
 * that was put right counts back what it was counted for, on its own day: it stands here in the place of that enabling.
 */
const told = (sql: Queries, { first, end }: Span): Fragment => sql`
  select events.person_id, coalesce(undone.seq, events.seq) as seq,
    (coalesce(undone.at, events.at) at time zone ${cityTimeZone})::date as day, action, actor, facts,
    case when action not in ('enable-card', 'undo-enable-card') then subject else (
      select made.subject from events as made where made.person_id = events.person_id
        and made.action = 'report-produced' and made.facts ->> 'card' = substr(events.subject, length('card:') + 1) limit 1
    ) end as application
  from events left join lateral (
    select enabling.seq, enabling.at from events as enabling
    where events.action = 'undo-enable-card' and enabling.person_id = events.person_id
      and enabling.subject = events.subject and enabling.action = 'enable-card' and enabling.seq < events.seq
    order by enabling.seq desc limit 1
  ) as undone on true
  where written_in >= ${first} and written_in < ${end}
    and (action in ('submit-application', 'miss-time-limit', 'urge-application', 'enable-card', 'undo-enable-card', 'open-case')
      or (subject like 'application:%' and ${endsMaking(sql, sql`facts`)}))`;

/** As the application was counted when it was sent for the first time; empty: the event does not say. */
const ofSubmission = (sql: Queries, fact: 'district' | 'batch' | 'group'): Fragment =>
  sql`coalesce(max(before.facts ->> ${fact}) filter (where before.action = 'submit-application'), '')`;

/**
 * What an application was when an event happened to it, from its own earlier events alone: so whatever order events are
 * counted in, and however often all of them are counted anew, each counts for the same. Replacements are no part of the campaign.
 */
const known = (sql: Queries): Fragment => sql`
  select bool_or(before.action in ('request-reissue', 'request-exchange')) as replaces,
    coalesce((array_agg(before.facts ->> 'bank' order by before.seq desc)
      filter (where before.facts ->> 'bank' is not null))[1], '') as bank,
    ${ofSubmission(sql, 'district')} as district, ${ofSubmission(sql, 'batch')} as batch, ${ofSubmission(sql, 'group')} as grp,
    coalesce((array_agg(before.action order by before.seq desc) filter (where before.seq < told.seq
      and (before.action = 'miss-time-limit' or ${endsMaking(sql, sql`before.facts`)})))[1] = 'miss-time-limit', false) as late
  from events as before
  where before.person_id = told.person_id and before.subject = told.application and before.seq <= told.seq`;

const measured = (sql: Queries): Fragment => sql`
  select unnest(array_remove(array[
    case when action = 'submit-application' then 'applied' end,
    case when action = 'submit-application' and actor in ('holder', 'guardian') then 'applied-alone' end,
    case when action = 'report-produced' then 'produced' end,
    case when action = 'report-produced' and late then 'produced-late' end,
    case when action in ('enable-card', 'undo-enable-card') then 'enabled' end,
    case when action = 'miss-time-limit' and not late then 'late' end,
    case when late and ${endsMaking(sql, sql`facts`)} then 'late-over' end,
    case when action = 'urge-application' and actor <> 'staff' then 'urged' end,
    case when action = 'open-case' then 'complained' end], null)) as measure`;

/** Adds what the events of a span come to. */
export const upsertCounts = async (sql: Queries, run: number, span: Span): Promise<void> => {
  await sql`
    insert into statistics_counts (run, scope, cut, measure, day, value, count)
    select ${run}::int, scope, cut, measure, day, value, sum(case when action = 'undo-enable-card' then -1 else 1 end)
    from (${told(sql, span)}) as told
    cross join lateral (${known(sql)}) as known
    cross join lateral (${measured(sql)}) as measured
    cross join lateral (values
      ('city', 'bank', bank), ('city', 'district', district), ('city', 'batch', batch), ('city', 'group', grp),
      ('bank:' || bank, 'district', district), ('bank:' || bank, 'batch', batch), ('bank:' || bank, 'group', grp),
      ('district:' || district, 'bank', bank), ('district:' || district, 'batch', batch),
      ('district:' || district, 'group', grp)
    ) as cuts (scope, cut, value)
    where scope not in ('bank:', 'district:') and known.replaces is not true
      and (measure <> 'complained' or (scope = 'city' and cut = 'bank'))
    group by scope, cut, measure, day, value
    on conflict (run, scope, cut, measure, day, value) do update set count = statistics_counts.count + excluded.count`;
};

export const moveRun = async (sql: Queries, { run, end, asOf, markTransaction, markAt }: Run): Promise<void> => {
  await sql`
    update statistics_runs set end_transaction = ${end}, as_of = ${asOf}, mark_transaction = ${markTransaction},
      mark_at = ${markAt}
    where run = ${run}`;
};

/** A run that counts from the beginning and is not shown yet; its number. */
export const insertRun = async (sql: Queries): Promise<number> => {
  const [row] = await sql<{ run: number }[]>`
    insert into statistics_runs (run) select coalesce(max(run), 0) + 1 from statistics_runs returning run`;
  return row?.run ?? 1;
};

/** From now on this run is the one that is shown. */
export const moveShown = async (sql: Queries, run: number): Promise<void> => {
  await sql`update statistics_runs set is_shown = false where is_shown and run <> ${run}`;
  await sql`update statistics_runs set is_shown = true where run = ${run}`;
};

/** Counts and runs that are not shown, at most `most` rows of counts; how many went. */
export const deleteHidden = async (sql: Queries, most: number): Promise<number> => {
  const { count } = await sql`
    delete from statistics_counts where ctid in (
      select statistics_counts.ctid from statistics_counts join statistics_runs using (run)
      where not is_shown limit ${most})`;
  if (count === 0) await sql`delete from statistics_runs where not is_shown`;
  return count;
};

// All SQL of doubts.
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { Doubted, DoubtId } from './doubt.ts';
import type { DoubtState } from './doubt-lifecycle.ts';

/** A doubt as it is kept; one of `eventSeq` and `traceId` is null. */
export type DoubtRow = {
  readonly doubtId: DoubtId;
  readonly eventSeq: number | null;
  readonly traceId: string | null;
  readonly state: DoubtState;
  readonly raisedAt: Temporal.Instant;
  /** null while the calendar of its year is not published (G-37). */
  readonly dueOn: Temporal.PlainDate | null;
  readonly answeredAt: Temporal.Instant | null;
  readonly sealed: Buffer;
};

const columns = (sql: Sql): Fragment => sql`
  doubts.doubt_id as "doubtId", doubts.event_seq as "eventSeq", doubts.trace_id as "traceId", doubts.state,
  doubts.raised_at as "raisedAt", doubts.due_on as "dueOn", doubts.answered_at as "answeredAt", doubts.sealed`;

/** What is doubted, as far as the decision needs it. */
export type DoubtingRow = Head & {
  /** Who did or saw it. */
  readonly doneBy: string;
  /** The doubt that was raised before, if any. */
  readonly doubtId: DoubtId | null;
  /** null: the core system has no record of the person. */
  readonly personSealed: Buffer | null;
};

/** The person with what they doubt; undefined when there is no such thing on their record. */
export const findDoubting = async (
  sql: Sql,
  personId: PersonId,
  { doubted, earlierAnswer }: { readonly doubted: Doubted; readonly earlierAnswer: Fragment },
): Promise<DoubtingRow | undefined> => {
  const [row] = await sql<DoubtingRow[]>`
    select ${headColumns(sql)}, thing.actor_id as "doneBy", doubts.doubt_id as "doubtId",
      insured_records.sealed as "personSealed"
    from people
    join ${doubted.kind === 'event' ? sql`events` : sql`read_traces`} as thing
      on thing.person_id = people.person_id
      and ${doubted.kind === 'event' ? sql`thing.seq = ${doubted.seq}` : sql`thing.trace_id = ${doubted.traceId}`}
    left join doubts on doubts.person_id = people.person_id
      and ${doubted.kind === 'event' ? sql`doubts.event_seq = ${doubted.seq}` : sql`doubts.trace_id = ${doubted.traceId}`}
    left join insured_records on insured_records.person_id = people.person_id
    ${earlierAnswer}
    where people.person_id = ${personId}`;
  return row;
};

export type NewDoubt = Omit<DoubtRow, 'state' | 'answeredAt'>;

/** A doubt and the look-up of whose it is, written when the guard held. */
export const insertDoubt = (sql: Sql, row: NewDoubt): Fragment => sql`
  , doubt as (
    insert into doubts (person_id, doubt_id, event_seq, trace_id, state, raised_at, due_on, sealed)
    select person_id, ${row.doubtId}, ${row.eventSeq}::int, ${row.traceId}::uuid, 'open', ${row.raisedAt},
           ${row.dueOn?.toString() ?? null}::date, ${row.sealed}
    from guard
  ), doubt_person as (
    insert into doubt_people (doubt_id, person_id) select ${row.doubtId}, person_id from guard
  )`;

export type AnsweringRow = Head & DoubtRow & { readonly doneBy: string | null };

/** A doubt that is to be answered, and who did what is doubted. */
export const findAnswering = async (
  sql: Sql,
  doubtId: DoubtId,
  earlierAnswer: Fragment,
): Promise<AnsweringRow | undefined> => {
  const [row] = await sql<AnsweringRow[]>`
    select ${headColumns(sql)}, ${columns(sql)}, coalesce(events.actor_id, read_traces.actor_id) as "doneBy"
    from doubt_people
    join doubts using (person_id, doubt_id)
    join people on people.person_id = doubts.person_id
    left join events on events.person_id = doubts.person_id and events.seq = doubts.event_seq
    left join read_traces on read_traces.person_id = doubts.person_id and read_traces.trace_id = doubts.trace_id
    ${earlierAnswer}
    where doubt_people.doubt_id = ${doubtId}`;
  return row;
};

export type DoubtMove = {
  readonly doubtId: DoubtId;
  readonly from: readonly DoubtState[];
  readonly to: DoubtState;
  readonly answeredAt: Temporal.Instant;
  readonly sealed: Buffer;
};

/** The answer, written when the guard held. */
export const moveDoubt = (sql: Sql, move: DoubtMove): Fragment => sql`
  , doubt as (
    update doubts set state = ${move.to}, answered_at = ${move.answeredAt}, sealed = ${move.sealed}
    from guard
    where doubts.person_id = guard.person_id and doubt_id = ${move.doubtId} and state = any(${move.from})
  )`;

/** A person's own doubts. Each is of one line of a record, which has tens of them. */
export const listDoubtRows = async (sql: Sql, personId: PersonId): Promise<readonly DoubtRow[]> =>
  sql<DoubtRow[]>`select ${columns(sql)} from doubts where person_id = ${personId}`;

/** One line of the list of staff: nothing personal is in it. */
export type ListedDoubt = Omit<DoubtRow, 'sealed'> & { readonly personId: PersonId; readonly what: string };

const listedColumns = (sql: Sql): Fragment => sql`
  doubts.person_id as "personId", ${columns(sql)}, coalesce(events.action, read_traces.purpose, '') as what`;

const joinedToThing = (sql: Sql): Fragment => sql`
  left join events on events.person_id = doubts.person_id and events.seq = doubts.event_seq
  left join read_traces on read_traces.person_id = doubts.person_id and read_traces.trace_id = doubts.trace_id`;

/** Open ones, those that wait longest first. */
export const listOpenDoubts = async (sql: Sql, most: number): Promise<readonly ListedDoubt[]> =>
  sql<ListedDoubt[]>`
    select ${listedColumns(sql)} from doubts ${joinedToThing(sql)}
    where doubts.state = 'open' order by doubts.raised_at, doubts.doubt_id limit ${most}`;

/** The ones that were answered last. */
export const listAnsweredDoubts = async (sql: Sql, most: number): Promise<readonly ListedDoubt[]> =>
  sql<ListedDoubt[]>`
    select ${listedColumns(sql)} from doubts ${joinedToThing(sql)}
    where doubts.state <> 'open' order by doubts.answered_at desc, doubts.doubt_id desc limit ${most}`;

/** What is doubted, whole, for whoever has to find out. */
export type DoubtFileRow = DoubtRow & {
  readonly personId: PersonId;
  readonly what: string;
  readonly at: Temporal.Instant;
  readonly actor: string;
  readonly doneBy: string;
  readonly channel: string;
  readonly outletName: string | null;
  readonly bank: string | null;
  readonly noteSealed: Buffer | null;
};

export const findDoubtFile = async (sql: Sql, doubtId: DoubtId): Promise<DoubtFileRow | undefined> => {
  const [row] = await sql<DoubtFileRow[]>`
    select ${listedColumns(sql)}, coalesce(events.at, read_traces.at) as at,
      coalesce(events.actor, read_traces.actor) as actor, coalesce(events.actor_id, read_traces.actor_id) as "doneBy",
      coalesce(events.channel, read_traces.channel) as channel, coalesce(events.bank, read_traces.bank) as bank,
      outlets.name as "outletName", read_trace_notes.sealed as "noteSealed"
    from doubt_people join doubts using (person_id, doubt_id) ${joinedToThing(sql)}
    left join read_trace_notes on read_trace_notes.person_id = doubts.person_id
      and read_trace_notes.trace_id = doubts.trace_id
    left join outlets on outlets.outlet_id = coalesce(events.outlet, read_traces.outlet)
    where doubt_people.doubt_id = ${doubtId}`;
  return row;
};

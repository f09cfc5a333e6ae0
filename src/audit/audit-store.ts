// All SQL of the audit: events, refusals, answers kept for their keys, and traces of reading.
import type { PersonId } from '../base/ids.ts';
import { arrayOf } from '../database/array-literal.ts';
import type { Queries, Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { Occasion, PersonHead } from './chain-events.ts';
import type { Head } from './command.ts';
import type { RecordedEvent } from './event.ts';
import { headColumns } from './head.ts';
import type { RecordedRefusal } from './refusal.ts';
import type { RecordedTrace, Trace } from './trace.ts';

/** Moves the head of the person's chain. The whole statement writes only what this returns: a stale head writes nothing. */
export const moveHead = (sql: Sql, head: Head, after: { eventCount: number; eventMac: Uint8Array }): Fragment => sql`
  guard as (
    update people set event_count = ${after.eventCount}, event_mac = ${after.eventMac}
    where person_id = ${head.personId} and event_count = ${head.eventCount}
    returning person_id
  )`;

/** One event, written when the guard held. `index` tells the events of one statement apart. */
export const insertEvent = (sql: Sql, event: RecordedEvent, index: number): Fragment => sql`
  , ${sql(`event_${index}`)} as (
    insert into events (person_id, seq, at, action, subject, actor, actor_id, channel, outlet, bank, rules,
                        policy_snapshot, facts, previous_mac, mac, recorded_at)
    select person_id, ${event.seq}, ${event.at}, ${event.action}, ${event.subject}, ${event.actor}, ${event.actorId},
           ${event.channel}, ${event.outlet}, ${event.bank}, ${event.rules}, ${event.policySnapshot},
           ${sql.json(event.facts)}, ${event.previousMac}, ${event.mac}, ${event.recordedAt}
    from guard
  )`;

/** Events of many people on one occasion. */
export const insertEvents = (
  session: Queries,
  { acting, at, recordedAt, policySnapshot }: Occasion,
  events: readonly RecordedEvent[],
): Promise<unknown> => session`
  insert into events (person_id, seq, at, action, subject, actor, actor_id, channel, outlet, bank, rules,
                      policy_snapshot, facts, previous_mac, mac, recorded_at)
  select n.person_id, n.seq, ${at}, n.action, n.subject, ${acting.actor}, ${acting.actorId}, ${acting.channel},
         ${acting.outlet}, ${acting.bank}, string_to_array(n.rules, ','), ${policySnapshot}, n.facts::jsonb,
         n.previous_mac, n.mac, ${recordedAt}
  from unnest(
    ${arrayOf(events.map((event) => event.personId))}::text::uuid[], ${arrayOf(events.map((event) => event.seq))}::text::int[],
    ${arrayOf(events.map((event) => event.action))}::text::text[], ${arrayOf(events.map((event) => event.subject))}::text::text[],
    ${arrayOf(events.map((event) => event.rules.join(',')))}::text::text[],
    ${arrayOf(events.map((event) => JSON.stringify(event.facts)))}::text::text[],
    ${arrayOf(events.map((event) => event.previousMac))}::text::bytea[], ${arrayOf(events.map((event) => event.mac))}::text::bytea[]
  ) as n (person_id, seq, action, subject, rules, facts, previous_mac, mac)`;

/** Puts the heads of locked people to where these are. */
export const moveHeads = (session: Queries, heads: readonly PersonHead[]): Promise<unknown> => session`
  update people set event_count = n.event_count, event_mac = n.event_mac
  from unnest(
    ${arrayOf(heads.map((head) => head.personId))}::text::uuid[], ${arrayOf(heads.map((head) => head.eventCount))}::text::int[],
    ${arrayOf(heads.map((head) => head.eventMac))}::text::bytea[]
  ) as n (person_id, event_count, event_mac)
  where people.person_id = n.person_id`;

/** The answer kept for its key, written when the guard held. */
export const insertAnswer = (
  sql: Sql,
  answer: { readonly keyDigest: Buffer; readonly requestDigest: Buffer; readonly sealed: Buffer },
): Fragment => sql`
  , answer as (
    insert into command_answers (key_digest, person_id, request_digest, sealed)
    select ${answer.keyDigest}, person_id, ${answer.requestDigest}, ${answer.sealed} from guard
  )`;

/** A refused command; locks nobody. */
export const insertRefusal = async (sql: Sql, refusal: RecordedRefusal): Promise<void> => {
  await sql`
    insert into refusals (person_id, refusal_id, at, action, actor, actor_id, channel, outlet, bank, code, rules,
                          policy_snapshot, mac)
    values (${refusal.personId}, ${refusal.refusalId}, ${refusal.at}, ${refusal.action}, ${refusal.actor},
            ${refusal.actorId}, ${refusal.channel}, ${refusal.outlet}, ${refusal.bank}, ${refusal.code},
            ${refusal.rules}, ${refusal.policySnapshot}, ${refusal.mac})`;
};

/** Traces of one reading, one for each person; locks nobody. */
export const insertTraces = async (
  sql: Sql,
  { actor, actorId, channel, outlet, bank, purpose, at }: Omit<Trace, 'personId' | 'traceId'>,
  traces: readonly (RecordedTrace & { readonly sealedNote: Buffer | null })[],
): Promise<void> => {
  const personIds = traces.map((trace) => trace.personId);
  const traceIds = traces.map((trace) => trace.traceId);
  // As text: the driver knows arrays of bytes only once it has asked the server for its types.
  const macs = traces.map((trace) => Buffer.from(trace.mac).toString('hex'));
  const notes = traces.map(({ sealedNote }) => sealedNote && Buffer.from(sealedNote).toString('hex'));
  await sql`
    with trace as (
      select * from unnest(${personIds}::uuid[], ${traceIds}::uuid[], ${macs}::text[], ${notes}::text[])
        as trace (person_id, trace_id, mac, note)
    ), notes as (
      insert into read_trace_notes (person_id, trace_id, sealed)
      select person_id, trace_id, decode(note, 'hex') from trace where note is not null
    )
    insert into read_traces (person_id, trace_id, at, actor, actor_id, channel, outlet, bank, purpose, mac)
    select person_id, trace_id, ${at}, ${actor}, ${actorId}, ${channel}, ${outlet}, ${bank}, ${purpose}, decode(mac, 'hex')
    from trace`;
};

/** The head of a person's chain as the person's row has it. */
export const findHead = async (
  sql: Queries,
  personId: PersonId,
): Promise<{ readonly eventCount: number; readonly eventMac: Buffer } | undefined> => {
  const [row] = await sql<{ eventCount: number; eventMac: Buffer }[]>`
    select event_count as "eventCount", event_mac as "eventMac" from people where person_id = ${personId}`;
  return row;
};

/** The head alone with an earlier answer, for a command that changes nothing but the chain. */
export const findHeadForCommand = async (
  sql: Sql,
  personId: PersonId,
  earlierAnswer: Fragment,
): Promise<Head | undefined> => {
  const [row] = await sql<Head[]>`
    select ${headColumns(sql)} from people ${earlierAnswer} where people.person_id = ${personId}`;
  return row;
};

export type TraceRow = Omit<Trace, 'personId' | 'note'> & {
  readonly outletName: string | null;
  readonly sealedNote: Buffer | null;
};

/** The newest looks at a person's record, at most `most`. */
export const listTraceRows = async (sql: Queries, personId: PersonId, most: number): Promise<readonly TraceRow[]> =>
  sql<TraceRow[]>`
    select trace_id as "traceId", at, actor, actor_id as "actorId", channel, outlet, read_traces.bank, purpose, outlets.name as "outletName",
      read_trace_notes.sealed as "sealedNote"
    from read_traces left join read_trace_notes using (person_id, trace_id)
      left join outlets on outlets.outlet_id = read_traces.outlet
    where person_id = ${personId} order by at desc, trace_id desc limit ${most}`;

/** All events of a person, oldest first. A person has tens of them, so there are no pages. */
export const listEvents = async (sql: Queries, personId: PersonId): Promise<readonly RecordedEvent[]> =>
  sql<RecordedEvent[]>`
    select person_id as "personId", seq, at, action, subject, actor, actor_id as "actorId", channel, outlet, bank,
           rules, policy_snapshot as "policySnapshot", facts, previous_mac as "previousMac", mac,
           recorded_at as "recordedAt"
    from events where person_id = ${personId} order by seq`;

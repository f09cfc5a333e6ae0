// All SQL of checking the audit: everything that is recorded, streamed in one snapshot.
import type { PersonId } from '../base/ids.ts';
import type { Queries } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { EventActor, EventChannel, RecordedEvent } from './event.ts';
import type { RecordedRefusal } from './refusal.ts';
import type { RecordedTrace } from './trace.ts';

/** What is checked: everything, what was written from a transaction on, or one person. */
export type Extent =
  | { readonly of: 'all' }
  | { readonly of: 'since'; readonly first: number }
  | { readonly of: 'person'; readonly personId: PersonId };

const rowsAtOnce = 1_000;

const within = (sql: Queries, extent: Extent): Fragment => {
  if (extent.of === 'all') return sql`true`;
  return extent.of === 'since' ? sql`written_in >= ${extent.first}` : sql`person_id = ${extent.personId}`;
};

/** A person's head, null for events of nobody, with one event, null for a person without any. */
export type ChainRow = {
  readonly personId: PersonId;
  readonly eventCount: number | null;
  readonly eventMac: Buffer | null;
  readonly event: RecordedEvent | null;
};

type JoinedRow = Omit<ChainRow, 'event'> & Omit<RecordedEvent, 'seq'> & { readonly seq: number | null };

/** Whole chains with their heads, person by person; of `since` those that grew since. */
export async function* listChains(sql: Queries, extent: Extent): AsyncGenerator<readonly ChainRow[]> {
  const people =
    extent.of === 'since'
      ? sql`person_id in (select person_id from events where ${within(sql, extent)})`
      : within(sql, extent);
  const pages = sql<JoinedRow[]>`
    select person_id as "personId", event_count as "eventCount", event_mac as "eventMac", seq, at, action, subject, actor,
      actor_id as "actorId", channel, outlet, bank, rules, policy_snapshot as "policySnapshot", facts,
      previous_mac as "previousMac", mac, recorded_at as "recordedAt"
    from people full join events using (person_id)
    where ${people} order by person_id, seq`.cursor(rowsAtOnce);
  for await (const page of pages)
    yield page.map(({ personId, eventCount, eventMac, seq, ...event }) => ({
      ...{ personId, eventCount, eventMac },
      event: seq === null ? null : { ...event, personId, seq },
    }));
}

export const listRefusalRows = (sql: Queries, extent: Extent): AsyncIterable<readonly RecordedRefusal[]> =>
  sql<RecordedRefusal[]>`
    select person_id as "personId", refusal_id as "refusalId", at, action, actor, actor_id as "actorId", channel, outlet, bank,
      code, rules, policy_snapshot as "policySnapshot", mac
    from refusals where ${within(sql, extent)}`.cursor(rowsAtOnce);

export type LookRow = Omit<RecordedTrace, 'note' | 'actor' | 'channel'> & {
  readonly actor: EventActor;
  readonly channel: EventChannel;
  readonly sealedNote: Buffer | null;
};

export const listLookRows = (sql: Queries, extent: Extent): AsyncIterable<readonly LookRow[]> =>
  sql<LookRow[]>`
    select person_id as "personId", trace_id as "traceId", at, actor, actor_id as "actorId", channel, outlet, bank, purpose,
      mac, sealed as "sealedNote"
    from read_traces left join read_trace_notes using (person_id, trace_id)
    where ${within(sql, extent)}`.cursor(rowsAtOnce);

/** What the head of a person says; undefined: there is no such person. */
export const findEventCount = async (sql: Queries, personId: string): Promise<number | undefined> => {
  const [row] = await sql<{ count: number }[]>`
    select event_count as count from people where person_id = ${personId}`;
  return row?.count;
};

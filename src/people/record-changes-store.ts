// All SQL of the dated changes of what the core system says of people.
import type { PersonId } from '../base/ids.ts';
import { arrayOf } from '../database/array-literal.ts';
import type { Queries } from '../database/connection.ts';
import type { DatedFact } from './record-change.ts';

/** `sealed` holds what was before and what is now. */
export type RecordChangeRow = {
  readonly personId: PersonId;
  readonly eventSeq: number;
  readonly fact: DatedFact;
  readonly holdsFrom: Temporal.PlainDate;
  readonly sealed: Buffer;
};

export const insertRecordChanges = (
  session: Queries,
  rows: readonly RecordChangeRow[],
  knownAt: Temporal.Instant,
): Promise<unknown> => session`
  insert into record_changes (person_id, event_seq, fact, holds_from, known_at, sealed)
  select n.person_id, n.event_seq, n.fact, n.holds_from::date, ${knownAt}, n.sealed
  from unnest(
    ${arrayOf(rows.map((row) => row.personId))}::text::uuid[], ${arrayOf(rows.map((row) => row.eventSeq))}::text::int[],
    ${arrayOf(rows.map((row) => row.fact))}::text::text[], ${arrayOf(rows.map((row) => row.holdsFrom.toString()))}::text::text[],
    ${arrayOf(rows.map((row) => row.sealed))}::text::bytea[]
  ) as n (person_id, event_seq, fact, holds_from, sealed)`;

export type FoundRecordChange = Omit<RecordChangeRow, 'personId'> & { readonly knownAt: Temporal.Instant };

/** All changes of a person in the order in which they became known; a life has tens of them. */
export const listRecordChanges = async (sql: Queries, personId: PersonId): Promise<readonly FoundRecordChange[]> =>
  sql<FoundRecordChange[]>`
    select event_seq as "eventSeq", fact, holds_from as "holdsFrom", known_at as "knownAt", sealed
    from record_changes where person_id = ${personId} order by event_seq, fact`;

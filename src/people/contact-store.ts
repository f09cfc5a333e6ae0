// All SQL of changing how somebody is reached.

import type { PersonId } from '../base/ids.ts';
import { type AskedPersonRow, askedPersonColumns, askedPersonJoins } from '../cards/person-asked.ts';
import { arrayOf } from '../database/array-literal.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { DatedFact } from './record-change.ts';

export type ContactRow = AskedPersonRow & {
  /** Other people whom the new phone reaches already. */
  readonly othersAtPhone: number;
};

type Asked = {
  readonly personId: PersonId;
  readonly outletId: string | null;
  /** Blind index of the new phone; null: it stays. */
  readonly phone: Buffer | null;
};

/** A person with what deciding about their contact needs; undefined when the core system has no record of them. */
export const findContact = async (
  sql: Sql,
  { personId, outletId, phone }: Asked,
  earlierAnswer: Fragment,
): Promise<ContactRow | undefined> => {
  const [row] = await sql<ContactRow[]>`
    select ${askedPersonColumns(sql)},
      (select count(*)::int from phones where blind = ${phone} and phones.person_id <> people.person_id) as "othersAtPhone"
    from people
    ${askedPersonJoins(sql, outletId)}
    ${earlierAnswer}
    where people.person_id = ${personId}`;
  return row;
};

/** Written when the guard held. */
export const updateRecord = (sql: Sql, sealed: Buffer): Fragment => sql`
  , contact_record as (
    update insured_records set sealed = ${sealed} from guard where insured_records.person_id = guard.person_id
  )`;

/** The look-up by phone leads from the new one alone, written when the guard held. */
export const movePhone = (
  sql: Sql,
  { from, to }: { readonly from: Buffer | null; readonly to: Buffer },
): Fragment => sql`
  , former_phone as (
    delete from phones using guard where phones.person_id = guard.person_id and blind = ${from}
  ), new_phone as (
    insert into phones (blind, person_id) select ${to}::bytea, person_id from guard on conflict do nothing
  )`;

export type ContactChange = {
  readonly fact: DatedFact;
  readonly eventSeq: number;
  readonly holdsFrom: Temporal.PlainDate;
  readonly knownAt: Temporal.Instant;
  readonly sealed: Buffer;
};

/** The dated facts with what was before and what is now, written when the guard held. */
export const insertContactChanges = (sql: Sql, changes: readonly ContactChange[]): Fragment => sql`
  , contact_changes as (
    insert into record_changes (person_id, event_seq, fact, holds_from, known_at, sealed)
    select guard.person_id, n.event_seq, n.fact, n.holds_from::date, n.known_at::timestamptz, n.sealed
    from guard, unnest(
      ${arrayOf(changes.map((each) => each.eventSeq))}::text::int[], ${arrayOf(changes.map((each) => each.fact))}::text::text[],
      ${arrayOf(changes.map((each) => each.holdsFrom.toString()))}::text::text[],
      ${arrayOf(changes.map((each) => each.knownAt.toString()))}::text::text[],
      ${arrayOf(changes.map((each) => each.sealed))}::text::bytea[]
    ) as n (event_seq, fact, holds_from, known_at, sealed)
  )`;

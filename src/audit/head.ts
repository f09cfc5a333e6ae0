// The part of every read that a command needs: the head of the person's chain and an earlier answer for the same key.
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';

/** The columns of `Head`, for a select from `people` with `joinEarlierAnswer`. */
export const headColumns = (sql: Sql): Fragment => sql`
  people.person_id as "personId", people.event_count as "eventCount", people.event_mac as "eventMac",
  command_answers.request_digest as "answeredRequest", command_answers.sealed as answered,
  command_answers.person_id as "answeredFor"`;

/** Joins the answer that was given before, so that a repetition costs no round trip more. */
export const joinEarlierAnswer = (sql: Sql, keyDigest: Buffer): Fragment =>
  sql`left join command_answers on command_answers.key_digest = ${keyDigest}`;

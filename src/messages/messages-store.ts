// All SQL of messages to people's phones.
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { MessageKind } from './message.ts';

export type MessageState = 'queued' | 'sent' | 'failed';

export type NewMessageRow = {
  readonly personId: PersonId;
  readonly messageId: string;
  readonly kind: string;
  readonly at: Temporal.Instant;
  readonly sealed: Buffer;
};

/** Limit of a person's messages since an instant. */
export type MessageLimit = { readonly most: number; readonly since: Temporal.Instant };

/** Writes a message unless it is there; beyond the limit as failed. Gives the state it has now. */
export const insertMessage = async (sql: Sql, row: NewMessageRow, limit: MessageLimit): Promise<MessageState> => {
  const [found] = await sql<{ state: MessageState }[]>`
    with new_message as (
      insert into messages (person_id, message_id, kind, at, state, sealed)
      select ${row.personId}, ${row.messageId}, ${row.kind}, ${row.at},
        case when count(*) < ${limit.most} then 'queued' else 'failed' end, ${row.sealed}
      from messages where person_id = ${row.personId} and at >= ${limit.since} and state <> 'failed'
      on conflict do nothing
      returning state
    )
    select state from new_message
    union all
    select state from messages where person_id = ${row.personId} and message_id = ${row.messageId}`;
  return found?.state ?? 'queued';
};

/** The gateway has taken it. */
export const moveMessageToSent = async (sql: Sql, personId: PersonId, messageId: string): Promise<void> => {
  await sql`
    update messages set state = 'sent'
    where person_id = ${personId} and message_id = ${messageId} and state = 'queued'`;
};

export type MessageRow = {
  readonly messageId: string;
  readonly kind: MessageKind;
  readonly at: Temporal.Instant;
  readonly state: MessageState;
  readonly sealed: Buffer;
};

/** The newest messages of a person. */
export const listMessageRows = async (sql: Sql, personId: PersonId, most: number): Promise<readonly MessageRow[]> =>
  sql<MessageRow[]>`
    select message_id as "messageId", kind, at, state, sealed from messages
    where person_id = ${personId} order by at desc, message_id desc limit ${most}`;

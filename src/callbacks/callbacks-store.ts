// All SQL of callbacks; each is written in one statement with the job that sends it.
import type { Keys } from '../crypto/keys.ts';
import type { Queries, Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { sealedJob } from '../jobs/job.ts';
import { queueJob } from '../jobs/queue-job.ts';
import type { Callback, CallbackEvent, CallbackState, NewCallback } from './callback.ts';

/** The callback, written when the guard held; its job is the command's. */
export const insertCallback = (sql: Sql, { callbackId, bank, event, subject, at }: NewCallback): Fragment => sql`
  , new_callback as (
    insert into callbacks (callback_id, bank, event, subject, at)
    select ${callbackId}, ${bank}, ${event}, ${subject}, ${at} from guard
  )`;

type Ground = { readonly sql: Sql; readonly keys: Keys };

const jobFor = ({ sql, keys }: Ground, callbackId: string): Fragment =>
  queueJob(sql, sealedJob(keys, null, { kind: 'call-bank', payload: { callbackId } }), 0);

/** A callback that belongs to no person's change, with its job. Again with the same id it changes nothing. */
export const insertCallbackAlone = async (ground: Ground, { callbackId, ...row }: NewCallback): Promise<void> => {
  const { bank, event, subject, at } = row;
  await ground.sql`
    with written as (
      insert into callbacks (callback_id, bank, event, subject, at)
      values (${callbackId}, ${bank}, ${event}, ${subject}, ${at})
      on conflict do nothing returning callback_id
    ), guard as (select null::uuid as person_id from written)
    ${jobFor(ground, callbackId)}
    select from guard`;
};

/**
 * Tells a bank that orders wait, if one has become visible that it was not told of; whether it did. Two that do so at once
 * tell it once. A clock of a demo that was set back begins anew.
 */
export const insertOrdersWaiting = async (
  ground: Ground,
  { callbackId, bank, event, at }: NewCallback,
): Promise<boolean> => {
  const { sql } = ground;
  const rows = await sql`
    with newest as (
      select max(visible_at) as until from orders
      where bank = ${bank} and state = 'waiting' and visible_at <= ${at} and visible_at > coalesce(
        (select told_until from callback_marks where bank = ${bank} and told_until <= ${at}), '-infinity')
    ), marked as (
      insert into callback_marks (bank, told_until) select ${bank}, until from newest where until is not null
      on conflict (bank) do update set told_until = excluded.told_until
        where callback_marks.told_until <> excluded.told_until
      returning bank
    ), guard as (select null::uuid as person_id from marked)
    ${insertCallback(sql, { callbackId, bank, event, subject: null, at })}
    ${jobFor(ground, callbackId)}
    select from guard`;
  return rows.length === 1;
};

/** To be sent once more, under the same id; false: there is none of this bank, or it is on its way already. */
export const moveCallbackToWaiting = async (
  ground: Ground,
  { callbackId, bank }: { readonly callbackId: string; readonly bank: string },
): Promise<boolean> => {
  const rows = await ground.sql`
    with guard as (
      update callbacks set state = 'waiting'
      where callback_id = ${callbackId} and bank = ${bank} and state <> 'waiting'
      returning null::uuid as person_id
    )
    ${jobFor(ground, callbackId)}
    select from guard`;
  return rows.length === 1;
};

export type Attempt = {
  readonly callbackId: string;
  readonly state: CallbackState;
  readonly status: number | null;
  readonly problem: string | null;
  /** System time. */
  readonly at: Temporal.Instant;
};

/** What came of one attempt. */
export const moveCallback = async (sql: Sql, { callbackId, state, status, problem, at }: Attempt): Promise<void> => {
  await sql`
    update callbacks set state = ${state}, attempts = attempts + 1, last_status = ${status}, last_problem = ${problem},
      last_tried_at = ${at}
    where callback_id = ${callbackId}`;
};

const columns = (sql: Queries): Fragment => sql`
  callback_id as "callbackId", bank, event, subject, at, state, attempts, last_status as "lastStatus",
  last_problem as "lastProblem", last_tried_at as "lastTriedAt"`;

export const findCallback = async (sql: Sql, callbackId: string): Promise<Callback | undefined> => {
  const [row] = await sql<Callback[]>`select ${columns(sql)} from callbacks where callback_id = ${callbackId}`;
  return row;
};

export type CallbackQuestion = {
  /** null: of every bank. */
  readonly bank: string | null;
  readonly state: CallbackState | null;
  readonly event: CallbackEvent | null;
  readonly most: number;
};

/** The newest first. */
export const listCallbacks = async (
  sql: Sql,
  { bank, state, event, most }: CallbackQuestion,
): Promise<readonly Callback[]> => sql<Callback[]>`
  select ${columns(sql)} from callbacks
  where ${bank === null ? sql`true` : sql`bank = ${bank}`} and ${state === null ? sql`true` : sql`state = ${state}`}
    and ${event === null ? sql`true` : sql`event = ${event}`}
  order by at desc, callback_id desc limit ${most}`;

/** Those that were told before an instant and need no more attention; how many went. */
export const deleteOldCallbacks = async (sql: Sql, before: Temporal.Instant, most: number): Promise<number> => {
  const { count } = await sql`
    delete from callbacks where callback_id in (
      select callback_id from callbacks where at < ${before} and state <> 'waiting' limit ${most})`;
  return count;
};

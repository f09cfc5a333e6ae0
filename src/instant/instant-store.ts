// All SQL of cards that are made on the spot.
import type { ApplicationService } from '../applications/application.ts';
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { ApplicationId, PersonId } from '../base/ids.ts';
import { type AskedPersonRow, askedPersonColumns, askedPersonJoins } from '../cards/person-asked.ts';
import type { Queries, Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { OrderState } from '../production/order-lifecycle.ts';
import type { InstantJobId } from './instant-job.ts';
import type { InstantState } from './instant-stages.ts';

export type InstantRow = {
  readonly personId: PersonId;
  readonly jobId: InstantJobId;
  readonly outletId: string;
  readonly bank: string;
  /** Of the application. */
  readonly number: string;
  readonly state: InstantState;
  readonly attempt: number;
  readonly blank: 'none' | 'taken' | 'used';
  readonly begunAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
  readonly sealed: Buffer;
};

const columns = (sql: Queries): Fragment => sql`
  person_id as "personId", job_id as "jobId", outlet_id as "outletId", bank, number, state, attempt, blank,
  begun_at as "begunAt", changed_at as "changedAt", sealed`;

type Named = { readonly personId: PersonId; readonly jobId: InstantJobId };

export const findInstant = async (sql: Queries, { personId, jobId }: Named): Promise<InstantRow | undefined> => {
  const [row] = await sql<InstantRow[]>`
    select ${columns(sql)} from instant_jobs where person_id = ${personId} and job_id = ${jobId}`;
  return row;
};

/** The same, held until the transaction ends. */
export const lockInstant = async (sql: Queries, { personId, jobId }: Named): Promise<InstantRow> => {
  const [row] = await sql<InstantRow[]>`
    select ${columns(sql)} from instant_jobs where person_id = ${personId} and job_id = ${jobId} for update`;
  if (!row) throw new Error('a card that was being made is gone');
  return row;
};

/** What is not done, oldest first; a counter has a handful. */
export const listOpenInstant = async (sql: Sql, outletId: string): Promise<readonly InstantRow[]> =>
  sql<InstantRow[]>`
    select ${columns(sql)} from instant_jobs
    where outlet_id = ${outletId} and state not in ('done', 'abandoned') order by begun_at limit 50`;

/** The last time this application was begun at its outlet and left to the bank, if it was. */
const leftBehind = (sql: Queries): Fragment => sql`
  select sealed from instant_jobs left_job
  where left_job.person_id = applications.person_id and left_job.number = applications.number
    and left_job.outlet_id = applications.outlet_id and left_job.state = 'abandoned'
  order by left_job.changed_at desc, left_job.steps desc limit 1`;

export type InstantOffered = {
  readonly number: string;
  readonly service: ApplicationService;
  /** null: it is not begun. */
  readonly jobId: InstantJobId | null;
};

/** What of a person's an outlet makes, or could begin to make; undefined: nothing was filed there that still waits. */
export const findInstantOffered = async (
  sql: Sql,
  { personId, outletId, bank }: { readonly personId: PersonId; readonly outletId: string; readonly bank: string },
): Promise<InstantOffered | undefined> => {
  const [row] = await sql<InstantOffered[]>`
    select applications.number, applications.service, job.job_id as "jobId"
    from applications
    left join instant_jobs job on job.person_id = applications.person_id and job.number = applications.number
      and job.outlet_id = ${outletId} and job.state not in ('done', 'abandoned')
    left join orders on orders.person_id = applications.person_id
      and orders.application_id = applications.application_id and orders.bank = applications.bank
    where applications.person_id = ${personId} and applications.bank = ${bank} and applications.delivery = 'outlet'
      and applications.outlet_id = ${outletId}
      and (job.job_id is not null
        or (applications.state = 'submitted' and not exists (${leftBehind(sql)}))
        or (applications.state in ('submitted', 'in-production') and orders.state = 'waiting'
            and exists (${leftBehind(sql)})))
    order by job.job_id nulls last, applications.submitted_at desc limit 1`;
  return row;
};

export type InstantStep = {
  readonly stage: string;
  /** null: done. */
  readonly code: string | null;
  readonly attempt: number;
  readonly at: Temporal.Instant;
  readonly account: string;
};

/** In their order; each try is one. */
export const listInstantSteps = async (sql: Sql, { personId, jobId }: Named): Promise<readonly InstantStep[]> =>
  sql<InstantStep[]>`
    select stage, code, attempt, at, account from instant_steps
    where person_id = ${personId} and job_id = ${jobId} order by seq limit 200`;

export type InstantMove = Named & {
  readonly from: readonly InstantState[];
  readonly to: InstantState;
  readonly blank: InstantRow['blank'];
  readonly attempt: number;
  readonly sealed: Buffer;
  readonly step: Omit<InstantStep, 'attempt'>;
};

/** The next state with its step; false: somebody was faster. */
export const moveInstant = async (sql: Queries, move: InstantMove): Promise<boolean> => {
  const { personId, jobId, from, to, blank, attempt, sealed, step } = move;
  const rows = await sql`
    with moved as (
      update instant_jobs set state = ${to}, blank = ${blank}, attempt = ${attempt}, sealed = ${sealed},
        changed_at = ${step.at}, steps = steps + 1
      where person_id = ${personId} and job_id = ${jobId} and state = any(${from}::text[])
        and attempt in (${attempt}::int, ${attempt}::int - 1)
      returning person_id, job_id, steps, attempt
    )
    insert into instant_steps (person_id, job_id, seq, stage, code, attempt, at, account)
    select person_id, job_id, steps, ${step.stage}, ${step.code}, attempt, ${step.at}, ${step.account} from moved
    returning seq`;
  return rows.length === 1;
};

export type BeginningRow = AskedPersonRow & {
  readonly applicationId: ApplicationId;
  readonly service: ApplicationService;
  readonly applicationState: ApplicationState;
  readonly applicationSealed: Buffer;
  /** null: nothing was laid before this bank. */
  readonly orderState: OrderState | null;
  /** Of the last time it was begun at its outlet and left to the bank; null: never. */
  readonly leftSealed: Buffer | null;
  readonly bank: string;
  readonly delivery: string;
  readonly applicationOutlet: string | null;
  readonly applicationActor: string;
  /** The one that is not done; null: there is none. */
  readonly openJob: InstantJobId | null;
  /** Whether it is of this application at this outlet. */
  readonly isThisJob: boolean;
};

/** An application by its number, with its person as the gate is asked about them. */
export const findBeginning = async (
  sql: Sql,
  { number, outletId }: { readonly number: string; readonly outletId: string },
  earlierAnswer: Fragment,
): Promise<BeginningRow | undefined> => {
  const [row] = await sql<BeginningRow[]>`
    select ${askedPersonColumns(sql)}, applications.application_id as "applicationId", applications.service,
      applications.state as "applicationState", applications.sealed as "applicationSealed", applications.bank,
      orders.state as "orderState", (${leftBehind(sql)}) as "leftSealed", applications.delivery,
      applications.outlet_id as "applicationOutlet", applications.actor as "applicationActor",
      job.job_id as "openJob",
      coalesce(job.outlet_id = ${outletId} and job.number = application_numbers.number, false) as "isThisJob"
    from application_numbers
    join applications on applications.person_id = application_numbers.person_id
      and applications.application_id = application_numbers.application_id
    join people on people.person_id = applications.person_id
    left join orders on orders.person_id = applications.person_id
      and orders.application_id = applications.application_id and orders.bank = applications.bank
    left join instant_jobs job on job.person_id = people.person_id and job.state not in ('done', 'abandoned')
    ${askedPersonJoins(sql, outletId)}
    ${earlierAnswer}
    where application_numbers.number = ${number}`;
  return row;
};

export type AbandoningRow = Head &
  InstantRow & { readonly applicationId: ApplicationId; readonly applicationState: ApplicationState };

/** What leaving a card to the bank is decided upon. */
export const findAbandoning = async (
  sql: Sql,
  { personId, jobId }: Named,
  earlierAnswer: Fragment,
): Promise<AbandoningRow | undefined> => {
  const [row] = await sql<AbandoningRow[]>`
    select ${headColumns(sql)}, job.*, applications.application_id as "applicationId", applications.state as "applicationState"
    from people
    join lateral (select ${columns(sql)} from instant_jobs where person_id = people.person_id and job_id = ${jobId}) job on true
    join applications on applications.person_id = people.person_id and applications.number = job.number
    ${earlierAnswer}
    where people.person_id = ${personId}`;
  return row;
};

/** Written when the guard held. */
export const moveToAbandoned = (
  sql: Sql,
  {
    jobId,
    from,
    at,
    account,
  }: {
    readonly jobId: InstantJobId;
    readonly from: readonly InstantState[];
    readonly at: Temporal.Instant;
    readonly account: string;
  },
): Fragment => sql`
  , abandoned_job as (
    update instant_jobs set state = 'abandoned', steps = steps + 1, changed_at = ${at} from guard
    where instant_jobs.person_id = guard.person_id and job_id = ${jobId} and state = any(${from}::text[])
    returning instant_jobs.person_id, job_id, steps, attempt
  ), abandoned_step as (
    insert into instant_steps (person_id, job_id, seq, stage, code, attempt, at, account)
    select person_id, job_id, steps, 'abandon', null, attempt, ${at}, ${account} from abandoned_job
  )`;

/** Written when the guard held. */
export const insertInstant = (
  sql: Sql,
  row: Pick<InstantRow, 'jobId' | 'outletId' | 'bank' | 'number' | 'state' | 'begunAt' | 'sealed'> & {
    readonly account: string;
  },
): Fragment => sql`
  , instant_job as (
    insert into instant_jobs (person_id, job_id, outlet_id, bank, number, state, attempt, blank, steps, begun_at, changed_at,
                              sealed)
    select person_id, ${row.jobId}, ${row.outletId}, ${row.bank}, ${row.number}, ${row.state}, 0, 'none', 1, ${row.begunAt},
           ${row.begunAt}, ${row.sealed}
    from guard
  ), instant_step as (
    insert into instant_steps (person_id, job_id, seq, stage, code, attempt, at, account)
    select person_id, ${row.jobId}, 1, 'check', null, 0, ${row.begunAt}, ${row.account} from guard
  )`;

// All SQL of the jobs: an outbox that workers drain in batches, each job by one worker at a time.
import type { PersonId } from '../base/ids.ts';
import { arrayOf } from '../database/array-literal.ts';
import type { Queries, Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { JobId, JobKind, SealedJob } from './job.ts';

/** One job of a command, written when the guard held. `index` tells the jobs of one statement apart. */
export const insertJob = (sql: Sql, job: SealedJob, index: number): Fragment => sql`
  , ${sql(`job_${index}`)} as (
    insert into jobs (job_id, person_id, kind, sealed)
    select ${job.jobId}, person_id, ${job.kind}, ${job.sealed} from guard
  )`;

/** Jobs of many people, within the caller's transaction. */
export const insertJobs = (
  session: Queries,
  rows: readonly { readonly personId: PersonId; readonly job: SealedJob }[],
): Promise<unknown> => session`
  insert into jobs (job_id, person_id, kind, sealed) select * from unnest(
    ${arrayOf(rows.map(({ job }) => job.jobId))}::text::uuid[], ${arrayOf(rows.map(({ personId }) => personId))}::text::uuid[],
    ${arrayOf(rows.map(({ job }) => job.kind))}::text::text[], ${arrayOf(rows.map(({ job }) => job.sealed))}::text::bytea[])`;

/** A job that a worker has taken; `attempt` counts from 1. */
export type TakenJob = {
  readonly jobId: JobId;
  readonly personId: PersonId | null;
  readonly kind: JobKind;
  readonly sealed: Buffer;
  readonly attempt: number;
};

/**
 * Takes the jobs of these kinds that are due, oldest first. Taking moves a job ahead by the lease: nobody else takes it until then,
 * and if this worker dies somebody does afterwards. Time is the database's, so workers need no common clock.
 */
export const lockJobs = async (
  sql: Sql,
  {
    batchSize,
    leaseSeconds,
    kinds,
  }: { readonly batchSize: number; readonly leaseSeconds: number; readonly kinds: readonly JobKind[] },
): Promise<readonly TakenJob[]> => sql<TakenJob[]>`
  with due as (
    select job_id from jobs
    where not dead and run_at <= now() and kind = any(${kinds})
    order by run_at limit ${batchSize}
    for update skip locked
  )
  update jobs set run_at = now() + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1
  from due where jobs.job_id = due.job_id
  returning jobs.job_id as "jobId", person_id as "personId", kind, sealed, attempts as attempt`;

/** Done: the job is gone. */
export const deleteJobs = async (sql: Sql, jobIds: readonly JobId[]): Promise<void> => {
  if (jobIds.length > 0) await sql`delete from jobs where job_id = any(${jobIds}::uuid[])`;
};

/** To be tried again after a pause, unless another worker has taken it since (the attempt tells). */
export const moveJobLater = async (
  sql: Sql,
  { jobId, attempt }: TakenJob,
  { afterSeconds, error }: { readonly afterSeconds: number; readonly error: string },
): Promise<void> => {
  await sql`
    update jobs set run_at = now() + make_interval(secs => ${afterSeconds}), last_error = ${error}
    where job_id = ${jobId} and attempts = ${attempt}`;
};

/** Given up: kept for people to look at, and counted in the metrics. */
export const moveJobAside = async (sql: Sql, { jobId, attempt }: TakenJob, error: string): Promise<void> => {
  await sql`update jobs set dead = true, last_error = ${error} where job_id = ${jobId} and attempts = ${attempt}`;
};

export type JobCounts = { readonly waiting: number; readonly dead: number; readonly oldestSeconds: number };

/** For the metrics: how many wait, how many were given up, and how long the oldest one waits. */
export const countJobs = async (sql: Sql): Promise<JobCounts> => {
  const [row] = await sql<JobCounts[]>`
    select count(*) filter (where not dead) as waiting, count(*) filter (where dead) as dead,
           coalesce(extract(epoch from now() - min(queued_at) filter (where not dead)), 0)::float8 as "oldestSeconds"
    from jobs`;
  return row ?? { waiting: 0, dead: 0, oldestSeconds: 0 };
};

// The job worker: polls, drains what is due in batches, tries again with growing pauses and gives up visibly.
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { errorCode } from '../base/cannot-start.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { type JobHandlers, type JobId, jobKinds, openPayload } from './job.ts';
import { deleteJobs, lockJobs, moveJobAside, moveJobLater, type TakenJob } from './jobs-store.ts';
import { onNudge } from './nudge.ts';

export type WorkerLimits = {
  /** How long an idle worker waits; a nudge of its own process wakes it at once. */
  readonly pollMilliseconds: number;
  /** Between two rounds, so that a stream of nudges gives batches instead of one query for every job. */
  readonly restMilliseconds: number;
  readonly batchSize: number;
  /** Jobs of one batch that run at once. */
  readonly concurrency: number;
  /** Longer than a whole batch can take (batchSize / concurrency × the 5 s a handler may wait), so no job runs twice at once. */
  readonly leaseSeconds: number;
  /** With the pauses below about a day until a job is given up. */
  readonly maxAttempts: number;
  readonly firstPauseSeconds: number;
  readonly longestPauseSeconds: number;
};

export const workerLimits: WorkerLimits = {
  pollMilliseconds: 250,
  restMilliseconds: 20,
  batchSize: 40,
  concurrency: 8,
  leaseSeconds: 60,
  maxAttempts: 32,
  firstPauseSeconds: 1,
  longestPauseSeconds: 3600,
};

export type JobWorker = {
  /** Works off everything that is due now; gives the number of jobs that ran. */
  readonly drain: () => Promise<number>;
  readonly start: () => void;
  /** Takes nothing new and waits for what runs. */
  readonly stop: () => Promise<void>;
};

type Ground = { readonly sql: Sql; readonly keys: Keys; readonly log: Pick<Logger, 'warn' | 'error'> };

/** A worker; any number of them, in any number of processes, share the work. */
export const createJobWorker = (
  ground: Ground,
  handlers: JobHandlers,
  limits: WorkerLimits = workerLimits,
): JobWorker => {
  const kinds = jobKinds.filter((kind) => handlers[kind]);
  let stopping = false;
  const drain = async (): Promise<number> => {
    let done = 0;
    while (!stopping) {
      const jobs = await lockJobs(ground.sql, { ...limits, kinds });
      if (jobs.length === 0) break;
      await runBatch({ ground, handlers, limits }, jobs);
      done += jobs.length;
    }
    return done;
  };
  return {
    drain,
    ...loop(ground, {
      drain,
      limits,
      beforeStop: () => {
        stopping = true;
      },
    }),
  };
};

type Loop = { readonly drain: () => Promise<number>; readonly limits: WorkerLimits; readonly beforeStop: () => void };

/** Drains, rests, and sleeps until a nudge or the next poll; an outage of the database is logged and waited out. */
const loop = ({ log }: Ground, { drain, limits, beforeStop }: Loop): Pick<JobWorker, 'start' | 'stop'> => {
  const alarm = createAlarm();
  const forget = onNudge(alarm.ring);
  let running: Promise<void> | undefined;
  let stopped = false;
  const run = async (): Promise<void> => {
    while (!stopped) {
      alarm.reset();
      await drain().catch((error: unknown) => log.error({ error: errorName(error) }, 'jobs cannot be read'));
      if (!stopped) await setTimeout(limits.restMilliseconds);
      if (!stopped) await alarm.sleep(limits.pollMilliseconds);
    }
  };
  return {
    start: () => {
      running ??= run();
    },
    stop: async () => {
      stopped = true;
      beforeStop();
      forget();
      alarm.ring();
      await running;
    },
  };
};

/** A sleep that can be cut short; a ring before the sleep began counts too. */
const createAlarm = () => {
  let controller = new AbortController();
  return {
    ring: (): void => controller.abort(),
    reset: (): void => {
      controller = new AbortController();
    },
    sleep: (milliseconds: number): Promise<void> =>
      setTimeout(milliseconds, undefined, { signal: controller.signal }).catch(() => undefined),
  };
};

type Batch = { readonly ground: Ground; readonly handlers: JobHandlers; readonly limits: WorkerLimits };

const runBatch = async (batch: Batch, jobs: readonly TakenJob[]): Promise<void> => {
  const waiting = [...jobs];
  const done: JobId[] = [];
  const lane = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) if (await runJob(batch, job)) done.push(job.jobId);
  };
  await Promise.all(Array.from({ length: batch.limits.concurrency }, lane));
  await deleteJobs(batch.ground.sql, done);
};

/** Whether the job is done. */
const runJob = async ({ ground, handlers, limits }: Batch, job: TakenJob): Promise<boolean> => {
  const { jobId, personId, kind, attempt } = job;
  try {
    const payload = openPayload(ground.keys, personId, job.sealed);
    const handler = handlers[kind];
    if (!handler) throw new Error('a job was taken that nobody here does');
    await handler({ jobId, personId, kind, payload, attempt });
    return true;
  } catch (error) {
    await putOff({ ground, limits, job, error: errorName(error) });
    return false;
  }
};

type Failure = {
  readonly ground: Ground;
  readonly limits: WorkerLimits;
  readonly job: TakenJob;
  readonly error: string;
};

const putOff = async ({ ground, limits, job, error }: Failure): Promise<void> => {
  const { jobId, kind, attempt } = job;
  if (attempt >= limits.maxAttempts) {
    ground.log.error({ jobId, kind, attempt, error }, 'job given up');
    return await moveJobAside(ground.sql, job, error);
  }
  ground.log.warn({ jobId, kind, attempt, error }, 'job failed, tried again later');
  await moveJobLater(ground.sql, job, { afterSeconds: pauseSeconds(limits, attempt), error });
};

/** Doubles with every attempt up to the longest pause. */
const pauseSeconds = ({ firstPauseSeconds, longestPauseSeconds }: WorkerLimits, attempt: number): number =>
  Math.min(firstPauseSeconds * 2 ** (attempt - 1), longestPauseSeconds);

// Names and codes only: the message of an error may quote a phone number.
const errorName = (error: unknown): string =>
  error instanceof Error ? [error.name, errorCode(error)].filter(Boolean).join(' ') : 'unknown';

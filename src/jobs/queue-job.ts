// How a change leaves its jobs: as a part of a command's own statement, or many within a transaction.
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Queries, Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { type NewJob, type SealedJob, sealedJob } from './job.ts';
import { insertJob, insertJobs } from './jobs-store.ts';

/** The piece of a command's statement that writes a job; `index` tells the jobs of one statement apart. */
export const queueJob = (sql: Sql, job: SealedJob, index: number): Fragment => insertJob(sql, job, index);

/** Jobs of many people, within the caller's transaction. */
export const queueJobs = async (
  session: Queries,
  keys: Keys,
  asked: readonly { readonly personId: PersonId; readonly job: NewJob }[],
): Promise<void> => {
  if (asked.length === 0) return;
  await insertJobs(
    session,
    asked.map(({ personId, job }) => ({ personId, job: sealedJob(keys, personId, job) })),
  );
};

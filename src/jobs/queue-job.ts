// How a command leaves a job: as a part of its own statement.
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { SealedJob } from './job.ts';
import { insertJob } from './jobs-store.ts';

/** The piece of a command's statement that writes a job; `index` tells the jobs of one statement apart. */
export const queueJob = (sql: Sql, job: SealedJob, index: number): Fragment => insertJob(sql, job, index);

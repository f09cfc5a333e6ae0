// Shows that a job is done at least once, by one worker at a time, and that one that cannot be done is seen.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { testDatabase } from '../../test/support/database.ts';
import { testKeys } from '../../test/support/keys.ts';
import { newId, type PersonId } from '../base/ids.ts';
import { type Job, type JobHandler, type JobId, sealedJob } from './job.ts';
import { createJobWorker, type WorkerLimits, workerLimits } from './job-worker.ts';
import { countJobs, lockJobs } from './jobs-store.ts';
import { nudgeWorkers } from './nudge.ts';

const { sql } = await testDatabase();
const keys = testKeys();
const log = { warn: () => {}, error: () => {} };
const person = newId<PersonId>();

const queue = async (payload: Readonly<Record<string, string>> = {}): Promise<JobId> => {
  const { jobId, kind, sealed } = sealedJob(keys, person, { kind: 'send-message', payload });
  await sql`insert into jobs (job_id, person_id, kind, sealed) values (${jobId}, ${person}, ${kind}, ${sealed})`;
  return jobId;
};

const workerThat = (handler: JobHandler, limits: Partial<WorkerLimits> = {}) =>
  createJobWorker({ sql, keys, log }, { 'send-message': handler }, { ...workerLimits, ...limits });

const makeDue = () => sql`update jobs set run_at = now() where not dead`;
const failing: JobHandler = () => Promise.reject(new RangeError('called 19900000001'));

beforeEach(async () => {
  await sql`delete from jobs`;
});

describe('a worker', () => {
  it('hands the opened payload to the handler and forgets the job', async () => {
    const jobId = await queue({ to: '19900000001' });
    const seen: Job[] = [];
    const worker = workerThat(async (job) => void seen.push(job));
    assert.equal(await worker.drain(), 1);
    assert.deepEqual(seen, [
      { jobId, personId: person, kind: 'send-message', payload: { to: '19900000001' }, attempt: 1 },
    ]);
    assert.equal((await countJobs(sql)).waiting, 0);
  });

  it('leaves jobs of a kind it does not do to others', async () => {
    const { jobId, kind, sealed } = sealedJob(keys, person, { kind: 'notify-transit', payload: {} });
    await sql`insert into jobs (job_id, person_id, kind, sealed) values (${jobId}, ${person}, ${kind}, ${sealed})`;
    assert.equal(await workerThat(async () => {}).drain(), 0);
    const other = createJobWorker({ sql, keys, log }, { 'notify-transit': async () => {} });
    assert.equal(await other.drain(), 1);
  });

  it('tries again after growing pauses, and only then', async () => {
    await queue();
    const worker = workerThat(failing);
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      assert.equal(await worker.drain(), 1);
      assert.equal(await worker.drain(), 0);
      const [row] = await sql`select round(extract(epoch from run_at - now()))::int as pause from jobs`;
      pauses.push(row?.pause);
      await makeDue();
    }
    assert.deepEqual(pauses, [1, 2, 4]);
  });

  it('gives up visibly, and keeps the kind of the error but not its words', async () => {
    await queue();
    const worker = workerThat(failing, { maxAttempts: 2 });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await worker.drain();
      await makeDue();
    }
    const { waiting, dead } = await countJobs(sql);
    assert.deepEqual({ waiting, dead }, { waiting: 0, dead: 1 });
    const [row] = await sql`select attempts, last_error from jobs`;
    assert.deepEqual({ ...row }, { attempts: 2, last_error: 'RangeError' });
  });

  it('lets a job that cannot be opened or done harm no other', async () => {
    await sql`insert into jobs (job_id, person_id, kind, sealed) values (${newId()}, ${person}, 'send-message', 'junk')`;
    const jobId = await queue();
    const done: JobId[] = [];
    await workerThat(async (job) => void done.push(job.jobId)).drain();
    assert.deepEqual(done, [jobId]);
    assert.equal((await countJobs(sql)).waiting, 1);
  });
});

describe('several workers', () => {
  it('share the work and never do a job twice', async () => {
    const all = await Promise.all(Array.from({ length: 200 }, () => queue()));
    const done: JobId[] = [];
    const handler: JobHandler = async (job) => {
      done.push(job.jobId);
      await setTimeout(1);
    };
    const limits = { batchSize: 10 };
    const counts = await Promise.all([1, 2, 3, 4].map(() => workerThat(handler, limits).drain()));
    assert.deepEqual([...done].sort(), [...all].sort());
    assert.ok(counts.filter((count) => count > 0).length > 1, `one worker did it all: ${counts}`);
  });

  it('leave a taken job alone until its lease is over; then it runs again, as after a crash', async () => {
    const jobId = await queue();
    await lockJobs(sql, { batchSize: 1, leaseSeconds: 0.3, kinds: ['send-message'] });
    const attempts: number[] = [];
    const worker = workerThat(async (job) => void attempts.push(job.attempt));
    assert.equal(await worker.drain(), 0);
    await setTimeout(350);
    assert.equal(await worker.drain(), 1);
    assert.deepEqual(attempts, [2]);
    assert.ok(jobId);
  });

  it('a late failure does not put off a job that another worker has taken since', async () => {
    await queue();
    const worker = workerThat(async () => {
      await makeDue();
      await lockJobs(sql, { batchSize: 1, leaseSeconds: 600, kinds: ['send-message'] });
      throw new Error('late');
    });
    await worker.drain();
    const [row] = await sql`select attempts, last_error, run_at > now() + interval '9 minutes' as leased from jobs`;
    assert.deepEqual({ ...row }, { attempts: 2, last_error: null, leased: true });
  });
});

describe('a running worker', () => {
  it('finds jobs by polling, sooner when nudged, and stops when what runs is done', async () => {
    let finished = 0;
    const worker = workerThat(
      async () => {
        await setTimeout(50);
        finished += 1;
      },
      { pollMilliseconds: 60_000, restMilliseconds: 1 },
    );
    worker.start();
    await setTimeout(50);
    await queue();
    assert.equal(finished, 0);
    nudgeWorkers();
    await setTimeout(25);
    await worker.stop();
    assert.equal(finished, 1);
    await queue();
    nudgeWorkers();
    await setTimeout(30);
    assert.equal(finished, 1);
  });

  it('finds jobs of other processes by polling', async () => {
    let finished = 0;
    const finish: JobHandler = async () => {
      finished += 1;
    };
    const worker = workerThat(finish, { pollMilliseconds: 10, restMilliseconds: 1 });
    worker.start();
    await setTimeout(30);
    await queue();
    for (let waited = 0; finished === 0 && waited < 2000; waited += 10) await setTimeout(10);
    await worker.stop();
    assert.equal(finished, 1);
  });
});

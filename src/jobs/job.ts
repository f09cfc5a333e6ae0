// A job: what must happen after a command, written in the same statement and done by a worker at least once.
import { type Brand, newId, type PersonId } from '../base/ids.ts';
import { type Keys, noPerson, type Place } from '../crypto/keys.ts';

export type JobId = Brand<string, 'JobId'>;

/** Every kind of job; the worker's list of handlers has one line for each. */
export const jobKinds = ['send-message', 'notify-medical', 'notify-transit', 'call-bank'] as const;
export type JobKind = (typeof jobKinds)[number];

export type JobPayload = Readonly<Record<string, string>>;

/** A job as a use case asks for it. */
export type NewJob = { readonly kind: JobKind; readonly payload: JobPayload };

/** A job as a row: the payload may hold what nobody else may read, so it is sealed. */
export type SealedJob = { readonly jobId: JobId; readonly kind: JobKind; readonly sealed: Buffer };

/** A job as a handler gets it. `attempt` counts from 1. */
export type Job = {
  readonly jobId: JobId;
  readonly personId: PersonId | null;
  readonly kind: JobKind;
  readonly payload: JobPayload;
  readonly attempt: number;
};

/**
 * Does a job. It may be called twice for one job (a worker that died, an answer that was lost), so the second time it
 * changes nothing. Throws when the job must be tried again.
 */
export type JobHandler = (job: Job) => Promise<void>;

/** Handlers of the kinds this worker does; jobs of another kind wait for one that does them. */
export type JobHandlers = Readonly<Partial<Record<JobKind, JobHandler>>>;

const payloadPlace: Place = 'jobs.sealed';

export const sealedJob = (keys: Keys, personId: PersonId | null, { kind, payload }: NewJob): SealedJob => ({
  jobId: newId<JobId>(),
  kind,
  sealed: keys.seal(payloadPlace, personId ?? noPerson, JSON.stringify(payload)),
});

/** Throws when the payload was tampered with or its key is not there. */
export const openPayload = (keys: Keys, personId: PersonId | null, sealed: Uint8Array): JobPayload =>
  JSON.parse(keys.open(payloadPlace, personId ?? noPerson, sealed));

// Turns a decided change into the one statement that writes all of it: head, events, jobs, answer and the use case's rows.
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import { sealedJob } from '../jobs/job.ts';
import { queueJob } from '../jobs/queue-job.ts';
import { answerPlace } from './answers.ts';
import { insertAnswer, insertEvent, moveHead } from './audit-store.ts';
import { chainEvents, type Occasion } from './chain-events.ts';
import type { Answer, Change, Head } from './command.ts';

/** What a change is written with: the head it was decided upon and who, when and under which policy. */
export type Recording = Occasion & {
  readonly head: Head;
  readonly keyDigest: Buffer;
  readonly requestDigest: Buffer;
};

/**
 * The whole statement. It begins with the guard (the person's row, moved on only if nobody moved it since it was read);
 * every other part selects from the guard, so all is written or nothing. One row comes back when it was written, none
 * when somebody was faster. Fails with the unique violations of the database. It is prepared once for every number of
 * events, jobs and writes: their texts hold no values.
 */
export const recorded = (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  recording: Recording,
  change: Change<Answer>,
): Fragment => {
  const { head, keyDigest, requestDigest } = recording;
  const happenings = change.parts.flatMap((part) => part.happenings ?? []);
  const jobs = change.parts.flatMap((part) => part.jobs ?? []);
  const events = chainEvents(keys, recording, happenings);
  const last = events.at(-1);
  if (!last) throw new Error('a change needs an event');
  const sealed = keys.seal(answerPlace, head.personId, JSON.stringify(change.answer));
  const parts = [
    ...events.map((event, index) => insertEvent(sql, event, index)),
    ...jobs.map((job, index) => queueJob(sql, sealedJob(keys, head.personId, job), index)),
    insertAnswer(sql, { keyDigest, requestDigest, sealed }),
    ...change.parts.flatMap((part) => part.writes ?? []),
  ];
  return sql`
    with ${moveHead(sql, head, { eventCount: last.seq, eventMac: last.mac })}
    ${parts}
    select person_id from guard`;
};

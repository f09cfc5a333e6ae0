// The last day of an application that was filed before the calendar of its year was published (G-37).
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision } from '../audit/command.ts';
import { dateIn } from '../base/dates.ts';
import type { ApplicationId, PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import { dayInWords } from '../policy/explain.ts';
import { dueDateOf } from '../policy/permission.ts';
import { openApplication } from './application.ts';
import { findLimited, type LimitedRow, listUndated, moveLimit } from './limits-store.ts';
import { sweep } from './sweep.ts';
import type { Ground } from './use-case.ts';

/** `yyyy-mm-dd`; null while it cannot be told, or when it was told before. */
export type DueDateSet = { readonly dueOn: string | null };
type Ref = { readonly personId: PersonId; readonly applicationId: ApplicationId };

/**
 * Counts the last day from the day on which its limit began, by the rows of that day in today's policy; the person is told.
 * Changes nothing where the calendar still does not reach.
 */
export const setDueDate = async (
  ground: Ground,
  { personId, applicationId }: Ref,
): Promise<Result<DueDateSet, Refused<'APPLICATION_UNKNOWN', object> | CommandRefused>> => {
  const snapshot = ground.policy.current();
  return await changePerson(ground, {
    action: 'set-due-date',
    acting: { actor: 'system', actorId: 'limits', channel: 'system', outlet: null, bank: null },
    key: {
      caller: 'system:limits',
      key: `${applicationId}/dated/${snapshot.number}`,
      request: { personId, applicationId },
    },
    at: ground.businessClock(),
    policySnapshot: snapshot.number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) => findLimited(ground.sql, { personId, applicationId }, earlierAnswer),
    decide: (row) => decide(ground, row),
  });
};

const decide = (ground: Ground, row: LimitedRow): Decision<DueDateSet, never> => {
  const { sql, keys, policy } = ground;
  const { applicationId, personId, bank, channel, number } = row;
  if (row.dueOn !== null) return change({ dueOn: null });
  // A counter that makes the card on the spot has a last day at once, whatever the calendar says: this one was another.
  const outlet = channel === 'bank' ? ({ kind: channel, bank, instant: false } as const) : null;
  const dueOn = dueDateOf(policy.current(), { service: 'apply', channel, outlet, on: dateIn(row.countedFrom) });
  if (dueOn === null) return change({ dueOn });
  const { phone: to, language } = openApplication(keys, personId, row.sealed);
  const parameters = { number, date: dayInWords(dueOn, language) };
  return change(
    { dueOn },
    {
      happenings: [
        { action: 'set-due-date', subject: `application:${applicationId}`, rules: ['R-PROD-04'], facts: { dueOn } },
      ],
      writes: [moveLimit(sql, { applicationId, missedOn: null, dueOn })],
      jobs: [messageJob({ kind: 'due-date-known', to, language, parameters })],
    },
  );
};

const mostAtOnce = 500;
/** Applications of one round: more than are filed at counters in the weeks before a calendar is published. */
const mostARound = 100_000;

/** One round over everything undated; how many have a last day now. Several processes may sweep at once. */
export const sweepUndated = async (ground: Ground): Promise<number> => {
  let dated = 0;
  let after: ApplicationId | null = null;
  for (let seen = 0; seen < mostARound; seen += mostAtOnce) {
    const undated: readonly Ref[] = await listUndated(ground.sql, after, mostAtOnce);
    dated += await sweep(undated, async (each) => {
      const result = await setDueDate(ground, each);
      return result.ok && result.value.dueOn !== null;
    });
    after = undated.at(-1)?.applicationId ?? null;
    if (undated.length < mostAtOnce) break;
  }
  return dated;
};

// Leaves the one event of a missed time limit of production (R-PROD-01, R-PROD-04, R-PROD-05).
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision } from '../audit/command.ts';
import { dateIn } from '../base/dates.ts';
import type { ApplicationId, PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { findLimited, type LimitedRow, listMissedLimits, moveLimit } from './limits-store.ts';
import { limitMissed, missedLimit } from './missed-limit.ts';
import { sweep } from './sweep.ts';
import type { Ground } from './use-case.ts';

export type MissedLimit = {
  readonly personId: PersonId;
  readonly applicationId: ApplicationId;
  /** The last day that is over; the same one twice is one event. */
  readonly dueOn: Temporal.PlainDate;
};
/** `false` when there was nothing to tell any more. */
export type ToldLimit = { readonly told: boolean };

/** The state does not change; queues and pages tell what is late by its last day, with or without the event. */
export const tellMissedLimit = async (
  ground: Ground,
  { personId, applicationId, dueOn }: MissedLimit,
): Promise<Result<ToldLimit, Refused<'APPLICATION_UNKNOWN', object> | CommandRefused>> => {
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'miss-time-limit',
    acting: { actor: 'system', actorId: 'limits', channel: 'system', outlet: null, bank: null },
    key: { caller: 'system:limits', key: `${applicationId}/${dueOn}`, request: { personId, applicationId } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) => findLimited(ground.sql, { personId, applicationId }, earlierAnswer),
    decide: (row) => decide(ground, at, row),
  });
};

const decide = ({ sql }: Ground, at: Temporal.Instant, row: LimitedRow): Decision<ToldLimit, never> => {
  const { applicationId } = row;
  const dueOn = missedLimit(row, at);
  if (dueOn === null) return change({ told: false });
  return change(
    { told: true },
    {
      happenings: [limitMissed(row, dueOn)],
      writes: [moveLimit(sql, { applicationId, missedOn: dueOn.toString(), dueOn: null })],
    },
  );
};

/** Limits of one page; and of one round, after which others have their turn. */
const [mostAtOnce, mostARound] = [500, 10_000];

/**
 * One round over what is missed by now, whenever it was; how many were told. Several processes may sweep at once: the same
 * limit is told once.
 */
export const sweepMissedLimits = async (ground: Ground): Promise<number> => {
  const today = dateIn(ground.businessClock());
  let told = 0;
  for (let seen = 0; seen < mostARound; seen += mostAtOnce) {
    const missed = await listMissedLimits(ground.sql, today, mostAtOnce);
    const done = await sweep(missed, async (each) => {
      const result = await tellMissedLimit(ground, each);
      return result.ok && result.value.told;
    });
    told += done;
    // What is told leaves the list; where nothing did, others are at it.
    if (missed.length < mostAtOnce || done === 0) break;
  }
  return told;
};

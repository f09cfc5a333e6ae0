// 催办: the person of a late card, or the bureau, says so, once a day; person and bank see it in the course of the application.
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { dateIn, startOf } from '../base/dates.ts';
import type { PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { Actor, Channel } from '../policy/question.ts';
import { findUrging, type UrgingRow } from './applications-store.ts';
import { isLate } from './find-progress.ts';
import type { Ground } from './use-case.ts';

export type Urging = {
  /** Whose application it is. */
  readonly personId: PersonId;
  readonly actor: Extract<Actor, 'holder' | 'guardian'> | 'staff';
  /** The person who urges, or the account of the clerk. */
  readonly actorId: string;
  readonly channel: Channel | 'console';
  readonly key: string;
  /** Number of the application as it is kept. */
  readonly number: string;
};

export type Urged = { readonly number: string };
export type UrgeRefused = Refused<'APPLICATION_UNKNOWN' | 'NOT_LATE', object> | CommandRefused;

/**
 * Leaves an event `urge-application` when the last day of production is over (R-PROD-01); days count in Beijing (G-05).
 * A second time on the same day is answered as the first and leaves nothing. The state does not change.
 */
export const urgeApplication = async (ground: Ground, urging: Urging): Promise<Result<Urged, UrgeRefused>> => {
  const { personId, actor, actorId, channel, key, number } = urging;
  const at = ground.businessClock();
  const today = dateIn(at);
  return await changePerson(ground, {
    action: 'urge-application',
    acting: { actor, actorId, channel, outlet: null, bank: null },
    key: { caller: `${actor === 'staff' ? 'staff' : 'person'}:${actorId}`, key, request: { personId, number } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) => findUrging(ground.sql, { personId, number, since: startOf(today) }, earlierAnswer),
    decide: (row) => decide(row, today),
  });
};

const decide = (row: UrgingRow, today: Temporal.PlainDate): Decision<Urged, UrgeRefused> => {
  const { number, applicationId, state, dueOn, urged } = row;
  if (!isLate(row, today)) return rejection(refused('NOT_LATE', {}), ['R-PROD-01']);
  if (urged) return change({ number });
  return change(
    { number },
    {
      happenings: [
        {
          action: 'urge-application',
          subject: `application:${applicationId}`,
          rules: ['R-PROD-01', 'R-QUERY-01'],
          facts: { state, ...(dueOn && { dueOn: dueOn.toString() }) },
        },
      ],
    },
  );
};

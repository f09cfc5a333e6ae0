// What the telephone system of 96066 reads out to a caller who keyed in number and service password (R-PWD-02, R-QUERY-02).
import type { Ground, NotPermitted } from '../applications/use-case.ts';
import type { Acting } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import type { PersonId } from '../base/ids.ts';
import { type Result, refused } from '../base/result.ts';
import { admit } from '../policy/admit.ts';
import type { Service } from '../policy/question.ts';
import type { Refusal } from '../policy/verdict.ts';
import { queryStatus, type StatusByPassword } from './query-status.ts';
import type { NotVerified } from './verify-password.ts';

/** Somebody who calls the telephone system. */
export type Caller = {
  /** undefined: nobody has the number that was keyed in. */
  readonly personId: PersonId | undefined;
  readonly typed: string;
  /** The partner whose telephone system it is. */
  readonly client: string;
};

/** Nobody of staff is there, so it stands in the record as what it is: a system, on the telephone. */
export const telephone = (client: string): Acting => ({
  actor: 'system',
  actorId: client,
  channel: 'hotline',
  outlet: null,
  bank: null,
});

/** States and steps, nothing of the person. Refused where the gate has no query by 96066 on the day, else as `queryStatus`. */
export const queryByTelephone = async (
  ground: Ground,
  { personId, typed, client }: Caller,
): Promise<Result<StatusByPassword, NotVerified | NotPermitted>> => {
  const verdict = closedAt(ground, 'query-status') ?? closedAt(ground, 'query-progress');
  if (verdict) return refused(verdict.code, { verdict });
  return queryStatus(ground, { personId, typed, acting: telephone(client) });
};

/** What the gate says against a service by 96066 today, asked before anything is compared: it depends on nobody. */
const closedAt = ({ policy, businessClock }: Ground, service: Service): Refusal | undefined => {
  const on = dateIn(businessClock());
  const verdict = admit(policy.current(), { service, channel: 'hotline', on, actor: 'holder' });
  return verdict.permitted ? undefined : verdict;
};

// Leaves the event that somebody took all of their own data as a file.
import { findHeadForCommand } from '../audit/audit-store.ts';
import { type CommandRefused, changePerson, type Ground } from '../audit/change-person.ts';
import { change } from '../audit/command.ts';
import type { Clock } from '../base/clock.ts';
import type { PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { PolicyHolder } from '../policy/policy-holder.ts';
import type { Channel } from '../policy/question.ts';

export type DataExport = { readonly personId: PersonId; readonly channel: Channel; readonly key: string };
export type DataExported = { readonly at: string };
export type DataExportRefused = Refused<'PERSON_UNKNOWN', object> | CommandRefused;

/** Before the file is given: a file nobody knows of would be worse than an event without one. */
export const recordDataExport = async (
  ground: Ground & { readonly businessClock: Clock; readonly policy: PolicyHolder },
  { personId, channel, key }: DataExport,
): Promise<Result<DataExported, DataExportRefused>> => {
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'export-own-data',
    acting: { actor: 'holder', actorId: personId, channel, outlet: null, bank: null },
    key: { caller: `person:${personId}`, key, request: { personId } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('PERSON_UNKNOWN', {}),
    read: (earlierAnswer) => findHeadForCommand(ground.sql, personId, earlierAnswer),
    decide: () =>
      change(
        { at: at.toString() },
        { happenings: [{ action: 'export-own-data', subject: `person:${personId}`, rules: [], facts: {} }] },
      ),
  });
};

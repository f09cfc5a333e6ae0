// Asks for somebody to come and help with the application: it reaches the street or the bank at once (R-ELDER-02, R-ELDER-03).

import { applicantFacts } from '../applications/applicant-row.ts';
import {
  type Ground,
  type LevelTooLow,
  levelTooLow,
  type NotPermitted,
  notPermitted,
} from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { dateIn } from '../base/dates.ts';
import { newId, type PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { Channel } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Permitted } from '../policy/verdict.ts';
import type { HelpForm } from './help-form.ts';
import { type HelpRequestId, sealHelp } from './help-request.ts';
import { type HelpRequestState, helpRequestLifecycle } from './help-request-lifecycle.ts';
import { type AskingRow, findAsking, insertHelpRequest } from './help-requests-store.ts';
import { mayHelp, type PlaceRefused, placeOf } from './may-help.ts';
import { tellHelp } from './tell-help.ts';

export type HelpAsked = {
  /** Who is to be helped. */
  readonly personId: PersonId;
  /** The person, a guardian, or staff of the hotline for somebody who calls (R-HOTLINE-03); `actorId` is theirs. */
  readonly actor: 'holder' | 'guardian' | 'staff';
  readonly actorId: string;
  readonly level: number;
  readonly channel: Channel;
  /** The form's key: the same click again is the same request. */
  readonly key: string;
  readonly form: HelpForm;
};

export type HelpRequested = { readonly helpRequestId: string; readonly state: HelpRequestState };

export type RequestHelpRefused =
  | NotPermitted
  | PlaceRefused
  | Refused<'PERSON_UNKNOWN' | 'HELP_REQUESTED_ALREADY', object>
  | LevelTooLow
  | CommandRefused;

/**
 * → requested. Asks the gate as for an application at the door (R-ELDER-02 to R-ELDER-04), so refused are what it refuses,
 * with its advice; beyond that a level too low, a second request while one is open, an outlet that is no street's, a bank
 * left open where it is free to choose, and a day that is not offered.
 */
export const requestHelp = async (
  ground: Ground,
  asked: HelpAsked,
): Promise<Result<HelpRequested, RequestHelpRefused>> => {
  const { personId, actor, actorId, channel, key, form } = asked;
  const snapshot = ground.policy.current();
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'request-help',
    acting: { actor, actorId, channel, outlet: null, bank: null },
    key: { caller: `${actor === 'staff' ? 'staff' : 'person'}:${actorId}`, key, request: { personId, channel, form } },
    at,
    policySnapshot: snapshot.number,
    missing: refused('PERSON_UNKNOWN', {}),
    read: (earlierAnswer) => findAsking(ground.sql, { personId, outletId: form.outletId }, earlierAnswer),
    decide: (row) => decide(ground, { asked, snapshot, at }, row),
  });
};

type Case = { readonly asked: HelpAsked; readonly snapshot: Snapshot; readonly at: Temporal.Instant };

const decide = (
  ground: Ground,
  { asked, snapshot, at }: Case,
  row: AskingRow,
): Decision<HelpRequested, RequestHelpRefused> => {
  const { form, channel, level } = asked;
  const tooLow = levelTooLow(ground, { action: 'request-help', channel, level, at });
  if (tooLow) return tooLow;
  const today = dateIn(at);
  const facts = applicantFacts(ground.keys, row, today);
  const verdict = mayHelp(snapshot, { on: today, ...facts, kind: form.kind, bank: form.bank });
  if (!verdict.permitted) return notPermitted(verdict);
  if (row.hasOpenRequest) return rejection(refused('HELP_REQUESTED_ALREADY', {}), verdict.rules);
  const place = placeOf(form, { snapshot, verdict, today, outletKind: row.outletKind });
  if (!place.ok) return rejection(place, verdict.rules);
  return requested(ground, { asked, snapshot, at }, { row, verdict, ...place });
};

type Placed = {
  readonly row: AskingRow;
  readonly verdict: Permitted;
  readonly bank: string | null;
  readonly outletId: string | null;
};

const requested = (
  { sql, keys }: Ground,
  { asked, snapshot, at }: Case,
  { row, verdict, bank, outletId }: Placed,
): Decision<HelpRequested, never> => {
  const { personId, actor, form } = asked;
  const { kind, wishedOn, wishedPart, phone, address, note, language } = form;
  const { to: state } = helpRequestLifecycle['request-help'];
  const helpRequestId = newId<HelpRequestId>();
  const sealed = sealHelp(keys, personId, { phone, address, note, language });
  const rules = actor === 'staff' ? [...verdict.rules, 'R-HOTLINE-03'] : verdict.rules;
  const { outletName } = row;
  return change(
    { helpRequestId, state },
    {
      happenings: [
        {
          action: 'request-help',
          subject: `help-request:${helpRequestId}`,
          rules,
          facts: {
            to: state,
            kind,
            wishedOn: wishedOn.toString(),
            ...(bank && { bank }),
            ...(outletId && { outletId }),
          },
        },
      ],
      writes: [
        insertHelpRequest(sql, {
          ...{ helpRequestId, kind, state, bank, outletId, wishedOn, wishedPart, sealed },
          ...{ policySnapshot: verdict.snapshot, requestedAt: at },
        }),
      ],
    },
    tellHelp(snapshot, { kind: 'help-requested', to: { phone, language }, comes: { bank, outletName, wishedOn } }),
  );
};

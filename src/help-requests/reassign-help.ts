// 96066 sends a help request that was declined to another street or bank, for a new day (R-ELDER-06, R-HOTLINE-03).
import { applicantFacts } from '../applications/applicant-row.ts';
import { type Ground, type NotPermitted, notPermitted } from '../applications/use-case.ts';
import { changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import type { Acting } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Result, refused } from '../base/result.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { HelpAnswered, HelpAnswerRefused } from './answer-help.ts';
import type { ReassignForm } from './help-form.ts';
import { type HelpRequestId, openHelp } from './help-request.ts';
import { helpRequestLifecycle } from './help-request-lifecycle.ts';
import { findReassigning, moveHelpRequestElsewhere, type ReassigningRow } from './help-requests-store.ts';
import { mayHelp, type PlaceRefused, placeOf } from './may-help.ts';
import { tellHelp } from './tell-help.ts';

export type HelpReassignment = {
  readonly acting: Acting;
  readonly key: string;
  readonly helpRequestId: HelpRequestId;
  readonly form: ReassignForm;
};

export type ReassignHelpRefused = HelpAnswerRefused | NotPermitted | PlaceRefused;

/** declined → requested, with somebody else. The gate is asked again: for this kind of help, today, at this bank. */
export const reassignHelp = async (
  ground: Ground,
  { acting, key, helpRequestId, form }: HelpReassignment,
): Promise<Result<HelpAnswered, ReassignHelpRefused>> => {
  const at = ground.businessClock();
  const snapshot = ground.policy.current();
  return await changePerson<ReassigningRow, HelpAnswered, ReassignHelpRefused>(ground, {
    action: 'reassign-help',
    acting,
    key: { caller: `staff:${acting.actorId}`, key, request: { helpRequestId, form } },
    at,
    policySnapshot: snapshot.number,
    missing: refused('HELP_REQUEST_UNKNOWN', {}),
    read: (earlierAnswer) => findReassigning(ground.sql, { helpRequestId, outletId: form.outletId }, earlierAnswer),
    decide: (row) => decide(ground, { form, snapshot, today: dateIn(at) }, row),
  });
};

type Case = { readonly form: ReassignForm; readonly snapshot: Snapshot; readonly today: Temporal.PlainDate };

const rules = ['R-ELDER-06', 'R-HOTLINE-03'];

const decide = (
  { sql, keys }: Ground,
  { form, snapshot, today }: Case,
  row: ReassigningRow,
): Decision<HelpAnswered, ReassignHelpRefused> => {
  const { helpRequestId, state, personId } = row;
  const { from, to } = helpRequestLifecycle['reassign-help'];
  if (!leadsFrom(helpRequestLifecycle['reassign-help'], state))
    return rejection(refused('WRONG_HELP_STATE', { state }), rules);
  const { kind, wishedOn, wishedPart } = form;
  const verdict = mayHelp(snapshot, { on: today, ...applicantFacts(keys, row, today), kind, bank: form.bank });
  if (!verdict.permitted) return notPermitted(verdict);
  const place = placeOf(form, { snapshot, verdict, today, outletKind: row.outletKind });
  if (!place.ok) return rejection(place, rules);
  const { bank, outletId } = place;
  const facts = {
    from: state,
    to,
    kind,
    wishedOn: wishedOn.toString(),
    ...(bank && { bank }),
    ...(outletId && { outletId }),
  };
  return change(
    { helpRequestId, state: to },
    {
      happenings: [{ action: 'reassign-help', subject: `help-request:${helpRequestId}`, rules, facts }],
      writes: [
        moveHelpRequestElsewhere(sql, {
          ...{ helpRequestId, from, to, kind, bank, outletId, wishedOn, wishedPart },
          policySnapshot: verdict.snapshot,
        }),
      ],
    },
    tellHelp(snapshot, {
      kind: 'help-requested',
      to: openHelp(keys, personId, row.sealed),
      comes: { bank, outletName: row.newOutletName, wishedOn },
    }),
  );
};

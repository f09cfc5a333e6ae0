// What is done with a help request that exists: the frame that accepting, declining, completing and withdrawing share.
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import type { Acting } from '../audit/event.ts';
import type { ApplicationId } from '../base/ids.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { type DeclineReason, type HelpContent, type HelpKind, type HelpRequestId, openHelp } from './help-request.ts';
import { type HelpRequestAction, type HelpRequestState, helpRequestLifecycle } from './help-request-lifecycle.ts';
import { findHelpRequest, type HelpCommandRow, moveHelpRequest, type Reach } from './help-requests-store.ts';

/** Who does it, and whose requests they reach; the border has seen to both. */
export type HelpActing = { readonly acting: Acting; readonly reach: Reach };

export type HelpCommand = HelpActing & {
  readonly key: string;
  readonly helpRequestId: HelpRequestId;
};

export type HelpAnswered = { readonly helpRequestId: string; readonly state: HelpRequestState };

export type HelpAnswerRefused =
  | Refused<'HELP_REQUEST_UNKNOWN', object>
  | Refused<'WRONG_HELP_STATE', { readonly state: HelpRequestState }>
  | CommandRefused;

/** What an answer says beside the step itself. */
export type HelpStep<R extends Refused> = {
  readonly action: Exclude<HelpRequestAction, 'request-help' | 'reassign-help'>;
  /** Beside that of its kind. */
  readonly rules: readonly string[];
  /** Part of the request that the key names. */
  readonly told: Readonly<Record<string, string | null>>;
  /** Number of an application that is told of, as it is kept. */
  readonly number?: string | null;
  readonly declineReason?: DeclineReason;
  /** What is wrong beside the state. */
  readonly problem?: (row: HelpCommandRow) => R | undefined;
  readonly applicationId?: (row: HelpCommandRow) => ApplicationId | null;
  readonly message?: (snapshot: Snapshot, row: HelpCommandRow, content: HelpContent) => Part;
};

/**
 * Runs a step. What is out of reach is HELP_REQUEST_UNKNOWN, as if it did not exist; WRONG_HELP_STATE says what the state
 * is. Who says the same again is answered the same, and nothing changes.
 */
export const answerHelp = async <R extends Refused = never>(
  ground: Ground,
  { acting, reach, key, helpRequestId }: HelpCommand,
  step: HelpStep<R>,
): Promise<Result<HelpAnswered, HelpAnswerRefused | R>> => {
  const { number = null } = step;
  const caller = `${callerOf(acting)}:${acting.actorId}`;
  const snapshot = ground.policy.current();
  return await changePerson<HelpCommandRow, HelpAnswered, HelpAnswerRefused | R>(ground, {
    action: step.action,
    acting,
    key: { caller, key, request: { helpRequestId, ...step.told } },
    at: ground.businessClock(),
    policySnapshot: snapshot.number,
    missing: refused('HELP_REQUEST_UNKNOWN', {}),
    read: (earlierAnswer) => findHelpRequest(ground.sql, { helpRequestId, reach, number }, earlierAnswer),
    decide: (row) => decide(ground, { step, snapshot }, row),
  });
};

const callerOf = ({ actor }: Acting): string => (actor === 'staff' || actor === 'bank' ? actor : 'person');

const ruleOfKind: Readonly<Record<HelpKind, readonly string[]>> = {
  street: ['R-ELDER-02'],
  'bank-visit': ['R-ELDER-03'],
};

type Case<R extends Refused> = { readonly step: HelpStep<R>; readonly snapshot: Snapshot };

const decide = <R extends Refused>(
  { sql, keys }: Ground,
  { step, snapshot }: Case<R>,
  row: HelpCommandRow,
): Decision<HelpAnswered, HelpAnswerRefused | R> => {
  const { action, declineReason = null } = step;
  const rules = [...ruleOfKind[row.kind], ...step.rules];
  const { helpRequestId, state, personId } = row;
  const { from, to } = helpRequestLifecycle[action];
  const problem = step.problem?.(row);
  if (problem) return rejection(problem, rules);
  const applicationId = step.applicationId?.(row) ?? null;
  if (state === to && isRepeated(row, declineReason, applicationId)) return change({ helpRequestId, state });
  if (!leadsFrom(helpRequestLifecycle[action], state)) return rejection(refused('WRONG_HELP_STATE', { state }), rules);
  const facts = {
    from: state,
    to,
    ...(declineReason && { reason: declineReason }),
    ...(applicationId && { applicationId }),
  };
  return change(
    { helpRequestId, state: to },
    {
      happenings: [{ action, subject: `help-request:${helpRequestId}`, rules, facts }],
      writes: [moveHelpRequest(sql, { helpRequestId, from, to, declineReason, applicationId })],
    },
    step.message?.(snapshot, row, openHelp(keys, personId, row.sealed)) ?? {},
  );
};

const isRepeated = (
  row: HelpCommandRow,
  declineReason: DeclineReason | null,
  applicationId: ApplicationId | null,
): boolean => (declineReason === null || declineReason === row.declineReason) && applicationId === row.applicationId;

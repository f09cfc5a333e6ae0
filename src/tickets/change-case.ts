// What the bureau does about a complaint of a bank: opens the case where nobody named the bank, says what it found, closes it.
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { type Acting, toMilliseconds } from '../audit/event.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { Fragment } from '../database/fragment.ts';
import { type CaseAbout, type CaseFinding, type CaseMeasure, caseFacts } from './case.ts';
import { type CaseState, caseLifecycle } from './case-lifecycle.ts';
import {
  type CaseCommandRow,
  findCaseForCommand,
  insertCase,
  moveCaseClosed,
  moveCaseInvestigated,
} from './cases-store.ts';
import type { TicketId } from './ticket.ts';

export type CaseStep =
  | { readonly action: 'open-case'; readonly about: CaseAbout }
  | { readonly action: 'investigate-case'; readonly finding: CaseFinding }
  | { readonly action: 'close-case'; readonly measure: CaseMeasure };

export type CaseCommand = {
  readonly acting: Acting;
  readonly key: string;
  readonly ticketId: TicketId;
  readonly step: CaseStep;
};

export type CaseChanged = { readonly state: CaseState };
/** TICKET_UNKNOWN: there is none, or it is no complaint; WRONG_CASE_STATE: null where there is no case. */
export type CaseChangeRefused =
  | Refused<'TICKET_UNKNOWN', object>
  | Refused<'WRONG_CASE_STATE', { readonly state: CaseState | null }>
  | CommandRefused;

const rules = ['R-SUPERVISE-02'];

/** nothing → open → investigated, with a finding → closed, with a measure. */
export const changeCase = async (
  ground: Ground,
  { acting, key, ticketId, step }: CaseCommand,
): Promise<Result<CaseChanged, CaseChangeRefused>> => {
  const at = toMilliseconds(ground.businessClock());
  return await changePerson<CaseCommandRow, CaseChanged, CaseChangeRefused>(ground, {
    action: step.action,
    acting,
    key: { caller: `staff:${acting.actorId}`, key, request: { ticketId, ...step } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('TICKET_UNKNOWN', {}),
    read: (earlierAnswer) => findCaseForCommand(ground.sql, ticketId, earlierAnswer),
    decide: (row) => decide(ground, { step, at }, row),
  });
};

type Case = Pick<CaseCommand, 'step'> & { readonly at: Temporal.Instant };

const decide = (ground: Ground, given: Case, row: CaseCommandRow): Decision<CaseChanged, CaseChangeRefused> => {
  const { step } = given;
  const { ticketId, kind, state } = row;
  if (kind !== 'complaint') return rejection(refused('TICKET_UNKNOWN', {}), rules);
  const transition = caseLifecycle[step.action];
  const from: readonly CaseState[] = transition.from;
  const isPossible = state === null ? from.length === 0 : from.includes(state);
  if (!isPossible) return rejection(refused('WRONG_CASE_STATE', { state }), rules);
  const { action } = step;
  const facts = { ...(state !== null && { from: state }), to: transition.to, ...factsOf(step) };
  return change(
    { state: transition.to },
    {
      happenings: [{ action, subject: `ticket:${ticketId}`, rules, facts }],
      writes: [writeOf(ground, given, ticketId)],
    },
  );
};

const factsOf = (step: CaseStep): Readonly<Record<string, string>> => {
  switch (step.action) {
    case 'open-case':
      return caseFacts(step.about);
    case 'investigate-case':
      return { finding: step.finding };
    case 'close-case':
      return { measure: step.measure };
  }
};

const writeOf = ({ sql }: Ground, { step, at }: Case, ticketId: TicketId): Fragment => {
  switch (step.action) {
    case 'open-case':
      return insertCase(sql, { ...step.about, ticketId, openedAt: at });
    case 'investigate-case':
      return moveCaseInvestigated(sql, { ticketId, at }, step.finding);
    case 'close-case':
      return moveCaseClosed(sql, { ticketId, at }, step.measure);
  }
};

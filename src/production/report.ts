// What a bank reports about an order: the frame that every report shares.

import { type ApplicationContent, openApplication } from '../applications/application.ts';
import {
  type ApplicationAction,
  type ApplicationState,
  applicationLifecycle,
} from '../applications/application-lifecycle.ts';
import { holdChanged } from '../applications/hold-application.ts';
import { type HoldReason, rulesOfHold } from '../applications/hold-reasons.ts';
import { stepOf } from '../applications/move-application.ts';
import { reasonsToHold } from '../applications/reasons-to-hold.ts';
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import type { EventFacts } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import type { CardId } from '../base/ids.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { CardRefused } from '../cards/card-asker.ts';
import { readOnceEnded } from '../cards/end-temporary-loss.ts';
import { personFrom } from '../people/person-row.ts';
import { acknowledgeOrder } from './order-parts.ts';
import { findReporting, type ReportingRow } from './reporting-store.ts';

/** One report of one bank. `bank` is who was authenticated, never what the report says. */
export type BankReport<Body> = {
  readonly bank: string;
  /** The caller's `Idempotency-Key`. */
  readonly key: string;
  /** Number of the application as it is kept. */
  readonly number: string;
  readonly body: Body;
};

/** The same for the first report and every repetition. */
export type Reported = {
  readonly number: string;
  /** Where the report led. */
  readonly state: ApplicationState;
  /** 卡号 the bureau allotted; null before the account was opened. */
  readonly cardNumber: string | null;
};

export type ReportRefused =
  | Refused<'ORDER_UNKNOWN' | 'WRONG_OUTLET' | 'DELIVERY_IS_ANOTHER', object>
  | Refused<'WRONG_STATE', { readonly state: ApplicationState }>
  | FactsChanged
  | CardRefused
  | CommandRefused;

/** What the application was decided upon has changed; it is held from now on (G-38). */
export type FactsChanged = Refused<
  'FACTS_CHANGED',
  { readonly state: ApplicationState; readonly reasons: readonly HoldReason[] }
>;

/** What a report is decided upon. */
export type Reporting<Body> = {
  readonly row: ReportingRow;
  readonly content: ApplicationContent;
  readonly body: Body;
  readonly at: Temporal.Instant;
};

/** What a report changes beside the state. */
export type Outcome = {
  readonly content?: ApplicationContent;
  readonly cardId?: CardId;
  readonly facts?: EventFacts;
  readonly parts?: readonly Part[];
};

export type ReportKind<Body extends object> = {
  readonly action: ApplicationAction;
  readonly rules: readonly string[];
  /** Whether exactly this was reported before, under whatever key: then it is answered again and changes nothing. */
  readonly isRepeated: (reporting: Reporting<Body>) => boolean;
  /** The card is made, or leaves the bank's hands: what it was decided upon must still hold (G-38). */
  readonly checksFacts?: true;
  /** What is wrong with the report beside the state. */
  readonly problem?: (reporting: Reporting<Body>, ground: Ground) => ReportRefused | undefined;
  readonly outcome: (ground: Ground, reporting: Reporting<Body>) => Outcome;
};

/**
 * Runs a report. A bank sees only its own orders, and those only when the time to withdraw is over: any other number is
 * ORDER_UNKNOWN, as if it did not exist. WRONG_STATE says what the state is. A bank that reports on an order it has not
 * acknowledged has thereby acknowledged it. FACTS_CHANGED: the application waits for the bureau, held by a command of its own.
 */
export const report = async <Body extends object>(
  ground: Ground,
  kind: ReportKind<Body>,
  { bank, key, number, body }: BankReport<Body>,
): Promise<Result<Reported, ReportRefused>> => {
  const at = ground.businessClock();
  const result = await changePerson<ReportingRow, Reported, ReportRefused>(ground, {
    action: kind.action,
    acting: { actor: 'bank', actorId: bank, channel: 'bank-interface', outlet: null, bank },
    key: { caller: `bank:${bank}`, key, request: { number, body } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('ORDER_UNKNOWN', {}),
    read: (earlierAnswer) =>
      readOnceEnded(ground, at, () => findReporting(ground.sql, { bank, number, at }, earlierAnswer)),
    decide: (row) => decide(ground, kind, { row, content: contentOf(ground, row), body, at, bank }),
  });
  // Should the program fall over in between, the next report meets the same facts.
  if (!result.ok && result.code === 'FACTS_CHANGED')
    await holdChanged(ground, { number, reasons: result.facts.reasons });
  return result;
};

const contentOf = ({ keys }: Ground, row: ReportingRow): ApplicationContent =>
  openApplication(keys, row.personId, row.sealed);

/** It went to another bank since: one that refused may say so again, and hears nothing else (G-39). */
const ofFormerBank = (
  { action, rules }: Pick<ReportKind<object>, 'action' | 'rules'>,
  { number, orderState }: ReportingRow,
) =>
  action === 'report-account-refused' && orderState === 'acknowledged'
    ? change({ number, state: 'account-refused' as const, cardNumber: null })
    : rejection(refused('ORDER_UNKNOWN', {}), rules);

const changedSince = ({ keys, policy }: Ground, { row, at }: Reporting<object>): readonly HoldReason[] =>
  reasonsToHold(policy.current(), {
    person: personFrom(keys, row.personId, row),
    ...{ service: row.service, changesBank: row.changesBank },
    ...{ bank: row.bank, on: dateIn(at), changed: row.changedFacts, released: row.releasedFor },
  });

const decide = <Body extends object>(
  ground: Ground,
  kind: ReportKind<Body>,
  { bank, ...reporting }: Reporting<Body> & { readonly bank: string },
): Decision<Reported, ReportRefused> => {
  const { row, content } = reporting;
  if (row.bank !== bank) return ofFormerBank(kind, row);
  const { action, rules } = kind;
  const { number, applicationId, state } = row;
  const { to } = applicationLifecycle[action];
  if (kind.isRepeated(reporting)) return change({ number, state: to, cardNumber: content.cardNumber });
  if (!leadsFrom(applicationLifecycle[action], state)) return rejection(refused('WRONG_STATE', { state }), rules);
  const problem = kind.problem?.(reporting, ground);
  if (problem) return rejection(problem, rules);
  const reasons = kind.checksFacts ? changedSince(ground, reporting) : [];
  if (reasons.length > 0)
    return rejection(
      refused('FACTS_CHANGED', { state: applicationLifecycle['hold-application'].to, reasons }),
      rulesOfHold(reasons),
    );
  const { parts = [], ...outcome } = kind.outcome(ground, reporting);
  const acknowledged = row.orderState === 'waiting' ? [acknowledgeOrder(ground.sql, applicationId)] : [];
  return change(
    { number, state: to, cardNumber: outcome.content?.cardNumber ?? content.cardNumber },
    ...acknowledged,
    stepOf(ground, row, { action, rules, ...outcome }),
    ...parts,
  );
};

// 即时制卡 begins: the application that was filed at this counter is taken from the bank's queue and made here (R-PROD-02, R-PROD-08).
import { openApplication } from '../applications/application.ts';
import { type Ground, type NotPermitted, notPermitted } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { toMilliseconds } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import { newId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { StockKeeper } from '../card-stock/card-stock.ts';
import { personFacts } from '../people/person-facts.ts';
import { personFrom } from '../people/person-row.ts';
import { admit } from '../policy/admit.ts';
import type { Document, Question } from '../policy/question.ts';
import { takeOrderAtCounter } from '../production/order-parts.ts';
import { type InstantContent, type InstantJobId, openInstant, sealInstant } from './instant-job.ts';
import { type BeginningRow, findBeginning, insertInstant } from './instant-store.ts';

export type InstantBeginning = {
  readonly keeper: StockKeeper;
  /** Whether the outlet makes cards on the spot today (R-CHAN-16). */
  readonly instant: boolean;
  /** Number of the application as it is kept. */
  readonly number: string;
  /** Originals that were shown and checked. */
  readonly documents: readonly Document[];
  readonly key: string;
};

export type InstantBegun = { readonly personId: string; readonly jobId: InstantJobId };

/**
 * CARD_IN_WORK_ELSEWHERE: another one was begun for this person and neither finished nor left to the bank.
 * NOT_FOR_THIS_COUNTER: filed elsewhere, at another bank, by mail, or the bank's ordinary production or the bureau has it in hand.
 */
export type BeginRefused =
  | NotPermitted
  | Refused<'APPLICATION_UNKNOWN' | 'NOT_FOR_THIS_COUNTER' | 'CARD_IN_WORK_ELSEWHERE', object>
  | CommandRefused;

/**
 * → checked. In one statement the job and the order, which leaves the bank's queue: whoever has the card made at once
 * does not wait for the time to withdraw to pass. A job that is open already is answered again. What was left to the bank
 * is begun again while it waits in the queue: → account-open, where its account is open and its card number is allotted.
 */
export const beginInstant = async (
  ground: Ground,
  beginning: InstantBeginning,
): Promise<Result<InstantBegun, BeginRefused>> => {
  const { keeper, number, documents, key } = beginning;
  const { account, outletId, bank } = keeper;
  const at = toMilliseconds(ground.businessClock());
  return await changePerson<BeginningRow, InstantBegun, BeginRefused>(ground, {
    action: 'begin-instant-card',
    acting: { actor: 'staff', actorId: account, channel: 'bank', outlet: outletId, bank },
    key: { caller: `staff:${account}`, key, request: { number, outletId, documents } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) => findBeginning(ground.sql, { number, outletId }, earlierAnswer),
    decide: (row) => decide(ground, { beginning, at }, row),
  });
};

type Case = { readonly beginning: InstantBeginning; readonly at: Temporal.Instant };

const decide = (ground: Ground, { beginning, at }: Case, row: BeginningRow): Decision<InstantBegun, BeginRefused> => {
  const { keeper, number } = beginning;
  const { personId, applicationId, openJob } = row;
  const { account, outletId, bank } = keeper;
  if (openJob !== null)
    return row.isThisJob
      ? change({ personId, jobId: openJob })
      : rejection(refused('CARD_IN_WORK_ELSEWHERE', {}), ['R-PROD-02', 'R-PROD-08']);
  const isHere = row.bank === bank && row.delivery === 'outlet' && row.applicationOutlet === outletId;
  const start = isHere ? startOf(ground, row) : undefined;
  if (!start) return rejection(refused('NOT_FOR_THIS_COUNTER', {}), ['R-PROD-02', 'R-PROD-08']);
  const verdict = admit(ground.policy.current(), questionOf(ground, { beginning, at }, row));
  if (!verdict.permitted) return notPermitted(verdict);
  const jobId = newId<InstantJobId>();
  const { state } = start;
  const sealed = sealInstant(ground.keys, personId, start.content);
  return change({ personId, jobId }, takeOrderAtCounter(ground.sql, { applicationId, bank, at }), {
    happenings: [
      {
        action: 'begin-instant-card',
        subject: `instant:${jobId}`,
        rules: verdict.rules,
        facts: { 'asked-by': row.applicationActor, documents: beginning.documents.join(' ') },
      },
    ],
    writes: [insertInstant(ground.sql, { jobId, outletId, bank, number, state, begunAt: at, sealed, account })],
  });
};

type Start = { readonly state: 'checked' | 'account-open'; readonly content: InstantContent };

/** Where a card begins; undefined: it is the bank's, which took over what was left to it, or opened the account itself. */
const startOf = ({ keys }: Ground, row: BeginningRow): Start | undefined => {
  const nothing = { cardNumber: null, accountLastFour: null, chip: null, taken: null };
  if (row.leftSealed !== null && row.orderState !== 'waiting') return undefined;
  if (row.applicationState === 'submitted') return { state: 'checked', content: nothing };
  if (row.applicationState !== 'in-production' || row.leftSealed === null) return undefined;
  const { cardNumber, accountLastFour } = openInstant(keys, row.personId, row.leftSealed);
  const isThisCard =
    cardNumber !== null && cardNumber === openApplication(keys, row.personId, row.applicationSealed).cardNumber;
  return isThisCard ? { state: 'account-open', content: { ...nothing, cardNumber, accountLastFour } } : undefined;
};

/** The application that runs is the one that is made. */
const questionOf = ({ keys }: Ground, { beginning, at }: Case, row: BeginningRow): Question => {
  const { keeper, instant, documents } = beginning;
  const { bank, outletId } = keeper;
  const { generation, cardBank, socialSecurity, financial, service } = row;
  const on = dateIn(at);
  const card =
    generation === null || socialSecurity === null
      ? null
      : { generation, bank: cardBank, socialSecurity, ...(financial && { financial }) };
  return {
    ...{ service: 'issue-instantly', channel: 'bank', on, card, documents, bank },
    actor: row.applicationActor === 'guardian' ? 'guardian' : 'holder',
    outlet: { kind: 'bank', bank, instant, outletId },
    person: { ...personFacts(personFrom(keys, row.personId, row), on), runningApplication: false },
    ...(service !== 'apply' && { reason: service === 'exchange-damaged' ? 'damaged' : null }),
  };
};

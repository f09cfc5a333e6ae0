// A bank opened no account: the person takes another one without starting again (G-39).
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { bankChanged } from '../bank-changes/bank-change-parts.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { ConsentAsked, ConsentKind } from '../consents/consent.ts';
import { type ConsentMissing, consentsToGive, giveConsents } from '../consents/consent-parts.ts';
import { messageJob } from '../messages/message.ts';
import { sendPictures } from '../photos/photo-parts.ts';
import { admit } from '../policy/admit.ts';
import { withdrawalMinutes } from '../policy/data/limits-fees-deliveries.ts';
import type { Permitted } from '../policy/verdict.ts';
import { placeOrder } from '../production/order-parts.ts';
import { openApplication, sealApplication } from './application.ts';
import { applicationLifecycle } from './application-lifecycle.ts';
import { type ChoosingRow, findChoosing, moveApplicationAsChosen } from './applications-store.ts';
import { type Choosing, type ChoosingRefused, outletProblem } from './choosing.ts';
import { contentOfChoice, outletOfChoice } from './delivery-choice.ts';
import { type PictureMissing, pictureMissing } from './form-missing.ts';
import { type PresetBroken, settledOutlet } from './preset.ts';
import { questionOf } from './submit-application.ts';
import { bankName, type Ground, levelTooLow, type NotPermitted, notPermitted } from './use-case.ts';

export type BankChoosing = Choosing & {
  readonly bank: string;
  /** Ticked for this bank; those in force need not be given again. */
  readonly consents: readonly ConsentKind[];
};

export type BankChosen = {
  readonly number: string;
  readonly bank: string;
  /** Last day of production, `yyyy-mm-dd`, counted anew from today; null: the calendar is not published (G-37). */
  readonly dueOn: string | null;
  /** Until when it can surely be withdrawn, an instant of the business clock. */
  readonly withdrawUntil: string;
};

export type ChooseBankRefused =
  | ChoosingRefused
  | NotPermitted
  | Refused<'BANK_REFUSED_BEFORE' | PictureMissing, object>
  | PresetBroken
  | ConsentMissing
  | CommandRefused;

/**
 * account-refused → submitted under the same number: an order of its own for the new bank with ten minutes to withdraw,
 * and a new last day. The gate decides which bank (a retiree in the centralized phase has one only, R-BANK-04, and goes
 * to 96066; one that does not take the occupation of the form is refused, R-BANK-14); a bank that had the order is refused as BANK_REFUSED_BEFORE, one that nothing may be passed to yet as
 * CONSENT_MISSING, and without the pictures, which are kept for 30 days, there is no order (R-GROUP-09, R-PHOTO-01). A
 * replacement takes no other bank than that of its card (R-REISSUE-11): it is ordered anew.
 */
export const chooseAnotherBank = async (
  ground: Ground,
  choosing: BankChoosing,
): Promise<Result<BankChosen, ChooseBankRefused>> => {
  const { personId, actor, actorId, channel, key, number, choice, bank, consents } = choosing;
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'choose-another-bank',
    acting: { actor, actorId, channel, outlet: null, bank: null },
    key: { caller: `person:${actorId}`, key, request: { personId, number, choice, bank, consents } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) =>
      findChoosing(ground.sql, { personId, number, outletId: outletOfChoice(choice) }, earlierAnswer),
    decide: (row) => decide(ground, { choosing, at }, row),
  });
};

type Case = { readonly choosing: BankChoosing; readonly at: Temporal.Instant };

const decide = (ground: Ground, given: Case, row: ChoosingRow): Decision<BankChosen, ChooseBankRefused> => {
  const { level, choice, bank, channel, actor } = given.choosing;
  const tooLow = levelTooLow(ground, { action: 'choose-again', channel, level, at: given.at });
  if (tooLow) return tooLow;
  if (row.service !== 'apply' || !leadsFrom(applicationLifecycle['choose-another-bank'], row.state))
    return rejection(refused('NOTHING_TO_CHOOSE', {}), []);
  const content = openApplication(ground.keys, row.personId, row.sealed);
  const { occupation } = content;
  const asked = { channel, actor, bank, occupation, delivery: choice.delivery, at: given.at };
  const question = questionOf(ground, asked, row);
  const verdict = admit(ground.policy.current(), question);
  if (!verdict.permitted) return notPermitted(verdict);
  if (row.triedBanks.includes(bank)) return rejection(refused('BANK_REFUSED_BEFORE', {}), verdict.rules);
  const problem = outletProblem(choice, { outletBank: row.outletBank, bank });
  if (problem) return rejection(problem, ['R-DELIV-03']);
  const choosing = { bank, delivery: choice.delivery, outletId: outletOfChoice(choice) };
  const settled = settledOutlet(ground.policy.current(), question, choosing);
  if (!settled.ok) return settled;
  const consents = consentsToGive(row.consents, { bank, question, given: given.choosing.consents });
  if (!consents.ok) return rejection(consents, []);
  const admitted = { row, verdict, outletId: settled.outletId, consents: consents.value };
  return pictureMissing(content, row) ?? chosen(ground, given, admitted);
};

type Admitted = {
  readonly row: ChoosingRow;
  readonly verdict: Permitted;
  readonly outletId: string | null;
  readonly consents: readonly ConsentAsked[];
};

const chosen = (ground: Ground, given: Case, admitted: Admitted): Decision<BankChosen, never> => {
  const { bank, actor: givenBy } = given.choosing;
  const { row, verdict, consents } = admitted;
  const { number, applicationId } = row;
  const visibleAt = given.at.add({ minutes: withdrawalMinutes });
  const { phone, language, photo } = openApplication(ground.keys, row.personId, row.sealed);
  const parameters = { number, bank: bankName(ground.policy.current(), bank, language) };
  return change(
    { number, bank, dueOn: verdict.dueOn, withdrawUntil: visibleAt.toString() },
    moved(ground, given, admitted),
    bankChanged(ground.sql, row, { applicationId, bank, at: given.at }),
    giveConsents(ground.sql, `application:${applicationId}`, { consents, givenBy, givenAt: given.at }),
    placeOrder(ground.sql, { applicationId, bank, visibleAt }),
    sendPictures(ground.sql, { applicationId, photo }),
    { jobs: [messageJob({ kind: 'bank-changed', to: phone, language, parameters })] },
  );
};

const moved = ({ sql, keys }: Ground, { choosing, at }: Case, { row, verdict, outletId }: Admitted): Part => {
  const { choice, bank: code } = choosing;
  const { from, to } = applicationLifecycle['choose-another-bank'];
  const { applicationId, personId, state } = row;
  const { rules, dueOn, snapshot: policySnapshot } = verdict;
  const { delivery } = choice;
  const content = openApplication(keys, personId, row.sealed);
  const sealed = sealApplication(keys, personId, { ...content, ...contentOfChoice(choice) });
  const bank = { code, dueOn, policySnapshot, at };
  return {
    happenings: [
      {
        action: 'choose-another-bank',
        subject: `application:${applicationId}`,
        rules,
        facts: { from: state, to, bank: code, delivery, ...(dueOn && { dueOn }) },
      },
    ],
    writes: [moveApplicationAsChosen(sql, { applicationId, from, to, delivery, outletId, sealed, bank })],
  };
};

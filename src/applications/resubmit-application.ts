// Sends a rejected application again, corrected: the same number, a new order and a new last day.
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { bankChanged } from '../bank-changes/bank-change-parts.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { giveConsents } from '../consents/consent-parts.ts';
import { messageJob } from '../messages/message.ts';
import { dropRejectedPictures, sendPictures } from '../photos/photo-parts.ts';
import { withdrawalMinutes } from '../policy/data/limits-fees-deliveries.ts';
import { placeOrder } from '../production/order-parts.ts';
import { openApplication, sealApplication } from './application.ts';
import { contentOfForm } from './application-form.ts';
import { applicationLifecycle } from './application-lifecycle.ts';
import { type ChoosingRow, findChoosing, moveApplicationAsChosen } from './applications-store.ts';
import { allOf, reasonsFrom } from './rejection-reasons.ts';
import { type Admitted, admitted, type Submission, type SubmitRefused, type Submitted } from './submit-application.ts';
import { bankName, type Ground } from './use-case.ts';

export type Resubmission = Submission & {
  /** What was sent back is corrected on the pages, by whose it is. */
  readonly actor: Extract<Submission['actor'], 'holder' | 'guardian'>;
  /** Number of the application as it is kept. */
  readonly number: string;
};

export type ResubmitRefused =
  | SubmitRefused
  | Refused<'APPLICATION_UNKNOWN' | 'NOTHING_TO_CORRECT' | 'BANK_REFUSED_BEFORE', object>
  | CommandRefused;

/**
 * rejected → submitted under the same number, as people expect of something they correct (so it is with another bank,
 * G-39); the last day counts from today, since the bank has done nothing yet. Refused are what a fresh application is
 * refused for, a bank that opened no account for it before, and NOTHING_TO_CORRECT when it is not rejected (any more) or
 * orders a replacement, which has no form to correct and is ordered anew.
 */
export const resubmitApplication = async (
  ground: Ground,
  resubmission: Resubmission,
): Promise<Result<Submitted, ResubmitRefused>> => {
  const { personId, actor, actorId, channel, key, number, form } = resubmission;
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'resubmit-application',
    acting: { actor, actorId, channel, outlet: null, bank: null },
    key: { caller: `person:${actorId}`, key, request: { personId, channel, number, form } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) => findChoosing(ground.sql, { personId, number, outletId: form.outletId }, earlierAnswer),
    decide: (row) => decide(ground, { resubmission, at }, row),
  });
};

type Case = { readonly resubmission: Resubmission; readonly at: Temporal.Instant };

const decide = (ground: Ground, given: Case, row: ChoosingRow): Decision<Submitted, ResubmitRefused> => {
  const { resubmission, at } = given;
  if (row.service !== 'apply' || !leadsFrom(applicationLifecycle['resubmit-application'], row.state))
    return rejection(refused('NOTHING_TO_CORRECT', {}), []);
  const judged = admitted(ground, { submission: resubmission, snapshot: ground.policy.current(), at }, row);
  if (!judged.ok) return judged;
  if (row.triedBanks.includes(judged.value.bank))
    return rejection(refused('BANK_REFUSED_BEFORE', {}), judged.value.verdict.rules);
  if (resubmission.form.photo === 'on-file' && isPhotoOnFileRejected(ground, row))
    return rejection(refused('PHOTO_REQUIRED', {}), ['R-PHOTO-01']);
  return resubmitted(ground, given, { row, ...judged.value });
};

/** Uploads that were not accepted wait no more; the photo on file is still there, and would be sent back again. */
const isPhotoOnFileRejected = ({ keys }: Ground, { personId, sealed, rejectedFor }: ChoosingRow): boolean =>
  openApplication(keys, personId, sealed).photo === 'on-file' &&
  allOf(reasonsFrom(rejectedFor ?? ''), 'pictures').includes('card-photo');

type Corrected = Admitted & { readonly row: ChoosingRow };

const resubmitted = (ground: Ground, given: Case, corrected: Corrected): Decision<Submitted, never> => {
  const { sql } = ground;
  const { actor, form, alongside } = given.resubmission;
  const { row, verdict, bank, consents } = corrected;
  const { applicationId, number } = row;
  const visibleAt = given.at.add({ minutes: withdrawalMinutes });
  const { phone, language, photo } = form;
  const parameters = { number, bank: bankName(ground.policy.current(), bank, language) };
  return change(
    { applicationId, number, bank, dueOn: verdict.dueOn, withdrawUntil: visibleAt.toString() },
    moved(ground, given, corrected),
    bankChanged(sql, row, { applicationId, bank, at: given.at }),
    giveConsents(sql, `application:${applicationId}`, { consents, givenBy: actor, givenAt: given.at }),
    placeOrder(sql, { applicationId, bank, visibleAt }),
    dropRejectedPictures(sql, applicationId),
    sendPictures(sql, { applicationId, photo }),
    { jobs: [messageJob({ kind: 'application-resubmitted', to: phone, language, parameters })] },
    ...(alongside ? [alongside()] : []),
  );
};

const moved = (
  { sql, keys }: Ground,
  { resubmission, at }: Case,
  { row, verdict, bank: code, outletId }: Corrected,
): Part => {
  const { from, to } = applicationLifecycle['resubmit-application'];
  const { applicationId, personId, state } = row;
  const { delivery, photo } = resubmission.form;
  const { rules, dueOn, snapshot: policySnapshot } = verdict;
  const sealed = sealApplication(keys, personId, contentOfForm(resubmission.form));
  const bank = { code, dueOn, policySnapshot, at };
  return {
    happenings: [
      {
        action: 'resubmit-application',
        subject: `application:${applicationId}`,
        rules,
        facts: { from: state, to, bank: code, delivery, photo, ...(dueOn && { dueOn }) },
      },
    ],
    writes: [moveApplicationAsChosen(sql, { applicationId, from, to, delivery, outletId, sealed, bank })],
  };
};

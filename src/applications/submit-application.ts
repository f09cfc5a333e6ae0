// Submits an application: the person has filled in the form and pledged; the order waits for its time to withdraw.
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, type Rejection, rejection } from '../audit/command.ts';
import type { Acting, EventFacts } from '../audit/event.ts';
import { bankChanged } from '../bank-changes/bank-change-parts.ts';
import { dateIn } from '../base/dates.ts';
import { type ApplicationId, newId, type PersonId } from '../base/ids.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { ConsentAsked, ConsentGiver } from '../consents/consent.ts';
import { type ConsentMissing, consentsToGive, giveConsents } from '../consents/consent-parts.ts';
import { issueElectronicCard } from '../e-card/electronic-card-parts.ts';
import { messageJob } from '../messages/message.ts';
import { sendPictures } from '../photos/photo-parts.ts';
import { admit } from '../policy/admit.ts';
import { countedUnder } from '../policy/counted-under.ts';
import { withdrawalMinutes } from '../policy/data/limits-fees-deliveries.ts';
import type { Actor, Channel, OutletFacts, Question } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Permitted } from '../policy/verdict.ts';
import { placeOrder } from '../production/order-parts.ts';
import { applicantFacts } from './applicant-row.ts';
import { drawApplicationNumber, sealApplication } from './application.ts';
import { type ApplicationForm, contentOfForm } from './application-form.ts';
import { applicationLifecycle } from './application-lifecycle.ts';
import { findSubmission, insertApplication, type SubmissionRow } from './applications-store.ts';
import { accountDataMissing, type PictureMissing, photoMissing, pictureMissing } from './form-missing.ts';
import { type IdValidity, isIdOver } from './id-validity.ts';
import { type PresetBroken, settledOutlet } from './preset.ts';
import { bankName, type Ground, type LevelTooLow, levelTooLow, type NotPermitted, notPermitted } from './use-case.ts';

export type Submission = {
  /** Whose application it is. */
  readonly personId: PersonId;
  /** Who submits: the holder, the guardian of a minor, or a helper at the door. `actorId` is that person's id, or the account of helper or clerk. */
  readonly actor: Extract<Actor, 'holder' | 'guardian' | 'helper'>;
  readonly actorId: string;
  /** Of a helper, who has no authority of their own. */
  readonly helped?: Helped;
  /** A clerk files it on the word of `actor`, who stands at the counter. */
  readonly counter?: AtCounter;
  readonly level: number;
  readonly channel: Channel;
  /** The form's key: the same click again is the same application. */
  readonly key: string;
  readonly form: ApplicationForm;
  /** What else the caller writes in the same statement; asked for when it is decided that there is an application. */
  readonly alongside?: () => Part;
};

/** Help at the door (R-ELDER-02, R-ELDER-04): the person is there, and what is sent is theirs. */
export type Helped = {
  /** Street outlet the helper comes from. */
  readonly outletId: string | null;
  /** Seen by the helper at the door, as the policy calls them. */
  readonly documents: readonly string[];
  /** The person has confirmed every answer, and each consent as their own. */
  readonly holderConfirms: boolean;
  readonly idValidity?: IdValidity;
};

/** An application at a counter (R-CHAN-19): documents are seen there, so no picture of them is asked for. */
export type AtCounter = {
  readonly outletId: string;
  /** Of a bank's counter; null at a district or street outlet. */
  readonly bank: string | null;
  readonly instant: boolean;
  /** Originals the clerk has seen, as the policy calls them. */
  readonly documents: readonly string[];
  /** Of the ID document among them that is over first. */
  readonly idValidity: IdValidity;
};

export type Submitted = {
  readonly applicationId: string;
  readonly number: string;
  readonly bank: string;
  /** Last day of production, `yyyy-mm-dd`; null while the calendar of that year is not published (G-37). */
  readonly dueOn: string | null;
  /** Until when it can surely be withdrawn, an instant of the business clock. */
  readonly withdrawUntil: string;
};

type OwnCode =
  | 'PERSON_UNKNOWN'
  | 'BANK_MISSING'
  | 'OUTLET_NOT_OF_BANK'
  | 'HOLDER_NOT_CONFIRMED'
  | 'ID_NOT_VALID'
  | 'ACCOUNT_DATA_INCOMPLETE';

export type SubmitRefused =
  | NotPermitted
  | Refused<OwnCode | PictureMissing, object>
  | LevelTooLow
  | PresetBroken
  | ConsentMissing
  | CommandRefused;

/**
 * Asks the gate again with what the database says now, and writes application, number, order, the electronic card of a
 * person who has none (R-ECARD-02), consents given with the form, and the message. Two round trips. Refused are what the
 * gate refuses (also an occupation that the bank does not take, R-BANK-14), a level too low (R-CHAN-21), an outlet of
 * another bank than the card's (R-DELIV-03, R-GROUP-11) or another than the employer has settled (R-GROUP-10), a bank left open
 * where it is free to choose, pictures that are not there (R-GROUP-09, R-PHOTO-01), and a consent neither in force nor
 * given. A helper sends nothing that the person has not confirmed (R-ELDER-04), staff nothing on an ID that is over (R-CHAN-19).
 */
export const submitApplication = async (
  ground: Ground,
  submission: Submission,
): Promise<Result<Submitted, SubmitRefused>> => {
  const { personId, channel, key, form } = submission;
  const snapshot = ground.policy.current();
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'submit-application',
    acting: actingOf(submission),
    key: { caller: callerOf(submission), key, request: { personId, channel, form } },
    at,
    policySnapshot: snapshot.number,
    missing: refused('PERSON_UNKNOWN', {}),
    read: (earlierAnswer) => findSubmission(ground.sql, { personId, outletId: form.outletId }, earlierAnswer),
    decide: (row) => decide(ground, { submission, snapshot, at }, row),
  });
};

const actingOf = ({ actor, actorId, channel, helped, counter }: Submission): Acting =>
  counter
    ? { actor: 'staff', actorId, channel, outlet: counter.outletId, bank: counter.bank }
    : { actor, actorId, channel, outlet: helped?.outletId ?? null, bank: null };

const callerOf = ({ actor, actorId, counter }: Submission): string =>
  `${counter || actor === 'helper' ? 'staff' : 'person'}:${actorId}`;

type Case = { readonly submission: Submission; readonly snapshot: Snapshot; readonly at: Temporal.Instant };

const decide = (ground: Ground, given: Case, row: SubmissionRow): Decision<Submitted, SubmitRefused> => {
  const judged = admitted(ground, given, row);
  return judged.ok ? submitted(ground, given, { row, ...judged.value }) : judged;
};

/** What a submission that may be made goes by. */
export type Admitted = {
  readonly verdict: Permitted;
  readonly bank: string;
  /** Where the account is opened; null: where the bank finds best. */
  readonly outletId: string | null;
  /** Those not in force before, given with this form. */
  readonly consents: readonly ConsentAsked[];
  /** Group, batch and district it counts under in the figures (R-STATS-05), which follow from events alone. */
  readonly countedAs: EventFacts;
};

/** Asks the gate and looks at everything the form needs; the first time and when it is corrected. */
export const admitted = (
  ground: Ground,
  given: Case,
  row: SubmissionRow,
): { readonly ok: true; readonly value: Admitted } | Rejection<SubmitRefused> => {
  const { submission, snapshot } = given;
  const { channel, actor, form, level, helped, counter } = submission;
  const tooLow = levelTooLow(ground, { action: 'apply', channel, level, at: given.at });
  if (tooLow) return tooLow;
  const wanted = { bank: form.bank, occupation: form.occupation, delivery: form.delivery };
  const asked = { at: given.at, channel, actor, ...wanted, ...shownBy(submission) };
  const question = questionOf(ground, asked, row);
  const verdict = admit(snapshot, question);
  if (!verdict.permitted) return notPermitted(verdict);
  const seen = counter?.idValidity ?? helped?.idValidity;
  if (seen && isIdOver(seen, dateIn(given.at))) return rejection(refused('ID_NOT_VALID', {}), ['R-CHAN-19']);
  const lacking = accountDataMissing(form);
  if (lacking) return lacking;
  if (actor === 'helper' && !helped?.holderConfirms)
    return rejection(refused('HOLDER_NOT_CONFIRMED', {}), ['R-ELDER-04', 'R-ELDER-02']);
  const bank = submission.form.bank ?? verdict.fixedBank;
  if (bank === null) return rejection(refused('BANK_MISSING', {}), ['R-BANK-08']);
  const { delivery, outletId } = form;
  const settled = settledOutlet(snapshot, question, { bank, delivery, outletId });
  if (!settled.ok) return settled;
  if (outletId !== null && row.outletBank !== bank) return rejection(refused('OUTLET_NOT_OF_BANK', {}), ['R-DELIV-03']);
  const consents = consentsToGive(row.consents, { bank, question, given: form.consents });
  if (!consents.ok) return rejection(consents, []);
  const countedAs = countedUnder(snapshot, question);
  const value = { verdict, bank, outletId: settled.outletId, consents: consents.value, countedAs };
  return (counter ? photoMissing(form, row) : pictureMissing(form, row)) ?? { ok: true, value };
};

/** What the gate is told of a counter, or of a helper's visit. */
const shownBy = ({ channel, helped, counter }: Submission): Pick<Asked, 'documents' | 'outlet'> => {
  if (!counter) return helped ? { documents: helped.documents } : {};
  const { bank, instant, documents, outletId } = counter;
  return { documents, outlet: { kind: channel, bank, instant, outletId } };
};

/** What is asked of the gate, with the facts as the database has them now. */
export const questionOf = (
  { keys }: Pick<Ground, 'keys'>,
  { at, channel, actor, ...wanted }: Asked,
  row: SubmissionRow,
): Question => {
  const on = dateIn(at);
  return {
    // C-24: at the new bank's counters too, while others apply online alone.
    service: row.bankChangeId === null ? 'apply' : 'change-bank-apply',
    ...{ channel, on, actor, ...wanted },
    ...applicantFacts(keys, row, on),
  };
};

export type Asked = {
  readonly at: Temporal.Instant;
  readonly channel: Channel;
  readonly actor: Actor;
  readonly bank: string | null;
  readonly occupation: ApplicationForm['occupation'];
  readonly delivery: ApplicationForm['delivery'];
  /** Absent: nobody has looked at any yet. */
  readonly documents?: readonly string[];
  /** Of an application at a counter. */
  readonly outlet?: OutletFacts;
};

const submitted = (
  ground: Ground,
  given: Case,
  { row, verdict, bank, outletId, consents, countedAs }: Admitted & { readonly row: SubmissionRow },
): Decision<Submitted, never> => {
  const { sql } = ground;
  const { personId, actor, form } = given.submission;
  const applicationId = newId<ApplicationId>();
  const number = drawApplicationNumber();
  const visibleAt = given.at.add({ minutes: withdrawalMinutes });
  const parts: Part[] = [
    applied(ground, given, { applicationId, number, verdict, bank, outletId, countedAs }),
    giveConsents(sql, `application:${applicationId}`, { consents, givenBy: consentGiver(actor), givenAt: given.at }),
    placeOrder(sql, { applicationId, bank, visibleAt }),
    sendPictures(sql, { applicationId, photo: form.photo }),
  ];
  parts.push(bankChanged(sql, row, { applicationId, bank, at: given.at }));
  if (!row.hasElectronicCard) parts.push(issueElectronicCard(sql, { personId, at: given.at }));
  const parameters = { number, bank: bankName(given.snapshot, bank, form.language) };
  parts.push({
    jobs: [messageJob({ kind: 'application-received', to: form.phone, language: form.language, parameters })],
  });
  if (given.submission.alongside) parts.push(given.submission.alongside());
  const answer = { applicationId, number, bank, dueOn: verdict.dueOn, withdrawUntil: visibleAt.toString() };
  return change(answer, ...parts);
};

/** A helper consents to nothing: the person who is there does. */
const consentGiver = (actor: Submission['actor']): ConsentGiver => (actor === 'guardian' ? actor : 'holder');

type NewNumber = Omit<Admitted, 'consents'> & { readonly applicationId: ApplicationId; readonly number: string };

const applied = ({ sql, keys }: Ground, { submission, at }: Case, given: NewNumber): Part => {
  const { personId, actor, channel, form, counter } = submission;
  const { applicationId, number, verdict, bank, outletId, countedAs } = given;
  const { to } = applicationLifecycle['submit-application'];
  const { delivery, photo } = form;
  const sealed = sealApplication(keys, personId, contentOfForm(form));
  return {
    happenings: [
      {
        action: 'submit-application',
        subject: `application:${applicationId}`,
        rules: verdict.rules,
        facts: {
          ...{ to, bank, delivery, photo, ...(verdict.dueOn && { dueOn: verdict.dueOn }), ...countedAs },
          ...(actor === 'helper' && { confirmedBy: 'holder' }),
          ...(counter && { onWordOf: actor, documents: counter.documents.join(' ') }),
        },
      },
    ],
    writes: [
      insertApplication(sql, {
        ...{ service: 'apply', reason: null, replaces: null },
        ...{ applicationId, number, state: to, channel, actor, bank, delivery, outletId },
        ...{ policySnapshot: verdict.snapshot, submittedAt: at, dueOn: verdict.dueOn, sealed },
      }),
    ],
  };
};

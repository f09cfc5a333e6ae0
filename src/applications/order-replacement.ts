// Orders a new card for one that is lost, damaged or out of date: online where the bank offers it, or at a counter of that bank.
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { type ApplicationId, newId } from '../base/ids.ts';
import type { Language } from '../base/language.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import {
  actingOf,
  askerFacts,
  type CardAsker,
  type CardRefused,
  callerOf,
  cardFactsOf,
  cardQuestion,
  unmetCondition,
} from '../cards/card-asker.ts';
import { type NamedCard, refOf, requestOf } from '../cards/enable-card.ts';
import { asOf } from '../cards/loss.ts';
import { reissueParts } from '../cards/reissue-parts.ts';
import { messageJob } from '../messages/message.ts';
import { admit } from '../policy/admit.ts';
import { withdrawalMinutes } from '../policy/data/limits-fees-deliveries.ts';
import type { Question } from '../policy/question.ts';
import type { Permitted } from '../policy/verdict.ts';
import { placeOrder } from '../production/order-parts.ts';
import { drawApplicationNumber, sealApplication } from './application.ts';
import { applicationLifecycle } from './application-lifecycle.ts';
import { insertApplication } from './applications-store.ts';
import { contentOfChoice, type DeliveryChoice, outletOfChoice } from './delivery-choice.ts';
import { actionOf, type ChangeReason, isUpstreamSettled, type ReplacementService } from './replacement.ts';
import { findReplacement, type ReplacementRow } from './replacement-store.ts';
import { bankName, type Ground, type LevelTooLow, levelTooLow, notPermitted } from './use-case.ts';

export type Replacing = NamedCard &
  CardAsker & {
    readonly service: ReplacementService;
    /** What has changed; null unless it is `exchange-changed`. */
    readonly reason: ChangeReason | null;
    readonly choice: DeliveryChoice;
    /** Where messages go: mobile number, eleven digits. */
    readonly phone: string;
    readonly language: Language;
    /** How surely an online login knows the person; of no account where somebody serves them. */
    readonly level: number;
    readonly key: string;
  };

export type Replaced = {
  readonly applicationId: string;
  readonly number: string;
  readonly bank: string;
  /** Last day of production, `yyyy-mm-dd`; null while the calendar of that year is not published (G-37). */
  readonly dueOn: string | null;
  /** In yuan; of the third generation always 0.00 (R-FEE-01). */
  readonly fee: string;
};

export type ReplaceRefused =
  | CardRefused
  | Refused<'CARD_UNKNOWN' | 'OUTLET_NOT_OF_BANK' | 'REASON_MISSING', object>
  | LevelTooLow
  | CommandRefused;

/**
 * One statement: the application with its order, and of a re-issue the formal loss it implies (C-11, C-54) with the request
 * to the bank about the account; from then on the lost card is never released (R-LOSS-15). A card that is exchanged goes on
 * until the new one is enabled (G-14). Refused is what the gate refuses: another bank's counter, a bank without the dated
 * flag online (R-REISSUE-04), a datum the record does not carry yet (R-REISSUE-05), a document that is missing, anything
 * else that runs (C-56).
 */
export const orderReplacement = async (ground: Ground, asked: Replacing): Promise<Result<Replaced, ReplaceRefused>> => {
  const { service, reason, actor, channel, key, served, choice, phone } = asked;
  const at = ground.businessClock();
  const outletId = served?.outletId ?? null;
  const wanted = { ref: refOf(ground, asked), outletId, chosenOutlet: outletOfChoice(choice) };
  const request = { ...requestOf(asked), service, reason, actor, channel, outletId, choice, phone };
  return await changePerson(ground, {
    action: actionOf(service),
    acting: actingOf(asked),
    key: { caller: callerOf(asked), key, request },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: (earlierAnswer) => findReplacement(ground.sql, wanted, earlierAnswer),
    decide: (stored) => decide(ground, { asked, at }, stored),
  });
};

type Case = { readonly asked: Replacing; readonly at: Temporal.Instant };

const decide = (ground: Ground, given: Case, stored: ReplacementRow): Decision<Replaced, ReplaceRefused> => {
  const { asked, at } = given;
  const { service, channel, level, choice } = asked;
  const tooLow = levelTooLow(ground, { action: 'order-replacement', channel, level, at });
  if (tooLow) return tooLow;
  if ((service === 'exchange-changed') !== (asked.reason !== null))
    return rejection(refused('REASON_MISSING', {}), ['R-REISSUE-05']);
  const row = asOf(stored, at);
  const verdict = admit(ground.policy.current(), questionOf(ground, given, row));
  if (!verdict.permitted) return notPermitted(verdict);
  const unmet = unmetCondition(ground.keys, verdict, { asker: asked, row });
  if (unmet) return rejection(unmet, verdict.rules);
  if (outletOfChoice(choice) !== null && row.chosenBank !== row.cardBank)
    return rejection(refused('OUTLET_NOT_OF_BANK', {}), ['R-DELIV-03']);
  return ordered(ground, given, { row, stored, verdict });
};

const questionOf = (ground: Ground, { asked, at }: Case, row: ReplacementRow): Question => {
  const { service, reason, choice, served, channel } = asked;
  // A re-issue that came to nothing may be asked for again: what runs is what counts.
  const card = { ...cardFactsOf(row), reissueRequested: row.reissueRequested && row.running };
  const question = cardQuestion(ground.keys, { service, asker: asked, row, at, card });
  const documents = served?.documents ?? [];
  return {
    ...question,
    ...{ reason: service === 'exchange-damaged' ? 'damaged' : reason, delivery: choice.delivery },
    person: {
      ...question.person,
      runningApplication: row.running,
      upstreamSettled: isUpstreamSettled(reason, { changedFacts: row.changedFacts, documents }),
    },
    ...(served?.bank && { outlet: outletFacts({ channel, served, row }) }),
  };
};

/** A dated row about the outlet wins over what its import says (R-CHAN-16). */
const outletFacts = ({
  channel: kind,
  served,
  row,
}: Pick<Replacing, 'channel'> & { served: NonNullable<CardAsker['served']>; row: ReplacementRow }) => ({
  ...{ kind, bank: served.bank, instant: row.isInstant },
  ...(served.outletId !== null && { outletId: served.outletId }),
});

type Judged = { readonly row: ReplacementRow; readonly stored: ReplacementRow; readonly verdict: Permitted };

const ordered = (ground: Ground, { asked, at }: Case, judged: Judged): Decision<Replaced, never> => {
  const { row, stored, verdict } = judged;
  const { service, served, phone, language } = asked;
  const { cardBank: bank } = row;
  if (bank === null) throw new Error('a third-generation card without a bank');
  const applicationId = newId<ApplicationId>();
  const number = drawApplicationNumber();
  const isReissue = service === 'reissue';
  // Online an exchange can be withdrawn for ten minutes; a lost card, and whoever stands at a counter, does not wait.
  const visibleAt = isReissue || served ? at : at.add({ minutes: withdrawalMinutes });
  const parts: Part[] = isReissue
    ? [...reissueParts(ground, { row, stored, at, told: { rules: verdict.rules, facts: askerFacts(asked) } })]
    : [];
  parts.push(
    requested(ground, { asked, at }, { ...judged, applicationId, number, bank }),
    placeOrder(ground.sql, { applicationId, bank, visibleAt }),
  );
  const kind = isReissue ? 'reissue-received' : 'exchange-received';
  const parameters = { number, bank: bankName(ground.policy.current(), bank, language) };
  parts.push({ jobs: [messageJob({ kind, to: phone, language, parameters })] });
  return change({ applicationId, number, bank, dueOn: verdict.dueOn, fee: verdict.fee.amount }, ...parts);
};

type NewNumber = Judged & {
  readonly applicationId: ApplicationId;
  readonly number: string;
  readonly bank: string;
};

const requested = ({ sql, keys }: Ground, { asked, at }: Case, given: NewNumber): Part => {
  const { service, reason, channel, actor, choice, phone, language } = asked;
  const { row, verdict, applicationId, number, bank } = given;
  const { delivery } = choice;
  const outletId = outletOfChoice(choice);
  const action = actionOf(service);
  const { to } = applicationLifecycle[action];
  const sealed = sealApplication(keys, row.personId, {
    ...{ phone, language, homeAddress: null, occupation: null, taxResidency: null, photo: 'on-file' },
    ...{ ...contentOfChoice(choice), cardNumber: null, trackingNumber: null },
  });
  const facts = {
    ...{ to, service, bank, delivery, replaces: row.cardId, fee: verdict.fee.amount },
    ...(reason && { reason }),
    ...(verdict.dueOn && { dueOn: verdict.dueOn }),
    ...askerFacts(asked),
  };
  return {
    happenings: [{ action, subject: `application:${applicationId}`, rules: verdict.rules, facts }],
    writes: [
      insertApplication(sql, {
        ...{ applicationId, number, service, reason, replaces: row.cardId, state: to, channel, actor, bank, delivery },
        ...{ outletId, policySnapshot: verdict.snapshot, submittedAt: at, dueOn: verdict.dueOn, sealed },
      }),
    ],
  };
};

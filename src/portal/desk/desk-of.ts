// The desk behind which the program itself works: reads made into views, posts into use cases, refusals into words.
import { randomUUID } from 'node:crypto';
import { parseApplicationNumber } from '../../applications/application.ts';
import { chooseAnotherBank } from '../../applications/choose-another-bank.ts';
import { chooseDeliveryAgain } from '../../applications/choose-delivery-again.ts';
import { findProgress } from '../../applications/find-progress.ts';
import { resubmitApplication } from '../../applications/resubmit-application.ts';
import { submitApplication } from '../../applications/submit-application.ts';
import { urgeApplication } from '../../applications/urge-application.ts';
import { withdrawApplication } from '../../applications/withdraw-application.ts';
import { dateIn } from '../../base/dates.ts';
import type { PersonId } from '../../base/ids.ts';
import { maskPhone } from '../../base/masking.ts';
import { enableCard } from '../../cards/enable-card.ts';
import type { ConsentKind } from '../../consents/consent.ts';
import { findElectronicCard } from '../../e-card/electronic-cards-store.ts';
import { listMessages } from '../../messages/list-messages.ts';
import { findOutlet, listOutlets } from '../../outlets/outlets-store.ts';
import { findPicture, findPictures } from '../../photos/find-pictures.ts';
import type { PhotoConverter } from '../../photos/photo-converter.ts';
import { uploadPhoto } from '../../photos/upload-photo.ts';
import type { Service } from '../../policy/question.ts';
import { formSteps, stepsReached } from '../../statistics/form-steps.ts';
import type { Wiring } from '../../wiring.ts';
import type { Draft } from '../apply/draft.ts';
import { deleteDraft, deleteDraftWith, findDraft, upsertDraft, upsertDraftThatWentOn } from '../apply/drafts-store.ts';
import type { StepName } from '../apply/steps.ts';
import type { Today } from '../pages/home.tsx';
import { applicationView } from './application-view.ts';
import { cancelGuideOf } from './cancel-guide.ts';
import { checkMessage } from './check-message.ts';
import { choosingOf } from './choosing.ts';
import { beginCorrection, correctionOf } from './correcting.ts';
import type { Chosen, Desk, Outcome, Who } from './desk.ts';
import { explainRefusal, statusOf, type UseCaseRefusal } from './explanation.ts';
import { formOfDraft } from './form-of-draft.ts';
import { noticesOn, questionsFor, scenesOn } from './help.ts';
import { helpDeskOf } from './help-desk.ts';
import { lookUp } from './look-up.ts';
import { lossDeskOf } from './loss-desk.ts';
import { enableView, mineView } from './mine-view.ts';
import { ownDataOf } from './own-data.ts';
import { doubt } from './own-doubts.ts';
import { ownChannel, questionOf, readOwnFile } from './own-file.ts';
import { recordOf as recordView } from './own-record.ts';
import { prospectOf } from './prospect.ts';
import { replaceDeskOf } from './replace-desk.ts';
import { ticketDeskOf } from './ticket-desk.ts';
import { todayOf } from './today.ts';
import { transitDeskOf } from './transit-desk.ts';
import { useDeskOf } from './use-desk.ts';

export const deskOf = (wiring: Wiring, converter: PhotoConverter): Desk => ({
  day: () => dateIn(wiring.businessClock()),
  help: helpDeskOf(wiring),
  loss: lossDeskOf(wiring),
  replace: replaceDeskOf(wiring),
  cancelGuide: (who, cardId) => cancelGuideOf(wiring, who, cardId),
  transit: transitDeskOf(wiring),
  use: useDeskOf(wiring),
  tickets: ticketDeskOf(wiring),
  today: (who) => today(wiring, who),
  prospect: async (who) => {
    const file = await readOwnFile(wiring, who.personId);
    const preset = file.person?.employer?.presetOutlet ?? null;
    return prospectOf(file, who, preset === null ? undefined : await findOutlet(wiring.sql, preset));
  },
  outlets: async (bank, district) => {
    const outlets = await listOutlets(wiring.sql, { kind: 'bank', bank, district });
    return outlets.map(({ outletId, name, address, phone }) => ({ id: outletId, name, address, phone }));
  },
  drafts: {
    find: (personId) => findDraft(wiring.sql, wiring.keys, personId),
    save: (personId, draft) => upsertDraft(wiring, personId, draft),
    saveAnswered: (personId, draft, step) => saveAnswered(wiring, personId, { draft, step }),
  },
  photos: {
    find: (personId) => findPictures(wiring, personId),
    picture: (personId, name) => findPicture(wiring, personId, name),
    upload: (upload) => uploadPhoto({ ...wiring, converter }, upload),
  },
  submit: (who, draft, consents) => submit(wiring, who, { draft, consents }),
  application: (who, number) => findApplication(wiring, who, number),
  questions: (asked, language) => questionsFor(asked, { snapshot: wiring.policy.current(), language }),
  scenes: (language) => scenesOn(dateIn(wiring.businessClock()), { snapshot: wiring.policy.current(), language }),
  notices: (language) => noticesOn(dateIn(wiring.businessClock()), { snapshot: wiring.policy.current(), language }),
  messages: async ({ personId }) =>
    (await listMessages(wiring, personId)).map((message) => ({ ...message, to: maskPhone(message.to) })),
  record: (who) => recordView(wiring, who),
  doubt: (who, doubting) => doubt(wiring, who, doubting),
  ownData: (who) => ownDataOf(wiring, who),
  checkMessage: (question) => checkMessage(wiring, question),
  choosing: (who, number, bank) => choosingOf(wiring, who, { number, bank }),
  choose: (who, chosen) => choose(wiring, who, chosen),
  correction: (who, number) => correctionOf(wiring, who, number),
  correct: (who, number) => beginCorrection(wiring, who, number),
  lookUp: (question) => lookUp(wiring, question),
  urge: (who, number) => urge(wiring, who, number),
  withdraw: (who, number) => withdraw(wiring, who, number),
  mine: async (who) => {
    const [file, electronic] = await Promise.all([
      readOwnFile(wiring, who.personId),
      findElectronicCard(wiring.sql, who.personId),
    ]);
    return mineView(file, electronic, who);
  },
  card: async (who, cardId) => enableView(await readOwnFile(wiring, who.personId), cardId, who),
  enable: (who, cardId) => enable(wiring, who, cardId),
});

const today = async (wiring: Wiring, who: Who): Promise<Today> => {
  const [file, help] = await Promise.all([readOwnFile(wiring, who.personId), helpDeskOf(wiring).open(who)]);
  return todayOf(file, who, help);
};

/** Who corrects an application has come through the form before, and counts no second time. */
const saveAnswered = (
  wiring: Wiring,
  personId: PersonId,
  { draft, step }: { readonly draft: Draft; readonly step: StepName },
): Promise<void> => {
  const answered = formSteps.find((each) => each === step);
  const steps = answered && !draft.corrects ? stepsReached(draft.reached, answered) : [];
  if (steps.length === 0) return upsertDraft(wiring, personId, draft);
  const went = { draft: { ...draft, reached: answered }, day: dateIn(wiring.businessClock()), steps };
  return upsertDraftThatWentOn(wiring, personId, went);
};

/** The person acts for themself, on these pages. */
const acting = ({ personId, level }: Who) =>
  ({ personId, actor: 'holder', actorId: personId, level, channel: ownChannel }) as const;

type Submitting = { readonly draft: Draft; readonly consents: readonly ConsentKind[] };

const submit = async (
  wiring: Wiring,
  who: Who,
  { draft, consents }: Submitting,
): Promise<Outcome<{ readonly number: string }>> => {
  let isWritten = false;
  const { corrects } = draft;
  const submission = {
    ...acting(who),
    ...formOfDraft(draft, who.language, consents),
    alongside: () => {
      isWritten = true;
      return { writes: [deleteDraftWith(wiring.sql)] };
    },
  };
  const submitted = corrects
    ? await resubmitApplication(wiring, { ...submission, number: corrects.number })
    : await submitApplication(wiring, submission);
  // Corrected elsewhere meanwhile: what is filled in stays, as a draft of its own.
  if (!submitted.ok && submitted.code === 'NOTHING_TO_CORRECT')
    await upsertDraft(wiring, who.personId, { key: draft.key, values: draft.values });
  if (!submitted.ok) return refusedFor(wiring, who, { service: 'apply', refusal: submitted });
  // A repetition whose draft was saved again at the same moment: left there, its key would lead nowhere new for ever.
  if (!isWritten) await deleteDraft(wiring.sql, who.personId);
  return submitted;
};

const findApplication = async (wiring: Wiring, { personId, language }: Who, written: string) => {
  const number = parseApplicationNumber(written);
  const progress = number && (await findProgress(wiring, { personId, number }));
  if (!progress) return undefined;
  return applicationView(progress, { snapshot: wiring.policy.current(), now: wiring.businessClock(), language });
};

const withdraw = async (wiring: Wiring, who: Who, number: string): Promise<Outcome<null>> => {
  const withdrawn = await withdrawApplication(wiring, { ...acting(who), key: randomUUID(), number });
  return withdrawn.ok ? { ok: true, value: null } : refusedFor(wiring, who, { service: 'apply', refusal: withdrawn });
};

const choose = async (wiring: Wiring, who: Who, { bank, consents, ...given }: Chosen): Promise<Outcome<null>> => {
  const choosing = { ...acting(who), ...given };
  const chosen =
    bank === null
      ? await chooseDeliveryAgain(wiring, choosing)
      : await chooseAnotherBank(wiring, { ...choosing, bank, consents });
  return chosen.ok ? { ok: true, value: null } : refusedFor(wiring, who, { service: 'apply', refusal: chosen });
};

const urge = async (wiring: Wiring, who: Who, number: string): Promise<Outcome<null>> => {
  const urged = await urgeApplication(wiring, { ...acting(who), key: randomUUID(), number });
  return urged.ok ? { ok: true, value: null } : refusedFor(wiring, who, { service: 'query-progress', refusal: urged });
};

const enable = async (wiring: Wiring, who: Who, cardId: string): Promise<Outcome<null>> => {
  const file = await readOwnFile(wiring, who.personId);
  const card = file.cards.find((each) => each.cardId === cardId);
  if (!card) throw new Error('a card was to be enabled that its page did not show');
  const enabled = await enableCard(wiring, { ...acting(who), key: randomUUID(), cardId: card.cardId });
  return enabled.ok ? { ok: true, value: null } : refusedFor(wiring, who, { service: 'enable', refusal: enabled });
};

type Refusing = { readonly service: Service; readonly refusal: UseCaseRefusal };

/** Words for a refusal, with the person's facts as they are now. */
const refusedFor = async (wiring: Wiring, who: Who, { service, refusal }: Refusing): Promise<Outcome<never>> => {
  const file = await readOwnFile(wiring, who.personId);
  const telling = { snapshot: file.snapshot, question: questionOf(file, service), language: who.language };
  return { ok: false, refusal: explainRefusal(refusal, telling), status: statusOf(refusal) };
};

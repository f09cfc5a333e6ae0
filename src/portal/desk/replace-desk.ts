// A new card for one's own lost, damaged or outdated card: what can be done today and why not, and ordering it.
import type { DeliveryChoice } from '../../applications/delivery-choice.ts';
import { orderReplacement } from '../../applications/order-replacement.ts';
import {
  type ChangeReason,
  type ReplacementService,
  recordedReasons,
  replacementServices,
} from '../../applications/replacement.ts';
import type { OwnCard } from '../../cards/list-cards.ts';
import { listOutlets } from '../../outlets/outlets-store.ts';
import { admit } from '../../policy/admit.ts';
import { bankInWords, citationsOf, policyWords } from '../../policy/explain.ts';
import type { Question } from '../../policy/question.ts';
import type { Permitted } from '../../policy/verdict.ts';
import type { Wiring } from '../../wiring.ts';
import type { ReplaceOption, ReplaceView } from '../pages/replace.tsx';
import type { OutletView } from '../views.ts';
import type { Outcome, Who } from './desk.ts';
import { explainRefusal, explainVerdict, statusOf } from './explanation.ts';
import { type OwnFile, ownChannel, questionAbout, readOwnFile } from './own-file.ts';

export type ReplaceDesk = {
  /** undefined: there is no card of this id, or it is somebody else's. */
  readonly find: (who: Who, cardId: string) => Promise<ReplaceView | undefined>;
  /** Outlets of the bank of the card. */
  readonly outlets: (bank: string) => Promise<readonly OutletView[]>;
  /** The same key again is the same order. */
  readonly order: (who: Who, ordering: Ordering) => Promise<Outcome<{ readonly number: string }>>;
};

export type Ordering = {
  readonly cardId: string;
  readonly service: ReplacementService;
  readonly reason: ChangeReason | null;
  readonly choice: DeliveryChoice;
  readonly phone: string;
  readonly key: string;
};

export const replaceDeskOf = (wiring: Wiring): ReplaceDesk => ({
  find: async (who, cardId) => {
    const file = await readOwnFile(wiring, who.personId);
    const card = file.cards.find((each) => each.cardId === cardId);
    return card && replaceView(file, card, who);
  },
  outlets: async (bank) =>
    (await listOutlets(wiring.sql, { kind: 'bank', bank })).map(({ outletId: id, name, address, phone }) => ({
      ...{ id, name, address, phone },
    })),
  order: (who, ordering) => order(wiring, who, ordering),
});

const replaceView = (file: OwnFile, card: OwnCard, who: Who): ReplaceView => {
  const { language } = who;
  const services: readonly ReplaceOption['service'][] = card.generation === 3 ? replacementServices : ['reissue-old'];
  return {
    cardId: card.cardId,
    generation: card.generation,
    bank: card.bank,
    bankName: card.bank === null ? null : bankInWords(file.snapshot, card.bank, language),
    socialSecurity: card.socialSecurity,
    options: services.map((service) => optionOf(file, { card, service }, who)),
    reasons: recordedReasons.filter((reason) => card.changedSince.includes(reason)),
    known: { name: file.person?.name ?? '', phone: file.person?.phone ?? '' },
  };
};

type Asked = { readonly card: OwnCard; readonly service: ReplaceOption['service'] };

const optionOf = (file: OwnFile, { card, service }: Asked, { language }: Who): ReplaceOption => {
  const { snapshot } = file;
  const question = questionAbout(file, service, card);
  const verdict = admit(snapshot, question);
  const shared = {
    service,
    title: policyWords(language).service[service],
    counter: counterOf(file, question, language),
  };
  if (!verdict.permitted)
    return { ...shared, permitted: false, refusal: explainVerdict(verdict, { snapshot, question, language }) };
  if (service === 'reissue-old') throw new Error('the gate gives no old cards');
  return {
    ...{ ...shared, service, permitted: true, fee: verdict.fee.amount, dueOn: verdict.dueOn },
    sources: citationsOf(snapshot, verdict.rules, language),
  };
};

/** The issuing bank's outlet with the equipment, if the gate lets this person have it there today. */
const counterOf = ({ snapshot }: OwnFile, question: Question, language: Who['language']): ReplaceOption['counter'] => {
  const bank = question.card?.bank;
  if (!bank) return null;
  const verdict = admit(snapshot, { ...question, channel: 'bank', outlet: { kind: 'bank', bank, instant: true } });
  return verdict.permitted ? atCounter(verdict, language) : null;
};

const atCounter = ({ documents, fee }: Permitted, language: Who['language']) => {
  const words = policyWords(language);
  return { documents: documents.map((each) => words.document[each]).join(words.listComma), fee: fee.amount };
};

const order = async (
  wiring: Wiring,
  { personId, language, level }: Who,
  { cardId, service, ...ordering }: Ordering,
): Promise<Outcome<{ readonly number: string }>> => {
  const file = await readOwnFile(wiring, personId);
  const card = file.cards.find((each) => each.cardId === cardId);
  if (!card) throw new Error('a card was to be replaced that its page did not show');
  const ordered = await orderReplacement(wiring, {
    ...{ personId, cardId: card.cardId, service, actor: 'holder', actorId: personId },
    ...{ level, channel: ownChannel, language, ...ordering },
  });
  if (ordered.ok) return { ok: true, value: { number: ordered.value.number } };
  const telling = { snapshot: file.snapshot, question: questionAbout(file, service, card), language };
  return { ok: false, refusal: explainRefusal(ordered, telling), status: statusOf(ordered) };
};

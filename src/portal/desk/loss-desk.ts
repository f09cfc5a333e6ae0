// One's own lost card: what the page says of it, and reporting it.
import { accountAskOf } from '../../cards/account-ask.ts';
import { changeLoss } from '../../cards/change-loss.ts';
import { currentCard } from '../../cards/current-card.ts';
import { admit } from '../../policy/admit.ts';
import { bankInWords } from '../../policy/explain.ts';
import type { Wiring } from '../../wiring.ts';
import type { LossView } from '../pages/loss.tsx';
import type { Outcome, Who } from './desk.ts';
import { explainRefusal, explainVerdict, statusOf } from './explanation.ts';
import { isInHands, type OwnFile, ownChannel, questionAbout, readOwnFile } from './own-file.ts';

export type LossDesk = {
  /** The card that counts; undefined: there is none to lose. */
  readonly current: (who: Who) => Promise<string | undefined>;
  /** undefined: there is none of this id, or it is somebody else's. */
  readonly find: (who: Who, cardId: string) => Promise<LossView | undefined>;
  /** The same key again is the same report. */
  readonly report: (who: Who, reporting: { readonly cardId: string; readonly key: string }) => Promise<Outcome<null>>;
};

export const lossDeskOf = (wiring: Wiring): LossDesk => ({
  current: async ({ personId }) => {
    const { cards } = await readOwnFile(wiring, personId);
    return (cards.find(({ socialSecurity }) => socialSecurity === 'enabled') ?? currentCard(cards))?.cardId;
  },
  find: async (who, cardId) => lossView(await readOwnFile(wiring, who.personId), cardId, who),
  report: (who, reporting) => report(wiring, who, reporting),
});

const lossView = (file: OwnFile, cardId: string, { language }: Who): LossView | undefined => {
  const { cards, snapshot } = file;
  const card = cards.find((each) => each.cardId === cardId);
  if (!card) return undefined;
  const question = questionAbout(file, 'report-temporary-loss', card);
  const verdict = admit(snapshot, question);
  return {
    cardId,
    generation: card.generation,
    bank: card.bank,
    bankName: card.bank === null ? null : bankInWords(snapshot, card.bank, language),
    socialSecurity: card.socialSecurity,
    financial: card.financial,
    lostUntil: card.lostUntil,
    account: accountAskOf(card, file.now),
    isReissued: card.reissueRequested,
    mayReport: verdict.permitted && isInHands(file, card),
    refusal: verdict.permitted ? null : explainVerdict(verdict, { snapshot, question, language }),
  };
};

const report = async (
  wiring: Wiring,
  { personId, language, level }: Who,
  { cardId, key }: { readonly cardId: string; readonly key: string },
): Promise<Outcome<null>> => {
  const file = await readOwnFile(wiring, personId);
  const card = file.cards.find((each) => each.cardId === cardId);
  if (!card) throw new Error('a card was to be reported lost that its page did not show');
  const reported = await changeLoss(wiring, {
    ...{ service: 'report-temporary-loss', personId, cardId: card.cardId, actor: 'holder', actorId: personId },
    ...{ level, channel: ownChannel, key },
  });
  if (reported.ok) return { ok: true, value: null };
  const telling = { snapshot: file.snapshot, question: questionAbout(file, 'report-temporary-loss', card), language };
  return { ok: false, refusal: explainRefusal(reported, telling), status: statusOf(reported) };
};

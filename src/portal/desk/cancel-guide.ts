// What somebody has to know to have their own card cancelled, asked of the gate for the counters where that is done.
import { admit } from '../../policy/admit.ts';
import { bankInWords, citationsOf, policyWords } from '../../policy/explain.ts';
import type { Actor, Question, Reason } from '../../policy/question.ts';
import type { Wiring } from '../../wiring.ts';
import type { CancelGuide } from '../pages/cancel.tsx';
import type { Who } from './desk.ts';
import { explainVerdict } from './explanation.ts';
import { questionAbout, readOwnFile } from './own-file.ts';

/** undefined: there is no card of this id, or it is somebody else's. */
export const cancelGuideOf = async (
  wiring: Wiring,
  { personId, language }: Who,
  cardId: string,
): Promise<CancelGuide | undefined> => {
  const file = await readOwnFile(wiring, personId);
  const card = file.cards.find((each) => each.cardId === cardId);
  if (!card) return undefined;
  const { snapshot } = file;
  const asked = questionAbout(file, 'cancel', card);
  const about = (actor: Actor, reason: Reason): Question => ({ ...asked, channel: 'street', actor, reason });
  const words = policyWords(language);
  const documentsOf = (question: Question): string => {
    const verdict = admit(snapshot, question);
    return verdict.permitted ? verdict.documents.map((each) => words.document[each]).join(words.listComma) : '';
  };
  const question = about('holder', 'other');
  const verdict = admit(snapshot, question);
  return {
    bank: card.bank,
    bankName: card.bank === null ? null : bankInWords(snapshot, card.bank, language),
    hasAccount: card.financial !== null && card.financial !== 'cancelled',
    documents: documentsOf(question),
    documentsAfterDeath: documentsOf(about('agent', 'death')),
    sources: citationsOf(snapshot, [...verdict.rules, 'R-CANCEL-02', 'R-CANCEL-04', 'R-CANCEL-06'], language),
    closed: verdict.permitted ? null : explainVerdict(verdict, { snapshot, question, language }),
  };
};

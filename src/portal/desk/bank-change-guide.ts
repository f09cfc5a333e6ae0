// Where somebody stands in changing their bank, and what the gate says of the next step.
import { isOpenChange } from '../../bank-changes/bank-change.ts';
import { dateIn } from '../../base/dates.ts';
import { currentCard } from '../../cards/current-card.ts';
import { admit } from '../../policy/admit.ts';
import { nextBankChangeOn } from '../../policy/bank-change-day.ts';
import { bankInWords, citationsOf, policyWords } from '../../policy/explain.ts';
import type { Question } from '../../policy/question.ts';
import type { Verdict } from '../../policy/verdict.ts';
import type { BankChangeView } from '../pages/change-bank.tsx';
import type { Who } from './desk.ts';
import { explainVerdict } from './explanation.ts';
import { type OwnFile, questionAbout, questionOf } from './own-file.ts';

/** What `admit()` says of the next step, online and at a counter of the bank where it is done. */
type NextStep = { readonly online: Question; readonly counter: Question };

type Stand = BankChangeView['stand'];

export const bankChangeViewOf = (file: OwnFile, { language }: Pick<Who, 'language'>): BankChangeView => {
  const { bankChange, snapshot, person, today } = file;
  const stand = standOf(file);
  const { online, counter } = nextStepOf(file, stand);
  const [onlineVerdict, counterVerdict] = [admit(snapshot, online), admit(snapshot, counter)];
  const words = policyWords(language);
  const card = currentCard(file.cards);
  const inOld = stand === 'left' || stand === 'applied';
  const bank = inOld ? (bankChange?.fromBank ?? null) : (card?.bank ?? null);
  const next = person?.lastBankChangeOn ? nextBankChangeOn(person.lastBankChangeOn) : null;
  const fixed = onlineVerdict.permitted ? onlineVerdict.fixedBank : null;
  // Who waits for the card, or has none, has no next step here that could be refused.
  const hasStep = stand !== 'applied' && stand !== 'no-card';
  const isOpen = counterVerdict.permitted || (stand !== 'card' && onlineVerdict.permitted);
  const isClosed = hasStep && !isOpen;
  const refused = stand === 'card' ? counter : online;
  return {
    stand,
    bank: bank === null ? null : { code: bank, name: bankInWords(snapshot, bank, language) },
    closed: isClosed ? closing(file, { verdict: admit(snapshot, refused), question: refused, language }) : null,
    online: onlineVerdict.permitted,
    counter: counterVerdict.permitted
      ? counterVerdict.documents.map((each) => words.document[each]).join(words.listComma)
      : null,
    care: counterVerdict.permitted && counterVerdict.conditions.includes('change-bank-with-care'),
    leftOn: inOld && bankChange ? dateIn(bankChange.leftAt) : null,
    application: stand === 'applied' ? (file.running?.number ?? null) : null,
    nextOn: next && Temporal.PlainDate.compare(next, today) > 0 ? next : null,
    fixedBank: fixed === null ? null : bankInWords(snapshot, fixed, language),
    sources: citationsOf(snapshot, rulesOf(stand, [counterVerdict, onlineVerdict]), language),
  };
};

/** Those the next step goes by, and of a third-generation card the whole way. */
const rulesOf = (stand: Stand, verdicts: readonly Verdict[]): readonly string[] => [
  ...verdicts.flatMap((verdict) => (verdict.permitted ? verdict.rules : [])),
  ...(stand === 'old-card' ? [] : ['R-CHANGEBANK-03', 'R-CHANGEBANK-05', 'R-CHANGEBANK-06']),
];

const closing = (
  { snapshot }: OwnFile,
  { verdict, question, language }: { verdict: Verdict; question: Question; language: Who['language'] },
): BankChangeView['closed'] => (verdict.permitted ? null : explainVerdict(verdict, { snapshot, question, language }));

/** 3.3-h, and what there is before it begins. */
const standOf = (file: OwnFile): Stand => {
  const { bankChange, running } = file;
  if (bankChange && isOpenChange(bankChange)) return 'left';
  if (bankChange && running && bankChange.applicationState === running.state) return 'applied';
  const card = currentCard(file.cards);
  if (card === null) return 'no-card';
  return card.generation === 3 ? 'card' : 'old-card';
};

/** A new bank is any but the one that is left: which one, the person chooses (R-BANK-09). */
const nextStepOf = (file: OwnFile, stand: Stand): NextStep => {
  const card = currentCard(file.cards);
  const own = stand === 'left' ? file.bankChange?.fromBank : card?.bank;
  if (stand === 'card') {
    const leaving = questionAbout(file, 'change-bank-cancel', card);
    return { online: leaving, counter: atBank(leaving, card?.bank ?? null) };
  }
  const applying = stand === 'old-card' ? questionOf(file, 'change-bank-old') : questionOf(file, 'apply');
  const other = file.snapshot.rows.banks.find(({ code }) => code !== own)?.code ?? null;
  return { online: applying, counter: { ...atBank(applying, other), bank: other } };
};

const atBank = (question: Question, bank: string | null): Question => ({
  ...question,
  channel: 'bank',
  outlet: { kind: 'bank', bank, instant: true },
});

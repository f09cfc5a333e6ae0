// What a permitted question is answered with: documents, fee, due date, bank, and what is still to be chosen.
import { type Asked, applyingServices, ask } from './asked.ts';
import { rowOn } from './dated-rows.ts';
import { bankChoice, fixedBank } from './guards-bank.ts';
import { openOffer } from './guards-channel.ts';
import { openBatch } from './guards-person.ts';
import { documentsFor, offeredDeliveries } from './guards-who.ts';
import type { Actor, Question } from './question.ts';
import type { Dated, TimeLimit } from './rows.ts';
import type { Snapshot } from './snapshot.ts';
import type { Permitted } from './verdict.ts';

const limitOf = ({ snapshot, question, day, places }: Asked): TimeLimit | undefined =>
  rowOn(snapshot.timeLimits, `${question.service}/${places[0]}`, day);

type Due = Pick<Permitted, 'dueOn' | 'dueNote'>;
/** R-PROD-01 to R-PROD-09, G-05: the first day is not counted; mailing time never is. */
const dueOf = (asked: Asked, limit: TimeLimit | undefined): Due => {
  switch (limit?.unit) {
    case 'natural-days':
      return { dueOn: asked.snapshot.calendar.addDays(asked.day, limit.length), dueNote: null };
    case 'working-days': {
      const due = asked.snapshot.calendar.addWorkdays(asked.day, limit.length);
      return due ? { dueOn: due, dueNote: null } : { dueOn: null, dueNote: 'calendar-not-published' };
    }
    case 'on-the-spot':
      return { dueOn: asked.day, dueNote: 'on-the-spot' };
    default:
      return { dueOn: null, dueNote: 'at-once' };
  }
};

const conditionsOf = (asked: Asked, fixed: string | null): readonly string[] => {
  const { question, phase } = asked;
  const deliveries = offeredDeliveries(asked);
  const conditions = [...(openOffer(asked)?.conditions ?? []), ...wordConditions(asked)];
  if (applyingServices.has(question.service) && !question.bank && !fixed) conditions.push('choose-bank');
  if (!question.delivery && deliveries.length > 1) conditions.push('choose-delivery');
  // R-CHANGEBANK-07: said before the first step; who retires or moves between districts should be careful.
  if (question.service === 'change-bank-cancel' && phase === 'centralized') conditions.push('change-bank-with-care');
  return [...new Set(conditions)];
};

const wordOf: Readonly<Partial<Record<Actor, string>>> = {
  agent: 'authorisation-recorded-at-outlet',
  guardian: 'guardian-link-verified',
};

/** C-32: a recorded word that holds is seen to; one that is named and does not hold is not, wherever it is named. */
const wordConditions = ({ question, who }: Asked): readonly string[] => {
  const conditions = who?.conditions ?? [];
  const word = question.actor && wordOf[question.actor];
  if (word === undefined || question.wordHeld === undefined) return conditions;
  return question.wordHeld ? conditions.filter((each) => each !== word) : [...conditions, word];
};

const rulesOf = (rows: readonly (Dated | undefined)[]): readonly string[] => {
  const rules: string[] = [];
  for (const row of rows) {
    if (row === undefined) continue;
    for (const rule of row.rules) if (!rules.includes(rule)) rules.push(rule);
  }
  return rules;
};

/** The last day of what is filed on a day, whoever files it; null where none is counted, or the calendar does not reach (G-37). */
export const dueDateOf = (
  snapshot: Snapshot,
  question: Pick<Question, 'service' | 'channel' | 'outlet' | 'on'>,
): string | null => {
  const asked = ask(snapshot, question);
  return dueOf(asked, limitOf(asked)).dueOn;
};

/** The verdict for a question that every guard let pass. */
export const permit = (asked: Asked): Permitted => {
  const { snapshot, question, day } = asked;
  const applies = applyingServices.has(question.service);
  const limit = limitOf(asked);
  const fee = rowOn(snapshot.fees, question.service, day);
  const fixed = applies ? fixedBank(asked) : null;
  const bank = typeof fixed === 'string' ? fixed : null;
  const because = [openOffer(asked), ...(applies ? [openBatch(asked), bankChoice(asked)] : []), asked.who, limit, fee];
  const due = dueOf(asked, limit);
  const uncovered = due.dueNote === 'calendar-not-published' ? ['calendar-not-covered'] : [];
  return {
    permitted: true,
    rules: rulesOf(because),
    documents: documentsFor(asked),
    // R-FEE-03: the bureau takes no fee; where a bank charges one it is the bank's own.
    fee: { amount: fee?.amount ?? '0.00', currency: 'CNY' },
    ...due,
    fixedBank: bank,
    product: fee?.id === 'fee-generation-3' ? 'generation-3' : null,
    conditions: [...conditionsOf(asked, bank), ...uncovered],
    snapshot: snapshot.number,
  };
};

// The pages of the application in their order, and which of them a draft has to go through.
import { answerOf, type Draft, type DraftField } from './draft.ts';
import { type Allowed, isComplete } from './problems.ts';
import { isTaxedAbroad, taxFields, taxLines } from './tax-answers.ts';

export const stepNames = [
  'record',
  'contact',
  'occupation',
  'tax',
  'tax-abroad',
  'id-photos',
  'card-photo',
  'bank',
  'outlet',
  'delivery',
  'mail',
] as const;
export type StepName = (typeof stepNames)[number];

export const fieldsOf: Readonly<Record<StepName, readonly DraftField[]>> = {
  record: ['recordConfirmed'],
  contact: ['phone', 'address'],
  occupation: ['occupation'],
  tax: ['taxResidency'],
  'tax-abroad': taxLines.flatMap((line) => Object.values(taxFields[line])),
  'id-photos': ['idFront', 'idBack'],
  'card-photo': ['cardPhoto'],
  bank: ['bank'],
  outlet: ['outletDistrict', 'outlet'],
  delivery: ['delivery'],
  mail: ['recipient', 'recipientPhone', 'mailAddress', 'postcode'],
};

/** Pages that an answer of the page before opens; they count as one step with it. */
const opened: Readonly<Partial<Record<StepName, (draft: Draft) => boolean>>> = {
  'tax-abroad': isTaxedAbroad,
  mail: (draft) => answerOf(draft, 'delivery') === 'mail',
};

export const stepsOf = (draft: Draft): readonly StepName[] => stepNames.filter((name) => opened[name]?.(draft) ?? true);

const names: readonly string[] = stepNames;
const numbered = [...stepNames.filter((name) => opened[name] === undefined), 'check', 'pledge'];

export const stepCount = numbered.length;

export const stepNumber = (step: StepName | 'check' | 'pledge'): number => {
  const number = numbered.indexOf(step) + 1;
  return number > 0 ? number : stepNumber(stepNames[names.indexOf(step) - 1] ?? 'record');
};

export const stepPath = (step: StepName | 'check'): string => `/apply/${step}`;

/** The first page that is not answered yet; the check of all answers when every page is. */
export const firstOpenStep = (draft: Draft, allowed: Allowed): StepName | 'check' =>
  stepsOf(draft).find((step) => !isComplete(draft, fieldsOf[step], allowed)) ?? 'check';

/** The page before; the start for the first one. */
export const pathBefore = (draft: Draft, step: StepName | 'check'): string => {
  const steps = stepsOf(draft);
  const before = step === 'check' ? steps.at(-1) : steps[steps.indexOf(step) - 1];
  return before === undefined ? '/apply' : stepPath(before);
};

/** Where somebody goes after a page was answered: on, or straight back to the check they came from; who corrects, to the next page that is to be answered again. */
export const pathAfter = (draft: Draft, step: StepName, { allowed, fromCheck }: Going): string => {
  if (fromCheck || draft.corrects) return stepPath(firstOpenStep(draft, allowed));
  const steps = stepsOf(draft);
  return stepPath(steps[steps.indexOf(step) + 1] ?? 'check');
};

type Going = { readonly allowed: Allowed; readonly fromCheck: boolean };

/** A page may be opened when all pages before it are answered; otherwise one lands on the first that is not. */
export const isReachable = (draft: Draft, step: StepName, allowed: Allowed): boolean => {
  const steps = stepsOf(draft);
  const index = steps.indexOf(step);
  return index >= 0 && steps.slice(0, index).every((before) => isComplete(draft, fieldsOf[before], allowed));
};

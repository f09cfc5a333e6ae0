// The pages of the application in their order, and which of them a draft has to go through.
import { answerOf, type Draft, type DraftField } from './draft.ts';
import { type Allowed, isComplete } from './problems.ts';

export const stepNames = [
  'record',
  'contact',
  'occupation',
  'id-photos',
  'card-photo',
  'bank',
  'delivery',
  'mail',
  'outlet',
] as const;
export type StepName = (typeof stepNames)[number];

export const fieldsOf: Readonly<Record<StepName, readonly DraftField[]>> = {
  record: ['recordConfirmed'],
  contact: ['phone', 'address'],
  occupation: ['occupation'],
  'id-photos': ['idFront', 'idBack'],
  'card-photo': ['cardPhoto'],
  bank: ['bank'],
  delivery: ['delivery'],
  mail: ['recipient', 'recipientPhone', 'mailAddress', 'postcode'],
  outlet: ['outletDistrict', 'outlet'],
};

/** Mail or outlet: only the one that was chosen is a page of this draft. Before the choice neither is. */
export const stepsOf = (draft: Draft): readonly StepName[] =>
  stepNames.filter((name) => (name !== 'mail' && name !== 'outlet') || name === answerOf(draft, 'delivery'));

/** The pages with questions, then mail or outlet, the check of all answers, the pledge. */
export const stepCount = 10;

export const stepNumber = (step: StepName | 'check' | 'pledge'): number => {
  if (step === 'pledge') return stepCount;
  if (step === 'check') return stepCount - 1;
  return Math.min(stepNames.indexOf(step) + 1, stepCount - 2);
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

/** Where somebody goes after a page was answered: on, or straight back to the check they came from. */
export const pathAfter = (draft: Draft, step: StepName, { allowed, fromCheck }: Going): string => {
  if (fromCheck) return stepPath(firstOpenStep(draft, allowed));
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

// Refusals in words: those of the gate with their clauses, those of the use cases by their code.

import type { LevelTooLow } from '../../applications/use-case.ts';
import type { Refused } from '../../base/result.ts';
import { citationsOf, insteadInWords, reasonInWords, type Telling } from '../../policy/explain.ts';
import type { NeededLevel } from '../../policy/needed-level.ts';
import type { Refusal } from '../../policy/verdict.ts';
import type { Explanation } from '../components/refusal-panel.tsx';
import { type PlainWordKey, sayIn } from '../words/words.ts';

/** The gate's refusal: what, why, instead. */
export const explainVerdict = (verdict: Refusal, telling: Telling): Explanation => {
  const { snapshot, language } = telling;
  return {
    message: reasonInWords(verdict, telling),
    sources: citationsOf(snapshot, verdict.rules, language),
    instead: [...new Set(verdict.instead.map((each) => insteadInWords(snapshot, each, language)))].filter(Boolean),
  };
};

/** Codes of the use cases' own refusals; each has a sentence that says what and what to do. */
type OwnCode = PlainWordKey extends infer Key ? (Key extends `refused.${infer Code}` ? Code : never) : never;
type ByGate = Refused<string, { readonly verdict: Refusal }>;
export type UseCaseRefusal = ByGate | LevelTooLow | Refused<Exclude<OwnCode, LevelTooLow['code']>, object>;

const isByGate = (refusal: UseCaseRefusal): refusal is ByGate => 'verdict' in refusal.facts;

/** Fields of a form that do not go together, where every other refusal is one of a rule. */
const fieldCodes: readonly string[] = [
  'OCCUPATION_NOT_ACCEPTED_BY_BANK',
  'PRESET_BY_EMPLOYER',
  'OUTLET_NOT_OF_BANK',
  'BANK_MISSING',
  'ID_IMAGE_REQUIRED',
  'PHOTO_REQUIRED',
  'ACCOUNT_DATA_INCOMPLETE',
  'KEY_FIELD_NOT_EDITABLE',
  'PHONE_NOT_A_MOBILE',
  'ADDRESS_NOT_COMPLETE',
  'OCCUPATION_UNKNOWN',
];

/** The HTTP status of a refusal: 422 for a field, 409 for a rule. */
export const statusOf = ({ code }: UseCaseRefusal): 409 | 422 => (fieldCodes.includes(code) ? 422 : 409);

/** Whatever a use case refuses with; a code without a sentence does not compile. */
export const explainRefusal = (refusal: UseCaseRefusal, telling: Telling): Explanation => {
  if (isByGate(refusal)) return explainVerdict(refusal.facts.verdict, telling);
  const message = sayIn(telling.language)(`refused.${refusal.code}`);
  return refusal.code === 'LEVEL_TOO_LOW'
    ? { message, ...howToStepUp(refusal.facts, telling) }
    : { message, sources: [], instead: [] };
};

/** R-CHAN-21: the clause that asks for the proof, and how it is given. */
const howToStepUp = ({ level, rules }: NeededLevel, { snapshot, language }: Telling): Omit<Explanation, 'message'> => ({
  sources: citationsOf(snapshot, rules, language),
  instead: level === 0 ? [] : [sayIn(language)(`level.stepUp.${level}`)],
});

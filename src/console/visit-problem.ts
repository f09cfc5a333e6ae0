// Why something about a help request was not done, in the words of the console.
import { dateIn } from '../base/dates.ts';
import type { Refused } from '../base/result.ts';
import { helpQuestion } from '../help-requests/may-help.ts';
import { messageOf } from '../policy/explain.ts';
import type { Refusal } from '../policy/verdict.ts';
import type { Wiring } from '../wiring.ts';
import type { ConsolePage } from './page.ts';

const codes = [
  'HELP_REQUEST_UNKNOWN',
  'WRONG_HELP_STATE',
  'APPLICATION_NOT_THEIRS',
  'BANK_MISSING',
  'OUTLET_NOT_STREET',
  'DAY_NOT_OFFERED',
  'HELP_REQUESTED_ALREADY',
  'PERSON_UNKNOWN',
  'KEY_REUSED',
  'BUSY',
] as const;

const isByGate = (facts: object): facts is { readonly verdict: Refusal } => 'verdict' in facts;

/** The gate's own words for what it refuses. Throws for a code without a sentence, which is a bug. */
export const problemOf = (
  page: ConsolePage,
  { policy, businessClock }: Pick<Wiring, 'policy' | 'businessClock'>,
  { code, facts }: Refused,
): string => {
  if (isByGate(facts)) {
    const question = helpQuestion({ kind: 'street', bank: null, on: dateIn(businessClock()) });
    return messageOf(facts.verdict, { snapshot: policy.current(), question, language: page.language });
  }
  const known = codes.find((each) => each === code);
  if (known === undefined) throw new Error(`no words for ${code}`);
  return page.say(`visits.${known}`);
};

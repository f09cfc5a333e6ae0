// What went wrong while a card is made on the spot, in the words of the clerk: what it is, and what to do next.
import type { AbandonRefused } from '../instant/abandon-instant.ts';
import type { BeginRefused } from '../instant/begin-instant.ts';
import type { StageRefused } from '../instant/run-stage.ts';
import type { SetAsideRefused } from '../instant/set-aside.ts';
import type { Telling } from '../policy/explain.ts';
import { explainRefusal } from '../portal/desk/explanation.ts';
import type { ConsolePage } from './page.ts';

export type InstantRefusal = BeginRefused | StageRefused | SetAsideRefused | AbandonRefused;

/** Codes that have their sentence here; those of citizens' services have theirs already. */
const ownCodes = [
  'ACCOUNT_DIGITS',
  'APPLICATION_UNKNOWN',
  'CARD_IN_WORK',
  'CARD_IN_WORK_ELSEWHERE',
  'CARD_SPOILED',
  'CHIP_DIFFERS',
  'DELIVERY_IS_ANOTHER',
  'DEVICE_UNREACHABLE',
  'FACTS_CHANGED',
  'INSTANT_JOB_UNKNOWN',
  'NOTHING_TO_DESTROY',
  'NOTHING_TO_SET_ASIDE',
  'NOT_CONFIRMED',
  'NOT_FOR_THIS_COUNTER',
  'NO_BLANK_CARD',
  'ORDER_UNKNOWN',
  'STAGE_NOT_YET',
  'STOCK_QUANTITY',
  'WRONG_OUTLET',
  'WRONG_STATE',
] as const;
type OwnCode = (typeof ownCodes)[number];
type OwnRefusal = Extract<InstantRefusal, { readonly code: OwnCode }>;

const isOwn = (refusal: InstantRefusal): refusal is OwnRefusal => ownCodes.some((code) => code === refusal.code);

export const instantProblem = (page: ConsolePage, refusal: InstantRefusal, telling: Telling): string =>
  isOwn(refusal) ? page.say(`instant.refused.${refusal.code}`) : explainRefusal(refusal, telling).message;

/** The same of a try that is kept by its code. */
export const keptProblem = ({ say }: ConsolePage, code: string): string => {
  const own = [...ownCodes, 'SET_ASIDE' as const].find((each) => each === code);
  return say(own ? `instant.refused.${own}` : 'instant.refusedByRule');
};

// The help was given; with the number of the application that came of it the two belong together (R-ELDER-03).
import type { Ground } from '../applications/use-case.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { answerHelp, type HelpAnswered, type HelpAnswerRefused, type HelpCommand } from './answer-help.ts';
import type { HelpCommandRow } from './help-requests-store.ts';

export type HelpCompletion = HelpCommand & {
  /** Number of the application as it is kept; null: none came of it. */
  readonly number: string | null;
};

export type CompleteHelpRefused = HelpAnswerRefused | Refused<'APPLICATION_NOT_THEIRS', object>;

/** accepted → done. An application of somebody else, or after the visit of a bank one at another bank, is APPLICATION_NOT_THEIRS. */
export const completeHelp = (
  ground: Ground,
  { number, ...command }: HelpCompletion,
): Promise<Result<HelpAnswered, CompleteHelpRefused>> =>
  answerHelp<Refused<'APPLICATION_NOT_THEIRS', object>>(ground, command, {
    action: 'complete-help',
    rules: [],
    told: { number },
    number,
    problem: (row) => (number !== null && !isTheirs(row) ? refused('APPLICATION_NOT_THEIRS', {}) : undefined),
    applicationId: (row) => row.toldApplicationId,
  });

/** The number was looked up among the person's own. A bank hears nothing of applications at others. */
const isTheirs = ({ toldApplicationId, toldBank, bank }: HelpCommandRow): boolean =>
  toldApplicationId !== null && (bank === null || bank === toldBank);

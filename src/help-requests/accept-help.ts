// Somebody will come: a street or a bank takes a help request on, and the person is told who.
import type { Ground } from '../applications/use-case.ts';
import type { Result } from '../base/result.ts';
import { answerHelp, type HelpAnswered, type HelpAnswerRefused, type HelpCommand } from './answer-help.ts';
import { tellHelp } from './tell-help.ts';

/** requested → accepted (R-ELDER-02, R-ELDER-03). */
export const acceptHelp = (ground: Ground, command: HelpCommand): Promise<Result<HelpAnswered, HelpAnswerRefused>> =>
  answerHelp(ground, command, {
    action: 'accept-help',
    rules: [],
    told: {},
    message: (snapshot, row, to) => tellHelp(snapshot, { kind: 'help-accepted', to, comes: row }),
  });

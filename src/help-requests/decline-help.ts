// Nobody can come: with a listed reason the help request goes back to 96066, which finds somebody else (R-ELDER-06).
import type { Ground } from '../applications/use-case.ts';
import type { Result } from '../base/result.ts';
import { answerHelp, type HelpAnswered, type HelpAnswerRefused, type HelpCommand } from './answer-help.ts';
import type { DeclineReason } from './help-request.ts';
import { tellHelp } from './tell-help.ts';

/** requested, accepted → declined. The person is told, and that 96066 takes it from there. */
export const declineHelp = (
  ground: Ground,
  { reason, ...command }: HelpCommand & { readonly reason: DeclineReason },
): Promise<Result<HelpAnswered, HelpAnswerRefused>> =>
  answerHelp(ground, command, {
    action: 'decline-help',
    rules: ['R-ELDER-06'],
    told: { reason },
    declineReason: reason,
    message: (snapshot, row, to) => tellHelp(snapshot, { kind: 'help-declined', to, comes: row }),
  });

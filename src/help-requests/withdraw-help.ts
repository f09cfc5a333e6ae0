// The person needs no help any more, or has found it elsewhere.
import type { Ground } from '../applications/use-case.ts';
import type { PersonId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { Actor, Channel } from '../policy/question.ts';
import { answerHelp, type HelpAnswered, type HelpAnswerRefused } from './answer-help.ts';
import type { HelpRequestId } from './help-request.ts';

export type HelpWithdrawal = {
  /** Whose request it is. */
  readonly personId: PersonId;
  readonly actor: Extract<Actor, 'holder' | 'guardian'>;
  readonly actorId: string;
  readonly channel: Channel;
  readonly key: string;
  readonly helpRequestId: HelpRequestId;
};

/** requested, accepted, declined → withdrawn. Afterwards the person may ask again at once. */
export const withdrawHelp = (
  ground: Ground,
  { personId, actor, actorId, channel, ...command }: HelpWithdrawal,
): Promise<Result<HelpAnswered, HelpAnswerRefused>> =>
  answerHelp(
    ground,
    {
      ...command,
      acting: { actor, actorId, channel, outlet: null, bank: null },
      reach: { of: 'person', personId },
    },
    { action: 'withdraw-help', rules: [], told: {} },
  );

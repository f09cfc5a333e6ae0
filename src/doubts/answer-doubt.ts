// The bureau or the auditor answers a doubt: it was in order and why, or it was misuse and what follows.
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { type Acting, toMilliseconds } from '../audit/event.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import { type DoubtContent, type DoubtId, openDoubt, sealDoubt } from './doubt.ts';
import { actionOf, type DoubtState, doubtLifecycle, type Outcome } from './doubt-lifecycle.ts';
import { type AnsweringRow, findAnswering, moveDoubt } from './doubts-store.ts';

export type DoubtAnswer = {
  readonly acting: Acting;
  readonly key: string;
  readonly doubtId: DoubtId;
  readonly outcome: Outcome;
  /** What the person reads: `leastAnswer` to `mostWords` characters. */
  readonly answer: string;
};

export type DoubtAnswered = { readonly doubtId: string; readonly state: DoubtState };
/** OWN_ACT: nobody answers for what they did or looked at themselves. */
export type AnswerRefused =
  | Refused<'DOUBT_UNKNOWN' | 'OWN_ACT', object>
  | Refused<'ANSWERED_ALREADY', { readonly state: DoubtState }>
  | CommandRefused;

/** open → explained or confirmed-misuse, once; the person is told by message and reads the answer under 我的记录. */
export const answerDoubt = async (
  ground: Ground,
  { acting, key, doubtId, outcome, answer }: DoubtAnswer,
): Promise<Result<DoubtAnswered, AnswerRefused>> => {
  const at = toMilliseconds(ground.businessClock());
  return await changePerson<AnsweringRow, DoubtAnswered, AnswerRefused>(ground, {
    action: actionOf[outcome],
    acting,
    key: { caller: `staff:${acting.actorId}`, key, request: { doubtId, outcome, answer } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('DOUBT_UNKNOWN', {}),
    read: (earlierAnswer) => findAnswering(ground.sql, doubtId, earlierAnswer),
    decide: (row) => decide(ground, { acting, outcome, answer, at }, row),
  });
};

type Case = Pick<DoubtAnswer, 'acting' | 'outcome' | 'answer'> & { readonly at: Temporal.Instant };

const decide = (
  { sql, keys }: Ground,
  { acting, outcome, answer, at }: Case,
  row: AnsweringRow,
): Decision<DoubtAnswered, AnswerRefused> => {
  const { doubtId, state, personId } = row;
  if (row.doneBy === acting.actorId) return rejection(refused('OWN_ACT', {}), []);
  const action = actionOf[outcome];
  const { from, to } = doubtLifecycle[action];
  if (!leadsFrom(doubtLifecycle[action], state)) return rejection(refused('ANSWERED_ALREADY', { state }), []);
  const content = openDoubt(keys, personId, row.sealed);
  const sealed = sealDoubt(keys, personId, { ...content, answer });
  return change(
    { doubtId, state: to },
    {
      happenings: [{ action, subject: `doubt:${doubtId}`, rules: [], facts: { from: state, to } }],
      writes: [moveDoubt(sql, { doubtId, from, to, answeredAt: at, sealed })],
    },
    tell(content),
  );
};

/** That there is an answer, and no word of it: what is doubted is nobody else's business. */
const tell = ({ phone, language }: DoubtContent): Part =>
  phone === null ? {} : { jobs: [messageJob({ kind: 'doubt-answered', to: phone, language, parameters: {} })] };

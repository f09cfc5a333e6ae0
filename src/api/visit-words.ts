// What a bank is told when a visit cannot be answered: status of HTTP and words, one row a code.
import type { HelpAnswerRefused } from '../help-requests/answer-help.ts';
import type { CompleteHelpRefused } from '../help-requests/complete-help.ts';
import type { HelpRequestState } from '../help-requests/help-request-lifecycle.ts';
import { keyReused, type Words, withState } from './bank-words.ts';

export type VisitRefused = HelpAnswerRefused | CompleteHelpRefused;

/** 404 for what is not there, 409 for a rule, 422 for a field or a key that was used for something else, 503 for try again. */
export const visitRefusals: Readonly<Record<VisitRefused['code'], Words & { readonly status: 404 | 409 | 422 | 503 }>> =
  {
    HELP_REQUEST_UNKNOWN: {
      status: 404,
      zh: '没有找到这个上门请求，或它不属于本行。',
      en: 'There is no such visit for this bank.',
    },
    WRONG_HELP_STATE: {
      status: 409,
      zh: '这项答复与上门请求目前的状态不符。目前的状态：{state}。',
      en: 'The answer does not fit the state of the visit, which is: {state}.',
    },
    APPLICATION_NOT_THEIRS: {
      status: 422,
      zh: '这个编号不是该申领人在本行的申领。',
      en: 'The number is not that of an application of this person at this bank.',
    },
    KEY_REUSED: keyReused,
    BUSY: {
      status: 503,
      zh: '这个请求正在被其他操作更新，请用同一个 Idempotency-Key 重试。',
      en: 'The visit is being changed by somebody else; try again with the same Idempotency-Key.',
    },
  };

/** The states as a bank's staff read them. */
const stateWords: Readonly<Record<HelpRequestState, Words>> = {
  requested: { zh: '待答复', en: 'requested' },
  accepted: { zh: '已接受', en: 'accepted' },
  done: { zh: '已完成', en: 'done' },
  declined: { zh: '已退回', en: 'declined' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

type Problem = { readonly code: string; readonly message: Words; readonly state?: HelpRequestState };

/** Code, words, and for WRONG_HELP_STATE the state itself. */
export const visitProblemOf = (refusal: VisitRefused): Problem => {
  const { code } = refusal;
  const { zh, en } = visitRefusals[code];
  if (code !== 'WRONG_HELP_STATE') return { code, message: { zh, en } };
  const { state } = refusal.facts;
  return { code, message: withState({ zh, en }, stateWords[state]), state };
};

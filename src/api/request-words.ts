// What a bank is told when a request cannot be answered so: status of HTTP and words, one row a code.
import type { RequestRefused } from '../finance/answer-request.ts';
import type { BankRequestState } from '../finance/bank-request-lifecycle.ts';
import { keyReused, type Words, withState } from './bank-words.ts';

/** 404 for what is not there, 409 for a state, 422 for a key that was used for something else, 503 for try again. */
export const requestRefusals: Readonly<
  Record<RequestRefused['code'], Words & { readonly status: 404 | 409 | 422 | 503 }>
> = {
  BANK_REQUEST_UNKNOWN: {
    status: 404,
    zh: '没有找到这个事项，或它不属于本行。',
    en: 'There is no such request to this bank.',
  },
  WRONG_REQUEST_STATE: {
    status: 409,
    zh: '这项答复与事项目前的状态不符。目前的状态：{state}。',
    en: 'The answer does not fit the state of the request, which is: {state}.',
  },
  KEY_REUSED: keyReused,
  BUSY: {
    status: 503,
    zh: '这个事项正在被其他操作更新，请用同一个 Idempotency-Key 重试。',
    en: 'The request is being changed by somebody else; try again with the same Idempotency-Key.',
  },
};

/** The states as a bank's staff read them. */
const stateWords: Readonly<Record<BankRequestState, Words>> = {
  requested: { zh: '待答复', en: 'requested' },
  confirmed: { zh: '已确认办理', en: 'confirmed' },
  refused: { zh: '已答复不能办理', en: 'refused' },
  'timed-out': { zh: '逾期未答复', en: 'timed out' },
  replaced: { zh: '已被之后的事项取代，不必再办', en: 'replaced by a later one: leave it undone' },
};

type Problem = { readonly code: string; readonly message: Words; readonly state?: BankRequestState };

/** Code, words, and for WRONG_REQUEST_STATE the state itself. */
export const requestProblemOf = (refusal: RequestRefused): Problem => {
  const { code } = refusal;
  const { zh, en } = requestRefusals[code];
  if (code !== 'WRONG_REQUEST_STATE') return { code, message: { zh, en } };
  const { state } = refusal.facts;
  return { code, message: withState({ zh, en }, stateWords[state]), state };
};

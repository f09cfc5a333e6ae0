// What a bank is told when an order cannot be reported on: status of HTTP and words, one row a code.
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { ReportRefused } from '../production/report.ts';

export type Words = { readonly zh: string; readonly en: string };

type Code = ReportRefused['code'];

/** 404 for what is not there, 409 for a rule, 422 for a key that was used for something else, 503 for try again. */
export const bankRefusals: Readonly<Record<Code, Words & { readonly status: 404 | 409 | 422 | 503 }>> = {
  ORDER_UNKNOWN: {
    status: 404,
    zh: '没有找到这个申领编号，或它不属于本行，或尚在可撤回时间内。',
    en: 'There is no order of this number for this bank, or its time to withdraw is not over yet.',
  },
  WRONG_STATE: {
    status: 409,
    zh: '这项报告与申领目前的状态不符。目前的状态：{state}。',
    en: 'The report does not fit the state of the application, which is: {state}.',
  },
  WRONG_OUTLET: {
    status: 409,
    zh: '网点不是申领人选择的领卡网点。',
    en: 'This is not the outlet that the applicant chose.',
  },
  DELIVERY_IS_ANOTHER: {
    status: 409,
    zh: '申领人选择的是另一种领卡方式。',
    en: 'The applicant chose the other way of delivery.',
  },
  KEY_REUSED: {
    status: 422,
    zh: '这个 Idempotency-Key 已用于另一个请求，请换一个新的。',
    en: 'This Idempotency-Key was used for another request; use a fresh one.',
  },
  BUSY: {
    status: 503,
    zh: '这个申领正在被其他操作更新，请用同一个 Idempotency-Key 重试。',
    en: 'The application is being changed by somebody else; try again with the same Idempotency-Key.',
  },
};

/** The states as a bank's staff read them. */
const stateWords: Readonly<Record<ApplicationState, Words>> = {
  submitted: { zh: '已提交', en: 'submitted' },
  'in-production': { zh: '制作中', en: 'in production' },
  produced: { zh: '已制作', en: 'produced' },
  'ready-for-pickup': { zh: '待领取', en: 'ready for pickup' },
  collected: { zh: '已领取', en: 'collected' },
  mailed: { zh: '已寄出', en: 'mailed' },
  received: { zh: '已收到', en: 'received' },
  returned: { zh: '已退回', en: 'returned' },
  'account-refused': { zh: '未能开户', en: 'account refused' },
  rejected: { zh: '审核退回', en: 'sent back by the bureau' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

type Problem = { readonly code: string; readonly message: Words; readonly state?: ApplicationState };

/** Code, words, and for WRONG_STATE the state itself. */
export const problemOf = (refusal: ReportRefused): Problem => {
  const { code } = refusal;
  const { zh, en } = bankRefusals[code];
  if (code !== 'WRONG_STATE') return { code, message: { zh, en } };
  const { state } = refusal.facts;
  const words = stateWords[state];
  return { code, message: { zh: zh.replace('{state}', words.zh), en: en.replace('{state}', words.en) }, state };
};

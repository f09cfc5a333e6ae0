// What a bank is told when an order cannot be reported on: status of HTTP and words, one row a code.
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { RowCode } from '../production/answer-file.ts';
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

/** What is wrong with a row of a file that no report could be made of. */
export const rowRefusals: Readonly<Record<RowCode, Words>> = {
  ROW_UNREADABLE: {
    zh: '此行无法读取：不是 JSON 对象、引号不成对、列数与表头不同，或过长。',
    en: 'The row cannot be read: no JSON object, an open quotation mark, other columns than the headings, or too long.',
  },
  REPORT_UNKNOWN: { zh: '没有这种报告。', en: 'There is no report of this name.' },
  MALFORMED: { zh: '字段有误，见 fields。', en: 'A field is wrong; fields names it.' },
  INTERNAL: {
    zh: '系统未能处理此行，请单独重发。',
    en: 'We could not process this row; send it again by itself.',
  },
};

/** The words of a row's code; null for a row that was accepted. */
export const messageOfRow = (code: string | null, state: ApplicationState | null): Words | null => {
  if (code === null) return null;
  const words: Readonly<Record<string, Words>> = { ...bankRefusals, ...rowRefusals };
  const { zh, en } = words[code] ?? { zh: code, en: code };
  return state ? withState({ zh, en }, state) : { zh, en };
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
  return { code, message: withState({ zh, en }, state), state };
};

const withState = ({ zh, en }: Words, state: ApplicationState): Words => {
  const words = stateWords[state];
  return { zh: zh.replace('{state}', words.zh), en: en.replace('{state}', words.en) };
};

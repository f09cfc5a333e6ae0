// What a bank is told when an order cannot be reported on: status of HTTP and words, one row a code.
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { HoldReason } from '../applications/hold-reasons.ts';
import type { NotPermitted } from '../applications/use-case.ts';
import { dateIn } from '../base/dates.ts';
import type { ActivateRefused } from '../cards/activate-finance.ts';
import type { AccountRefused } from '../cards/change-account.ts';
import type { LossRefused } from '../cards/change-loss.ts';
import type { EnableRefused } from '../cards/enable-card.ts';
import type { ReportAccountRefused } from '../cards/report-account.ts';
import { messageOf } from '../policy/explain.ts';
import type { Channel, Service } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { RowCode } from '../production/answer-file.ts';
import type { ReportRefused } from '../production/report.ts';

export type Words = { readonly zh: string; readonly en: string };

/** Whatever a call of a bank can be refused with. */
export type BankRefusal = Exclude<
  ReportRefused | EnableRefused | ActivateRefused | LossRefused | AccountRefused | ReportAccountRefused,
  { readonly code: 'LEVEL_TOO_LOW' | 'ACCOUNT_HINT_NOT_GIVEN' | 'PHONE_NOT_A_MOBILE' }
>;
/** Refused by the use case, not by the gate. */
type OwnRefusal = Exclude<BankRefusal, NotPermitted>;
type Code = OwnRefusal['code'];

/** Whatever the bank asked for under it. */
export const keyReused = {
  status: 422,
  zh: '这个 Idempotency-Key 已用于另一个请求，请换一个新的。',
  en: 'This Idempotency-Key was used for another request; use a fresh one.',
} as const;

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
  FACTS_CHANGED: {
    status: 409,
    zh: '申领人的情况在申领后有变化（原因见 reasons），申领已暂缓，由主管部门处理。请保管好卡，处理后再报告；领取订单和卡号不变。',
    en: 'Something has changed since the application was made (see reasons); it is on hold, and the bureau looks into it. Keep the card and report again when it was released; order and card number stay.',
  },
  WRONG_OUTLET: {
    status: 409,
    zh: '网点不是申领人选择的领卡网点，或不是本行的网点。',
    en: 'This is not the outlet that the applicant chose, or none of this bank.',
  },
  DELIVERY_IS_ANOTHER: {
    status: 409,
    zh: '申领人选择的是另一种领卡方式。',
    en: 'The applicant chose the other way of delivery.',
  },
  CARD_UNKNOWN: {
    status: 404,
    zh: '没有找到这个卡号的卡，或卡还没有制成。',
    en: 'There is no card of this number, or it has not been produced yet.',
  },
  CARD_NOT_RECEIVED: {
    status: 409,
    zh: '卡还没有寄出或交付（申领状态：{state}），不能启用或激活。',
    en: 'The card has not been mailed or handed over (state of the application: {state}), so it cannot be enabled or activated.',
  },
  CARD_ON_ITS_WAY: {
    status: 409,
    zh: '卡还没有到持卡人手中，不能挂失；在邮寄中遗失的，由本行补发。',
    en: 'Nobody has had the card in hand yet; one that was lost in the post is made again by the bank.',
  },
  CARD_HAS_NO_BANK: {
    status: 409,
    zh: '这张卡没有金融功能。',
    en: 'The card has no account.',
  },
  WRONG_ACCOUNT_STATE: {
    status: 409,
    zh: '这项报告与金融功能目前的状态不符，状态见 cardState。',
    en: 'The report does not fit the state of the account, which cardState names.',
  },
  NON_COUNTER_TOO_EARLY: {
    status: 409,
    zh: '社会保障功能注销满 6 个月后，才能暂停非柜面业务。',
    en: 'What is not done at counters may be stopped six months after the social-security function was cancelled.',
  },
  CALLER_NOT_CONFIRMED: {
    status: 409,
    zh: '来电人身份没有通过核验。',
    en: 'The caller was not confirmed.',
  },
  AUTHORISATION_NOT_RECORDED: {
    status: 409,
    zh: '没有在网点登记的授权，不能代为办理。',
    en: 'No authorisation was recorded at an outlet.',
  },
  KEY_REUSED: keyReused,
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
  const { zh, en } = words[code] ?? byTheRules(code);
  return state ? withState({ zh, en }, stateWords[state]) : { zh, en };
};

/** What the gate refuses is explained with what to do instead where the report is made by itself. */
const byTheRules = (code: string): Words => ({
  zh: `按规则不能办理（${code}）；单独报告此行，可得到原因和办法。`,
  en: `The rules do not allow it (${code}); report the row by itself to be told why and what to do.`,
});

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
  'on-hold': { zh: '暂缓办理', en: 'on hold' },
};

type Problem = {
  readonly code: string;
  readonly message: Words;
  readonly state?: ApplicationState;
  /** Of FACTS_CHANGED. */
  readonly reasons?: readonly HoldReason[];
  readonly cardState?: string;
  readonly rules?: string[];
};

/** Code, words, and for a wrong state the state itself. */
export const problemOf = (refusal: OwnRefusal): Problem => {
  const { code } = refusal;
  const { zh, en } = bankRefusals[code];
  if (code === 'FACTS_CHANGED' || code === 'WRONG_ACCOUNT_STATE')
    return { code, message: { zh, en }, ...refusal.facts };
  if (code !== 'WRONG_STATE' && code !== 'CARD_NOT_RECEIVED') return { code, message: { zh, en } };
  const { state } = refusal.facts;
  return { code, message: withState({ zh, en }, stateWords[state]), state };
};

const isByGate = (refusal: BankRefusal): refusal is NotPermitted => 'verdict' in refusal.facts;

/** Whose right it is not: 403; every other refusal of the gate is one of a rule. */
export const rights: readonly string[] = ['NOT_ISSUING_BANK', 'ACTOR_NOT_ALLOWED'];

export const statusFor = (refusal: BankRefusal): 403 | 404 | 409 | 422 | 503 => {
  if (!isByGate(refusal)) return bankRefusals[refusal.code].status;
  return rights.includes(refusal.code) ? 403 : 409;
};

type Telling = {
  readonly snapshot: Snapshot;
  readonly service: Service;
  readonly now: Temporal.Instant;
  /** Where it was asked for; a bank's counter where nothing is said. */
  readonly channel?: Channel;
};

/** The same for what the gate refused: its words with what to do instead, and the state of the card where that is why. */
export const problemFor = (refusal: BankRefusal, { snapshot, service, now, channel = 'bank' }: Telling): Problem => {
  if (!isByGate(refusal)) return problemOf(refusal);
  const { verdict } = refusal.facts;
  const question = { service, channel, on: dateIn(now) };
  const inLanguage = (language: 'zh' | 'en') => messageOf(verdict, { snapshot, question, language });
  const { state } = verdict.facts;
  const message = { zh: inLanguage('zh'), en: inLanguage('en') };
  return { code: verdict.code, message, rules: [...verdict.rules], ...(state !== undefined && { cardState: state }) };
};

/** The words of a refusal that name a state. */
export const withState = ({ zh, en }: Words, state: Words): Words => ({
  zh: zh.replace('{state}', state.zh),
  en: en.replace('{state}', state.en),
});

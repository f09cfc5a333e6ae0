// Why an application is held: what changed since it was made, or what the bureau looks into; with rules and words, no free text.

type Words = { readonly why: string; readonly remedy: string };
type Reason = { readonly rules: readonly string[]; readonly zh: Words; readonly en: Words };

const toHotline = {
  zh: '如与事实不符，请拨打 96066。',
  en: 'If this is not so, call 96066.',
};

/** G-38, in the order of their weight. */
const reasonTable = {
  death: {
    rules: ['R-ELIG-01', 'R-CANCEL-01'],
    zh: { why: '参保记录显示持卡人已去世', remedy: `请家属或代办人拨打 96066。${toHotline.zh}` },
    en: { why: 'The insurance record says that the holder has died', remedy: `Please call 96066. ${toHotline.en}` },
  },
  'not-insured': {
    rules: ['R-ELIG-01'],
    zh: { why: '参保记录显示已不再参保', remedy: `请向参保单位或社保经办机构核实。${toHotline.zh}` },
    en: {
      why: 'The insurance record says that you are no longer insured',
      remedy: `Please ask your employer or the social insurance office. ${toHotline.en}`,
    },
  },
  'separate-notice': {
    rules: ['R-ELIG-14'],
    zh: { why: '参保身份已变为另行通知办理的人员', remedy: `请等待主管部门核实。${toHotline.zh}` },
    en: {
      why: 'You now belong to a group for which a separate notice applies',
      remedy: `The bureau looks into it. ${toHotline.en}`,
    },
  },
  'bank-fixed': {
    rules: ['R-BANK-03', 'R-BANK-04'],
    zh: {
      why: '退休信息有变化，应由养老金发放银行办理，与申领的银行不同',
      remedy: '请等待主管部门核实；需要改选银行时，会通知您修改，编号不变。',
    },
    en: {
      why: 'Your retirement has changed: the bank that pays your pension issues the card, which is another one',
      remedy: 'The bureau looks into it; if another bank has to be chosen, you are told, under the same number.',
    },
  },
  'bank-left': {
    rules: ['R-BANK-01', 'R-BANK-02'],
    zh: {
      why: '所选银行已不再是合作银行',
      remedy: '请等待主管部门安排；需要改选银行时，会通知您修改，编号不变。',
    },
    en: {
      why: 'The bank you chose no longer issues the card',
      remedy: 'The bureau looks into it; if another bank has to be chosen, you are told, under the same number.',
    },
  },
  'name-changed': {
    rules: ['R-INFO-03'],
    zh: { why: '申领后姓名有变更', remedy: '卡上的姓名要与参保信息一致，请等待主管部门核实。' },
    en: {
      why: 'Your name has changed since you applied',
      remedy: 'The card has to bear the name of your insurance record; the bureau looks into it.',
    },
  },
  'id-number-changed': {
    rules: ['R-INFO-03'],
    zh: { why: '申领后证件号码有变更', remedy: '卡上的号码要与参保信息一致，请等待主管部门核实。' },
    en: {
      why: 'Your ID number has changed since you applied',
      remedy: 'The card has to bear the number of your insurance record; the bureau looks into it.',
    },
  },
  'under-review': {
    rules: ['R-GROUP-09'],
    zh: { why: '主管部门正在核实申领信息', remedy: '核实后会通知您，暂时不用您做什么。' },
    en: {
      why: 'The bureau is checking the application',
      remedy: 'You are told when it is done; there is nothing to do.',
    },
  },
} as const satisfies Readonly<Record<string, Reason>>;

export type HoldReason = keyof typeof reasonTable;

export const isHoldReason = (code: string): code is HoldReason => Object.hasOwn(reasonTable, code);
export const holdReasons: readonly HoldReason[] = Object.keys(reasonTable).filter(isHoldReason);

/** Everything about a reason. */
export const holdReasonOf = (code: HoldReason): Reason => reasonTable[code];

/** The rules of several reasons, each once. */
export const rulesOfHold = (reasons: readonly HoldReason[]): readonly string[] => [
  ...new Set(reasons.flatMap((code): readonly string[] => reasonTable[code].rules)),
];

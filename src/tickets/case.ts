// What a question or complaint is about, and what the bureau finds and does about a bank that is complained of (R-SUPERVISE-02).

/** 申领、领卡、用卡、账户、银行服务、摆摊推销、强行指定银行、个人信息、其他. */
export const ticketTopics = [
  'applying',
  'collecting',
  'using',
  'account',
  'bank-service',
  'stall',
  'forced-bank',
  'personal-data',
  'other',
] as const;
export type TicketTopic = (typeof ticketTopics)[number];

/** Where a stall was seen. */
export const casePlaces = ['school', 'community', 'office-building', 'other'] as const;
export type CasePlace = (typeof casePlaces)[number];

export type TicketAbout = {
  readonly topic: TicketTopic;
  /** null: no bank is named. */
  readonly bank: string | null;
  readonly place: CasePlace | null;
};

/** A case is about a bank. */
export type CaseAbout = TicketAbout & { readonly bank: string };

/** As the event of its opening tells it. */
export const caseFacts = ({ topic, bank, place }: CaseAbout): Readonly<Record<string, string>> => ({
  ...{ bank, topic },
  ...(place !== null && { place }),
});

export const caseFindings = ['confirmed', 'not-confirmed', 'undecided'] as const;
export type CaseFinding = (typeof caseFindings)[number];

/** 无需处理、约谈、责令整改、通报. */
export const caseMeasures = ['none', 'talk', 'order', 'report'] as const;
export type CaseMeasure = (typeof caseMeasures)[number];

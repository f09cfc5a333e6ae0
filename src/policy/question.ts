// The words of the policy gate: what can be asked (design: vocabulary, the decision contract).

export const services = [
  'apply',
  'open-group',
  'confirm-group',
  'collect',
  'enable',
  'activate-finance',
  'report-temporary-loss',
  'release-temporary-loss',
  'report-formal-loss',
  'report-formal-loss-finance',
  'release-formal-loss',
  'release-finance',
  'reissue',
  'exchange-damaged',
  'exchange-changed',
  'reissue-old',
  'cancel',
  'cancel-finance',
  'change-bank-cancel',
  'change-bank-apply',
  'change-bank-old',
  'change-password',
  'reset-password',
  'query-status',
  'query-progress',
  'change-contact',
  'change-bank-phone',
  'top-up-transit',
  'open-suburban-rail',
  'refund-transit',
  'buy-park-ticket',
  'issue-instantly',
  'one-stop',
  'change-pension-account',
  'consult',
  'report-fraud',
] as const;
export type Service = (typeof services)[number];

export const onlineChannels = ['website', 'jingtong', 'wechat-account', 'minsheng'] as const;
export const channels = [...onlineChannels, 'district', 'street', 'bank', 'hotline', 'bank-phone', 'door'] as const;
export type Channel = (typeof channels)[number];

export const actors = ['holder', 'agent', 'guardian', 'clerk', 'helper', 'bank-staff'] as const;
export type Actor = (typeof actors)[number];

export const groups = [
  'employee',
  'minor',
  'student',
  'flexible',
  'resident',
  'retiree',
  'land-transfer',
  'military-retiree',
] as const;
export type Group = (typeof groups)[number];

export const socialSecurityStates = [
  'not-enabled',
  'enabled',
  'temporarily-lost',
  'formally-lost',
  'replaced',
  'cancelled',
  'invalid',
] as const;
export type SocialSecurityState = (typeof socialSecurityStates)[number];

export const financialStates = [
  'not-activated',
  'active',
  'suspended',
  'formally-lost',
  'non-counter-suspended',
  'cancelled',
] as const;
export type FinancialState = (typeof financialStates)[number];

export const deliveries = ['mail', 'outlet', 'bank-visit', 'employer-pickup', 'on-the-spot'] as const;
export type Delivery = (typeof deliveries)[number];

export const documents = [
  'holder-id',
  'card',
  'agent-id',
  'authorisation',
  'agent-material',
  'guardian-id',
  'guardianship-proof',
  'settlement-proof',
] as const;
export type Document = (typeof documents)[number];

export const reasons = [
  'death',
  'settled-abroad',
  'transferred-out',
  'change-bank',
  'other',
  'name',
  'id-number',
  'mark',
  'damaged',
] as const;
export type Reason = (typeof reasons)[number];

export const payments = ['issuing-account', 'cash', 'other-bank-card'] as const;
export type Payment = (typeof payments)[number];

/** What somebody does for a living, as banks ask it when they open an account; the codes of our forms. */
export const occupations = [
  'public-office',
  'professional',
  'clerk',
  'commerce',
  'agriculture',
  'industry',
  'military',
  'student',
  'retired',
  'freelance',
  'none',
] as const;
export type Occupation = (typeof occupations)[number];

export type EmployerFacts = {
  readonly district?: string | null;
  readonly groupOpen?: boolean | null;
  readonly banks?: readonly string[] | null;
  readonly kind?: 'employer' | 'school' | null;
  /** What it has settled for the cards of its people (R-GROUP-10, R-GROUP-20). */
  readonly presetDelivery?: 'mail' | 'outlet' | null;
  readonly presetOutlet?: { readonly outletId: string; readonly bank: string } | null;
};

export type PersonFacts = {
  readonly groups?: readonly Group[];
  readonly insured?: boolean;
  readonly birthDate?: Temporal.PlainDate | null;
  readonly district?: string | null;
  /** The paying bank that the rule counts; null: known that none or not known to the core system (G-07). */
  readonly pensionBank?: string | null;
  readonly pensionBanks?: readonly { readonly bank: string; readonly from: Temporal.PlainDate }[];
  readonly retiredOn?: Temporal.PlainDate | null;
  /** null: no employer or school. */
  readonly employer?: EmployerFacts | null;
  readonly runningApplication?: boolean;
  readonly lastBankChangeOn?: Temporal.PlainDate | null;
  readonly upstreamSettled?: boolean;
};

export type CardFacts = {
  readonly generation?: 1 | 2 | 3;
  readonly bank?: string | null;
  readonly socialSecurity?: SocialSecurityState;
  readonly financial?: FinancialState;
  readonly reissueRequested?: boolean;
  readonly suburbanRail?: boolean;
};

export type OutletFacts = {
  readonly kind?: Channel;
  readonly bank?: string | null;
  readonly instant?: boolean;
  /** Its number: a dated row about it wins over `instant` (R-CHAN-16). */
  readonly outletId?: string;
  /** A machine in the outlet is used, not its counter (C-14). */
  readonly machine?: boolean;
};

/**
 * One question to the gate. Only service, channel and day are required; a fact that is absent (not null) is unknown,
 * and comes back as FACT_MISSING where it decides. `card: null` says that the person has none.
 */
export type Question = {
  readonly service: Service;
  /** A channel code; one that no row names is refused as UNKNOWN_CHANNEL. */
  readonly channel: string;
  readonly on: Temporal.PlainDate;
  readonly actor?: Actor;
  readonly outlet?: OutletFacts | null;
  readonly person?: PersonFacts;
  readonly card?: CardFacts | null;
  readonly bank?: string | null;
  /** As the form says it; a bank may not take every one (R-BANK-14). */
  readonly occupation?: Occupation | null;
  readonly delivery?: string | null;
  readonly documents?: readonly string[];
  readonly reason?: Reason | null;
  readonly payment?: Payment | null;
  /**
   * Of an agent or a guardian: whether the word or the link they name was recorded, is in force and covers this (C-32). Absent:
   * they name none, and where no documents can be shown it has to be seen to.
   */
  readonly wordHeld?: boolean;
};

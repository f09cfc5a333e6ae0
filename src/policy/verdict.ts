// What the policy gate answers: permitted with what to bring, or refused with the rule and what to do instead.
import type { Document } from './question.ts';

export const refusalCodes = [
  'NOT_INSURED',
  'NOT_YET_OPEN',
  'SEPARATE_NOTICE',
  'EMPLOYER_GROUP_NOT_OPEN',
  'BANK_NOT_COOPERATING',
  'BANK_FIXED',
  'BANK_NOT_IN_EMPLOYER_SET',
  'OCCUPATION_NOT_ACCEPTED_BY_BANK',
  'EMPLOYER_BANKS_ONE_TO_THREE',
  'OFFLINE_CLOSED',
  'INSTANT_CLOSED',
  'OUTLET_NOT_INSTANT',
  'NOT_ISSUING_BANK',
  'SERVICE_NOT_AT_CHANNEL',
  'IN_PERSON_REQUIRED',
  'OLD_CARD_ISSUING_STOPPED',
  'ORIGINAL_CHANNEL',
  'RUNNING_APPLICATION',
  'CARD_EXISTS',
  'WRONG_STATE',
  'REISSUE_REQUESTED',
  'BANK_CHANGE_TOO_SOON',
  'REASON_NOT_ACCEPTED',
  'UPSTREAM_NOT_SETTLED',
  'ACTOR_NOT_ALLOWED',
  'DOCUMENT_MISSING',
  'DELIVERY_NOT_OFFERED',
  'CANCEL_SOCIAL_SECURITY_FIRST',
  'UNKNOWN_CHANNEL',
  'FACT_MISSING',
  'EXTERNAL_SERVICE',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Money in yuan as decimal text, never a float. */
export type Fee = { readonly amount: string; readonly currency: 'CNY' };

/** One thing that can be done instead; every field that is there narrows it. */
export type Instead = {
  /** First day on which it can be done, `yyyy-mm-dd`. */
  readonly from?: string;
  readonly channel?: string;
  readonly service?: string;
  readonly outlet?: { readonly bank?: string; readonly instant?: boolean };
  readonly bank?: string;
  readonly banks?: readonly string[];
  readonly documents?: readonly Document[];
  readonly fee?: Fee;
  readonly dueOn?: string | null;
  /** A step outside the list above, a key of the policy words: `ask-employer`, `original-channel`, `call-96066` … */
  readonly step?: string;
};

export type Permitted = {
  readonly permitted: true;
  readonly rules: readonly string[];
  readonly documents: readonly Document[];
  readonly fee: Fee;
  /** Last day on which it is done, `yyyy-mm-dd`; null with the reason in `dueNote`. */
  readonly dueOn: string | null;
  readonly dueNote: string | null;
  readonly fixedBank: string | null;
  readonly product: 'generation-3' | null;
  /** What still has to be seen to, keys of the policy words. */
  readonly conditions: readonly string[];
  readonly snapshot: number;
};

export type Refusal = {
  readonly permitted: false;
  readonly code: RefusalCode;
  readonly rules: readonly string[];
  readonly instead: readonly Instead[];
  /** What the words need: `fact`, `from`, `bank`, `document` … */
  readonly facts: Readonly<Record<string, string>>;
  readonly snapshot: number;
};

export type Verdict = Permitted | Refusal;

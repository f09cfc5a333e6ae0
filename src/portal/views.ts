// What pages are given of the business: plain objects, already masked, with dates as they are and texts for people in Chinese.
import type { AccountRefusal, ApplicationService, Return } from '../applications/application.ts';
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { Milestone as Happened } from '../applications/find-progress.ts';
import type { HoldReason } from '../applications/hold-reasons.ts';
import type { RejectionReason } from '../applications/rejection-reasons.ts';
import type { AccountAsk } from '../cards/account-ask.ts';
import type { FinancialState, Occupation, SocialSecurityState } from '../policy/question.ts';
import type { Explanation } from './components/refusal-panel.tsx';

export type BankView = { readonly code: string; readonly name: string };
export type OutletView = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string | null;
};
export type DistrictView = { readonly code: string; readonly name: string };

/** The insured record, masked; it is corrected at its source, not here. */
export type RecordView = {
  readonly name: string;
  readonly idNumber: string;
  readonly birthDate: Temporal.PlainDate;
  readonly groups: readonly string[];
  readonly district: string;
  readonly insured: boolean;
};

/** What an employer or school has settled for the cards of its people; null: everybody chooses. */
export type PresetsView = {
  readonly delivery: 'mail' | 'outlet' | null;
  readonly outlet: (OutletView & { readonly bank: string; readonly district: string }) | null;
};

/** The gate's answer for this person today. */
export type Prospect =
  | { readonly permitted: false; readonly refusal: Explanation; readonly running: string | null }
  | {
      readonly permitted: true;
      readonly dueOn: Temporal.PlainDate | null;
      readonly sources: Explanation['sources'];
      readonly record: RecordView;
      /** What the core system knows already, so that nobody types it again; in clear, for its owner's own form. */
      readonly known: { readonly name: string; readonly phone: string | null; readonly district: string };
      /** What decides about the bank: the one that pays the pension, the set of employer or school, or the person. */
      readonly bankRule: 'pension' | 'employer' | 'free';
      readonly fixedBank: BankView | null;
      readonly banks: readonly BankView[];
      readonly presets: PresetsView;
      /** By bank: the occupations with which it opens no account for this person (R-BANK-14). */
      readonly occupationsNotAccepted: Readonly<Record<string, readonly Occupation[]>>;
      readonly occupationSources: Explanation['sources'];
      readonly districts: readonly DistrictView[];
      readonly retiree: boolean;
    };
export type Permission = Extract<Prospect, { permitted: true }>;

/** Ids under which a person's uploaded pictures are shown to them; undefined: not sent yet. */
export type PicturesView = {
  readonly idFront: string | undefined;
  readonly idBack: string | undefined;
  readonly cardPhoto: string | undefined;
  readonly hasPhotoOnFile: boolean;
};

/** One thing that happened to an application, in the order it happened. */
export type Milestone = {
  readonly step: Happened['step'];
  readonly at: Temporal.Instant;
  /** Where: a channel, a bank, an outlet, in the reader's words. */
  readonly place: string;
};

export type ApplicationView = {
  readonly number: string;
  readonly service: ApplicationService;
  readonly state: ApplicationState;
  readonly bank: string;
  readonly delivery: 'mail' | 'outlet';
  readonly outlet: string | null;
  readonly milestones: readonly Milestone[];
  readonly dueOn: Temporal.PlainDate | null;
  readonly today: Temporal.PlainDate;
  readonly trackingNumber: string | null;
  /** What the person has to choose or correct before it goes on, and why; null: nothing, or not for this reader. */
  readonly waitsFor:
    | { readonly choice: 'bank'; readonly reason: AccountRefusal }
    | { readonly choice: 'delivery'; readonly reason: Return }
    | {
        readonly choice: 'correction';
        readonly reasons: readonly RejectionReason[];
        readonly sources: Explanation['sources'];
      }
    | null;
  /** Why the bureau looks into it before it goes on; null: it does not, or not for this reader. */
  readonly held: readonly HoldReason[] | null;
  /** Whether it is late and can be urged now, or was today; null: it is not late, or not for this reader. */
  readonly urging: 'open' | 'done' | null;
  /** Until when it may surely be withdrawn (0 seconds left: until the bank takes it up); null: no more. Business clock. */
  readonly withdrawal: { readonly until: Temporal.Instant; readonly secondsLeft: number } | null;
  /** The card that came of it and waits to be enabled. */
  readonly cardToEnable: string | null;
};

/** What is chosen again; a correction is no choice. */
export type ChoiceAwaited = Extract<ApplicationView['waitsFor'], { readonly choice: 'bank' | 'delivery' }>;

export type CardView = {
  readonly id: string;
  readonly generation: 1 | 2 | 3;
  readonly bank: string | null;
  /** Masked; null before the bureau allotted it. */
  readonly number: string | null;
  readonly socialSecurity: SocialSecurityState;
  /** null: a card without a money function (generation 1). */
  readonly financial: FinancialState | null;
  readonly mayEnable: boolean;
  /** What the bank was asked about the account and has not done; null: nothing. */
  readonly account: AccountAsk | null;
  /** It may be reported lost, or is. */
  readonly loss: 'may-report' | 'lost' | null;
  /** There is a page on how to have it replaced. */
  readonly isReplaceable: boolean;
};

export type MineView = {
  readonly record: RecordView | null;
  readonly phone: string | null;
  readonly cards: readonly CardView[];
  readonly electronicCard: 'none' | 'issued' | 'linked';
  readonly applications: readonly {
    readonly number: string;
    readonly service: ApplicationService;
    readonly state: ApplicationState;
    readonly submittedAt: Temporal.Instant;
  }[];
};

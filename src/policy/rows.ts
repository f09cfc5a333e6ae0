// The shapes of policy rows: dated data, each with the rules it rests on.
import type { GuardedAction } from './needed-level.ts';
import type { Actor, Channel, Delivery, Document, Group, Occupation, Service } from './question.ts';
import type { RefusalCode } from './verdict.ts';

/** A day as `yyyy-mm-dd`; days compare as text. */
export type Day = string;

/**
 * What every row carries. `from` and `until` are inclusive. `supersedes` names rows that this one replaces for its
 * period; two rows for the same key that overlap without it are a load error. `assumed` marks a date no source states.
 */
export type Dated = {
  readonly id: string;
  readonly from: Day;
  readonly until?: Day;
  readonly rules: readonly string[];
  readonly supersedes?: readonly string[];
  readonly assumed?: true;
};

export type PhaseName = 'pilot' | 'centralized' | 'regular';
export type Phase = Dated & { readonly phase: PhaseName };

/** Opens application to a group, for employees by the district of their employer (G-23). */
export type Batch = Dated & {
  readonly batch: string;
  readonly groups: readonly Group[];
  /** Absent: the whole city. */
  readonly districts?: readonly string[];
};

export type Bank = Dated & {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
};

/** What a bank offers beyond the common list; absent = no (C-10). */
export type BankFlag = Dated & {
  readonly bank: string;
  readonly flag: 'online-reissue' | 'online-exchange' | 'activate-at-machine';
};

/** Whether an outlet of a bank makes cards on the spot: such a row wins over the import of outlets (R-CHAN-16, C-47). */
export type OutletFlag = Dated & {
  readonly outlet: string;
  readonly bank: string;
  readonly instant: boolean;
};

/** Occupations with which a bank opens no account for people of a group (R-BANK-14). */
export type OccupationRule = Dated & {
  readonly bank: string;
  readonly groups: readonly Group[];
  readonly notAccepted: readonly Occupation[];
};

export type ChannelRow = Dated & {
  /** One of ours, or the code of a channel that the bureau added. */
  readonly channel: string;
  readonly online: boolean;
  readonly zh: string;
  readonly en: string;
  /** Of an added channel: what it offers (R-CHAN-06). What ours offer stands in the matrix. */
  readonly services?: readonly Service[];
};

/** A column of the matrix: a channel, for banks also the relation to the person and whether cards are made on the spot. */
export const places = [
  'website',
  'jingtong',
  'wechat-account',
  'minsheng',
  'district',
  'street',
  'own-bank-instant',
  'own-bank',
  'other-bank',
  'hotline',
  'bank-phone',
  'door',
] as const;
export type Place = (typeof places)[number];

/** One cell (or several alike) of service × place: open, or refused with a code. */
export type Offer = Dated & {
  readonly service: Service;
  readonly places: readonly Place[];
  readonly answer: 'open' | RefusalCode;
  /** Open only where the bank of the card has this flag. */
  readonly flag?: BankFlag['flag'];
  readonly conditions?: readonly string[];
};

/** Who may use a service, and with which documents. */
export type Who = Dated & {
  readonly services: readonly Service[];
  readonly actors: readonly Actor[];
  readonly places: readonly Place[];
  readonly documents: readonly Document[];
  readonly conditions?: readonly string[];
};

export type BankChoice = Dated & {
  readonly groups: readonly Group[];
  readonly choice: 'free' | 'employer-set' | 'pension-bank';
};

export type LimitUnit = 'natural-days' | 'working-days' | 'on-the-spot' | 'at-once' | 'by-bank' | 'none';
export type TimeLimit = Dated & {
  readonly services: readonly Service[];
  readonly places: readonly Place[];
  readonly unit: LimitUnit;
  readonly length: number;
};

export type FeeRow = Dated & {
  readonly services: readonly Service[];
  readonly amount: string;
  readonly payee: 'none' | 'bank' | 'original-channel' | 'park';
};

export type DeliveryRow = Dated & {
  readonly services: readonly Service[];
  readonly places: readonly Place[];
  readonly deliveries: readonly Delivery[];
  /** Only for an order of an employer or school (R-DELIV-02). */
  readonly employerOrder?: true;
};

/** When something is on sale: the park ticket (R-PARK-02). */
export type SalePeriod = Dated & { readonly service: Service };

/**
 * What the announcement of a year says of the park ticket (R-PARK-02, R-PARK-03, G-17); it holds for whatever is sold from
 * `from` until `until`. When that is, the sale periods say.
 */
export type ParkYear = Dated & {
  readonly year: number;
  readonly validFrom: Day;
  readonly validUntil: Day;
  /** null: none is published, or none that we know. */
  readonly announcement: { readonly zh: string; readonly en: string } | null;
  /** What is shown beside card and ID (R-PARK-07). */
  readonly material: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  /** To whom it is sold (R-PARK-04); absent: to every holder. */
  readonly groups?: readonly Group[];
  /** From which age many parks are free; null: nothing is known of it. */
  readonly freeFromAge: number | null;
};

/** What the transit operator takes: secondary sources name the figures, so they are settings of ours. */
export type TransitTerms = Dated & {
  /** Yuan. */
  readonly largestBalance: string;
  /** Yuan; a top-up is a multiple of it. */
  readonly multipleOf: string;
  /** Whether a balance is paid back too where the card was cancelled and is at hand (G-11). */
  readonly refundOnCancel: boolean;
};

/** How surely somebody must be known to do something there. */
export type LevelRow = Dated & {
  readonly actions: readonly GuardedAction[];
  readonly channels: readonly Channel[];
  readonly level: 1 | 2 | 3;
};

/** A year of the working-day calendar; days outside the listed ones are Mon–Fri work. */
export type CalendarYear = {
  readonly year: number;
  readonly holidays: readonly Day[];
  readonly makeUpWorkdays: readonly Day[];
  readonly document: string;
};

export type SourceDocument = {
  readonly zh: string;
  readonly en: string;
  /** For places where the title is too long. */
  readonly short: { readonly zh: string; readonly en: string };
  readonly date: Day | null;
  readonly kind: 'notice' | 'manual' | 'press' | 'leaflet';
};
export type RuleSource = { readonly file: string; readonly section: string };
export type Rule = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly sources: readonly RuleSource[];
};

/** Everything the gate knows: what is shipped and what the bureau added. */
export type PolicyRows = {
  readonly phases: readonly Phase[];
  readonly batches: readonly Batch[];
  readonly banks: readonly Bank[];
  readonly bankFlags: readonly BankFlag[];
  readonly outletFlags: readonly OutletFlag[];
  readonly occupationRules: readonly OccupationRule[];
  readonly channels: readonly ChannelRow[];
  readonly offers: readonly Offer[];
  readonly who: readonly Who[];
  readonly bankChoices: readonly BankChoice[];
  readonly timeLimits: readonly TimeLimit[];
  readonly fees: readonly FeeRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly salePeriods: readonly SalePeriod[];
  readonly transitTerms: readonly TransitTerms[];
  readonly parkYears: readonly ParkYear[];
  readonly levels: readonly LevelRow[];
  readonly calendar: readonly CalendarYear[];
  readonly rules: readonly Rule[];
  readonly documents: Readonly<Record<string, SourceDocument>>;
};

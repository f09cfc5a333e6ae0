// What the pages ask of the program: one desk, behind which the parts do the work; tests put their own desk there.
import type { DeliveryChoice } from '../../applications/delivery-choice.ts';
import type { EventActor } from '../../audit/event.ts';
import type { PersonId } from '../../base/ids.ts';
import type { Language } from '../../base/language.ts';
import type { Result } from '../../base/result.ts';
import type { ConsentKind } from '../../consents/consent.ts';
import type { Doubted } from '../../doubts/doubt.ts';
import type { DoubtState } from '../../doubts/doubt-lifecycle.ts';
import type { HelpForm } from '../../help-requests/help-form.ts';
import type { DeclineReason, HelpKind, PartOfDay } from '../../help-requests/help-request.ts';
import type { HelpRequestState } from '../../help-requests/help-request-lifecycle.ts';
import type { Level } from '../../identity/session.ts';
import type { PictureRefused } from '../../photos/convert-photo.ts';
import type { Upload } from '../../photos/upload-photo.ts';
import type { Draft } from '../apply/draft.ts';
import type { StepName } from '../apply/steps.ts';
import type { Explanation } from '../components/refusal-panel.tsx';
import type { CancelGuide } from '../pages/cancel.tsx';
import type { CorrectionView } from '../pages/correct.tsx';
import type { Today } from '../pages/home.tsx';
import type { MessageView } from '../pages/messages.tsx';
import type {
  ApplicationView,
  BankView,
  CardView,
  ChoiceAwaited,
  DistrictView,
  MineView,
  OutletView,
  PicturesView,
  Prospect,
} from '../views.ts';
import type { SceneKind } from '../words/scenes.ts';
import type { LossDesk } from './loss-desk.ts';
import type { ReplaceDesk } from './replace-desk.ts';
import type { TicketDeskView } from './ticket-desk.ts';
import type { TransitDesk } from './transit-desk.ts';
import type { UseDesk } from './use-desk.ts';

/** The person at the desk; the language is that of their page, in which every text comes back. */
export type Who = { readonly personId: PersonId; readonly language: Language; readonly level: Level };

/** Done, or refused in words for people. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Explanation; readonly status: 409 | 422 };

/** A card to be enabled or just enabled, and what that means for its holder. */
export type EnableView = {
  readonly card: CardView;
  readonly enabledAt: Temporal.Instant | null;
  /** An older card that becomes, or became, invalid. */
  readonly hasOldCard: boolean;
  readonly retiree: boolean;
};

/** The page where somebody chooses again after a bank refused or a card came back. */
export type ChoosingView = {
  readonly number: string;
  readonly waitsFor: ChoiceAwaited;
  /** The bank that refused, or that keeps the card. */
  readonly bankName: string;
  /** Banks the gate lets this person take instead. */
  readonly banks: readonly BankView[];
  /** Where the card will come from: the one picked, or the one that keeps it; null as long as none is picked. */
  readonly bank: BankView | null;
  readonly outlets: readonly OutletView[];
  /** The way that the employer has settled (R-GROUP-20); null: free to choose. */
  readonly settledDelivery: 'mail' | 'outlet' | null;
  readonly known: Readonly<Record<'delivery' | 'recipient' | 'recipientPhone' | 'address' | 'postcode', string>>;
};
export type Chosen = {
  readonly number: string;
  /** null: the card came back, and the bank stays. */
  readonly bank: string | null;
  readonly key: string;
  readonly choice: DeliveryChoice;
  readonly consents: readonly ConsentKind[];
};

export type HelpView = {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly sources: Explanation['sources'];
};
export type ScenesView = {
  readonly kind: SceneKind;
  readonly scenes: readonly {
    readonly title: string;
    readonly text: string;
    readonly planned: boolean;
    readonly sources: Explanation['sources'];
  }[];
};

export type NoticeView = {
  readonly date: Temporal.PlainDate;
  readonly title: string;
  readonly summary: string;
  readonly sources: Explanation['sources'];
};

/** What became of 这不是我 on a line of the record. */
export type DoubtView = {
  readonly state: DoubtState;
  /** null: the calendar of that year is not published. */
  readonly dueOn: Temporal.PlainDate | null;
  readonly answer: string | null;
};

/** One's own record in words: newest first. */
export type RecordView = {
  readonly entries: readonly {
    /** Number of the event. */
    readonly id: string;
    readonly action: string;
    readonly at: Temporal.Instant;
    /** Through which channel, or by which bank. */
    readonly place: string;
    readonly actor: EventActor;
    /** Somebody else acted for the person. */
    readonly forAnother: boolean;
    /** By whose hand, on a word of the person's that an outlet recorded; masked. */
    readonly agent: string | null;
    readonly doubt: DoubtView | null;
    /** Not asked about yet, and not itself about asking. */
    readonly mayDoubt: boolean;
  }[];
  readonly looks: readonly {
    readonly id: string;
    /** '' for the bureau itself. */
    readonly who: string;
    readonly at: Temporal.Instant;
    readonly purpose: string;
    /** The reason in the reader's own words. */
    readonly note: string | null;
    readonly doubt: DoubtView | null;
  }[];
  /** The limit of `looks`, when it is reached. */
  readonly most: number | null;
};

/** `who` is null for a guest, who is told of general signs only; `address` is theirs. */
export type MessageQuestion = {
  readonly who: Who | null;
  readonly address: string;
  readonly text: string;
  /** Of the phone the message came to. */
  readonly lastFour: string;
};
export type MessageAnswer =
  | { readonly kind: 'not-ours'; readonly sign: 'link' | 'long-number' | 'secret' }
  | { readonly kind: 'ours'; readonly at: Temporal.Instant }
  | { readonly kind: 'not-found' | 'cannot-tell' | 'too-often' };

/** A question about an application without a login; `address` is the network address of whoever asks. */
export type LookUp = {
  readonly number: string;
  readonly idLastFour: string;
  readonly address: string;
  readonly language: Language;
};
export type LookedUp =
  | { readonly found: true; readonly application: ApplicationView }
  | { readonly found: false; readonly why: 'unknown' | 'too-often' };

/** Whether somebody may ask for help at home today, and what there is to choose. */
export type Asking =
  | { readonly permitted: false; readonly refusal: Explanation }
  | {
      readonly permitted: true;
      readonly kinds: readonly HelpKind[];
      readonly districts: readonly DistrictView[];
      /** The one asked about, at first that of the record; '' when there is none. */
      readonly district: string;
      /** Street outlets there. */
      readonly streets: readonly OutletView[];
      /** The bank the rules fix; null: one of `banks`. */
      readonly fixedBank: BankView | null;
      readonly banks: readonly BankView[];
      readonly days: readonly Temporal.PlainDate[];
      /** What the record knows, in clear, for its owner's own form. */
      readonly phone: string;
    };

/** A help request as its owner sees it. */
export type HelpRequestView = {
  readonly id: string;
  readonly state: HelpRequestState;
  /** Name of the street outlet or the bank. */
  readonly who: string;
  /** Address and phone of the street outlet; nothing of a bank. */
  readonly reached: readonly string[];
  readonly wishedOn: Temporal.PlainDate;
  readonly wishedPart: PartOfDay;
  readonly address: string;
  readonly phone: string;
  readonly note: string | null;
  readonly declineReason: DeclineReason | null;
  /** Of the application that came of it. */
  readonly number: string | null;
};

/** Help at home (R-ELDER-02, R-ELDER-03). */
export type HelpDesk = {
  /** `district` is the one whose streets are wanted, or ''. */
  readonly asking: (who: Who, district: string) => Promise<Asking>;
  readonly ask: (
    who: Who,
    asked: { readonly key: string; readonly form: HelpForm },
  ) => Promise<Outcome<{ readonly id: string }>>;
  /** undefined: there is none, or it is somebody else's. */
  readonly find: (who: Who, id: string) => Promise<HelpRequestView | undefined>;
  /** The one that is not done; there is at most one. */
  readonly open: (who: Who) => Promise<HelpRequestView | undefined>;
  readonly withdraw: (who: Who, id: string) => Promise<Outcome<null>>;
};

export type Desk = {
  readonly help: HelpDesk;
  readonly loss: LossDesk;
  /** Re-issue and exchange. */
  readonly replace: ReplaceDesk;
  /** How one's own card is cancelled; undefined: there is none of this id. */
  readonly cancelGuide: (who: Who, cardId: string) => Promise<CancelGuide | undefined>;
  readonly transit: TransitDesk;
  readonly use: UseDesk;
  /** Questions, suggestions and complaints (R-HOTLINE-01). */
  readonly tickets: TicketDeskView;
  /** The day in the city, by the business clock. */
  readonly day: () => Temporal.PlainDate;
  readonly today: (who: Who) => Promise<Today>;
  readonly prospect: (who: Who) => Promise<Prospect>;
  /** Outlets of a bank in a district where cards are collected. */
  readonly outlets: (bank: string, district: string) => Promise<readonly OutletView[]>;
  /** What was filled in so far, sealed in the database; one draft a person. */
  readonly drafts: {
    readonly find: (personId: PersonId) => Promise<Draft | undefined>;
    readonly save: (personId: PersonId, draft: Draft) => Promise<void>;
    /** Saves what was answered on a page without a mistake. */
    readonly saveAnswered: (personId: PersonId, draft: Draft, step: StepName) => Promise<void>;
  };
  /** Pictures of the application in the making, each for its owner only. */
  readonly photos: {
    readonly find: (personId: PersonId) => Promise<PicturesView>;
    /** JPEG of an upload or of `on-file`; undefined: there is none, or it is somebody else's. */
    readonly picture: (personId: PersonId, name: string) => Promise<Buffer | undefined>;
    readonly upload: (upload: Upload) => Promise<Result<object, PictureRefused>>;
  };
  /** Makes the application of a complete draft, which ends with it; its key makes it one however often it is sent. */
  readonly submit: (
    who: Who,
    draft: Draft,
    consents: readonly ConsentKind[],
  ) => Promise<Outcome<{ readonly number: string }>>;
  /** undefined: there is none, or it is somebody else's. */
  readonly application: (who: Who, number: string) => Promise<ApplicationView | undefined>;
  /** Questions whose words fit, all of them for ''. */
  readonly questions: (asked: string, language: Language) => readonly HelpView[];
  /** Notices up to today, newest first. */
  /** What the card is used for today, by function (R-CHAN-24). */
  readonly scenes: (language: Language) => readonly ScenesView[];
  readonly notices: (language: Language) => readonly NoticeView[];
  /** What happened to the person's things and who looked at them. */
  readonly record: (who: Who) => Promise<RecordView>;
  /** 这不是我: asks the bureau about a line of the record. */
  readonly doubt: (
    who: Who,
    doubting: { readonly key: string; readonly doubted: Doubted; readonly words: string | null },
  ) => Promise<Outcome<null>>;
  /** What was sent to the person's phone, newest first, at most one screen; numbers are masked. */
  readonly messages: (who: Who) => Promise<readonly MessageView[]>;
  /** All of a person's data as JSON text; leaves an event. */
  readonly ownData: (who: Who) => Promise<Outcome<string>>;
  /** Whether a message was ours. */
  readonly checkMessage: (question: MessageQuestion) => Promise<MessageAnswer>;
  /** What there is to choose again; undefined: no such application, or nothing. `bank`: the one picked so far, or ''. */
  readonly choosing: (who: Who, number: string, bank: string) => Promise<ChoosingView | undefined>;
  readonly choose: (who: Who, chosen: Chosen) => Promise<Outcome<null>>;
  /** Why an application was sent back and what to answer again; undefined: no such application, or it was not. */
  readonly correction: (who: Who, number: string) => Promise<CorrectionView | undefined>;
  /** Fills the draft from it; false: there is nothing to correct. Submitting that draft sends the same one again. */
  readonly correct: (who: Who, number: string) => Promise<boolean>;
  /** Steps and dates for whoever knows a number and the last four of the ID number; `tried` tells who asks too often. */
  readonly lookUp: (question: LookUp) => Promise<LookedUp>;
  /** Once a day, as long as it is late. */
  readonly urge: (who: Who, number: string) => Promise<Outcome<null>>;
  readonly withdraw: (who: Who, number: string) => Promise<Outcome<null>>;
  readonly mine: (who: Who) => Promise<MineView>;
  readonly card: (who: Who, cardId: string) => Promise<EnableView | undefined>;
  readonly enable: (who: Who, cardId: string) => Promise<Outcome<null>>;
};

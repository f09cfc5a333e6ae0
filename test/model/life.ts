// What the rules say of one person's things, in plain data: the reference that the program is held against.
import type { Service } from '../../src/policy/question.ts';

/** The application of a model: what decides what may come next, and nothing else. */
export type AnApplication = {
  readonly service: 'apply' | 'reissue' | 'exchange-damaged' | 'exchange-changed';
  /** Place among the person's cards of the one it takes the place of; null: of none. */
  readonly replaces: number | null;
  readonly state: string;
  /** Where messages about it go. */
  readonly phone: AContact['phone'];
  readonly bank: string;
  readonly byMail: boolean;
  /** By bank: what each may see of it, and since when (milliseconds of the business clock). */
  readonly orders: Readonly<Record<string, { readonly state: string; readonly visibleAt: number }>>;
  /** Banks that opened no account for it. */
  readonly refusing: readonly string[];
  /** Place among the person's cards of the one that is made for it. */
  readonly card: number | null;
  /** Its card was made at a counter: what the bank's production says of one is of another. */
  readonly isMadeOnTheSpot: boolean;
  /** The parcel has a number. */
  readonly isParcel: boolean;
  readonly heldFrom: string | null;
  /** Facts that became known later are not judged yet (G-38). */
  readonly judgedAt: number;
};

export type ACard = {
  readonly generation: 2 | 3;
  readonly bank: string;
  /** `unmade`: it has a number and is no card yet; `dropped`: its number is no more. */
  readonly socialSecurity: string;
  readonly financial: string;
  readonly lostUntil: number | null;
  readonly lostFrom: string | null;
  /** What the bank was asked about the account, oldest first. */
  readonly requests: readonly ARequest[];
  readonly isReissueRequested: boolean;
  /** When it was made; null: not yet, or long ago. */
  readonly madeAt: number | null;
};

/** `open` until the bank has answered, or a later wish or what the bank did itself has taken its place. */
export type ARequest = { readonly kind: string; readonly state: 'open' | 'confirmed' | 'refused' | 'replaced' };

export type ATicket = { readonly state: string; readonly desk: string; readonly entries: number; readonly day: string };

/** A card that an outlet makes at once: the work on it, and the blank that goes with it. */
export type AJob = {
  readonly application: number;
  readonly bank: string;
  readonly state: string;
  readonly blank: 'none' | 'taken' | 'used';
  /** Of the account that was opened here; null: none was. */
  readonly card: number | null;
  readonly isLaidOut: boolean;
};

/** `first` and `second` are phones of their own that they told us, `recorded` is the core system's. */
export type AContact = {
  readonly phone: 'recorded' | 'first' | 'second';
  readonly address: string | null;
  readonly occupation: string | null;
};

/** 换行: the card that was given back, and the application it led to; the newest there was (3.3-h). */
export type AChange = {
  readonly card: number;
  readonly fromBank: string;
  /** Place of the application; null: none yet. */
  readonly application: number | null;
  /** Day of the change before. */
  readonly formerOn: string | null;
};

export type Life = {
  readonly applications: readonly AnApplication[];
  readonly cards: readonly ACard[];
  readonly electronic: 'none' | 'issued' | 'linked';
  /** When another name became known. */
  readonly renamedAt: number;
  /** `set` is one the person chose; null: the initial one. */
  readonly password: { readonly state: string; readonly tries: number; readonly set: string | null };
  readonly tickets: readonly ATicket[];
  readonly change: AChange | null;
  /** Day on which a change of bank was completed last. */
  readonly changedBankOn: string | null;
  readonly jobs: readonly AJob[];
  readonly contact: AContact;
  /** Which phone was told what of a new contact, sorted. */
  readonly told: readonly string[];
};

/** Somebody with a card of the second generation, as the core system sends them. */
export const newLife: Life = {
  applications: [],
  cards: [
    {
      ...{ generation: 2, bank: '102', socialSecurity: 'enabled', financial: 'active' },
      ...{ lostUntil: null, lostFrom: null, requests: [], isReissueRequested: false, madeAt: null },
    },
  ],
  electronic: 'none',
  renamedAt: 0,
  password: { state: 'initial', tries: 0, set: null },
  tickets: [],
  change: null,
  changedBankOn: null,
  jobs: [],
  contact: { phone: 'recorded', address: null, occupation: null },
  told: [],
};

/** One way a command may end: what is answered, and what the person's things are then. */
export type Ending = {
  /** `ok`, or any of these codes: where several things are in the way, the rules do not say which is named. */
  readonly answer: 'ok' | readonly string[];
  readonly next: Life;
  /** Another command of the program's own that may follow later, and need not. */
  readonly follows?: Judge;
};

/** Every way a command may end by the rules, at an instant in milliseconds. */
export type Judge = (life: Life, at: number) => readonly Ending[];

export const done = (next: Life): readonly Ending[] => [{ answer: 'ok', next }];
export const refusedFor = (codes: readonly string[], life: Life): readonly Ending[] => [{ answer: codes, next: life }];

/** Refused for any of the codes; where there is none, what happens then. */
export const unless = (codes: readonly string[], life: Life, happens: () => readonly Ending[]): readonly Ending[] =>
  codes.length > 0 ? refusedFor(codes, life) : happens();

export const withApplication = (life: Life, index: number, changes: Partial<AnApplication>): Life => ({
  ...life,
  applications: life.applications.map((each, at) => (at === index ? { ...each, ...changes } : each)),
});

export const withCard = (life: Life, index: number, changes: Partial<ACard>): Life => ({
  ...life,
  cards: life.cards.map((each, at) => (at === index ? { ...each, ...changes } : each)),
});

export const withJob = (life: Life, place: number, changes: Partial<AJob>): Life => ({
  ...life,
  jobs: life.jobs.map((each, at) => (at === place ? { ...each, ...changes } : each)),
});

/** An application that runs: there is at most one (C-56). */
const running = ['submitted', 'in-production', 'produced', 'ready-for-pickup', 'mailed', 'returned', 'on-hold'];
export const isRunning = ({ state }: AnApplication): boolean => running.includes(state);

/** States of a card that is made and not at its end. */
export const notEnded = ['not-enabled', 'enabled', 'temporarily-lost', 'formally-lost'];

/** Made, and not at its end. */
const ended = ['unmade', 'dropped', 'replaced', 'cancelled', 'invalid'];
export const isInUse = ({ socialSecurity }: ACard): boolean => !ended.includes(socialSecurity);

/** The person as they are at an instant: a temporary loss whose 15 days are over is none (R-LOSS-03). */
export const asOf = (life: Life, at: number): Life => ({
  ...life,
  cards: life.cards.map((card) =>
    card.lostUntil !== null && card.lostUntil <= at
      ? { ...card, socialSecurity: card.lostFrom ?? 'enabled', lostUntil: null, lostFrom: null }
      : card,
  ),
});

const beijing = 8 * 3_600_000;
/** The day in Beijing. */
export const dayOf = (at: number): string => new Date(at + beijing).toISOString().slice(0, 10);

/** R-ELIG-09: whoever is insured on their own may apply from this day on. */
export const batchOpens = '2025-08-01';
/** Ten minutes in which the person may think again. */
export const thinking = 600_000;
/** The notice that settles who enables and releases where. */
export const notice = '2025-10-09';

const nothing = ['withdrawn', 'rejected', 'account-refused'];

/** The change that somebody is in the middle of: they gave a card back, and no application stands that came of it. */
export const openChange = ({ change, cards, applications }: Life): AChange | null => {
  if (change === null || cards[change.card]?.socialSecurity !== 'cancelled') return null;
  const led = change.application === null ? undefined : applications[change.application];
  return led === undefined || nothing.includes(led.state) ? change : null;
};

/** The day from which the bank may be changed again, half a year on (C-25). */
export const nextChangeOn = (day: string): string => Temporal.PlainDate.from(day).add({ months: 6 }).toString();

/** An application is accepted at a bank: where a change is open it completes it, unless it leads back to the bank that was left. */
export const bankTaken = (
  life: Life,
  application: number,
  { bank, at }: { readonly bank: string; readonly at: number },
): Life => {
  const change = openChange(life);
  if (change === null) return life;
  const changedBankOn = bank === change.fromBank ? change.formerOn : dayOf(at);
  return { ...life, change: { ...change, application }, changedBankOn };
};

export type CardService = Extract<
  Service,
  | 'enable'
  | 'activate-finance'
  | 'report-temporary-loss'
  | 'release-temporary-loss'
  | 'report-formal-loss'
  | 'release-formal-loss'
>;

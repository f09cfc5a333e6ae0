// A question with what follows from it: the day, the group that decides, the places it may be about.
import { isOneOf } from '../base/one-of.ts';

import { rowOn } from './dated-rows.ts';
import { type Actor, channels, type Group, onlineChannels, type Question } from './question.ts';
import type { Day, Offer, PhaseName, Place, Who } from './rows.ts';
import { phaseKey, type Snapshot } from './snapshot.ts';
import type { Instead, RefusalCode } from './verdict.ts';

/** What a guard finds wrong: a refusal without the parts that every refusal gets at the end. */
export type Finding = {
  readonly code: RefusalCode;
  readonly rules: readonly string[];
  readonly instead?: readonly Instead[];
  readonly facts?: Readonly<Record<string, string>>;
};
/** A fact the guard would need to decide, by its path in the question. */
export type Missing = { readonly missing: string };
/** A guard passes (undefined), finds something, or lacks a fact. Guards are pure. */
export type Guard = (asked: Asked) => Finding | Missing | undefined;

export type Asked = {
  readonly snapshot: Snapshot;
  readonly question: Question;
  readonly day: Day;
  readonly phase: PhaseName | undefined;
  /** The group that decides (G-08); undefined: not known. */
  readonly group: Group | undefined;
  /** Under 18 on the day (C-45); undefined: not known. */
  readonly minor: boolean | undefined;
  /** The columns of the matrix that the question may be about, as far as known; empty for an unknown channel and for what an added one does not offer. */
  readonly places: readonly Place[];
  /** Those columns with the row that holds there on the day. */
  readonly cells: readonly Cell[];
  /** The row that lets the asking person act here; undefined: may not, or not known who it is. */
  readonly who: Who | undefined;
};
export type Cell = { readonly place: Place; readonly offer: Offer | undefined };

export const missing = (fact: string): Missing => ({ missing: fact });

/** Services that lead to a first card, where the bank is chosen and the outlet's own bank is meant (G-26). */
export const applyingServices: ReadonlySet<string> = new Set([
  'apply',
  'confirm-group',
  'change-bank-apply',
  'change-bank-old',
]);

// Replaced is not among them: a newer third-generation card took its place.
const endStates: ReadonlySet<string> = new Set(['cancelled', 'invalid']);

/** True when the person holds a third-generation card that has not ended; undefined: not known. */
export const holdsThirdGeneration = (card: Question['card']): boolean | undefined => {
  if (card === undefined) return undefined;
  if (card === null) return false;
  if (card.generation === undefined) return undefined;
  if (card.generation !== 3) return false;
  return card.socialSecurity === undefined ? undefined : !endStates.has(card.socialSecurity);
};

export const isOnline = (channel: string): boolean => isOneOf(onlineChannels, channel);

const ownBank = (instant: boolean | undefined): readonly Place[] =>
  instant === undefined ? ['own-bank-instant', 'own-bank'] : instant ? ['own-bank-instant'] : ['own-bank'];

/** Whether the counter is one of the bank that counts: of the chosen bank when applying, of the issuing bank otherwise. */
const isOwnBank = ({ service, outlet, card, bank }: Question): boolean | undefined => {
  if (applyingServices.has(service)) return true;
  // The card that waits at the counter is of the bank that was chosen, whatever card is held until then (C-48).
  const newBank = service === 'collect' && (card === null || (card?.generation ?? 3) < 3) ? bank : card?.bank;
  if (service === 'collect') return outlet?.bank && newBank ? outlet.bank === newBank : undefined;
  if (service === 'issue-instantly' && holdsThirdGeneration(card) === false) return true;
  if (card === null) return true;
  if (!outlet?.bank || !card?.bank) return undefined;
  return outlet.bank === card.bank;
};

/** A service that an added channel offers is had there as at the online channels of the notice (R-CHAN-06). */
const likeOnline: readonly Place[] = ['minsheng'];

/** What the policy says of the outlet on the day; where it says nothing, what the asker knows (R-CHAN-16, C-47). */
const isInstant = (snapshot: Snapshot, { outlet }: Question, day: Day): boolean | undefined => {
  const row = outlet?.outletId === undefined ? undefined : rowOn(snapshot.outletFlags, outlet.outletId, day);
  return row?.instant ?? outlet?.instant;
};

const placesOf = (snapshot: Snapshot, question: Question, day: Day): readonly Place[] => {
  const { channel, service } = question;
  if (!isOneOf(channels, channel))
    return rowOn(snapshot.channels, channel, day)?.services?.includes(service) ? likeOnline : [];
  if (channel !== 'bank') return [channel];
  const own = isOwnBank(question);
  if (own === false) return ['other-bank'];
  const counters = ownBank(isInstant(snapshot, question, day));
  return own ? counters : [...counters, 'other-bank'];
};

// Text comparison, as Temporal would cost the gate half of its time. Born on 29 February means of age on 1 March.
const isMinor = (birthDate: Temporal.PlainDate, day: Day): boolean => {
  const born = birthDate.toString();
  return day < `${Number(born.slice(0, 4)) + 18}${born.slice(4)}`;
};

/** Order of G-08: a minor first of all, then retired, employed, the rest. 军休干部 stand apart before all adults. */
const priority: readonly Group[] = [
  'military-retiree',
  'retiree',
  'land-transfer',
  'employee',
  'student',
  'flexible',
  'resident',
];

const groupOf = (groups: readonly Group[] | undefined, minor: boolean | undefined): Group | undefined => {
  if (minor) return 'minor';
  if (groups === undefined || groups.length === 0) return undefined;
  // Somebody listed as a minor who has come of age is insured in their own name from then on.
  return priority.find((group) => groups.includes(group)) ?? 'resident';
};

type Where = Pick<Asked, 'snapshot' | 'question' | 'places' | 'day'>;

/** The row under which an actor may use the service at one of the places. */
export const whoRow = ({ snapshot, question: { service }, places, day }: Where, actor: Actor): Who | undefined => {
  for (const place of places) {
    const row = rowOn(snapshot.who, `${service}/${place}/${actor}`, day);
    if (row) return row;
  }
  return undefined;
};

/** Works out what the guards need. */
export const ask = (snapshot: Snapshot, given: Question): Asked => {
  // To cancel a card in order to change the bank is the first step of that change (C-23).
  const leavesBank = given.service === 'cancel' && given.reason === 'change-bank';
  const question: Question = leavesBank ? { ...given, service: 'change-bank-cancel' } : given;
  const { service, actor, person } = question;
  const day = question.on.toString();
  const minor = person?.birthDate ? isMinor(person.birthDate, day) : person?.groups?.includes('minor');
  const places = placesOf(snapshot, question, day);
  return {
    snapshot,
    question,
    day,
    phase: rowOn(snapshot.phases, phaseKey, day)?.phase,
    minor,
    group: groupOf(person?.groups, minor),
    places,
    cells: places.map((place) => ({ place, offer: rowOn(snapshot.offers, `${service}/${place}`, day) })),
    who: actor && whoRow({ snapshot, question, places, day }, actor),
  };
};

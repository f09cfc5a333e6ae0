// What undoing a mistaken act puts back, read from what the act itself recorded; or why it cannot be undone any more. Pure.
import { type ApplicationState, runningStates } from '../applications/application-lifecycle.ts';
import type { EventFacts } from '../audit/event.ts';
import type { ApplicationId, CardId } from '../base/ids.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import type { CardBack, UndoneAction } from '../cards/undone-cards.ts';
import { type AccountKind, accountKinds } from '../finance/bank-request.ts';
import { type FinancialState, type SocialSecurityState, socialSecurityStates } from '../policy/question.ts';
import { type CorrectableAct, correctableActs } from './correction.ts';

export type PastEvent = {
  readonly seq: number;
  /** The same for everything that one command recorded. */
  readonly command: string;
  readonly action: string;
  readonly subject: string;
  readonly rules: readonly string[];
  readonly facts: EventFacts;
};

export type CardNow = {
  readonly cardId: CardId;
  readonly bank: string | null;
  readonly socialSecurity: SocialSecurityState;
  readonly financial: FinancialState | null;
  /** What its bank was asked last about the account and has not done; null: nothing. */
  readonly openAsk: AccountKind | null;
};

/** Everything of a person that a correction is decided upon. */
export type Past = {
  /** All of them, in their order. */
  readonly events: readonly PastEvent[];
  readonly cards: readonly CardNow[];
  readonly applications: readonly { readonly applicationId: ApplicationId; readonly state: ApplicationState }[];
};

export type ApplicationBack = {
  readonly applicationId: ApplicationId;
  readonly action: 'undo-hand-over' | 'undo-receive-card';
  readonly from: ApplicationState;
};

/** What the bank of a card is asked; `forget`: what it was asked counts no more, and nothing else takes its place. */
export type AccountBack = {
  readonly cardId: CardId;
  readonly bank: string;
  readonly ask: AccountKind | 'forget';
};

export type Undoing = {
  readonly act: CorrectableAct;
  readonly seq: number;
  readonly rules: readonly string[];
  readonly cards: readonly CardBack[];
  readonly application: ApplicationBack | null;
  /** The card it points to afterwards, null: to none; undefined: the act did not touch it. */
  readonly electronicCard: CardId | null | undefined;
  readonly account: AccountBack | null;
  /** The card that was given back to leave its bank (R-CHANGEBANK-03): the change is none. */
  readonly givenBack: CardId | null;
};

export type NotUndone =
  | Refused<'ACT_UNKNOWN' | 'CORRECTED_ALREADY' | 'OTHER_CARD_IN_USE' | 'ACCOUNT_ENDED', object>
  /** What was done with it since, or what it is now that the act did not leave. */
  | Refused<'BUILT_UPON', { readonly action: string }>
  | Refused<'STATE_CHANGED', { readonly state: string }>;

/** The operator's rides come whatever the card is (3.3-a stops no purse from afar), and banks move accounts by their own rules. */
const buildsOnNothing: readonly string[] = [
  ...['settle-rides', 'suspend-account', 'resume-account', 'lose-account', 'release-account'],
];
/** A card, or an order for one, that came after the act takes the place of what would be put back. */
const newCards: readonly string[] = ['submit-application', 'request-reissue', 'request-exchange', 'produce-card'];

/**
 * What is put back is what the events of the act's own command say there was before: a step that came with the act (the
 * old card invalid, the mailed card received) goes back with it. Only while nothing was built on it, and while everything
 * still is as the act left it.
 */
export const undoingOf = (past: Past, seq: number): Result<Undoing, NotUndone> => {
  const event = past.events.find((each) => each.seq === seq);
  const act = correctableActs.find((each) => each === event?.action);
  if (!event || !act) return refused('ACT_UNKNOWN', {});
  const corrected = correctedEvents(past);
  if (corrected.has(event.seq)) return refused('CORRECTED_ALREADY', {});
  const own = ownSteps(past, event).filter((each) => !corrected.has(each.seq));
  const since = past.events.filter(({ seq: later, command }) => later > seq && command !== event.command);
  const built = since.find((each) => !corrected.has(each.seq) && isBuiltOn(own, each));
  if (built?.action === 'cancel-account') return refused('ACCOUNT_ENDED', {});
  if (built) return refused('BUILT_UPON', { action: built.action });
  const cards = own.flatMap((step) => cardBack(past, step));
  const application = own.map((step) => applicationBack(past, step)).find((each) => each !== null) ?? null;
  const changed = stateChanged(past, { cards, application });
  if (changed !== undefined) return refused('STATE_CHANGED', { state: changed });
  if (isTaken(past, { cards, application })) return refused('OTHER_CARD_IN_USE', {});
  const account = accountBack(past, own);
  const electronicCard = electronicBack(past, { own, corrected });
  const givenBack = event.facts.reason === 'change-bank' ? (cards[0]?.cardId ?? null) : null;
  return ok({ act, seq, rules: event.rules, cards, application, account, electronicCard, givenBack });
};

/** What corrections did and what they undid, by its number: of neither anything is left. */
const correctedEvents = (past: Past): ReadonlySet<number> => {
  const { events } = past;
  const confirmed = events.filter(({ action }) => action === 'confirm-correction');
  const corrected = confirmed.flatMap(({ command, facts }) => {
    const act = events.find(({ seq }) => `${seq}` === facts.corrects);
    return [...events.filter((each) => each.command === command), ...(act ? ownSteps(past, act) : [])];
  });
  return new Set(corrected.map(({ seq }) => seq));
};

/** Of an enabling that came with a hand-over the card stays handed over; the hand-over takes back all that came with it. */
const ownSteps = ({ events }: Past, { command, action }: PastEvent): readonly PastEvent[] =>
  events.filter((each) => each.command === command && (each.action === action || each.action !== 'report-handed-over'));

const ofThings = /^(card|application|electronic-card):/;

const isBuiltOn = (own: readonly PastEvent[], { action, subject }: PastEvent): boolean =>
  newCards.includes(action) ||
  (!buildsOnNothing.includes(action) && ofThings.test(subject) && own.some((step) => step.subject === subject));

const undoneBy: Readonly<Record<string, UndoneAction>> = {
  'enable-card': 'undo-enable-card',
  'invalidate-card': 'undo-invalidate-card',
  'replace-card': 'undo-replace-card',
  'cancel-card': 'undo-cancel-card',
};

const stateIn = (text: string | undefined): SocialSecurityState | undefined =>
  socialSecurityStates.find((each) => each === text);

const cardBack = (past: Past, { action, subject, facts, rules, seq }: PastEvent): readonly CardBack[] => {
  const undone = undoneBy[action];
  const card = past.cards.find(({ cardId }) => subject === `card:${cardId}`);
  const [from, to] = [stateIn(facts.to), stateIn(facts.from)];
  if (!undone || !card || !from || !to) return [];
  return [{ cardId: card.cardId, action: undone, from, to, rules, ...lossBefore(past, { subject, seq, to }) }];
};

/** A card that was lost is lost again, until the same instant and from the same state. */
const lossBefore = (
  { events }: Past,
  { subject, seq, to }: { readonly subject: string; readonly seq: number; readonly to: SocialSecurityState },
): Pick<CardBack, 'lostUntil' | 'lostFrom'> => {
  if (to !== 'temporarily-lost' && to !== 'formally-lost') return { lostUntil: null, lostFrom: null };
  const before = events.filter((each) => each.subject === subject && each.seq < seq);
  const from = before.findLast(({ facts }) => facts.from === 'enabled' || facts.from === 'not-enabled')?.facts.from;
  const until = before.findLast(({ action }) => action === 'report-temporary-loss')?.facts.until ?? null;
  return {
    lostUntil: to === 'temporarily-lost' ? until : null,
    lostFrom: from === 'not-enabled' ? 'not-enabled' : 'enabled',
  };
};

const applicationBack = (past: Past, { action, subject }: PastEvent): ApplicationBack | null => {
  const application = past.applications.find(({ applicationId }) => subject === `application:${applicationId}`);
  if (!application) return null;
  const { applicationId } = application;
  if (action === 'report-handed-over') return { applicationId, action: 'undo-hand-over', from: 'collected' };
  return action === 'receive-card' ? { applicationId, action: 'undo-receive-card', from: 'received' } : null;
};

type Backs = Pick<Undoing, 'cards' | 'application'>;

/** What something is by now that the act did not leave so; undefined: everything is as it left it. */
const stateChanged = (past: Past, { cards, application }: Backs): string | undefined => {
  const moved = cards
    .map(({ cardId, from }) => ({ from, now: past.cards.find((each) => each.cardId === cardId)?.socialSecurity }))
    .find(({ from, now }) => from !== now);
  if (moved) return moved.now;
  const now = past.applications.find(({ applicationId }) => applicationId === application?.applicationId)?.state;
  return application && now !== application.from ? now : undefined;
};

const inUse: readonly SocialSecurityState[] = ['enabled', 'temporarily-lost', 'formally-lost'];

/** At most one card in use and one running application of a person, whatever is put back. */
const isTaken = (past: Past, { cards, application }: Backs): boolean => {
  const others = past.cards.filter(({ cardId }) => !cards.some((back) => back.cardId === cardId));
  const isCardTaken =
    cards.some(({ to }) => inUse.includes(to)) && others.some(({ socialSecurity }) => inUse.includes(socialSecurity));
  const isRunning = past.applications.some(
    ({ applicationId, state }) =>
      applicationId !== application?.applicationId && runningStates.some((each) => each === state),
  );
  return isCardTaken || (application !== null && isRunning);
};

/**
 * The account is its bank's (R-BANK-10): one that was activated with the act is to be suspended; one that was to be cancelled
 * with it is to be again what was asked last before, or, where nothing was, to go on.
 */
const accountBack = (past: Past, own: readonly PastEvent[]): AccountBack | null => {
  const step = own.find(({ action }) => action === 'activate-finance' || action === 'cancel-card');
  const card = past.cards.find(({ cardId }) => step?.subject === `card:${cardId}`);
  if (!step || !card || card.bank === null) return null;
  const { cardId, bank, financial, openAsk } = card;
  if (step.action === 'activate-finance') return financial === 'active' ? { cardId, bank, ask: 'suspend' } : null;
  if (openAsk !== 'cancel') return null;
  const before = past.events.findLast(
    ({ seq, action, facts }) => seq < step.seq && action === 'ask-bank' && facts.card === cardId && isOfAccount(facts),
  );
  const asked = accountKinds.find((each) => each === before?.facts.kind);
  return { cardId, bank, ask: asked ?? (financial === 'active' ? 'resume' : 'forget') };
};

const isOfAccount = ({ kind }: EventFacts): boolean => accountKinds.some((each) => each === kind && each !== 'cancel');

const electronicBack = (
  { events, cards }: Past,
  { own, corrected }: { readonly own: readonly PastEvent[]; readonly corrected: ReadonlySet<number> },
): Undoing['electronicCard'] => {
  const link = own.find(({ action }) => action === 'link-electronic-card');
  if (!link) return undefined;
  if (link.facts.from === 'issued') return null;
  const before = events.findLast(
    ({ seq, action }) => seq < link.seq && action === 'link-electronic-card' && !corrected.has(seq),
  );
  return cards.find(({ cardId }) => cardId === before?.facts.card)?.cardId ?? null;
};

// Who asks for a service of a card, where and with which proof; and the question the gate is asked about it.
import type { NotPermitted } from '../applications/use-case.ts';
import type { Acting, EventFacts } from '../audit/event.ts';
import { type AuthorisationId, authorisableServices, recordingDocuments } from '../authorisations/authorisation.ts';
import { agentOf, type Holding, wordHeld } from '../authorisations/word-held.ts';
import { dateIn } from '../base/dates.ts';
import { type Refused, refused } from '../base/result.ts';
import type { Keys } from '../crypto/keys.ts';
import { personFacts } from '../people/person-facts.ts';
import { personFrom } from '../people/person-row.ts';
import type { Actor, CardFacts, Channel, Document, Payment, Question, Service } from '../policy/question.ts';
import type { Permitted } from '../policy/verdict.ts';
import type { EnablingRow } from './enabling-store.ts';

/** For whom a card is enabled or activated: themself, or whoever gave them the word, or their child. */
export type CardActor = Extract<Actor, 'holder' | 'agent' | 'guardian'>;

/** How a caller proved to be the holder (G-28); the answer itself is never kept. */
export const callerProofs = ['call-back', 'service-password', 'knowledge-check'] as const;
export type CallerProof = (typeof callerProofs)[number];

/** What the caller said, compared with the record, and the proof that was taken. */
export type CallerCheck = { readonly name: string; readonly idNumber: string; readonly proof: CallerProof };

/** Somebody who types it in for the person: staff at a counter or on the telephone, or a bank by its interface. */
export type Served = {
  readonly by: 'staff' | 'bank';
  /** Where the person stands; null: on the telephone, or a bank's visit. */
  readonly outletId: string | null;
  /** Bank of the counter or of the visit; null: none of a bank. */
  readonly bank: string | null;
  /** Originals that were shown and checked. */
  readonly documents: readonly Document[];
  /** A machine in the outlet instead of its counter (C-14). */
  readonly machine?: boolean;
  readonly callerCheck?: CallerCheck;
};

/** The telephone system of 96066, into which the person keys it. */
export type ServedByTelephone = Omit<Served, 'by'> & { readonly by: 'system' };

export type CardAsker = {
  readonly actor: CardActor;
  /** Who acts: a person's id, the account of staff, or the code of a bank. */
  readonly actorId: string;
  readonly channel: Channel;
  /** Absent: whoever is logged in does it alone, online. */
  readonly served?: Served | ServedByTelephone;
  /** By which recorded word an agent or a guardian acts; online they cannot without (C-32). */
  readonly authorisationId?: AuthorisationId;
};

/** Who acts is who was authenticated: the person online, otherwise whoever serves them. */
export const actingOf = ({ actor, actorId, channel, served }: CardAsker): Acting =>
  served
    ? {
        ...{ actor: served.by, actorId, outlet: served.outletId, bank: served.bank },
        channel: served.by === 'bank' ? 'bank-interface' : channel,
      }
    : { actor, actorId, channel, outlet: null, bank: null };

/** The caller of an idempotency key. */
export const callerOf = ({ actorId, served }: CardAsker): string => `${served?.by ?? 'person'}:${actorId}`;

/** On whose word and with what it was done, where the person did not do it alone. */
export const askerFacts = ({ actor, served, authorisationId }: CardAsker): EventFacts => ({
  ...(authorisationId && { authorisation: authorisationId }),
  ...(served && {
    'asked-by': actor,
    ...(served.documents.length > 0 && { documents: served.documents.join(' ') }),
    ...(served.callerCheck && { proof: served.callerCheck.proof }),
  }),
});

type AskedFor = { readonly service: Service; readonly on: Temporal.PlainDate; readonly holding: Holding };

/** What staff do on an agent's word alone: whose it is has to be known, so it is recorded first. A cancellation may follow a death (G-03). */
const namedFor: readonly Service[] = authorisableServices.filter((each) => each !== 'cancel');

/**
 * What the gate is told of a recorded word, and of what was shown. Where there is no counter nothing can be shown: the
 * originals were, when the word was recorded.
 */
export const wordFacts = (
  { actor, actorId, served, authorisationId }: CardAsker,
  { service, on, holding }: AskedFor,
): Pick<Question, 'wordHeld' | 'documents'> => {
  const shown = served && { documents: served.documents };
  if (actor === 'holder') return { ...shown };
  if (authorisationId === undefined) {
    const isUnnamed = actor === 'agent' && served?.by === 'staff' && namedFor.includes(service);
    return { ...(isUnnamed && { wordHeld: false }), ...shown };
  }
  const agentId = served ? null : actorId;
  const isHeld = wordHeld(holding, { kind: actor, authorisationId, agentId, service, on }) !== undefined;
  const isRemote = served?.by === 'staff' && served.outletId === null;
  return { wordHeld: isHeld, ...shown, ...(isRemote && isHeld && { documents: recordingDocuments[actor] }) };
};

/** The card as the gate is asked about it. */
export const cardFactsOf = (row: EnablingRow): CardFacts => ({
  generation: row.generation,
  bank: row.cardBank,
  socialSecurity: row.socialSecurity,
  reissueRequested: row.reissueRequested,
  ...(row.financial && { financial: row.financial }),
});

/** What is done about a lost card. */
export const lossServices = [
  'report-temporary-loss',
  'release-temporary-loss',
  'report-formal-loss',
  'release-formal-loss',
] as const satisfies readonly Service[];
export type LossService = (typeof lossServices)[number];

/** What is done about the account of a card, at the counter of its bank alone (R-BANK-10, R-INFO-02). */
export const accountServices = [
  'report-formal-loss-finance',
  'release-finance',
  'change-bank-phone',
] as const satisfies readonly Service[];
export type AccountService = (typeof accountServices)[number];

/** What is done at a counter about what else the card carries. */
export const sceneServices = [
  'top-up-transit',
  'open-suburban-rail',
  'refund-transit',
  'buy-park-ticket',
] as const satisfies readonly Service[];
export type SceneService = (typeof sceneServices)[number];

type About = {
  readonly service: Extract<
    Service,
    | 'enable'
    | 'activate-finance'
    | 'collect'
    | 'reissue'
    | 'exchange-damaged'
    | 'exchange-changed'
    | 'cancel'
    | 'cancel-finance'
    | 'change-bank-cancel'
    | LossService
    | AccountService
    | SceneService
  >;
  readonly asker: CardAsker;
  readonly row: EnablingRow;
  readonly at: Temporal.Instant;
  readonly card?: CardFacts;
  /** Of a top-up. */
  readonly payment?: Payment;
};

export const cardQuestion = (
  keys: Keys,
  { service, asker, row, at, card = cardFactsOf(row), payment }: About,
): Question => {
  const { actor, channel, served } = asker;
  const on = dateIn(at);
  return {
    ...{ service, channel, on, actor, card },
    person: personFacts(personFrom(keys, row.personId, row), on),
    ...(payment && { payment }),
    ...wordFacts(asker, { service, on, holding: row }),
    ...(served?.bank && { outlet: { kind: channel, bank: served.bank, ...(served.machine && { machine: true }) } }),
    ...(channel === 'door' && { delivery: 'bank-visit' }),
  };
};

export type CardRefused =
  | NotPermitted
  | Refused<'CALLER_NOT_CONFIRMED' | 'AUTHORISATION_NOT_RECORDED' | 'WRONG_OUTLET', object>;

type Unproved = Refused<'CALLER_NOT_CONFIRMED' | 'AUTHORISATION_NOT_RECORDED', object>;

/**
 * What the gate permits on a condition that nobody has seen to. A caller is known by name and ID number and a further
 * proof (G-28), an agent by their own; who acts for somebody else without a counter needs a word that was recorded at one.
 */
export const unmetCondition = (
  keys: Keys,
  { conditions }: Pick<Permitted, 'conditions'>,
  { asker, row }: Pick<About, 'asker' | 'row'>,
): Unproved | undefined => {
  if (conditions.includes('authorisation-recorded-at-outlet') || conditions.includes('guardian-link-verified'))
    return refused('AUTHORISATION_NOT_RECORDED', {});
  if (!conditions.includes('caller-check')) return undefined;
  const check = asker.served?.callerCheck;
  const agent = asker.authorisationId && agentOf(keys, row, asker.authorisationId);
  const { name, idNumber } = agent ?? personFrom(keys, row.personId, row);
  const isConfirmed =
    check !== undefined && check.name.trim() === name && check.idNumber.trim().toUpperCase() === idNumber;
  return isConfirmed ? undefined : refused('CALLER_NOT_CONFIRMED', {});
};

/** A counter of a bank is one of its own outlets (C-14): another bank's, or one that is not there, is none. */
export const wrongOutlet = ({ served }: CardAsker, row: EnablingRow): Refused<'WRONG_OUTLET', object> | undefined =>
  served?.by === 'bank' && served.outletId !== null && row.outletBank !== served.bank
    ? refused('WRONG_OUTLET', {})
    : undefined;

// A second person confirms a correction, which undoes the act by new events, or declines it; never who proposed it or did the act.
import { stepOf } from '../applications/move-application.ts';
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { type Acting, toMilliseconds } from '../audit/event.ts';
import { bankNotLeft } from '../bank-changes/bank-change-parts.ts';
import { dateIn } from '../base/dates.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { contactOf } from '../cards/enabling.ts';
import { undoneCards } from '../cards/undone-cards.ts';
import { linkElectronicCardBack } from '../e-card/electronic-card-parts.ts';
import { askBank, replaceRequests } from '../finance/ask-bank.ts';
import { messageJob } from '../messages/message.ts';
import { isDead } from '../people/person-facts.ts';
import { personFrom } from '../people/person-row.ts';
import { type CorrectionId, openCorrection, sealCorrection } from './correction.ts';
import {
  actionOf,
  type CorrectionDecision,
  type CorrectionState,
  correctionLifecycle,
} from './correction-lifecycle.ts';
import {
  type CorrectingRow,
  findCorrecting,
  findCorrection,
  type ListedCorrection,
  moveCorrection,
} from './corrections-store.ts';
import { type NotUndone, type Undoing, undoingOf } from './undoing.ts';

export type Deciding = {
  readonly acting: Acting;
  readonly key: string;
  readonly correctionId: CorrectionId;
  readonly decision: CorrectionDecision;
  /** For whoever proposed it; at most `mostReason` characters, needed where it is declined. */
  readonly note: string;
};

export type Decided = { readonly correctionId: string; readonly state: CorrectionState };
/** OWN_ACT: of what one did oneself another judges, as of what one proposed (OWN_PROPOSAL). */
export type DecideRefused =
  | NotUndone
  | Refused<'CORRECTION_UNKNOWN' | 'OWN_PROPOSAL' | 'OWN_ACT' | 'NOTE_MISSING' | 'OTHER_BANK', object>
  | Refused<'DECIDED_ALREADY', { readonly state: CorrectionState }>
  | CommandRefused;

/**
 * proposed → confirmed or declined, once. Confirmed, everything `undoingOf` says goes back in the same statement; what was
 * built on the act since the proposal refuses it, and the correction can then only be declined. Whoever acts for a bank
 * decides about what was done at this bank.
 */
export const decideCorrection = async (ground: Ground, deciding: Deciding): Promise<Result<Decided, DecideRefused>> => {
  const { acting, key, correctionId, decision, note } = deciding;
  const correction = await findCorrection(ground.sql, correctionId);
  if (!correction) return refused('CORRECTION_UNKNOWN', {});
  const at = toMilliseconds(ground.businessClock());
  const { personId, cardId, eventSeq: seq } = correction;
  return await changePerson<CorrectingRow, Decided, DecideRefused>(ground, {
    action: actionOf[decision],
    acting,
    key: { caller: `staff:${acting.actorId}`, key, request: { correctionId, decision, note } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CORRECTION_UNKNOWN', {}),
    read: (earlierAnswer) => findCorrecting(ground.sql, { personId, cardId, seq }, earlierAnswer),
    decide: (row) => decide(ground, { deciding, correction, at }, row),
  });
};

type Case = {
  readonly deciding: Deciding;
  readonly correction: ListedCorrection;
  readonly at: Temporal.Instant;
};

const decide = (ground: Ground, given: Case, row: CorrectingRow): Decision<Decided, DecideRefused> => {
  const { deciding, correction, at } = given;
  const { acting, decision, note } = deciding;
  const { correctionId, proposedBy, eventSeq } = correction;
  const no = (refusal: DecideRefused) => rejection(refusal, []);
  if (acting.bank !== null && acting.bank !== row.doneAtBank) return no(refused('OTHER_BANK', {}));
  // The open one of the person is this one, or this one has been decided: two of a person are never open.
  if (row.openCorrection !== correctionId) return no(refused('DECIDED_ALREADY', { state: correction.state }));
  if (acting.actorId === proposedBy) return no(refused('OWN_PROPOSAL', {}));
  if (acting.actorId === row.doneBy) return no(refused('OWN_ACT', {}));
  if (decision === 'declined' && note === '') return no(refused('NOTE_MISSING', {}));
  const undoing = decision === 'confirmed' ? undoingOf(row, eventSeq) : undefined;
  if (undoing && !undoing.ok) return no(undoing);
  const action = actionOf[decision];
  const { from, to } = correctionLifecycle[action];
  const content = openCorrection(ground.keys, row.personId, correction.sealed);
  const sealed = sealCorrection(ground.keys, row.personId, { ...content, note });
  const moved = { correctionId, from, to, decidedBy: acting.actorId, decidedAt: at, sealed };
  const facts = { from: from[0], to, corrects: `${eventSeq}`, act: correction.act };
  const rules = row.events.find(({ seq }) => seq === eventSeq)?.rules ?? [];
  return change(
    { correctionId, state: to },
    {
      happenings: [{ action, subject: `correction:${correctionId}`, rules, facts }],
      writes: [moveCorrection(ground.sql, moved)],
    },
    ...(undoing ? undone(ground, { undoing: undoing.value, row, at }) : []),
  );
};

type Undone = { readonly undoing: Undoing; readonly row: CorrectingRow; readonly at: Temporal.Instant };

/** Everything goes back in the statement that confirms it. */
const undone = (ground: Ground, { undoing, row, at }: Undone): readonly Part[] => {
  const { sql, keys } = ground;
  const { personId } = row;
  const corrects = `${undoing.seq}`;
  const person = personFrom(keys, personId, row);
  const cards = undoing.cards.map((back) => ({ ...back, cardSealed: sealedOf(row, back.cardId) }));
  return [
    ...undoneCards(ground, { personId, cards, coreNumber: person.coreNumber, at, corrects }),
    ...applicationPart(ground, { undoing, row, at }),
    ...(undoing.electronicCard === undefined
      ? []
      : [linkElectronicCardBack(sql, { personId, cardId: undoing.electronicCard, corrects })]),
    ...accountPart(ground, { undoing, row, at }),
    ...(undoing.givenBack === null ? [] : [bankNotLeft(sql, undoing.givenBack)]),
    ...(isDead(person, dateIn(at)) ? [] : messaged(ground, row)),
  ];
};

const sealedOf = ({ cards }: CorrectingRow, id: string): Buffer => {
  const card = cards.find(({ cardId }) => cardId === id);
  if (!card) throw new Error('a card that is put back was not read');
  return Buffer.from(card.cardSealed, 'hex');
};

const applicationPart = (ground: Ground, { undoing, row }: Undone): readonly Part[] => {
  if (undoing.application === null) return [];
  const { applicationId, action, from } = undoing.application;
  // The limit of production ended when the card was made.
  const limit = { heldFrom: null, channel: '', dueOn: null, limitMissedOn: null };
  const application = { personId: row.personId, applicationId, state: from, ...limit };
  return [stepOf(ground, application, { action, rules: undoing.rules, facts: { corrects: `${undoing.seq}` } })];
};

const accountPart = (ground: Ground, { undoing: { account }, row, at }: Undone): readonly Part[] => {
  if (account === null) return [];
  const { cardId, bank, ask } = account;
  if (ask === 'forget') return [replaceRequests(ground.sql, cardId, 'account')];
  return [askBank(ground, { personId: row.personId, cardId, bank, kind: ask, at })];
};

/** That something was put right, and where it stands; the person reads what under 我的记录. */
const messaged = ({ keys }: Ground, row: CorrectingRow): readonly Part[] => {
  const contact = contactOf(keys, row);
  if (!contact) return [];
  const { phone: to, language } = contact;
  return [{ jobs: [messageJob({ kind: 'act-corrected', to, language, parameters: {} })] }];
};

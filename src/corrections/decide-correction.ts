// A second person confirms a correction, which undoes the act by new events, or declines it; never who proposed it or did the act.
import { stepOf } from '../applications/move-application.ts';
import type { Ground } from '../applications/use-case.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import type { Acting } from '../audit/event.ts';
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
import { actionOf, type CorrectionDecision, correctionLifecycle } from './correction-lifecycle.ts';
import { type Case, type Closed, closeCorrection, closedAlready, closedBy, type NotClosed } from './correction-step.ts';
import type { CorrectingRow } from './corrections-store.ts';
import { type NotUndone, type Undoing, undoingOf } from './undoing.ts';

export type Deciding = {
  readonly acting: Acting;
  readonly key: string;
  readonly correctionId: CorrectionId;
  readonly decision: CorrectionDecision;
  /** For whoever proposed it; at most `mostReason` characters, needed where it is declined. */
  readonly note: string;
};

/** OWN_ACT: of what one did oneself another judges, as of what one proposed (OWN_PROPOSAL). */
export type DecideRefused =
  | NotUndone
  | NotClosed
  | Refused<'OWN_PROPOSAL' | 'OWN_ACT' | 'NOTE_MISSING' | 'OTHER_BANK', object>;

/**
 * proposed → confirmed or declined, once. Confirmed, everything `undoingOf` says goes back in the same statement; what was
 * built on the act since the proposal refuses it, and the correction can then only be declined. Whoever acts for a bank
 * decides about what was done at this bank.
 */
export const decideCorrection = (ground: Ground, deciding: Deciding): Promise<Result<Closed, DecideRefused>> => {
  const { acting, key, correctionId, decision, note } = deciding;
  const closing = { action: actionOf[decision], acting, key, request: { correctionId, decision, note } };
  return closeCorrection<DecideRefused>(ground, closing, (found) => decide(ground, deciding, found));
};

const decide = (ground: Ground, deciding: Deciding, found: Case): Decision<Closed, DecideRefused> => {
  const { acting, decision, note } = deciding;
  const { correction, row, at } = found;
  const { correctionId, proposedBy, eventSeq } = correction;
  const no = (refusal: DecideRefused) => rejection(refusal, []);
  if (acting.bank !== null && acting.bank !== row.doneAtBank) return no(refused('OTHER_BANK', {}));
  const already = closedAlready(found);
  if (already) return no(already);
  if (acting.actorId === proposedBy) return no(refused('OWN_PROPOSAL', {}));
  if (acting.actorId === row.doneBy) return no(refused('OWN_ACT', {}));
  if (decision === 'declined' && note === '') return no(refused('NOTE_MISSING', {}));
  const undoing = decision === 'confirmed' ? undoingOf(row, eventSeq) : undefined;
  if (undoing && !undoing.ok) return no(undoing);
  const action = actionOf[decision];
  const content = openCorrection(ground.keys, row.personId, correction.sealed);
  const sealed = sealCorrection(ground.keys, row.personId, { ...content, note });
  return change(
    { correctionId, state: correctionLifecycle[action].to },
    closedBy(ground, found, { action, by: acting.actorId, sealed }),
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

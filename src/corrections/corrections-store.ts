// All SQL of corrections.
import type { EventFacts } from '../audit/event.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import { type EnablingRow, findCardWith } from '../cards/enabling-store.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { CorrectableAct, CorrectionId } from './correction.ts';
import type { CorrectionState } from './correction-lifecycle.ts';
import type { CardNow, Past } from './undoing.ts';

/** A correction as it is kept. */
export type CorrectionRow = {
  readonly correctionId: CorrectionId;
  readonly cardId: CardId;
  readonly eventSeq: number;
  readonly act: CorrectableAct;
  readonly state: CorrectionState;
  readonly proposedBy: string;
  readonly proposedAt: Temporal.Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Temporal.Instant | null;
  readonly sealed: Buffer;
};

const columns = (sql: Sql): Fragment => sql`
  corrections.correction_id as "correctionId", corrections.card_id as "cardId", corrections.event_seq as "eventSeq",
  corrections.act, corrections.state, corrections.proposed_by as "proposedBy", corrections.proposed_at as "proposedAt",
  corrections.decided_by as "decidedBy", corrections.decided_at as "decidedAt", corrections.sealed`;

/** Which card an act is about, that of its application where it is a hand-over; undefined: there is no such act. */
export const findActCard = async (sql: Sql, personId: PersonId, seq: number): Promise<CardId | undefined> => {
  const [row] = await sql<{ cardId: CardId }[]>`
    select cards.card_id as "cardId" from events
    left join applications on applications.person_id = events.person_id
      and events.subject = 'application:' || applications.application_id
    join cards on cards.person_id = events.person_id
      and (events.subject = 'card:' || cards.card_id or cards.card_id = applications.card_id)
    where events.person_id = ${personId} and events.seq = ${seq}`;
  return row?.cardId;
};

/** What a decision about a correction reads: its card, and everything of the person it could touch. */
export type CorrectingRow = EnablingRow &
  Omit<Past, 'cards'> & {
    readonly cards: readonly (CardNow & { /** Hexadecimal. */ readonly cardSealed: string })[];
    /** Who did the act, and the bank they did it for. */
    readonly doneBy: string | null;
    readonly doneAtBank: string | null;
    /** The one that waits for its second person, whichever act of the person it is about. */
    readonly openCorrection: CorrectionId | null;
  };

export type Asked = { readonly personId: PersonId; readonly cardId: CardId; readonly seq: number };

/** A person has tens of events, and corrections are rare: all are read, and the rule about them is plain code. */
export const findCorrecting = (sql: Sql, asked: Asked, earlierAnswer: Fragment): Promise<CorrectingRow | undefined> => {
  const { personId, cardId, seq } = asked;
  const more = sql`, act.actor_id as "doneBy", act.bank as "doneAtBank",
    (select correction_id from corrections where corrections.person_id = people.person_id
      and state = 'proposed') as "openCorrection",
    coalesce((select jsonb_agg(jsonb_build_object('seq', seq, 'action', action, 'subject', subject, 'rules', rules,
        'facts', facts, 'command', concat_ws('/', at, recorded_at, actor_id)) order by seq)
      from events where events.person_id = people.person_id), '[]') as events,
    (select jsonb_agg(jsonb_build_object('cardId', own.card_id, 'bank', own.bank, 'financial', own.financial,
        'socialSecurity', own.social_security, 'cardSealed', encode(own.sealed, 'hex'), 'openAsk', (
          select kind from bank_requests where bank_requests.person_id = own.person_id
            and bank_requests.card_id = own.card_id and matter = 'account' and state in ('requested', 'timed-out'))))
      from cards own where own.person_id = people.person_id) as cards,
    coalesce((select jsonb_agg(jsonb_build_object('applicationId', own.application_id, 'state', own.state))
      from applications own where own.person_id = people.person_id), '[]') as applications`;
  const joins = sql`left join events act on act.person_id = people.person_id and act.seq = ${seq}`;
  return findCardWith<CorrectingRow>(sql, { ref: { personId, cardId }, outletId: null, more, joins }, earlierAnswer);
};

export type NewCorrection = Omit<CorrectionRow, 'state' | 'decidedBy' | 'decidedAt'>;

/** A correction and the look-up of whose it is, written when the guard held. */
export const insertCorrection = (sql: Sql, row: NewCorrection): Fragment => sql`
  , correction as (
    insert into corrections (person_id, correction_id, card_id, event_seq, act, state, proposed_by, proposed_at, sealed)
    select person_id, ${row.correctionId}, ${row.cardId}, ${row.eventSeq}::int, ${row.act}, 'proposed', ${row.proposedBy},
           ${row.proposedAt}, ${row.sealed}
    from guard
  ), correction_person as (
    insert into correction_people (correction_id, person_id) select ${row.correctionId}, person_id from guard
  )`;

export type CorrectionMove = {
  readonly correctionId: CorrectionId;
  readonly from: readonly CorrectionState[];
  readonly to: CorrectionState;
  readonly decidedBy: string;
  readonly decidedAt: Temporal.Instant;
  readonly sealed: Buffer;
};

/** The word of the second person, or of the first who takes the proposal back; written when the guard held. */
export const moveCorrection = (sql: Sql, move: CorrectionMove): Fragment => sql`
  , correction as (
    update corrections set state = ${move.to}, decided_by = ${move.decidedBy}, decided_at = ${move.decidedAt},
      sealed = ${move.sealed}
    from guard
    where corrections.person_id = guard.person_id and correction_id = ${move.correctionId} and state = any(${move.from})
  )`;

/** One of it, or one line of the list: nothing personal is in it but the id. */
export type ListedCorrection = CorrectionRow & {
  readonly personId: PersonId;
  readonly doneBy: string;
  readonly doneAt: Temporal.Instant;
  readonly doneAtBank: string | null;
  readonly facts: EventFacts;
};

const listed = (sql: Sql): Fragment => sql`
  ${columns(sql)}, corrections.person_id as "personId", events.actor_id as "doneBy", events.at as "doneAt",
  events.bank as "doneAtBank", events.facts
  from corrections join events on events.person_id = corrections.person_id and events.seq = corrections.event_seq`;

export const findCorrection = async (sql: Sql, correctionId: CorrectionId): Promise<ListedCorrection | undefined> => {
  const [row] = await sql<ListedCorrection[]>`
    select ${listed(sql)} join correction_people on correction_people.person_id = corrections.person_id
      and correction_people.correction_id = corrections.correction_id
    where correction_people.correction_id = ${correctionId}`;
  return row;
};

/** What became of the acts of a person for which a correction was proposed, the latest first. */
export const listCorrectionsOf = async (
  sql: Sql,
  personId: PersonId,
): Promise<readonly Pick<CorrectionRow, 'correctionId' | 'eventSeq' | 'state' | 'proposedBy'>[]> =>
  sql<Pick<CorrectionRow, 'correctionId' | 'eventSeq' | 'state' | 'proposedBy'>[]>`
    select correction_id as "correctionId", event_seq as "eventSeq", state, proposed_by as "proposedBy" from corrections
    where person_id = ${personId} order by proposed_at desc, correction_id`;

/** The one of a person that waits for its second person. */
export const findOpenCorrection = async (
  sql: Sql,
  personId: PersonId,
): Promise<Pick<CorrectionRow, 'correctionId' | 'act' | 'proposedBy' | 'proposedAt'> | undefined> => {
  const [row] = await sql<Pick<CorrectionRow, 'correctionId' | 'act' | 'proposedBy' | 'proposedAt'>[]>`
    select correction_id as "correctionId", act, proposed_by as "proposedBy", proposed_at as "proposedAt"
    from corrections where person_id = ${personId} and state = 'proposed'`;
  return row;
};

type Listing = {
  /** What was done for one bank; null: everything. */
  readonly bank: string | null;
  readonly most: number;
};

const ofBank = (sql: Sql, bank: string | null): Fragment => (bank === null ? sql`true` : sql`events.bank = ${bank}`);

/** Those that wait for their second person, the longest first. */
export const listOpenCorrections = async (sql: Sql, { bank, most }: Listing): Promise<readonly ListedCorrection[]> =>
  sql<ListedCorrection[]>`
    select ${listed(sql)} where corrections.state = 'proposed' and ${ofBank(sql, bank)}
    order by corrections.proposed_at, corrections.correction_id limit ${most}`;

/** The ones that were decided last. */
export const listDecidedCorrections = async (sql: Sql, { bank, most }: Listing): Promise<readonly ListedCorrection[]> =>
  sql<ListedCorrection[]>`
    select ${listed(sql)} where corrections.state <> 'proposed' and ${ofBank(sql, bank)}
    order by corrections.decided_at desc, corrections.correction_id desc limit ${most}`;

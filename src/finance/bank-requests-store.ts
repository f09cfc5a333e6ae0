// All SQL of requests to the issuing banks.
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { FinancialState, SocialSecurityState } from '../policy/question.ts';
import type {
  BankMatter,
  BankRefusalReason,
  BankRequest,
  BankRequestId,
  BankRequestKind,
  BankRequestList,
} from './bank-request.ts';
import type { BankRequestState } from './bank-request-lifecycle.ts';

export type NewBankRequest = Omit<BankRequest, 'rounds' | 'answeredAt' | 'refusal'> & {
  readonly matter: BankMatter;
  readonly sealed: Buffer | null;
};

/** A request and the look-up of whose it is, written when the guard held. */
export const insertBankRequest = (sql: Sql, row: NewBankRequest): Fragment => sql`
  , bank_request as (
    insert into bank_requests (person_id, bank_request_id, card_id, bank, kind, matter, state, asked_at, due_at, rounds,
                               sealed)
    select person_id, ${row.bankRequestId}, ${row.cardId}, ${row.bank}, ${row.kind}, ${row.matter}, ${row.state},
           ${row.askedAt}, ${row.dueAt}, 1, ${row.sealed}
    from guard
  ), bank_request_person as (
    insert into bank_request_people (bank_request_id, person_id) select ${row.bankRequestId}, person_id from guard
  )`;

export type ReplacedRequests = {
  readonly cardId: CardId;
  readonly matter: BankMatter;
  readonly from: readonly BankRequestState[];
  readonly to: BankRequestState;
};

/** Those of one matter of a card that are open, written when the guard held; one that the statement adds is not among them. */
export const moveBankRequestsToReplaced = (sql: Sql, { cardId, matter, from, to }: ReplacedRequests): Fragment => sql`
  , replaced_requests as (
    update bank_requests set state = ${to} from guard
    where bank_requests.person_id = guard.person_id and card_id = ${cardId} and matter = ${matter}
      and state = any(${from})
  )`;

export type BankRequestMove = {
  readonly bankRequestId: BankRequestId;
  readonly from: readonly BankRequestState[];
  readonly to: BankRequestState;
  readonly dueAt: Temporal.Instant;
  readonly rounds: number;
  readonly answeredAt: Temporal.Instant | null;
  readonly refusal: BankRefusalReason | null;
};

/** The next state, written when the guard held. */
export const moveBankRequest = (sql: Sql, move: BankRequestMove): Fragment => sql`
  , bank_request as (
    update bank_requests set state = ${move.to}, due_at = ${move.dueAt}, rounds = ${move.rounds},
      answered_at = ${move.answeredAt}, refusal = ${move.refusal}
    from guard
    where bank_requests.person_id = guard.person_id and bank_request_id = ${move.bankRequestId}
      and state = any(${move.from})
  )`;

const requestColumns = (sql: Sql): Fragment => sql`
  bank_requests.bank_request_id as "bankRequestId", bank_requests.card_id as "cardId", bank_requests.bank,
  bank_requests.kind, bank_requests.state, bank_requests.asked_at as "askedAt", bank_requests.due_at as "dueAt",
  bank_requests.rounds, bank_requests.answered_at as "answeredAt", bank_requests.refusal`;

/** A request with the card it is about, as a decision about it reads them. */
export type BankRequestRow = Head &
  BankRequest & {
    readonly socialSecurity: SocialSecurityState;
    readonly financial: FinancialState | null;
    readonly personSealed: Buffer;
    /** The application the card came from, with the phone and the language of its holder; null: a card of the import. */
    readonly applicationSealed: Buffer | null;
    /** Whether another request about the same matter came after it. */
    readonly isReplaced: boolean;
  };

/** `bank` null: of any bank. A request of another bank is as if it did not exist. */
export const findBankRequest = async (
  sql: Sql,
  { bankRequestId, bank }: { readonly bankRequestId: BankRequestId; readonly bank: string | null },
  earlierAnswer: Fragment,
): Promise<BankRequestRow | undefined> => {
  const [row] = await sql<BankRequestRow[]>`
    select ${headColumns(sql)}, ${requestColumns(sql)}, cards.social_security as "socialSecurity", cards.financial,
      insured_records.sealed as "personSealed", applications.sealed as "applicationSealed",
      exists (select from bank_requests later where later.person_id = bank_requests.person_id
        and later.card_id = bank_requests.card_id and later.matter = bank_requests.matter
        and later.asked_at > bank_requests.asked_at) as "isReplaced"
    from bank_request_people
    join bank_requests using (person_id, bank_request_id)
    join people on people.person_id = bank_requests.person_id
    join cards on cards.person_id = bank_requests.person_id and cards.card_id = bank_requests.card_id
    join insured_records on insured_records.person_id = bank_requests.person_id
    left join applications on applications.person_id = cards.person_id and applications.card_id = cards.card_id
    ${earlierAnswer}
    where bank_request_people.bank_request_id = ${bankRequestId}
      and ${bank === null ? sql`true` : sql`bank_requests.bank = ${bank}`}`;
  return row;
};

/** A request as its bank is given it. */
export type WaitingBankRequest = BankRequest & {
  readonly personId: PersonId;
  readonly sealed: Buffer | null;
  readonly cardSealed: Buffer;
  readonly personSealed: Buffer;
};

/** A bank's requests that it has not answered, those asked first first. */
export const listWaitingBankRequests = async (
  sql: Sql,
  { bank, most }: { readonly bank: string; readonly most: number },
): Promise<readonly WaitingBankRequest[]> => sql<WaitingBankRequest[]>`
  select ${requestColumns(sql)}, bank_requests.person_id as "personId", bank_requests.sealed,
    cards.sealed as "cardSealed", insured_records.sealed as "personSealed"
  from bank_requests
  join cards on cards.person_id = bank_requests.person_id and cards.card_id = bank_requests.card_id
  join insured_records on insured_records.person_id = bank_requests.person_id
  where bank_requests.bank = ${bank} and bank_requests.state in ('requested', 'timed-out')
  order by bank_requests.asked_at, bank_requests.bank_request_id limit ${most}`;

export type DueBankRequest = Pick<BankRequest, 'bankRequestId' | 'dueAt' | 'rounds'>;

/** Requests whose round is over at an instant, longest over first, after the last of the piece before. */
export const listDueBankRequests = async (
  sql: Sql,
  { at, after, most }: { readonly at: Temporal.Instant; readonly after: DueBankRequest | null; readonly most: number },
): Promise<readonly DueBankRequest[]> => sql<DueBankRequest[]>`
  select bank_request_id as "bankRequestId", due_at as "dueAt", rounds from bank_requests
  where state = 'requested' and due_at <= ${at}
    ${after === null ? sql`` : sql`and (due_at, bank_request_id) > (${after.dueAt}, ${after.bankRequestId}::uuid)`}
  order by due_at, bank_request_id limit ${most}`;

/** A request in a list of staff: whose it is, without anything personal. */
export type ListedBankRequest = BankRequest & { readonly personId: PersonId };

type Listing = {
  /** null: of every bank. */
  readonly bank: string | null;
  readonly list: BankRequestList;
  readonly kind: BankRequestKind | null;
  readonly at: Temporal.Instant;
  readonly most: number;
};

/** Late: asked a second time, given up, or over by the clock, swept already or not. */
const inList = (sql: Sql, { list, at }: Pick<Listing, 'list' | 'at'>): Fragment => {
  switch (list) {
    case 'open':
      return sql`state in ('requested', 'timed-out')`;
    case 'late':
      return sql`state in ('requested', 'timed-out') and (state = 'timed-out' or rounds > 1 or due_at <= ${at})`;
    case 'refused':
      return sql`state = 'refused'`;
  }
};

/** Those that wait longest first; refused ones the newest first. */
export const listBankRequests = async (sql: Sql, listing: Listing): Promise<readonly ListedBankRequest[]> => {
  const { bank, kind, list, most } = listing;
  return sql<ListedBankRequest[]>`
    select ${requestColumns(sql)}, person_id as "personId" from bank_requests
    where ${bank === null ? sql`true` : sql`bank = ${bank}`} and ${inList(sql, listing)}
      and ${kind === null ? sql`true` : sql`kind = ${kind}`}
    order by ${list === 'refused' ? sql`asked_at desc, bank_request_id desc` : sql`asked_at, bank_request_id`} limit ${most}`;
};

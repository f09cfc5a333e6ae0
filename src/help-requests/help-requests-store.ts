// All SQL of help requests.
import { type ApplicantRow, applicantColumns, joinedToApplicant } from '../applications/applicant-row.ts';
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { ApplicationId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { DeclineReason, HelpKind, HelpRequest, HelpRequestId, PartOfDay } from './help-request.ts';
import type { HelpRequestState } from './help-request-lifecycle.ts';

/** Whose requests somebody reaches: a bank's, a street's, those of the streets of a district, a person's own, or all. */
export type Reach =
  | { readonly of: 'all' }
  | { readonly of: 'bank'; readonly bank: string }
  | { readonly of: 'outlet'; readonly outletId: string }
  | { readonly of: 'district'; readonly district: string }
  | { readonly of: 'person'; readonly personId: PersonId };

const within = (sql: Sql, reach: Reach): Fragment => {
  switch (reach.of) {
    case 'all':
      return sql`true`;
    case 'bank':
      return sql`help_requests.bank = ${reach.bank}`;
    case 'outlet':
      return sql`help_requests.outlet_id = ${reach.outletId}`;
    case 'district':
      return sql`outlets.district = ${reach.district}`;
    case 'person':
      return sql`help_requests.person_id = ${reach.personId}`;
  }
};

const requestColumns = (sql: Sql): Fragment => sql`
  help_requests.help_request_id as "helpRequestId", help_requests.kind, help_requests.state, help_requests.bank,
  help_requests.outlet_id as "outletId", wished_on as "wishedOn", wished_part as "wishedPart",
  decline_reason as "declineReason", help_requests.sealed, outlets.name as "outletName"`;

/** What a person asks for, and what it is decided upon. */
export type AskingRow = Head &
  ApplicantRow & {
    /** Kind of the chosen outlet; null: there is none. */
    readonly outletKind: string | null;
    readonly outletName: string | null;
    readonly hasOpenRequest: boolean;
  };

export const findAsking = async (
  sql: Sql,
  { personId, outletId }: { readonly personId: PersonId; readonly outletId: string | null },
  earlierAnswer: Fragment,
): Promise<AskingRow | undefined> => {
  const [row] = await sql<AskingRow[]>`
    select ${headColumns(sql)}, ${applicantColumns(sql)}, outlets.kind as "outletKind", outlets.name as "outletName",
      exists (select from help_requests where help_requests.person_id = people.person_id
        and state in ('requested', 'accepted', 'declined')) as "hasOpenRequest"
    from people ${joinedToApplicant(sql)}
    left join outlets on outlets.outlet_id = ${outletId} ${earlierAnswer}
    where people.person_id = ${personId}`;
  return row;
};

export type HelpRow = HelpRequest & { readonly sealed: Buffer; readonly outletName: string | null };

export type HelpCommandRow = Head &
  HelpRow & {
    /** The application that is told of, when it is this person's; null otherwise. */
    readonly toldApplicationId: ApplicationId | null;
    readonly toldBank: string | null;
    /** The one it is done with. */
    readonly applicationId: ApplicationId | null;
  };

type Wanted = { readonly helpRequestId: HelpRequestId; readonly reach: Reach; readonly number: string | null };

/** A request within reach; any other is as if it did not exist. `number` is that of an application that is told of. */
export const findHelpRequest = async (
  sql: Sql,
  { helpRequestId, reach, number }: Wanted,
  earlierAnswer: Fragment,
): Promise<HelpCommandRow | undefined> => {
  const [row] = await sql<HelpCommandRow[]>`
    select ${headColumns(sql)}, ${requestColumns(sql)}, help_requests.application_id as "applicationId",
      told.application_id as "toldApplicationId", told.bank as "toldBank"
    from help_request_people
    join help_requests using (person_id, help_request_id)
    join people on people.person_id = help_requests.person_id
    left join outlets on outlets.outlet_id = help_requests.outlet_id
    left join applications as told on told.person_id = help_requests.person_id and told.number = ${number}
    ${earlierAnswer}
    where help_request_people.help_request_id = ${helpRequestId} and ${within(sql, reach)}`;
  return row;
};

/** A request that is to go elsewhere, with what the gate asks and the outlet it is to go to. */
export type ReassigningRow = Head &
  ApplicantRow &
  Omit<HelpRow, 'outletName'> & { readonly outletKind: string | null; readonly newOutletName: string | null };

export const findReassigning = async (
  sql: Sql,
  { helpRequestId, outletId }: { readonly helpRequestId: HelpRequestId; readonly outletId: string | null },
  earlierAnswer: Fragment,
): Promise<ReassigningRow | undefined> => {
  const [row] = await sql<ReassigningRow[]>`
    select ${headColumns(sql)}, ${applicantColumns(sql)}, ${requestColumns(sql)}, going.kind as "outletKind",
      going.name as "newOutletName"
    from help_request_people
    join help_requests using (person_id, help_request_id)
    join people on people.person_id = help_requests.person_id ${joinedToApplicant(sql)}
    left join outlets on outlets.outlet_id = help_requests.outlet_id
    left join outlets as going on going.outlet_id = ${outletId} ${earlierAnswer}
    where help_request_people.help_request_id = ${helpRequestId}`;
  return row;
};

export type NewHelpRequest = {
  readonly helpRequestId: HelpRequestId;
  readonly kind: HelpKind;
  readonly state: HelpRequestState;
  readonly bank: string | null;
  readonly outletId: string | null;
  readonly wishedOn: Temporal.PlainDate;
  readonly wishedPart: PartOfDay;
  readonly policySnapshot: number;
  readonly requestedAt: Temporal.Instant;
  readonly sealed: Buffer;
};

/** A request and the look-up of whose it is, written when the guard held. */
export const insertHelpRequest = (sql: Sql, row: NewHelpRequest): Fragment => sql`
  , help_request as (
    insert into help_requests (person_id, help_request_id, kind, state, bank, outlet_id, wished_on, wished_part,
                               policy_snapshot, requested_at, sealed)
    select person_id, ${row.helpRequestId}, ${row.kind}, ${row.state}, ${row.bank}, ${row.outletId},
           ${row.wishedOn.toString()}::date, ${row.wishedPart}, ${row.policySnapshot}, ${row.requestedAt}, ${row.sealed}
    from guard
  ), help_request_person as (
    insert into help_request_people (help_request_id, person_id) select ${row.helpRequestId}, person_id from guard
  )`;

export type HelpMove = {
  readonly helpRequestId: HelpRequestId;
  readonly from: readonly HelpRequestState[];
  readonly to: HelpRequestState;
  /** null leaves what was. */
  readonly declineReason: DeclineReason | null;
  readonly applicationId: ApplicationId | null;
};

/** The next state, written when the guard held. */
export const moveHelpRequest = (sql: Sql, move: HelpMove): Fragment => sql`
  , help_request as (
    update help_requests set state = ${move.to}, decline_reason = coalesce(${move.declineReason}, decline_reason),
      application_id = coalesce(${move.applicationId}, application_id)
    from guard
    where help_requests.person_id = guard.person_id and help_request_id = ${move.helpRequestId}
      and state = any(${move.from})
  )`;

export type HelpMoveElsewhere = Omit<HelpMove, 'declineReason' | 'applicationId'> &
  Pick<NewHelpRequest, 'kind' | 'bank' | 'outletId' | 'wishedOn' | 'wishedPart' | 'policySnapshot'>;

/** Goes to somebody else, written when the guard held. It keeps its place in time. */
export const moveHelpRequestElsewhere = (sql: Sql, move: HelpMoveElsewhere): Fragment => sql`
  , help_request as (
    update help_requests set state = ${move.to}, kind = ${move.kind}, bank = ${move.bank}, outlet_id = ${move.outletId},
      wished_on = ${move.wishedOn.toString()}::date, wished_part = ${move.wishedPart},
      policy_snapshot = ${move.policySnapshot}
    from guard
    where help_requests.person_id = guard.person_id and help_request_id = ${move.helpRequestId}
      and state = any(${move.from})
  )`;

/** A request as who comes, or who finds somebody to come, sees it. */
export type ListedHelp = HelpRow & {
  readonly personId: PersonId;
  readonly personSealed: Buffer;
  readonly requestedAt: Temporal.Instant;
};

/** New ones; all that somebody has to see to; those that went back to 96066. */
export type HelpQueue = 'new' | 'open' | 'declined';

/** After which request a page begins. */
export type HelpPlace = Pick<ListedHelp, 'wishedOn' | 'requestedAt' | 'helpRequestId'>;

/** What a list is narrowed to; null: not at all. */
export type HelpFilter = { readonly state: HelpRequestState | null; readonly outletId: string | null };

type Listing = {
  readonly reach: Reach;
  readonly queue: HelpQueue;
  readonly filter?: HelpFilter;
  readonly after?: HelpPlace | null;
  readonly most: number;
};

/** Written out, so that the indexes of the queues serve. */
const inQueue = (sql: Sql, queue: HelpQueue): Fragment => {
  switch (queue) {
    case 'new':
      return sql`help_requests.state in ('requested', 'accepted') and help_requests.state = 'requested'`;
    case 'open':
      return sql`help_requests.state in ('requested', 'accepted')`;
    case 'declined':
      return sql`help_requests.state = 'declined'`;
  }
};

const narrowed = (sql: Sql, { filter, after }: Pick<Listing, 'filter' | 'after'>): Fragment => sql`
  ${filter?.state ? sql`and help_requests.state = ${filter.state}` : sql``}
  ${filter?.outletId ? sql`and help_requests.outlet_id = ${filter.outletId}` : sql``}
  ${
    after
      ? sql`and (wished_on, requested_at, help_request_id) > (${after.wishedOn.toString()}::date, ${after.requestedAt},
          ${after.helpRequestId})`
      : sql``
  }`;

/** Requests within reach, those for the nearest day first. */
export const listHelpRequests = async (
  sql: Sql,
  { reach, queue, most, ...narrowing }: Listing,
): Promise<readonly ListedHelp[]> =>
  sql<ListedHelp[]>`
    select ${requestColumns(sql)}, help_requests.person_id as "personId", requested_at as "requestedAt",
      insured_records.sealed as "personSealed"
    from help_requests
    join insured_records on insured_records.person_id = help_requests.person_id
    left join outlets on outlets.outlet_id = help_requests.outlet_id
    where ${within(sql, reach)} and ${inQueue(sql, queue)} ${narrowed(sql, narrowing)}
    order by wished_on, requested_at, help_request_id limit ${most}`;

/** How many there are; counting stops at `most`. */
export const countHelpRequests = async (sql: Sql, { reach, queue, most, ...narrowing }: Listing): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from help_requests left join outlets on outlets.outlet_id = help_requests.outlet_id
      where ${within(sql, reach)} and ${inQueue(sql, queue)} ${narrowed(sql, narrowing)} limit ${most}
    ) as counted`;
  return row?.count ?? 0;
};

/** One of them. */
export const findListedHelp = async (
  sql: Sql,
  { helpRequestId, reach }: Omit<Wanted, 'number'>,
): Promise<ListedHelp | undefined> => {
  const [row] = await sql<ListedHelp[]>`
    select ${requestColumns(sql)}, help_requests.person_id as "personId", requested_at as "requestedAt",
      insured_records.sealed as "personSealed"
    from help_request_people
    join help_requests using (person_id, help_request_id)
    join insured_records on insured_records.person_id = help_requests.person_id
    left join outlets on outlets.outlet_id = help_requests.outlet_id
    where help_request_people.help_request_id = ${helpRequestId} and ${within(sql, reach)}`;
  return row;
};

/** A person's own request, with where its helpers are reached and the application it was done with. */
export type OwnHelpRow = HelpRow & {
  readonly requestedAt: Temporal.Instant;
  readonly outletAddress: string | null;
  readonly outletPhone: string | null;
  readonly number: string | null;
};

/** A person's own requests, newest first. */
export const listOwnHelpRows = async (sql: Sql, personId: PersonId, most: number): Promise<readonly OwnHelpRow[]> =>
  sql<OwnHelpRow[]>`
    select ${requestColumns(sql)}, requested_at as "requestedAt", outlets.address as "outletAddress",
      outlets.phone as "outletPhone", applications.number
    from help_requests
    left join outlets on outlets.outlet_id = help_requests.outlet_id
    left join applications on applications.person_id = help_requests.person_id
      and applications.application_id = help_requests.application_id
    where help_requests.person_id = ${personId}
    order by requested_at desc, help_request_id desc limit ${most}`;

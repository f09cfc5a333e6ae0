// All SQL of time limits of production: those that were missed and not told of, and last days that could not be told yet.
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { ApplicationId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { LimitRow } from './missed-limit.ts';

type Ref = { readonly personId: PersonId; readonly applicationId: ApplicationId };

/** Applications whose card is not made, whose last day was before this one, and whom nobody has told so; longest first. */
export const listMissedLimits = async (
  sql: Sql,
  today: Temporal.PlainDate,
  most: number,
): Promise<readonly (Ref & { readonly dueOn: Temporal.PlainDate })[]> => sql<(Ref & { dueOn: Temporal.PlainDate })[]>`
  select person_id as "personId", application_id as "applicationId", due_on as "dueOn" from applications
  where due_on < ${today} and due_on is not null and limit_missed_on is distinct from due_on
    and (state in ('submitted', 'in-production') or held_from in ('submitted', 'in-production'))
  order by due_on limit ${most}`;

/** Applications in production without a last day (G-37), in the order of their ids. */
export const listUndated = async (sql: Sql, after: ApplicationId | null, most: number): Promise<readonly Ref[]> =>
  sql<Ref[]>`
  select person_id as "personId", application_id as "applicationId" from applications
  where due_on is null and state in ('submitted', 'in-production')
    ${after === null ? sql`` : sql`and application_id > ${after}`}
  order by application_id limit ${most}`;

export type LimitedRow = Head &
  LimitRow & {
    readonly number: string;
    readonly bank: string;
    readonly sealed: Buffer;
    /** When its limit began: sent, sent again corrected, or given to another bank. */
    readonly countedFrom: Temporal.Instant;
  };

export const findLimited = async (
  sql: Sql,
  { personId, applicationId }: Ref,
  earlierAnswer: Fragment,
): Promise<LimitedRow | undefined> => {
  const [row] = await sql<LimitedRow[]>`
    select ${headColumns(sql)}, application_id as "applicationId", number, applications.bank, applications.state,
      held_from as "heldFrom", applications.channel, due_on as "dueOn", limit_missed_on as "limitMissedOn", applications.sealed,
      coalesce((select max(at) from events where events.person_id = applications.person_id
        and subject = 'application:' || application_id
        and action in ('submit-application', 'resubmit-application', 'choose-another-bank')), submitted_at) as "countedFrom"
    from applications join people on people.person_id = applications.person_id ${earlierAnswer}
    where applications.person_id = ${personId} and application_id = ${applicationId}`;
  return row;
};

/** What was told, or is known now, of a limit, written when the guard held; null leaves it. */
export const moveLimit = (
  sql: Sql,
  {
    applicationId,
    missedOn,
    dueOn,
  }: { readonly applicationId: ApplicationId; readonly missedOn: string | null; readonly dueOn: string | null },
): Fragment => sql`
  , time_limit as (
    update applications set limit_missed_on = coalesce(${missedOn}::date, limit_missed_on),
      due_on = coalesce(${dueOn}::date, due_on)
    from guard
    where applications.person_id = guard.person_id and application_id = ${applicationId}
  )`;

// All SQL of the reminders of cards that wait for their people.
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { ApplicationId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { Application } from './application.ts';
import type { ApplicationState } from './application-lifecycle.ts';

export type DueReminder = {
  readonly personId: PersonId;
  readonly applicationId: ApplicationId;
  readonly remindAt: Temporal.Instant;
};

/** What is due at an instant, longest overdue first. */
export const listDueReminders = async (
  sql: Sql,
  {
    at,
    states,
    most,
  }: { readonly at: Temporal.Instant; readonly states: readonly ApplicationState[]; readonly most: number },
): Promise<readonly DueReminder[]> => sql<DueReminder[]>`
  select person_id as "personId", application_id as "applicationId", remind_at as "remindAt"
  from applications where remind_at <= ${at} and state = any(${states}) order by remind_at limit ${most}`;

export type RemindingRow = Head &
  Pick<Application, 'applicationId' | 'number' | 'state' | 'bank'> & {
    readonly sealed: Buffer;
    readonly outletName: string | null;
    readonly waitingSince: Temporal.Instant | null;
    readonly remindAt: Temporal.Instant | null;
  };

export const findReminding = async (
  sql: Sql,
  { personId, applicationId }: { readonly personId: PersonId; readonly applicationId: ApplicationId },
  earlierAnswer: Fragment,
): Promise<RemindingRow | undefined> => {
  const [row] = await sql<RemindingRow[]>`
    select ${headColumns(sql)}, application_id as "applicationId", number, state, applications.bank,
      applications.sealed,
      outlets.name as "outletName", waiting_since as "waitingSince", remind_at as "remindAt"
    from applications
    join people on people.person_id = applications.person_id
    left join outlets on outlets.outlet_id = applications.outlet_id ${earlierAnswer}
    where applications.person_id = ${personId} and application_id = ${applicationId}`;
  return row;
};

/** The next reminder, or none, written when the guard held. */
export const moveReminder = (
  sql: Sql,
  { applicationId, remindAt }: { readonly applicationId: ApplicationId; readonly remindAt: Temporal.Instant | null },
): Fragment => sql`
  , reminder as (
    update applications set remind_at = ${remindAt} from guard
    where applications.person_id = guard.person_id and application_id = ${applicationId}
  )`;

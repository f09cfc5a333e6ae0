// All SQL of consents.
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { ApplicationId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { Consent, ConsentAsked, ConsentGiver, ConsentKind } from './consent.ts';

export type NewConsents = {
  readonly consents: readonly ConsentAsked[];
  readonly givenBy: ConsentGiver;
  readonly givenAt: Temporal.Instant;
};

/** Written when the guard held; a repetition at the same moment is one. */
export const insertConsents = (sql: Sql, { consents, givenBy, givenAt }: NewConsents): Fragment => sql`
  , consents_given as (
    insert into consents (person_id, kind, bank, given_at, version, given_by)
    select guard.person_id, consent.kind, consent.bank, ${givenAt}, consent.version, ${givenBy}
    from guard, unnest(${consents.map(({ kind }) => kind)}::text[], ${consents.map(({ bank }) => bank)}::text[],
                       ${consents.map(({ version }) => version)}::text[]) as consent (kind, bank, version)
    on conflict do nothing
  )`;

/** Ends a consent in all its versions, when the guard held. */
export const moveConsentToWithdrawn = (
  sql: Sql,
  { kind, bank, at }: { readonly kind: ConsentKind; readonly bank: string; readonly at: Temporal.Instant },
): Fragment => sql`
  , consents_withdrawn as (
    update consents set withdrawn_at = ${at} from guard
    where consents.person_id = guard.person_id and kind = ${kind} and bank = ${bank} and withdrawn_at is null
  )`;

/** More are not shown on one page; somebody with more has applied dozens of times. */
const mostListed = 100;

/** All a person ever gave, newest first. */
export const listConsents = async (sql: Sql, personId: PersonId): Promise<readonly Consent[]> => sql<Consent[]>`
  select kind, bank, version, given_by as "givenBy", given_at as "givenAt", withdrawn_at as "withdrawnAt"
  from consents where person_id = ${personId} order by given_at desc, kind, bank limit ${mostListed}`;

/** The decision about a withdrawal: whether it is in force, and the application it carries. */
export type WithdrawalRow = Head & {
  readonly inForce: boolean;
  readonly applicationId: ApplicationId | null;
  readonly number: string | null;
  readonly state: 'submitted' | null;
  /** Whose order the application is, and from when on that bank sees it. */
  readonly orderBank: string | null;
  readonly orderVisibleAt: Temporal.Instant | null;
  readonly channel: string | null;
  readonly dueOn: Temporal.PlainDate | null;
  readonly limitMissedOn: Temporal.PlainDate | null;
  readonly sealed: Buffer | null;
};

/** With the application that no bank has taken over yet and that could not be made without the consent. */
export const findConsentToWithdraw = async (
  sql: Sql,
  { personId, kind, bank }: { readonly personId: PersonId; readonly kind: ConsentKind; readonly bank: string },
  earlierAnswer: Fragment,
): Promise<WithdrawalRow | undefined> => {
  const [row] = await sql<WithdrawalRow[]>`
    select ${headColumns(sql)},
      exists (select from consents where consents.person_id = people.person_id
        and consents.kind = ${kind} and consents.bank = ${bank} and withdrawn_at is null) as "inForce",
      waiting.application_id as "applicationId", waiting.number, waiting.state, waiting.sealed, waiting."orderBank",
      waiting."orderVisibleAt", waiting.channel, waiting.due_on as "dueOn", waiting.limit_missed_on as "limitMissedOn"
    from people
    left join lateral (
      select applications.application_id, number, applications.state, sealed, orders.bank as "orderBank",
        orders.visible_at as "orderVisibleAt", applications.channel, due_on, limit_missed_on
      from applications
      join orders on orders.person_id = applications.person_id and orders.application_id = applications.application_id
      where applications.person_id = people.person_id and applications.state = 'submitted' and orders.state = 'waiting'
        and ${bank} in ('', applications.bank)
    ) waiting on true
    ${earlierAnswer}
    where people.person_id = ${personId}`;
  return row;
};

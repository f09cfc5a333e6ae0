// All SQL of authorisations.
import type { Head } from '../audit/command.ts';
import { headColumns } from '../audit/head.ts';
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { AuthorisationId, AuthorisationKind } from './authorisation.ts';
import type { AuthorisationState } from './authorisation-lifecycle.ts';

export type AuthorisationRow = {
  readonly authorisationId: AuthorisationId;
  readonly kind: AuthorisationKind;
  /** null: nobody who can log in here. */
  readonly agentId: PersonId | null;
  readonly services: readonly string[];
  readonly state: AuthorisationState;
  readonly from: Temporal.PlainDate;
  /** Last day. */
  readonly until: Temporal.PlainDate;
  readonly outletId: string;
  readonly recordedAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
  readonly sealed: Buffer;
};

const columns = (sql: Sql): Fragment => sql`
  authorisations.authorisation_id as "authorisationId", authorisations.kind, authorisations.agent_id as "agentId",
  authorisations.services, authorisations.state, authorisations.valid_from as "from",
  authorisations.valid_until as "until", authorisations.outlet_id as "outletId",
  authorisations.recorded_at as "recordedAt", authorisations.ended_at as "endedAt", authorisations.sealed`;

/** One of those in force, as a decision about the person's things reads them all in its own select; days as `yyyy-mm-dd`. */
export type HeldAuthorisation = {
  readonly authorisationId: string;
  readonly kind: AuthorisationKind;
  readonly agentId: string | null;
  readonly services: readonly string[];
  readonly from: string;
  readonly until: string;
  /** Hexadecimal. */
  readonly sealed: string;
};

/** A column of `HeldAuthorisation`s, for a select from `people`. */
export const listHeldAuthorisations = (sql: Sql): Fragment => sql`
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'authorisationId', authorisation_id, 'kind', kind, 'agentId', agent_id, 'services', services,
      'from', valid_from, 'until', valid_until, 'sealed', encode(authorisations.sealed, 'hex')))
    from authorisations where authorisations.person_id = people.person_id and state = 'in-force'
  ), '[]')`;

export type RecordingRow = Head & {
  /** null: the core system has no record of the person. */
  readonly personSealed: Buffer | null;
  /** In force on the day. */
  readonly inForce: number;
  readonly diedOn: Temporal.PlainDate | null;
};

export const findRecording = async (
  sql: Sql,
  { personId, on }: { readonly personId: PersonId; readonly on: Temporal.PlainDate },
  earlierAnswer: Fragment,
): Promise<RecordingRow | undefined> => {
  const [row] = await sql<RecordingRow[]>`
    select ${headColumns(sql)}, insured_records.sealed as "personSealed", insured_records.died_on as "diedOn", (
      select count(*)::int from authorisations where authorisations.person_id = people.person_id
        and state = 'in-force' and valid_until >= ${on.toString()}::date) as "inForce"
    from people left join insured_records on insured_records.person_id = people.person_id
    ${earlierAnswer}
    where people.person_id = ${personId}`;
  return row;
};

type NewAuthorisation = Omit<AuthorisationRow, 'state' | 'endedAt'>;

/** An authorisation and the look-up by who may act, written when the guard held. */
export const insertAuthorisation = (sql: Sql, row: NewAuthorisation): Fragment => sql`
  , authorisation as (
    insert into authorisations (person_id, authorisation_id, kind, agent_id, services, state, valid_from, valid_until,
                                outlet_id, recorded_at, sealed)
    select person_id, ${row.authorisationId}, ${row.kind}, ${row.agentId}::uuid, ${row.services}::text[], 'in-force',
           ${row.from.toString()}::date, ${row.until.toString()}::date, ${row.outletId}, ${row.recordedAt}, ${row.sealed}
    from guard
  ), authorisation_agent as (
    insert into authorisation_agents (agent_id, authorisation_id, person_id)
    select ${row.agentId}::uuid, ${row.authorisationId}::uuid, person_id from guard where ${row.agentId}::uuid is not null
  )`;

export type RevokingRow = Head & AuthorisationRow & { readonly personSealed: Buffer | null };

export const findRevoking = async (
  sql: Sql,
  { personId, authorisationId }: { readonly personId: PersonId; readonly authorisationId: AuthorisationId },
  earlierAnswer: Fragment,
): Promise<RevokingRow | undefined> => {
  const [row] = await sql<RevokingRow[]>`
    select ${headColumns(sql)}, ${columns(sql)}, insured_records.sealed as "personSealed"
    from people join authorisations on authorisations.person_id = people.person_id
    left join insured_records on insured_records.person_id = people.person_id
    ${earlierAnswer}
    where people.person_id = ${personId} and authorisations.authorisation_id = ${authorisationId}`;
  return row;
};

/** Written when the guard held. */
export const moveToRevoked = (
  sql: Sql,
  { authorisationId, at }: { readonly authorisationId: AuthorisationId; readonly at: Temporal.Instant },
): Fragment => sql`
  , authorisation as (
    update authorisations set state = 'revoked', ended_at = ${at} from guard
    where authorisations.person_id = guard.person_id and authorisation_id = ${authorisationId} and state = 'in-force'
  )`;

export type GivenRow = AuthorisationRow & { readonly outletName: string | null };

/** What a person gave, newest first; a life has a handful. */
export const listGiven = async (sql: Sql, personId: PersonId): Promise<readonly GivenRow[]> => sql<GivenRow[]>`
  select ${columns(sql)}, outlets.name as "outletName"
  from authorisations left join outlets on outlets.outlet_id = authorisations.outlet_id
  where authorisations.person_id = ${personId} order by authorisations.authorisation_id desc`;

/** Somebody who sees to more people than this works for an office, which has its own way in. */
const mostPrincipals = 50;

export type TakenRow = AuthorisationRow & { readonly personId: PersonId };

/** Those by which somebody may act on a day, newest first, at most 50. */
export const listTaken = async (sql: Sql, agentId: PersonId, on: Temporal.PlainDate): Promise<readonly TakenRow[]> =>
  sql<TakenRow[]>`
    select authorisations.person_id as "personId", ${columns(sql)}
    from authorisation_agents join authorisations using (person_id, authorisation_id)
    where authorisation_agents.agent_id = ${agentId} and authorisations.state = 'in-force'
      and ${on.toString()}::date between authorisations.valid_from and authorisations.valid_until
    order by authorisations.authorisation_id desc limit ${mostPrincipals}`;

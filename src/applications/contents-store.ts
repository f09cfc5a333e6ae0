// All SQL of the sealed part of applications alone.
import type { ApplicationId, PersonId } from '../base/ids.ts';
import { arrayOf } from '../database/array-literal.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';

export type SealedContent = { readonly applicationId: ApplicationId; readonly sealed: Buffer };

/** Of all applications of a person; a life has few. */
export const listContents = async (sql: Sql, personId: PersonId): Promise<readonly SealedContent[]> => sql<
  SealedContent[]
>`
  select application_id as "applicationId", sealed from applications where person_id = ${personId}`;

/** Written when the guard held. */
export const updateContents = (sql: Sql, contents: readonly SealedContent[]): Fragment => sql`
  , application_contents as (
    update applications set sealed = n.sealed
    from guard, unnest(
      ${arrayOf(contents.map(({ applicationId }) => applicationId))}::text::uuid[],
      ${arrayOf(contents.map(({ sealed }) => sealed))}::text::bytea[]
    ) as n (application_id, sealed)
    where applications.person_id = guard.person_id and applications.application_id = n.application_id
  )`;

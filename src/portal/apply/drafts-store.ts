// All SQL of drafts: one for each person and service, sealed like everything people tell us.
import { z } from 'zod';
import { reasonsFrom } from '../../applications/rejection-reasons.ts';
import type { PersonId } from '../../base/ids.ts';
import { type Keys, openJson, sealJson } from '../../crypto/keys.ts';
import type { Sql } from '../../database/connection.ts';
import type { Fragment } from '../../database/fragment.ts';
import { type Draft, draftFields } from './draft.ts';

const place = 'drafts.sealed';
const service = 'apply';

/** Read leniently: a draft of an older release loses the fields that are no more, not all of them. */
const stored = z.object({
  key: z.uuid(),
  corrects: z
    .object({
      number: z.string(),
      reasons: z.array(z.string()).transform((codes) => reasonsFrom(codes.join(' '))),
      anew: z.array(z.enum(draftFields)),
      withoutPhotoOnFile: z.boolean(),
    })
    .optional(),
  values: z
    .record(z.string(), z.string())
    .transform((values) =>
      Object.fromEntries(draftFields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]]))),
    ),
});

export const findDraft = async (sql: Sql, keys: Keys, personId: PersonId): Promise<Draft | undefined> => {
  const [row] = await sql<{ sealed: Uint8Array }[]>`
    select sealed from drafts where person_id = ${personId} and service = ${service}`;
  return row && stored.safeParse(openJson(keys, { place, personId }, row.sealed)).data;
};

export const upsertDraft = async (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  personId: PersonId,
  draft: Draft,
): Promise<void> => {
  await sql`
    insert into drafts (person_id, service, sealed)
    values (${personId}, ${service}, ${sealJson(keys, { place, personId }, draft)})
    on conflict (person_id, service) do update set sealed = excluded.sealed, saved_at = now()`;
};

/** The draft that became an application, deleted when the guard held. */
export const deleteDraftWith = (sql: Sql): Fragment => sql`
  , draft as (
    delete from drafts using guard where drafts.person_id = guard.person_id and service = ${service}
  )`;

export const deleteDraft = async (sql: Sql, personId: PersonId): Promise<void> => {
  await sql`delete from drafts where person_id = ${personId} and service = ${service}`;
};

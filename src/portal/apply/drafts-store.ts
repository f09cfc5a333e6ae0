// All SQL of drafts: one for each person and service, sealed like everything people tell us.
import { z } from 'zod';
import { reasonsFrom } from '../../applications/rejection-reasons.ts';
import type { PersonId } from '../../base/ids.ts';
import { type Keys, openJson, sealJson } from '../../crypto/keys.ts';
import type { Sql } from '../../database/connection.ts';
import type { Fragment } from '../../database/fragment.ts';
import { countFormSteps, type FormStep, formSteps } from '../../statistics/form-steps.ts';
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
  reached: z.enum(formSteps).optional().catch(undefined),
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

type Drawer = { readonly sql: Sql; readonly keys: Keys };

export const upsertDraft = async ({ sql, keys }: Drawer, personId: PersonId, draft: Draft): Promise<void> => {
  await sql`${draftWritten({ sql, keys }, personId, draft)}`;
};

/** With the pages that this draft has come to for the first time, which the figures count. */
export const upsertDraftThatWentOn = async (
  { sql, keys }: Drawer,
  personId: PersonId,
  {
    draft,
    ...counted
  }: { readonly draft: Draft; readonly day: Temporal.PlainDate; readonly steps: readonly FormStep[] },
): Promise<void> => {
  await sql`
    with draft as (${draftWritten({ sql, keys }, personId, draft)} returning person_id)
    ${countFormSteps(sql, counted)}
    select person_id from draft`;
};

const draftWritten = ({ sql, keys }: Drawer, personId: PersonId, draft: Draft): Fragment => sql`
  insert into drafts (person_id, service, sealed)
  values (${personId}, ${service}, ${sealJson(keys, { place, personId }, draft)})
  on conflict (person_id, service) do update set sealed = excluded.sealed, saved_at = now()`;

/** The draft that became an application, deleted when the guard held. */
export const deleteDraftWith = (sql: Sql): Fragment => sql`
  , draft as (
    delete from drafts using guard where drafts.person_id = guard.person_id and service = ${service}
  )`;

export const deleteDraft = async (sql: Sql, personId: PersonId): Promise<void> => {
  await sql`delete from drafts where person_id = ${personId} and service = ${service}`;
};

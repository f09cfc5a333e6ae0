// All SQL of drafts: one for each person and service, sealed like everything people tell us.
import { z } from 'zod';
import type { PersonId } from '../../base/ids.ts';
import { type Keys, openJson, sealJson } from '../../crypto/keys.ts';
import type { Sql } from '../../database/connection.ts';
import { type Draft, draftFields } from './draft.ts';

const place = 'drafts.sealed';
const service = 'apply';

/** Read leniently: a draft of an older release loses the fields that are no more, not all of them. */
const stored = z.object({
  key: z.uuid(),
  values: z
    .record(z.string(), z.string())
    .transform((values) =>
      Object.fromEntries(draftFields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]]))),
    ),
});

export type Drafts = {
  readonly find: (personId: PersonId) => Promise<Draft | undefined>;
  readonly save: (personId: PersonId, draft: Draft) => Promise<void>;
  readonly remove: (personId: PersonId) => Promise<void>;
};

export const draftsIn = (sql: Sql, keys: Keys): Drafts => ({
  find: async (personId) => {
    const [row] = await sql<{ sealed: Uint8Array }[]>`
      select sealed from drafts where person_id = ${personId} and service = ${service}`;
    return row && stored.safeParse(openJson(keys, { place, personId }, row.sealed)).data;
  },
  save: async (personId, draft) => {
    await sql`
      insert into drafts (person_id, service, sealed)
      values (${personId}, ${service}, ${sealJson(keys, { place, personId }, draft)})
      on conflict (person_id, service) do update set sealed = excluded.sealed, saved_at = now()`;
  },
  remove: async (personId) => {
    await sql`delete from drafts where person_id = ${personId} and service = ${service}`;
  },
});

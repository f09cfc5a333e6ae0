// All SQL of preferences: how a person wants their pages, on whatever device.
import type { PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import type { View } from './view-cookie.ts';

export const findPreference = async (sql: Sql, personId: PersonId): Promise<View | undefined> => {
  const [row] = await sql<View[]>`select language, elder from preferences where person_id = ${personId}`;
  return row;
};

export const upsertPreference = async (sql: Sql, personId: PersonId, { language, elder }: View): Promise<void> => {
  await sql`
    insert into preferences (person_id, language, elder) values (${personId}, ${language}, ${elder})
    on conflict (person_id) do update set language = excluded.language, elder = excluded.elder`;
};

// All SQL of service passwords.
import type { PersonId } from '../base/ids.ts';
import { type AskedPersonRow, askedPersonColumns, askedPersonJoins } from '../cards/person-asked.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import type { PasswordState } from './password-lifecycle.ts';

export type PasswordRow = AskedPersonRow & {
  readonly state: PasswordState;
  /** In a row. */
  readonly wrongTries: number;
  /** null: the initial password. */
  readonly passwordSealed: Buffer | null;
};

type Asked = { readonly personId: PersonId; readonly outletId: string | null };

/** A person with their password; undefined when the core system has no record of them. */
export const findPassword = async (
  sql: Sql,
  { personId, outletId }: Asked,
  { joined }: { readonly joined: Fragment },
): Promise<PasswordRow | undefined> => {
  const [row] = await sql<PasswordRow[]>`
    select ${askedPersonColumns(sql)}, coalesce(service_passwords.state, 'initial') as state,
      coalesce(service_passwords.wrong_tries, 0) as "wrongTries", service_passwords.sealed as "passwordSealed"
    from people
    ${askedPersonJoins(sql, outletId)}
    left join service_passwords on service_passwords.person_id = people.person_id
    ${joined}
    where people.person_id = ${personId}`;
  return row;
};

/** The state alone, for a page. */
export const findPasswordState = async (sql: Sql, personId: PersonId): Promise<PasswordState> => {
  const [row] = await sql<{ state: PasswordState }[]>`
    select state from service_passwords where person_id = ${personId}`;
  return row?.state ?? 'initial';
};

export type PasswordMove = {
  readonly state: PasswordState;
  readonly wrongTries: number;
  readonly sealed: Buffer | null;
  readonly at: Temporal.Instant;
};

/** Written when the guard held. */
export const upsertPassword = (sql: Sql, { state, wrongTries, sealed, at }: PasswordMove): Fragment => sql`
  , service_password as (
    insert into service_passwords (person_id, state, wrong_tries, sealed, changed_at)
    select person_id, ${state}, ${wrongTries}::int, ${sealed}::bytea, ${at}::timestamptz from guard
    on conflict (person_id) do update set state = excluded.state, wrong_tries = excluded.wrong_tries,
      sealed = excluded.sealed, changed_at = excluded.changed_at
  )`;

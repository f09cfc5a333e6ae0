// A person whose things cannot be changed although the database answers, as with a bug of ours.
import type { PersonId } from '../../src/base/ids.ts';
import type { Sql } from '../../src/database/connection.ts';

/** From now on every change of this person's application fails in the database. */
export const insertRowThatThrows = async (sql: Sql, personId: PersonId): Promise<void> => {
  await sql`
    create function fail_in_our_hands() returns trigger language plpgsql as
    $$ begin raise exception 'a bug'; end $$`;
  await sql.unsafe(`
    create trigger fail_in_our_hands before update on applications for each row
    when (old.person_id = '${personId}') execute function fail_in_our_hands()`);
};

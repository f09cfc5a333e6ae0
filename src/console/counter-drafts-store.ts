// All SQL of what was typed at a counter and not yet submitted: sealed for the clerk and the person, and kept for a day.
import { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import { type Keys, openJson, sealJson } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { type ClerkWithPerson, ownerOf } from './counter-owner.ts';

const place = 'counter_drafts.sealed';
/** The person is gone by then; whoever comes back tells it again. */
const hoursKept = 24;

type Ground = { readonly sql: Sql; readonly keys: Keys };

const stored = z.record(z.string(), z.string());

/** undefined: this clerk left nothing of this person, or it is too old. Throws when the row was tampered with. */
export const findCounterDraft = async (
  { sql, keys }: Ground,
  of: ClerkWithPerson,
  now: Temporal.Instant,
): Promise<Readonly<Record<string, string>> | undefined> => {
  const [row] = await sql<{ sealed: Uint8Array }[]>`
    select sealed from counter_drafts
    where account = ${of.account} and person_id = ${of.personId} and saved_at > ${now.subtract({ hours: hoursKept })}`;
  return row && stored.parse(openJson(keys, { place, personId: ownerOf(of) }, row.sealed));
};

export const upsertCounterDraft = async (
  { sql, keys }: Ground,
  of: ClerkWithPerson,
  { values, now }: { readonly values: Readonly<Record<string, string>>; readonly now: Temporal.Instant },
): Promise<void> => {
  await sql`
    insert into counter_drafts (account, person_id, sealed, saved_at)
    values (${of.account}, ${of.personId}, ${sealJson(keys, { place, personId: ownerOf(of) }, values)}, ${now})
    on conflict (account, person_id) do update set sealed = excluded.sealed, saved_at = excluded.saved_at`;
};

/** The person's application is made: nobody's draft of it is of use, whichever clerk typed it. */
export const deleteCounterDrafts = async (sql: Sql, personId: PersonId): Promise<void> => {
  await sql`delete from counter_drafts where person_id = ${personId}`;
};

export const deleteOldCounterDrafts = async (
  sql: Sql,
  { now, most }: { readonly now: Temporal.Instant; readonly most: number },
): Promise<number> => {
  const { count } = await sql`
    delete from counter_drafts where (account, person_id) in (
      select account, person_id from counter_drafts
      where saved_at <= ${now.subtract({ hours: hoursKept })} limit ${most})`;
  return count;
};

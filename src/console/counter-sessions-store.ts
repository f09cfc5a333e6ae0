// All SQL of sessions at a counter: one of a clerk with a person, sealed for both, gone a day after it began.
import { z } from 'zod';
import { type Keys, openJson, sealJson } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { documents } from '../policy/question.ts';
import { type ClerkWithPerson, ownerOf } from './counter-owner.ts';

const place = 'counter_sessions.sealed';
const hoursKept = 24;
/** As long as one visit takes; afterwards somebody else may stand there. */
const checkedMinutes = 60;

const content = z.object({
  standing: z.enum(['holder', 'agent', 'guardian']),
  documents: z.array(z.enum(documents)),
  /** By whose word an agent stands there; null: nobody's. */
  authorisation: z.uuid().nullable(),
  /** How the document was looked at. */
  means: z.enum(['reader', 'by-eye']),
});
export type SessionContent = z.infer<typeof content>;

export type CounterSession = SessionContent & {
  readonly outletId: string;
  /** System clock. */
  readonly begunAt: Temporal.Instant;
  /** Business clock. */
  readonly checkedAt: Temporal.Instant;
  readonly isEnded: boolean;
  /** Whether what was checked still holds. */
  readonly isFresh: boolean;
};

type Ground = { readonly sql: Sql; readonly keys: Keys };

type Row = Pick<CounterSession, 'outletId' | 'begunAt' | 'checkedAt' | 'isEnded'> & { readonly sealed: Buffer };

/** undefined: this clerk served nobody of that id since yesterday. Throws when the row was tampered with. */
export const findCounterSession = async (
  { sql, keys }: Ground,
  of: ClerkWithPerson,
  { now, systemNow }: { readonly now: Temporal.Instant; readonly systemNow: Temporal.Instant },
): Promise<CounterSession | undefined> => {
  const [row] = await sql<Row[]>`
    select outlet_id as "outletId", begun_at as "begunAt", checked_at as "checkedAt", ended_at is not null as "isEnded", sealed
    from counter_sessions
    where account = ${of.account} and person_id = ${of.personId}
      and begun_at > ${systemNow.subtract({ hours: hoursKept })}`;
  if (!row) return undefined;
  const { sealed, ...rest } = row;
  const since = now.since(row.checkedAt).total('minutes');
  const isFresh = !row.isEnded && since >= 0 && since <= checkedMinutes;
  return { ...content.parse(openJson(keys, { place, personId: ownerOf(of) }, sealed)), ...rest, isFresh };
};

/** What was checked; a session that runs at this outlet goes on with it, any other begins anew. */
export const upsertCounterSession = async (
  { sql, keys }: Ground,
  of: ClerkWithPerson,
  row: SessionContent & Pick<CounterSession, 'outletId' | 'begunAt' | 'checkedAt'>,
): Promise<void> => {
  const { outletId, begunAt, checkedAt, ...shown } = row;
  const sealed = sealJson(keys, { place, personId: ownerOf(of) }, content.parse(shown));
  await sql`
    insert into counter_sessions (account, person_id, outlet_id, begun_at, checked_at, sealed)
    values (${of.account}, ${of.personId}, ${outletId}, ${begunAt}, ${checkedAt}, ${sealed})
    on conflict (account, person_id) do update
    set checked_at = excluded.checked_at, sealed = excluded.sealed, outlet_id = excluded.outlet_id, ended_at = null,
      begun_at = case
        when counter_sessions.ended_at is null and counter_sessions.outlet_id = excluded.outlet_id
          and counter_sessions.begun_at > ${begunAt.subtract({ hours: hoursKept })} then counter_sessions.begun_at
        else excluded.begun_at end`;
};

/** The person has gone: what they showed counts no more. */
export const moveSessionToEnded = async (sql: Sql, of: ClerkWithPerson, at: Temporal.Instant): Promise<void> => {
  await sql`
    update counter_sessions set ended_at = ${at}
    where account = ${of.account} and person_id = ${of.personId} and ended_at is null`;
};

export const deleteOldCounterSessions = async (
  sql: Sql,
  { now, most }: { readonly now: Temporal.Instant; readonly most: number },
): Promise<number> => {
  const { count } = await sql`
    delete from counter_sessions where (account, person_id) in (
      select account, person_id from counter_sessions
      where begun_at <= ${now.subtract({ hours: hoursKept })} limit ${most})`;
  return count;
};

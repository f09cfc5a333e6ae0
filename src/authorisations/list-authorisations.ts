// What pages show of authorisations: to whoever gave them, and to whoever may act by them.
import type { Clock } from '../base/clock.ts';
import { dateIn } from '../base/dates.ts';
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { findPerson } from '../people/people-store.ts';
import { type Agent, openAgent } from './authorisation.ts';
import type { AuthorisationState } from './authorisation-lifecycle.ts';
import { type GivenRow, listGiven, listTaken, type TakenRow } from './authorisations-store.ts';

type Ground = { readonly sql: Sql; readonly keys: Keys; readonly businessClock: Clock };

/** `expired`: in force once, and its last day is over. */
export type AuthorisationStanding = AuthorisationState | 'expired';

export type GivenAuthorisation = Omit<GivenRow, 'sealed' | 'state'> & {
  readonly agent: Agent;
  readonly standing: AuthorisationStanding;
};

/** Newest first, also those that are over. Throws when a row was tampered with. */
export const listGivenAuthorisations = async (
  { sql, keys, businessClock }: Ground,
  personId: PersonId,
): Promise<readonly GivenAuthorisation[]> => {
  const today = dateIn(businessClock());
  const rows = await listGiven(sql, personId);
  return rows.map(({ sealed, state, ...row }) => ({
    ...row,
    agent: openAgent(keys, personId, sealed),
    standing: state === 'in-force' && Temporal.PlainDate.compare(row.until, today) < 0 ? 'expired' : state,
  }));
};

export type TakenAuthorisation = Omit<TakenRow, 'sealed' | 'state' | 'endedAt'> & {
  /** Of the person who gave it. */
  readonly name: string;
};

/** By which somebody may act today. A person whom the core system does not know any more is left out. */
export const listTakenAuthorisations = async (
  { sql, keys, businessClock }: Ground,
  agentId: PersonId,
): Promise<readonly TakenAuthorisation[]> => {
  const rows = await listTaken(sql, agentId, dateIn(businessClock()));
  const people = await Promise.all(rows.map(({ personId }) => findPerson(sql, keys, personId)));
  return rows.flatMap(({ sealed: _, state: __, endedAt: ___, ...row }, index) => {
    const person = people[index];
    return person && person.diedOn === null ? [{ ...row, name: person.name }] : [];
  });
};

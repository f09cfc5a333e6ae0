// What held of a person on a day, as it is known now or was known at an earlier moment.
import { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import { type Keys, openJson, type Place, sealJson } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { findPerson } from './people-store.ts';
import type { PersonRecord } from './person.ts';
import { type DatedFact, datedFacts, type FactChange, type FactValue, factsOf } from './record-change.ts';
import { listRecordChanges } from './record-changes-store.ts';

const place: Place = 'record_changes.sealed';

const values = z.object({ before: z.json(), after: z.json() });

export const sealFactChange = (keys: Keys, personId: PersonId, { before, after }: FactChange): Buffer =>
  sealJson(keys, { place, personId }, { before, after });

/** A change as it was recorded. */
export type KnownChange = FactChange & { readonly knownAt: Temporal.Instant };

/** Which day is asked about, and as of which moment of knowledge; without one, as of now. */
export type AsOf = { readonly on: Temporal.PlainDate; readonly knownAt?: Temporal.Instant };

/**
 * One fact on a day. `changes` are those of the fact in the order they became known, `current` is what the record says
 * now. Each change says what holds from its day on, so the latest known one that had begun decides; before all of them
 * held what the first one replaced.
 */
export const factOn = (current: FactValue, changes: readonly KnownChange[], { on, knownAt }: AsOf): FactValue => {
  const [first] = changes;
  if (!first) return current;
  const known = changes.filter((one) => knownAt === undefined || Temporal.Instant.compare(one.knownAt, knownAt) <= 0);
  const deciding = known.findLast(({ holdsFrom }) => Temporal.PlainDate.compare(holdsFrom, on) <= 0);
  return deciding ? deciding.after : first.before;
};

type Ground = { readonly sql: Sql; readonly keys: Keys };

/** Every change of a dated fact in the order in which they became known. */
export const listFactChanges = async ({ sql, keys }: Ground, personId: PersonId): Promise<readonly KnownChange[]> =>
  (await listRecordChanges(sql, personId)).map(({ sealed, fact, holdsFrom, knownAt }) => ({
    ...{ fact, holdsFrom, knownAt },
    ...values.parse(openJson(keys, { place, personId }, sealed)),
  }));

/** The dated facts of a person on a day; undefined for somebody the core system never sent. */
export const findFactsOn = async (
  ground: Ground,
  personId: PersonId,
  asOf: AsOf,
): Promise<ReadonlyMap<DatedFact, FactValue> | undefined> => {
  const { sql, keys } = ground;
  const [person, changes] = await Promise.all([findPerson(sql, keys, personId), listFactChanges(ground, personId)]);
  if (!person) return undefined;
  const current = currentFacts(person);
  const on = (fact: DatedFact): FactValue =>
    factOn(
      current[fact],
      changes.filter((one) => one.fact === fact),
      asOf,
    );
  return new Map(datedFacts.map((fact) => [fact, on(fact)]));
};

const currentFacts = (person: PersonRecord): Readonly<Record<DatedFact, FactValue>> =>
  factsOf({ personal: person, insurance: person, employerCode: person.employer?.code ?? null });

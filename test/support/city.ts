// A city for the tests of use cases: a database, keys, the shipped policy and a business clock that is set by hand.
import { systemClock } from '../../src/base/clock.ts';
import { beijing } from '../../src/policy/data/beijing.ts';
import { holdSnapshot } from '../../src/policy/policy-holder.ts';
import { makeSnapshot } from '../../src/policy/snapshot.ts';
import { testDatabase } from './database.ts';
import { testKeys } from './keys.ts';

/** The day batch 5 opens (R-ELIG-11). */
export const openingDay = Temporal.Instant.from('2025-10-09T09:00:00+08:00');

export const testCity = async () => {
  const { sql } = await testDatabase();
  let now = openingDay;
  return {
    sql,
    keys: testKeys(),
    systemClock,
    businessClock: () => now,
    policy: holdSnapshot(makeSnapshot(1, beijing)),
    setClock: (to: Temporal.Instant): void => {
      now = to;
    },
    passTime: (duration: Temporal.DurationLike): void => {
      now = now.add(duration);
    },
  };
};

export type TestCity = Awaited<ReturnType<typeof testCity>>;

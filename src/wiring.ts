// What every part of the program is handed: settings, database, keys, clocks, policy and the log.
import type { Logger } from 'pino';
import { type Clock, systemClock } from './base/clock.ts';
import type { Config } from './config.ts';
import type { Keys } from './crypto/keys.ts';
import { readKeys } from './crypto/keys-file.ts';
import { openBusinessClock } from './database/business-clock.ts';
import { checkKeys } from './database/check-keys.ts';
import { connect, type Sql } from './database/connection.ts';
import { keepTransactionsGrowing } from './database/growing-transactions.ts';
import { beijing } from './policy/data/beijing.ts';
import { followPolicy, loadPolicy, type PolicyHolder } from './policy/policy-holder.ts';

export type Wiring = {
  readonly config: Config;
  readonly sql: Sql;
  readonly keys: Keys;
  /** Policy, deadlines and events. */
  readonly businessClock: Clock;
  /** Sessions, tokens and retries. */
  readonly systemClock: Clock;
  /** Sets the business clock, which runs on from there; undefined in production. */
  readonly moveBusinessClock: ((to: Temporal.Instant) => Promise<void>) | undefined;
  /** The rules of the city in force for this process. */
  readonly policy: PolicyHolder;
  readonly log: Logger;
};

/** Opens everything for a database that is migrated; what was opened is closed with `stack`, last first. */
export const openWiring = async (
  config: Config,
  databaseUrl: string,
  { log, stack }: { readonly log: Logger; readonly stack: AsyncDisposableStack },
): Promise<Wiring> => {
  const sql = connect(databaseUrl, { connections: config.databaseConnections, name: `yikatong ${config.command}` });
  stack.defer(() => sql.end({ timeout: 5 }));
  // A demo makes its keys once. Made anew beside data that other keys sealed, they would only hide the loss.
  const keys = readKeys({ folder: config.dataFolder, mayMake: config.demo && !(await holdsSealed(sql)) });
  await checkKeys(sql, keys);
  await keepTransactionsGrowing(sql);
  const clock = await openBusinessClock(sql, config);
  stack.defer(clock.stop);
  const policy = await loadPolicy(sql, beijing);
  stack.defer(followPolicy(policy, (err) => log.error({ err }, 'the policy could not be looked up again')));
  return { config, sql, keys, policy, businessClock: clock.now, systemClock, moveBusinessClock: clock.move, log };
};

const holdsSealed = async (sql: Sql): Promise<boolean> => {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (select from people) or exists (select from key_fingerprints) as found`;
  return row?.found === true;
};

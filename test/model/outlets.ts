// The outlets of the model: one of each bank, with blank cards enough for whatever is made on the spot.
import { enterStock } from '../../src/card-stock/keep-stock.ts';
import type { Keys } from '../../src/crypto/keys.ts';
import type { Sql } from '../../src/database/connection.ts';
import { insertTestOutlet } from '../support/people.ts';
import { modelBanks } from './applications.ts';

export const openOutlets = async ({ sql, keys }: { readonly sql: Sql; readonly keys: Keys }): Promise<void> => {
  const businessClock = () => Temporal.Now.instant();
  for (const bank of modelBanks) {
    const keeper = { account: 'clerk-9', outletId: await insertTestOutlet(sql, bank), bank };
    const entered = await enterStock(
      { sql, keys, businessClock },
      { keeper, kind: 'received', quantity: 5_000, key: 'first' },
    );
    if (!entered.ok) throw new Error(`no blanks: ${entered.code}`);
  }
};

// Tells banks that orders wait for them, and forgets callbacks nobody needs any more.
import { newId } from '../base/ids.ts';
import type { FindConnection } from '../identity/bank-connections.ts';
import { nudgeWorkers } from '../jobs/nudge.ts';
import type { Wiring } from '../wiring.ts';
import { deleteOldCallbacks, insertOrdersWaiting } from './callbacks-store.ts';

const keptDays = 90;
const rowsAtOnce = 1_000;

type Needs = Pick<Wiring, 'sql' | 'keys' | 'policy' | 'businessClock'>;

/**
 * A round of the sweeper: an order becomes visible without anybody doing anything, so it is found by its instant. One
 * callback a bank and round, however many there are; banks without an address are not told. How many were told.
 */
export const sweepWaitingOrders =
  (connectionOf: FindConnection) =>
  async ({ sql, keys, policy, businessClock }: Needs): Promise<number> => {
    const at = businessClock();
    let told = 0;
    for (const { code: bank } of policy.current().rows.banks) {
      if (!connectionOf(bank)?.callbackUrl) continue;
      const callback = { callbackId: newId<string>(), bank, event: 'orders-waiting', subject: null, at } as const;
      if (await insertOrdersWaiting({ sql, keys }, callback)) told += 1;
    }
    if (told > 0) nudgeWorkers();
    return told;
  };

/** A round of the sweeper; how many rows went. */
export const sweepOldCallbacks = ({ sql, businessClock }: Pick<Wiring, 'sql' | 'businessClock'>): Promise<number> =>
  deleteOldCallbacks(sql, businessClock().subtract({ hours: 24 * keptDays }), rowsAtOnce);

// Ends a bank's earlier test orders by the commands of the bureau and the bank, so that their history stays as it was.

import { runningStates } from '../applications/application-lifecycle.ts';
import { holdApplication } from '../applications/hold-application.ts';
import { rejectApplication } from '../applications/reject-application.ts';
import type { Ground } from '../applications/use-case.ts';
import type { Refused, Result } from '../base/result.ts';
import { reportReturned } from '../delivery/report-returned.ts';
import { listOpenOrders } from './sandbox-store.ts';

/** Account that stands in the events. */
const sandboxClerk = 'bank-sandbox';

type Step = (
  ground: Ground,
  order: { readonly number: string; readonly bank: string; readonly key: string },
) => Promise<Result<unknown, Refused>>;

const reject: Step = (ground, { number, key }) =>
  rejectApplication(ground, { clerkId: sandboxClerk, key, number, reasons: ['not-entitled'] });
const hold: Step = (ground, { number, key }) =>
  holdApplication(ground, { clerkId: sandboxClerk, key, number, reasons: ['under-review'] });
const bringBack: Step = (ground, order) => reportReturned(ground, { ...order, body: { reason: 'undeliverable' } });

/** What leads one step nearer to the end: a card that exists is held first, and one in the mail comes back before. */
const nextStep = {
  submitted: reject,
  'on-hold': reject,
  'in-production': hold,
  produced: hold,
  'ready-for-pickup': hold,
  returned: hold,
  mailed: bringBack,
} as const satisfies Readonly<Record<(typeof runningStates)[number], Step>>;

const isOpen = (state: string): state is keyof typeof nextStep => Object.hasOwn(nextStep, state);

/** mailed → returned → on-hold → rejected, and one round for a report that came in between. */
const mostRounds = 4;

/**
 * Every running application of the bank's earlier invented people → rejected; how many. A step that is refused because
 * somebody was faster is taken up by the next round; throws where something stays open.
 */
export const endTestOrders = async (
  ground: Ground,
  { bank, resetId }: { readonly bank: string; readonly resetId: number },
): Promise<number> => {
  const ended = new Set<string>();
  for (let round = 0; round <= mostRounds; round += 1) {
    const open = await listOpenOrders(ground.sql, { bank, before: resetId, states: runningStates });
    if (open.length === 0) return ended.size;
    for (const { number, state } of open) {
      if (!isOpen(state)) continue;
      await nextStep[state](ground, { number, bank, key: `sandbox-${resetId}-${round}-${number}` });
      ended.add(number);
    }
  }
  throw new Error('test orders stay open that should have ended');
};

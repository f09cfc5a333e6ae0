// A bank takes orders over: from then on they leave its feed and the person cannot withdraw.

import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { ApplicationRow } from '../applications/application-row.ts';
import { findApplicationOfBank } from '../applications/applications-store.ts';
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { mostOrders } from './list-orders.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import { acknowledgeOrder } from './order-parts.ts';

/** As many people at once as leave connections for everybody else. */
const concurrency = 4;

export type Acknowledgement = {
  readonly bank: string;
  readonly key: string;
  /** At most `mostOrders`; the border refuses more. */
  readonly numbers: readonly string[];
};

export type Acknowledged = { readonly number: string };
export type AcknowledgeRefused =
  | Refused<'ORDER_UNKNOWN', object>
  | Refused<'WRONG_STATE', { readonly state: ApplicationState }>
  | CommandRefused;
export type AcknowledgedOrder = { readonly number: string; readonly result: Result<Acknowledged, AcknowledgeRefused> };

/**
 * Acknowledges each order for itself, in the order given: one that cannot be is told with its number and holds up no
 * other. Once acknowledged stays acknowledged; withdrawn in the meantime is WRONG_STATE.
 */
export const acknowledgeOrders = async (
  ground: Ground,
  { bank, key, numbers }: Acknowledgement,
): Promise<readonly AcknowledgedOrder[]> => {
  if (numbers.length > mostOrders) throw new RangeError(`more than ${mostOrders} orders`);
  const answers: AcknowledgedOrder[] = [];
  const waiting = numbers.entries();
  const lane = async (): Promise<void> => {
    for (const [index, number] of waiting)
      answers[index] = { number, result: await acknowledge(ground, { bank, key: `${key}/${number}`, number }) };
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return answers;
};

type One = { readonly bank: string; readonly key: string; readonly number: string };

const acknowledge = async (
  ground: Ground,
  { bank, key, number }: One,
): Promise<Result<Acknowledged, AcknowledgeRefused>> => {
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'acknowledge-order',
    acting: { actor: 'bank', actorId: bank, channel: 'bank-interface', outlet: null, bank },
    key: { caller: `bank:${bank}`, key, request: { number } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('ORDER_UNKNOWN', {}),
    read: (earlierAnswer) => findApplicationOfBank(ground.sql, { bank, number, at }, earlierAnswer),
    decide: (row) => decide(ground, row),
  });
};

const decide = (ground: Ground, row: ApplicationRow): Decision<Acknowledged, AcknowledgeRefused> => {
  const { number, orderState, applicationId, state } = row;
  if (orderState === 'acknowledged') return change({ number });
  if (!leadsFrom(orderLifecycle['acknowledge-order'], orderState))
    return rejection(refused('WRONG_STATE', { state }), []);
  return change({ number }, acknowledgeOrder(ground.sql, applicationId));
};

// Offers orders again that their bank took over and said nothing of since: it may have lost them. Nothing is doubled by it.

import type { ApplicationState } from '../applications/application-lifecycle.ts';
import type { ApplicationRow } from '../applications/application-row.ts';
import { findApplicationOfNumber } from '../applications/applications-store.ts';
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { startOf } from '../base/dates.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { Lot } from './lot.ts';
import { listSilent } from './lots-store.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import { offerOrderAgain } from './order-parts.ts';

/** Orders of one click; as many again with the next. */
export const mostOffered = 200;

export type LotOffer = Pick<Lot, 'bank' | 'day'> & {
  /** Account of the clerk; that it may, the border has seen to. */
  readonly clerkId: string;
  /** The form's key: sent twice it is one offer. */
  readonly key: string;
};

/**
 * How many are offered again. An order is known by its number: a bank that has it all the same does what it would have
 * done, and a repeated report changes nothing. Orders that wait come with every call of the feed and need none of this.
 */
export const offerLotAgain = async (
  ground: Ground,
  { bank, day, clerkId, key }: LotOffer,
): Promise<{ readonly offered: number }> => {
  const between = { from: startOf(day), before: startOf(day.add({ days: 1 })) };
  let offered = 0;
  for (const number of await listSilent(ground.sql, { bank, ...between }, mostOffered)) {
    const result = await offerAgain(ground, { clerkId, key: `${key}/${number}`, number });
    if (result.ok) offered += 1;
  }
  return { offered };
};

type Offer = { readonly clerkId: string; readonly key: string; readonly number: string };
type Offered = { readonly number: string };
type OfferRefused =
  | Refused<'APPLICATION_UNKNOWN', object>
  | Refused<'WRONG_STATE', { readonly state: ApplicationState }>
  | CommandRefused;

/** acknowledged → waiting, as long as the bank has opened no account; its place in the feed stays what it was. */
const offerAgain = async (ground: Ground, { clerkId, key, number }: Offer): Promise<Result<Offered, OfferRefused>> =>
  await changePerson(ground, {
    action: 'offer-again',
    acting: { actor: 'staff', actorId: clerkId, channel: 'console', outlet: null, bank: null },
    key: { caller: `staff:${clerkId}`, key, request: { number } },
    at: ground.businessClock(),
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) => findApplicationOfNumber(ground.sql, number, earlierAnswer),
    decide: (row) => decide(ground, row),
  });

const decide = ({ sql }: Ground, row: ApplicationRow): Decision<Offered, OfferRefused> => {
  const { number, applicationId, bank, state, orderState } = row;
  if (state !== 'submitted' || !leadsFrom(orderLifecycle['offer-again'], orderState))
    return rejection(refused('WRONG_STATE', { state }), ['R-PROD-01']);
  return change({ number }, offerOrderAgain(sql, { applicationId, bank }));
};

// 一站式: in one visit to the issuing bank enable, activate, top up and buy the park ticket, in this order, each with its own result.
import type { Ground } from '../applications/use-case.ts';
import type { Refused, Result } from '../base/result.ts';
import { type ActivateRefused, activateFinance } from '../cards/activate-finance.ts';
import { type EnableRefused, enableCard } from '../cards/enable-card.ts';
import { buyParkTicket, type ParkRefused } from './buy-park-ticket.ts';
import { type TopUp, type TopUpRefused, topUpTransit } from './top-up-transit.ts';
import type { AtCounter } from './transit-change.ts';

/** In the order in which they follow from one another (R-CHAN-17). */
export const oneStopServices = ['enable', 'activate-finance', 'top-up-transit', 'buy-park-ticket'] as const;
export type OneStopService = (typeof oneStopServices)[number];

/** What is wished for; absent: not this time. */
export type OneStopWish = {
  readonly enable?: true;
  readonly 'activate-finance'?: true;
  readonly 'top-up-transit'?: Pick<TopUp, 'fen' | 'payment'>;
  readonly 'buy-park-ticket'?: { readonly material: readonly string[]; readonly toldOfFreeEntry: boolean };
};

export type OneStop = {
  readonly asked: AtCounter;
  /** 卡号 of the card that is named in `asked`. */
  readonly cardNumber: string;
  /** Of the outlet; whoever serves there is its staff. */
  readonly bank: string;
  readonly wish: OneStopWish;
};

/** null: it is done. */
export type OneStopRefusal = EnableRefused | ActivateRefused | TopUpRefused | ParkRefused | null;
export type OneStopResult = { readonly service: OneStopService; readonly refusal: OneStopRefusal };

/**
 * One command for each, under a key of its own that follows from the one of the visit: sent again, what is done is answered
 * and what was refused is tried once more. A refusal holds up nothing that does not need it: whatever does, the gate refuses.
 */
export const serveInOneStop = async (ground: Ground, visit: OneStop): Promise<readonly OneStopResult[]> => {
  const results: OneStopResult[] = [];
  for (const service of oneStopServices) {
    if (visit.wish[service] === undefined) continue;
    const asked = { ...visit.asked, key: `${visit.asked.key} ${service}` };
    results.push({ service, refusal: await perform[service](ground, { ...visit, asked }) });
  }
  return results;
};

const perform: Readonly<Record<OneStopService, (ground: Ground, visit: OneStop) => Promise<OneStopRefusal>>> = {
  enable: async (ground, { asked }) => refusalOf(await enableCard(ground, { ...asked, level: 0 })),
  'activate-finance': async (ground, { asked, cardNumber, bank }) => {
    const { actor, actorId, key, served } = asked;
    const { outletId, documents } = served;
    return refusalOf(
      await activateFinance(ground, {
        ...{ bank, key, cardNumber, place: 'counter', outletId, actor, documents, enable: false, clerk: actorId },
      }),
    );
  },
  'top-up-transit': async (ground, { asked, wish }) => {
    const wished = wish['top-up-transit'];
    return wished ? refusalOf(await topUpTransit(ground, { ...asked, ...wished })) : null;
  },
  'buy-park-ticket': async (ground, { asked, wish }) => {
    const wished = wish['buy-park-ticket'];
    return wished ? refusalOf(await buyParkTicket(ground, { ...asked, ...wished })) : null;
  },
};

const refusalOf = <R extends Refused>(result: Result<object, R>): R | null => (result.ok ? null : result);

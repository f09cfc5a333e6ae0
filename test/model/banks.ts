// What banks report about the orders they have: in time, too early, too late, twice, out of order, or as another bank.
import assert from 'node:assert/strict';
import { handedOverBody, reportHandedOver } from '../../src/delivery/report-handed-over.ts';
import { reportMailed } from '../../src/delivery/report-mailed.ts';
import { reportReadyAtOutlet } from '../../src/delivery/report-ready-at-outlet.ts';
import { reportReturned } from '../../src/delivery/report-returned.ts';
import { acknowledgeOrders } from '../../src/production/acknowledge-orders.ts';
import type { BankReport } from '../../src/production/report.ts';
import { reportAccountOpened } from '../../src/production/report-account-opened.ts';
import { reportAccountRefused } from '../../src/production/report-account-refused.ts';
import { reportProduced } from '../../src/production/report-produced.ts';
import type { Random } from '../../src/seed/random.ts';
import { about, modelBanks } from './applications.ts';
import { held } from './bureau.ts';
import { type Act, type Answer, type Draw, drawIndex, type Hand, learn } from './hand.ts';
import {
  type AnApplication,
  dayOf,
  done,
  type Ending,
  type Life,
  notice,
  refusedFor,
  withApplication,
  withCard,
} from './life.ts';

type Reported = BankReport<object>;

/** A report as the rules know it. */
type Kind = {
  readonly name: string;
  readonly from: readonly string[];
  /** It was reported before: answered again, and nothing changes. */
  readonly isRepeated: (application: AnApplication, life: Life) => boolean;
  /** What is wrong beside the state. */
  readonly problems?: (application: AnApplication, life: Life, at: number) => readonly string[];
  /** The card is made, or leaves the bank's hands: a changed name stops it (G-38). */
  readonly checksFacts?: true;
  readonly leadsTo: (life: Life, index: number, given: AnApplication & { readonly at: number }) => Life;
  readonly run: (hand: Hand, report: Reported) => Promise<Answer>;
};

type Reporter = {
  readonly life: Life;
  readonly at: number;
  /** With another chip than anybody reported before: never a repetition. */
  readonly isOther?: true;
};

/** What a report of a bank about an application comes to. */
export const reported = (
  kind: Kind,
  { application: index, bank }: { readonly application: number; readonly bank: string },
  { life, at, isOther }: Reporter,
): readonly Ending[] => {
  const application = life.applications[index];
  const order = application?.orders[bank];
  if (!application || !order || order.visibleAt > at) return refusedFor(['ORDER_UNKNOWN'], life);
  if (application.bank !== bank) {
    const refusedBefore = kind.name === 'that it opens no account' && order.state === 'acknowledged';
    return refusedBefore ? done(life) : refusedFor(['ORDER_UNKNOWN'], life);
  }
  if (!isOther && kind.isRepeated(application, life)) return done(life);
  const wrong = kind.from.includes(application.state) ? [] : ['WRONG_STATE'];
  const codes = wrong.length > 0 ? wrong : (kind.problems?.(application, life, at) ?? []);
  if (codes.length > 0) return refusedFor(codes, life);
  if (kind.checksFacts && life.renamedAt > application.judgedAt) return factsChanged(life, index);
  return done(kind.leadsTo(taken(life, index, application), index, { ...application, at }));
};

const reporting = (kind: Kind, index: number, bank: string): Act =>
  about({
    ...{ index, name: `${bank} reports ${kind.name}`, unknown: 'ORDER_UNKNOWN' },
    judge: (life, _application, at) => reported(kind, { application: index, bank }, { life, at }),
    run: (hand, number, key) => kind.run(hand, { bank, number, key, body: {} }),
  });

/** Refused, and by a command of its own put on hold. */
const factsChanged = (life: Life, index: number): readonly Ending[] => [
  { answer: ['FACTS_CHANGED'], next: life, follows: (later) => done(held(later, index)) },
];

/** A bank that reports on an order has taken it over. */
const taken = (life: Life, index: number, { orders, bank }: AnApplication): Life => {
  const order = orders[bank];
  if (order?.state !== 'waiting') return life;
  return withApplication(life, index, { orders: { ...orders, [bank]: { ...order, state: 'acknowledged' } } });
};

const to =
  (state: string, changes: Partial<AnApplication> = {}) =>
  (life: Life, index: number): Life =>
    withApplication(life, index, { state, ...changes });

const cardOf = ({ card }: AnApplication, life: Life) => (card === null ? undefined : life.cards[card]);
const isMade = (application: AnApplication, life: Life): boolean =>
  !['unmade', undefined].includes(cardOf(application, life)?.socialSecurity);

export const opened: Kind = {
  ...{ name: 'an account', from: ['submitted'] },
  isRepeated: ({ card }) => card !== null,
  leadsTo: (life, index, { bank }) => ({
    ...withApplication(life, index, { state: 'in-production', card: life.cards.length }),
    cards: [
      ...life.cards,
      {
        ...{ generation: 3, bank, socialSecurity: 'unmade', financial: 'not-activated' },
        ...{ lostUntil: null, lostFrom: null, requests: [], isReissueRequested: false, madeAt: null },
      },
    ],
  }),
  run: async ({ ground, cardNumbers }, report) => {
    const result = await reportAccountOpened(ground, report);
    if (result.ok && result.value.cardNumber) learn(cardNumbers, result.value.cardNumber);
    return result;
  },
};

const refused: Kind = {
  ...{ name: 'that it opens no account', from: ['submitted'] },
  isRepeated: ({ state }) => state === 'account-refused',
  leadsTo: (life, index, { refusing, bank }) =>
    withApplication(life, index, { state: 'account-refused', refusing: [...refusing, bank] }),
  run: ({ ground }, report) => reportAccountRefused(ground, { ...report, body: { reason: 'other' } }),
};

export const produced: Kind = {
  ...{ name: 'a card', from: ['in-production'], checksFacts: true },
  isRepeated: (application, life) => isMade(application, life) && !application.isMadeOnTheSpot,
  leadsTo: (life, index, { card, service, replaces, at: madeAt }) => {
    const made = { socialSecurity: 'not-enabled', madeAt };
    const after = withCard(
      withApplication(life, index, { state: 'produced', isMadeOnTheSpot: false }),
      card ?? -1,
      made,
    );
    // G-13: a lost card ends at the latest now, one that is exchanged goes on.
    return service === 'reissue' && replaces !== null ? replaced(after, [replaces]) : after;
  },
  run: ({ ground }, report) => {
    const chipId = Buffer.from(report.number.padEnd(16)).toString('hex').toUpperCase().slice(0, 32);
    const body = { chipId, specificationVersion: '3.00', accountLastFour: '0001' };
    return reportProduced(ground, { ...report, body });
  },
};

const mailed: Kind = {
  ...{ name: 'a parcel', from: ['produced'], checksFacts: true },
  isRepeated: ({ isParcel }) => isParcel,
  problems: ({ byMail }) => (byMail ? [] : ['DELIVERY_IS_ANOTHER']),
  leadsTo: to('mailed', { isParcel: true }),
  run: ({ ground }, report) => {
    const trackingNumber = `EA${report.number.replaceAll('-', '')}`;
    return reportMailed(ground, { ...report, body: { trackingNumber } });
  },
};

export const laidOut: Kind = {
  ...{ name: 'that it lies at the outlet', from: ['produced'] },
  isRepeated: ({ state, byMail }) => !byMail && ['ready-for-pickup', 'collected'].includes(state),
  problems: ({ byMail }) => (byMail ? ['DELIVERY_IS_ANOTHER'] : []),
  leadsTo: to('ready-for-pickup'),
  run: ({ ground }, report) => reportReadyAtOutlet(ground, { ...report, body: { outletId: `outlet-${report.bank}` } }),
};

const returned = (reason: 'unclaimed' | 'undeliverable'): Kind => ({
  ...{ name: `a return: ${reason}`, from: ['mailed', 'ready-for-pickup'] },
  isRepeated: ({ state }) => state === 'returned',
  problems: ({ byMail }) => ((reason === 'unclaimed') === !byMail ? [] : ['DELIVERY_IS_ANOTHER']),
  leadsTo: to('returned'),
  run: ({ ground }, report) => reportReturned(ground, { ...report, body: { reason } }),
});

/** Another takes their place; one that has ended, or never was in use, stays what it is. */
const replaced = (life: Life, indexes: readonly number[]): Life => ({
  ...life,
  cards: life.cards.map((card, at) =>
    indexes.includes(at) && ['enabled', 'temporarily-lost', 'formally-lost'].includes(card.socialSecurity)
      ? { ...card, socialSecurity: 'replaced', lostUntil: null, lostFrom: null }
      : card,
  ),
});

/** The card is enabled: older ones go out at the same instant (R-OLD-03, G-13), the electronic one comes over. */
export const enabled = (life: Life, index: number): Life => {
  const ofThird = life.cards.flatMap(({ generation }, at) => (generation === 3 && at < index ? [at] : []));
  const after = replaced(life, ofThird);
  return {
    ...after,
    electronic: life.electronic === 'none' ? 'none' : 'linked',
    cards: after.cards.map((card, at) => {
      if (at === index) return { ...card, socialSecurity: 'enabled' };
      return card.generation < 3 && card.socialSecurity === 'enabled' ? { ...card, socialSecurity: 'invalid' } : card;
    }),
  };
};

export const handedOver = ({ enable, activate }: { readonly enable: boolean; readonly activate: boolean }): Kind => ({
  ...{ name: `a hand-over${enable ? ', enabled' : ''}${activate ? ', activated' : ''}`, from: ['ready-for-pickup'] },
  checksFacts: true,
  isRepeated: (application, life) => {
    const card = cardOf(application, life);
    const isDone = (!enable || card?.socialSecurity === 'enabled') && (!activate || card?.financial === 'active');
    return application.state === 'collected' && isDone;
  },
  problems: (application, life, at) => {
    // It is collected as it was made; the account comes after the function (R-ENABLE-08).
    const card = cardOf(application, life);
    const isTooSoon = activate && !enable && dayOf(at) >= notice;
    const isTooLate = activate && card?.financial !== 'not-activated';
    return card?.socialSecurity === 'not-enabled' && !isTooSoon && !isTooLate ? [] : ['WRONG_STATE'];
  },
  leadsTo: (life, index, { card }) => {
    const collected = withApplication(life, index, { state: 'collected' });
    const afterwards = enable ? enabled(collected, card ?? -1) : collected;
    return activate ? withCard(afterwards, card ?? -1, { financial: 'active' }) : afterwards;
  },
  run: ({ ground }, report) => {
    const body = handedOverBody.parse({ outletId: `outlet-${report.bank}`, enable, activate });
    return reportHandedOver(ground, { ...report, body });
  },
});

const acknowledging = (index: number, bank: string): Act =>
  about({
    ...{ index, name: `${bank} takes the order over`, unknown: 'ORDER_UNKNOWN' },
    judge: (life, { orders }, at) => {
      const order = orders[bank];
      if (!order || order.visibleAt > at) return refusedFor(['ORDER_UNKNOWN'], life);
      if (order.state === 'acknowledged') return done(life);
      if (order.state !== 'waiting') return refusedFor(['WRONG_STATE'], life);
      const moved = { orders: { ...orders, [bank]: { ...order, state: 'acknowledged' } } };
      return done(withApplication(life, index, moved));
    },
    run: async ({ ground }, number, key) => {
      const [answer] = await acknowledgeOrders(ground, { bank, key, numbers: [number] });
      assert.ok(answer);
      return answer.result;
    },
  });

/** The bank that has the application, seldom another one. */
const drawOrder = (random: Random, { applications }: Life): readonly [number, string] => {
  const index = drawIndex(random, applications.length);
  return [index, random.chance(0.95) ? (applications[index]?.bank ?? '102') : random.pick(modelBanks)];
};
const draw =
  (kind: (random: Random) => Kind): Draw =>
  (random, life) =>
    reporting(kind(random), ...drawOrder(random, life));

export const bankDraws: readonly (readonly [Draw, number])[] = [
  [(random, life) => acknowledging(...drawOrder(random, life)), 2],
  [draw(() => opened), 5],
  [draw(() => refused), 1],
  [draw(() => produced), 5],
  [draw(() => mailed), 4],
  [draw(() => laidOut), 4],
  [draw((random) => returned(random.pick(['unclaimed', 'undeliverable']))), 2],
  [draw((random) => handedOver({ enable: random.chance(0.4), activate: random.chance(0.2) })), 5],
];

// A new card for one that is lost, damaged or out of date: ordered online or at a counter of its bank (补领、换领, R-REISSUE-01 to R-REISSUE-11).
import { deliveryChoice } from '../../src/applications/delivery-choice.ts';
import { orderReplacement } from '../../src/applications/order-replacement.ts';
import type { Random } from '../../src/seed/random.ts';
import { byMail } from './applications.ts';
import { aboutCard, account, anotherBank, askedBy, inState, lostAfter, lowLevel, named, old } from './cards.ts';
import { type Draw, drawIndex, learn } from './hand.ts';
import {
  type ACard,
  type AnApplication,
  dayOf,
  done,
  isRunning,
  type Life,
  thinking,
  unless,
  withCard,
} from './life.ts';
import { type Asker, drawAsker, isOnline, turnedAway } from './turned-away.ts';

type Service = Exclude<AnApplication['service'], 'apply'>;
const reasons = ['name', 'id-number', 'mark'] as const;
type Reason = (typeof reasons)[number] | null;

/** R-REISSUE-04: of the model's banks this one alone offers it online. */
const onlineBank = '102';

/** What is wanted of which card, by whom and where to. */
type Wish = {
  readonly service: Service;
  readonly reason: Reason;
  readonly asker: Asker;
  /** Of the outlet where the card shall lie; null: by mail. */
  readonly outletBank: string | null;
};

/** A name by the record, where it learned of it after the card was made; a mark by its paper; no ID number changes here. */
const isSettled = ({ reason, asker }: Wish, { madeAt }: ACard, { renamedAt }: Life): boolean =>
  reason === 'mark' ? asker.documents.includes('settlement-proof') : reason === 'name' && renamedAt > (madeAt ?? 0);

/** Everything that is in the way. */
const inTheWay = (wish: Wish, card: ACard, { life, at }: { readonly life: Life; readonly at: number }) => {
  const { service, reason, asker, outletBank } = wish;
  const isReissue = service === 'reissue';
  const running = life.applications.some(isRunning);
  const states = isReissue ? ['enabled', 'temporarily-lost', 'formally-lost'] : ['enabled'];
  return [
    ...[...lowLevel(asker, 3), ...old(card), ...turnedAway(service, asker, dayOf(at)), ...inState(card, ...states)],
    ...(isOnline(asker) && card.bank !== onlineBank ? ['SERVICE_NOT_AT_CHANNEL'] : []),
    ...(running ? ['RUNNING_APPLICATION'] : []),
    // R-LOSS-15 names a re-issue that runs; one that came to nothing may be asked for again.
    ...(running && isReissue && card.isReissueRequested ? ['REISSUE_REQUESTED'] : []),
    ...(reason !== null && !isSettled(wish, card, life) ? ['UPSTREAM_NOT_SETTLED'] : []),
    ...(outletBank === null || outletBank === card.bank ? [] : ['OUTLET_NOT_OF_BANK']),
  ];
};

/** Of a re-issue the card is formally lost, its account with it, and never released (C-11, C-54, R-LOSS-15). */
const reissued = (life: Life, index: number, { card, at }: { readonly card: ACard; readonly at: number }): Life => {
  const lost = lostAfter(card, 'report-formal-loss', at);
  const asked = account(card, 'report-formal-loss', { spot: 'own', by: 'staff' });
  return withCard(life, index, { ...lost, ...asked, isReissueRequested: true });
};

const drawWish = (random: Random, service: Service, { bank, at }: { readonly bank: string; readonly at: number }) => {
  const reason: Reason = service === 'exchange-changed' ? random.pick(reasons) : null;
  const drawn = drawAsker(random, service, dayOf(at));
  const isProved = reason === 'mark' && drawn.by !== 'self' && random.chance(0.85);
  const documents = isProved ? [...drawn.documents, 'settlement-proof' as const] : drawn.documents;
  const own = random.chance(0.95) ? bank : anotherBank(bank);
  return { service, reason, asker: { ...drawn, documents }, outletBank: random.chance(0.5) ? null : own };
};

const replace =
  (service: Service): Draw =>
  (random, life, now) => {
    const index = drawIndex(random, life.cards.length);
    const bank = life.cards[index]?.bank ?? onlineBank;
    const wish = drawWish(random, service, { bank, at: now });
    const { asker, reason, outletBank } = wish;
    const to = outletBank === null ? 'mail' : `outlet-${outletBank}`;
    return aboutCard({
      ...{ index, name: `${service} at ${asker.spot} by ${asker.actor} to ${to}${reason ? ` for the ${reason}` : ''}` },
      judge: (lived, card, at) =>
        unless(inTheWay(wish, card, { life: lived, at }), lived, () => {
          // Whoever stands at a counter, or has lost the card, takes nothing back and does not wait.
          const visibleAt = service === 'reissue' || asker.by !== 'self' ? at : at + thinking;
          const fresh: AnApplication = {
            ...{ service, replaces: index, state: 'submitted', bank: card.bank, byMail: outletBank === null },
            ...{ orders: { [card.bank]: { state: 'waiting', visibleAt } }, refusing: [], card: null, isParcel: false },
            ...{ heldFrom: null, judgedAt: at, phone: 'recorded', isMadeOnTheSpot: false },
          };
          const after = service === 'reissue' ? reissued(lived, index, { card, at }) : lived;
          return done({ ...after, applications: [...after.applications, fresh] });
        }),
      aim: (hand) => {
        const choice =
          outletBank === null ? byMail : deliveryChoice.parse({ delivery: 'outlet', outletId: `outlet-${outletBank}` });
        const asked = { ...named(hand, index), ...askedBy(hand, { asker, bank }), service, reason, choice };
        return async (key) => {
          const result = await orderReplacement(hand.ground, { ...asked, phone: '19900000001', language: 'zh', key });
          if (result.ok) learn(hand.numbers, result.value.number);
          return result;
        };
      },
    });
  };

export const replaceDraws: readonly (readonly [Draw, number])[] = [
  [replace('reissue'), 3],
  [replace('exchange-damaged'), 2],
  [replace('exchange-changed'), 2],
];

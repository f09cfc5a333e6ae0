// What people do about their applications: apply, withdraw, choose again and send again.
import { applicationForm } from '../../src/applications/application-form.ts';
import { chooseAnotherBank } from '../../src/applications/choose-another-bank.ts';
import { chooseDeliveryAgain } from '../../src/applications/choose-delivery-again.ts';
import { deliveryChoice } from '../../src/applications/delivery-choice.ts';
import { resubmitApplication } from '../../src/applications/resubmit-application.ts';
import { submitApplication } from '../../src/applications/submit-application.ts';
import { withdrawApplication } from '../../src/applications/withdraw-application.ts';
import type { Random } from '../../src/seed/random.ts';
import { mailForm } from '../support/card-journey.ts';
import { insertTestUploads } from '../support/people.ts';
import { type Act, type Answer, type Draw, drawIndex, type Hand, learn, nobodysNumber } from './hand.ts';
import {
  type AnApplication,
  bankTaken,
  batchOpens,
  dayOf,
  done,
  type Ending,
  isInUse,
  isRunning,
  type Life,
  openChange,
  refusedFor,
  thinking,
  unless,
  withApplication,
} from './life.ts';

/** Banks of the model, each with one outlet. */
export const modelBanks = ['102', '103', '104', '105'] as const;
const channels = ['website', 'jingtong', 'wechat-account', 'minsheng'] as const;

/** The holder online, seldom known less surely than the service asks for, or somebody else in their name. */
type Self = {
  readonly level: number;
  readonly actor: 'holder' | 'guardian';
  readonly channel: (typeof channels)[number];
};
const drawSelf = (random: Random): Self => ({
  level: random.chance(0.95) ? 3 : 2,
  actor: random.chance(0.97) ? 'holder' : 'guardian',
  channel: random.pick(channels),
});
const tooLow = ({ level }: Self): readonly string[] => (level < 3 ? ['LEVEL_TOO_LOW'] : []);
const wrongPerson = ({ actor }: Self): readonly string[] => (actor === 'guardian' ? ['ACTOR_NOT_ALLOWED'] : []);
const acting = ({ person }: Hand, self: Self) => ({ ...self, personId: person.personId, actorId: person.personId });

/** What keeps somebody from a first card, or from that of another bank. */
const cannotApply = (life: Life, at: number): readonly string[] => [
  ...(dayOf(at) < batchOpens ? ['NOT_YET_OPEN'] : []),
  ...(life.applications.some(isRunning) ? ['RUNNING_APPLICATION'] : []),
  ...(life.cards.some((card) => card.generation === 3 && isInUse(card))
    ? [openChange(life) ? 'WRONG_STATE' : 'CARD_EXISTS']
    : []),
];

const apply: Draw = (random) => {
  const [self, bank, byMail] = [drawSelf(random), random.pick(modelBanks), random.chance(0.5)];
  const form = byMail ? { ...mailForm, bank } : { ...mailForm, bank, delivery: 'outlet', outletId: `outlet-${bank}` };
  return {
    name: `apply at ${bank} ${byMail ? 'by mail' : 'to an outlet'} as ${self.actor} level ${self.level}`,
    judge: (life, at) =>
      unless([...tooLow(self), ...wrongPerson(self), ...cannotApply(life, at)], life, () => {
        const orders = { [bank]: { state: 'waiting', visibleAt: at + thinking } };
        const fresh: AnApplication = {
          ...{
            service: 'apply',
            replaces: null,
            state: 'submitted',
            bank,
            byMail,
            orders,
            refusing: [],
            card: null,
            isParcel: false,
          },
          ...{ heldFrom: null, judgedAt: at, phone: 'recorded', isMadeOnTheSpot: false },
        };
        const electronic = life.electronic === 'none' ? 'issued' : life.electronic;
        const applied = { ...life, applications: [...life.applications, fresh], electronic };
        return done(bankTaken(applied, life.applications.length, { bank, at }));
      }),
    aim: (hand) => async (key) => {
      // Whoever applies once more sends new pictures, as whoever corrects does.
      await insertTestUploads(hand.ground, hand.person.personId);
      const submission = { ...acting(hand, self), key, form: applicationForm.parse(form) };
      const result = await submitApplication(hand.ground, submission);
      if (result.ok) learn(hand.numbers, result.value.number);
      return result;
    },
  };
};

/** An act about one application: the rules for it where it is there, and how it is asked for by its number. */
type About = {
  readonly index: number;
  readonly name: string;
  readonly unknown: string;
  readonly judge: (life: Life, application: AnApplication, at: number) => readonly Ending[];
  readonly run: (hand: Hand, number: string, key: string) => Promise<Answer>;
};
export const about = ({ index, name, unknown, judge, run }: About): Act => ({
  name: `${name} (application ${index})`,
  judge: (life, at) => {
    const application = life.applications[index];
    return application ? judge(life, application, at) : refusedFor([unknown], life);
  },
  aim: (hand) => {
    const number = hand.numbers[index] ?? nobodysNumber;
    return (key) => run(hand, number, key);
  },
});

/** The orders of an application with every one in `from` moved on. */
const ordersMoved = ({ orders }: AnApplication, from: readonly string[], to: string): AnApplication['orders'] =>
  Object.fromEntries(
    Object.entries(orders).map(([bank, order]) => [bank, from.includes(order.state) ? { ...order, state: to } : order]),
  );
export const ofBank = (application: AnApplication, state: string, visibleAt?: number): AnApplication['orders'] => {
  const { orders, bank } = application;
  const order = orders[bank] ?? { state, visibleAt: visibleAt ?? 0 };
  return { ...orders, [bank]: { state, visibleAt: visibleAt ?? order.visibleAt } };
};

const withdraw: Draw = (random, { applications }) => {
  const [index, self] = [drawIndex(random, applications.length), drawSelf(random)];
  return about({
    ...{ index, name: 'withdraw', unknown: 'APPLICATION_UNKNOWN' },
    judge: (life, application) => {
      if (application.state === 'withdrawn') return done(life);
      // R-LOSS-15: with a re-issue the lost card ends for good.
      const mayGo = application.service !== 'reissue' && application.state === 'submitted';
      const waits = mayGo && application.orders[application.bank]?.state === 'waiting';
      const orders = ordersMoved(application, ['waiting'], 'withdrawn');
      return unless(waits ? [] : ['TOO_LATE_TO_WITHDRAW'], life, () =>
        done(withApplication(life, index, { state: 'withdrawn', orders })),
      );
    },
    run: ({ ground, person: { personId } }, number, key) =>
      withdrawApplication(ground, { ...self, personId, actorId: personId, key, number }),
  });
};

export const byMail = deliveryChoice.parse({
  ...{ delivery: 'mail', recipient: '张试验', recipientPhone: '19900000002' },
  ...{ address: '试验路9号院1号楼', postcode: '' },
});

const chooseBank: Draw = (random, { applications }) => {
  const [index, self, bank] = [drawIndex(random, applications.length), drawSelf(random), random.pick(modelBanks)];
  return about({
    ...{ index, name: `choose bank ${bank}`, unknown: 'APPLICATION_UNKNOWN' },
    judge: (life, application, at) => {
      const codes = [
        ...[...tooLow(self), ...wrongPerson(self), ...cannotApply(life, at)],
        ...(application.service === 'apply' && application.state === 'account-refused' ? [] : ['NOTHING_TO_CHOOSE']),
        ...(application.refusing.includes(bank) ? ['BANK_REFUSED_BEFORE'] : []),
      ];
      const orders = { ...application.orders, [bank]: { state: 'waiting', visibleAt: at + thinking } };
      const moved = { state: 'submitted', bank, byMail: true, orders, judgedAt: at };
      return unless(codes, life, () => done(withApplication(bankTaken(life, index, { bank, at }), index, moved)));
    },
    run: (hand, number, key) =>
      chooseAnotherBank(hand.ground, {
        ...{ ...acting(hand, self), number, key, choice: byMail, bank, consents: ['share-with-bank'] },
      }),
  });
};

const chooseDelivery: Draw = (random, { applications }) => {
  const [index, self, isMail] = [drawIndex(random, applications.length), drawSelf(random), random.chance(0.5)];
  const bank = applications[index]?.bank ?? '102';
  return about({
    ...{ index, name: `choose ${isMail ? 'mail' : `outlet of ${bank}`}`, unknown: 'APPLICATION_UNKNOWN' },
    judge: (life, application, at) => {
      const codes = [
        ...tooLow(self),
        ...(application.state === 'returned' ? [] : ['NOTHING_TO_CHOOSE']),
        ...(isMail || application.bank === bank ? [] : ['OUTLET_NOT_OF_BANK']),
      ];
      const moved = { state: 'produced', byMail: isMail, isParcel: false, orders: ofBank(application, 'waiting', at) };
      return unless(codes, life, () => done(withApplication(life, index, moved)));
    },
    run: (hand, number, key) => {
      const choice = isMail ? byMail : ({ delivery: 'outlet', outletId: `outlet-${bank}` } as const);
      return chooseDeliveryAgain(hand.ground, { ...acting(hand, self), number, key, choice });
    },
  });
};

const resubmit: Draw = (random, { applications }) => {
  const [index, self] = [drawIndex(random, applications.length), drawSelf(random)];
  const bank = random.chance(0.9) ? (applications[index]?.bank ?? '102') : random.pick(modelBanks);
  return about({
    ...{ index, name: `resubmit at ${bank}`, unknown: 'APPLICATION_UNKNOWN' },
    judge: (life, application, at) => {
      const codes = [
        ...[...tooLow(self), ...wrongPerson(self), ...cannotApply(life, at)],
        ...(application.service === 'apply' && application.state === 'rejected' ? [] : ['NOTHING_TO_CORRECT']),
        ...(application.refusing.includes(bank) ? ['BANK_REFUSED_BEFORE'] : []),
      ];
      const orders = { ...application.orders, [bank]: { state: 'waiting', visibleAt: at + thinking } };
      const again = { isParcel: false, phone: 'recorded' } as const;
      const moved = { state: 'submitted', bank, byMail: true, orders, judgedAt: at, ...again };
      return unless(codes, life, () => done(withApplication(bankTaken(life, index, { bank, at }), index, moved)));
    },
    run: async (hand, number, key) => {
      await insertTestUploads(hand.ground, hand.person.personId);
      const form = applicationForm.parse({ ...mailForm, bank });
      return await resubmitApplication(hand.ground, { ...acting(hand, self), number, key, form });
    },
  });
};

export const applicationDraws: readonly (readonly [Draw, number])[] = [
  [apply, 6],
  [withdraw, 1],
  [chooseBank, 2],
  [chooseDelivery, 2],
  [resubmit, 2],
];

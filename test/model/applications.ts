// The commands of an application: of the person, of the bureau, and of the banks, whose answers come late, twice or never.
import { applicationForm } from '../../src/applications/application-form.ts';
import { chooseAnotherBank } from '../../src/applications/choose-another-bank.ts';
import { chooseDeliveryAgain } from '../../src/applications/choose-delivery-again.ts';
import { deliveryChoice } from '../../src/applications/delivery-choice.ts';
import { holdApplication } from '../../src/applications/hold-application.ts';
import { rejectApplication } from '../../src/applications/reject-application.ts';
import { releaseApplication } from '../../src/applications/release-application.ts';
import { resubmitApplication } from '../../src/applications/resubmit-application.ts';
import { submitApplication } from '../../src/applications/submit-application.ts';
import { withdrawApplication } from '../../src/applications/withdraw-application.ts';
import { ok } from '../../src/base/result.ts';
import { insertRecordChanges } from '../../src/people/record-changes-store.ts';
import type { Random } from '../../src/seed/random.ts';
import { mailForm } from '../support/card-journey.ts';
import { insertTestUploads } from '../support/people.ts';
import { type Act, type Answer, type Draw, drawIndex, type Hand, learn, nobodysNumber } from './hand.ts';
import {
  type AnApplication,
  batchOpens,
  dayOf,
  done,
  type Ending,
  isInUse,
  isRunning,
  type Life,
  refusedFor,
  unless,
  withApplication,
  withCard,
} from './life.ts';

/** Banks of the model, each with one outlet. */
export const modelBanks = ['102', '103', '104', '105'] as const;
const clerk = 'clerk-1';
/** Ten minutes in which the person may think again. */
const thinking = 600_000;
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

/** What keeps somebody from a first card. */
const cannotApply = (life: Life, at: number): readonly string[] => [
  ...(dayOf(at) < batchOpens ? ['NOT_YET_OPEN'] : []),
  ...(life.applications.some(isRunning) ? ['RUNNING_APPLICATION'] : []),
  ...(life.cards.some((card) => card.generation === 3 && isInUse(card)) ? ['CARD_EXISTS'] : []),
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
          ...{ state: 'submitted', bank, byMail, orders, refusing: [], card: null, isParcel: false },
          ...{ heldFrom: null, judgedAt: at },
        };
        const electronic = life.electronic === 'none' ? 'issued' : life.electronic;
        return done({ ...life, applications: [...life.applications, fresh], electronic });
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
const ofBank = (application: AnApplication, state: string, visibleAt?: number): AnApplication['orders'] => {
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
      const waits = application.state === 'submitted' && application.orders[application.bank]?.state === 'waiting';
      const orders = ordersMoved(application, ['waiting'], 'withdrawn');
      return unless(waits ? [] : ['TOO_LATE_TO_WITHDRAW'], life, () =>
        done(withApplication(life, index, { state: 'withdrawn', orders })),
      );
    },
    run: ({ ground, person: { personId } }, number, key) =>
      withdrawApplication(ground, { ...self, personId, actorId: personId, key, number }),
  });
};

const byMail = deliveryChoice.parse({
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
        ...(application.state === 'account-refused' ? [] : ['NOTHING_TO_CHOOSE']),
        ...(application.refusing.includes(bank) ? ['BANK_REFUSED_BEFORE'] : []),
      ];
      const orders = { ...application.orders, [bank]: { state: 'waiting', visibleAt: at + thinking } };
      const moved = { state: 'submitted', bank, byMail: true, orders, judgedAt: at };
      return unless(codes, life, () => done(withApplication(life, index, moved)));
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
        ...(application.state === 'rejected' ? [] : ['NOTHING_TO_CORRECT']),
        ...(application.refusing.includes(bank) ? ['BANK_REFUSED_BEFORE'] : []),
      ];
      const orders = { ...application.orders, [bank]: { state: 'waiting', visibleAt: at + thinking } };
      const moved = { state: 'submitted', bank, byMail: true, orders, judgedAt: at, isParcel: false };
      return unless(codes, life, () => done(withApplication(life, index, moved)));
    },
    run: async (hand, number, key) => {
      await insertTestUploads(hand.ground, hand.person.personId);
      const form = applicationForm.parse({ ...mailForm, bank });
      return await resubmitApplication(hand.ground, { ...acting(hand, self), number, key, form });
    },
  });
};

/** A card that is made ends with its application, an activated account does not; a number without a card is no more. */
const cardOut = (life: Life, index: number | null): Life => {
  const card = index === null ? undefined : life.cards[index];
  if (index === null || !card || card.socialSecurity === 'cancelled') return life;
  const socialSecurity = card.socialSecurity === 'unmade' ? 'dropped' : 'cancelled';
  const financial = card.financial === 'not-activated' ? 'cancelled' : card.financial;
  // Lost on its way, it is no more lost than it is anything else.
  return withCard(life, index, { socialSecurity, financial, lostUntil: null, lostFrom: null });
};

const reject: Draw = (random, { applications }) => {
  const index = drawIndex(random, applications.length);
  return about({
    ...{ index, name: 'reject', unknown: 'APPLICATION_UNKNOWN' },
    judge: (life, application) => {
      const { state, bank, card, orders } = application;
      const recalled = ofBank(application, 'withdrawn', orders[bank]?.visibleAt);
      const moved = { state: 'rejected', heldFrom: null, card: null, isParcel: false, orders: recalled };
      return unless(['submitted', 'on-hold'].includes(state) ? [] : ['WRONG_STATE'], life, () =>
        done(cardOut(withApplication(life, index, moved), card)),
      );
    },
    run: ({ ground }, number, key) =>
      rejectApplication(ground, { clerkId: clerk, key, number, reasons: ['contact-incomplete'] }),
  });
};

const holdable = ['submitted', 'in-production', 'produced', 'ready-for-pickup', 'returned'];
/** On hold, where it can be held; otherwise as it was. */
export const held = (life: Life, index: number): Life => {
  const application = life.applications[index];
  if (!application || !holdable.includes(application.state)) return life;
  const isWaiting = application.orders[application.bank]?.state === 'waiting';
  const orders = isWaiting ? ofBank(application, 'held') : application.orders;
  return withApplication(life, index, { state: 'on-hold', heldFrom: application.state, orders });
};

const hold: Draw = (random, { applications }) => {
  const index = drawIndex(random, applications.length);
  return about({
    ...{ index, name: 'hold', unknown: 'APPLICATION_UNKNOWN' },
    judge: (life, { state }) =>
      unless(holdable.includes(state) ? [] : ['WRONG_STATE'], life, () => done(held(life, index))),
    run: ({ ground }, number, key) =>
      holdApplication(ground, { clerkId: clerk, key, number, reasons: ['under-review'] }),
  });
};

const release: Draw = (random, { applications }) => {
  const index = drawIndex(random, applications.length);
  return about({
    ...{ index, name: 'release', unknown: 'APPLICATION_UNKNOWN' },
    judge: (life, application, at) => {
      const { heldFrom, bank, orders } = application;
      const again = orders[bank]?.state === 'held' ? ofBank(application, 'waiting') : orders;
      const moved = { state: heldFrom ?? '', heldFrom: null, judgedAt: at, orders: again };
      return unless(heldFrom === null ? ['WRONG_STATE'] : [], life, () => done(withApplication(life, index, moved)));
    },
    run: ({ ground }, number, key) => releaseApplication(ground, { clerkId: clerk, key, number }),
  });
};

let changes = 0;
/** As the import records another name; it has no event of the application. */
const rename: Draw = () => ({
  name: 'another name becomes known',
  isKeyless: true,
  isAlone: true,
  judge: (life, at) => done({ ...life, renamedAt: at }),
  aim:
    ({ ground, person: { personId } }) =>
    async () => {
      const at = ground.businessClock();
      const holdsFrom = Temporal.PlainDate.from('2025-07-01');
      changes += 1;
      const change = { personId, eventSeq: 1_000_000 + changes, fact: 'name', holdsFrom } as const;
      await insertRecordChanges(ground.sql, [{ ...change, sealed: Buffer.of(1) }], at);
      return ok(null);
    },
});

export const applicationDraws: readonly (readonly [Draw, number])[] = [
  [apply, 6],
  [withdraw, 1],
  [chooseBank, 2],
  [chooseDelivery, 2],
  [resubmit, 2],
  [reject, 1],
  [hold, 1],
  [release, 2],
  [rename, 1],
];

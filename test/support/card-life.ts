// A person, their bank and every step between them, for the model of a card's life.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { openApplication } from '../../src/applications/application.ts';
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
import { listEvents } from '../../src/audit/audit-store.ts';
import { verifyPerson } from '../../src/audit/verify-chain.ts';
import { dateIn } from '../../src/base/dates.ts';
import { type CardId, newId, type PersonId } from '../../src/base/ids.ts';
import { ok, type Refused, type Result } from '../../src/base/result.ts';
import { activateFinance } from '../../src/cards/activate-finance.ts';
import { enableCard } from '../../src/cards/enable-card.ts';
import { handedOverBody, reportHandedOver } from '../../src/delivery/report-handed-over.ts';
import { reportMailed } from '../../src/delivery/report-mailed.ts';
import { reportReadyAtOutlet } from '../../src/delivery/report-ready-at-outlet.ts';
import { reportReturned } from '../../src/delivery/report-returned.ts';
import { insertRecordChanges } from '../../src/people/record-changes-store.ts';
import { acknowledgeOrders } from '../../src/production/acknowledge-orders.ts';
import { reportAccountOpened } from '../../src/production/report-account-opened.ts';
import { reportAccountRefused } from '../../src/production/report-account-refused.ts';
import { reportProduced } from '../../src/production/report-produced.ts';
import { mailForm } from './card-journey.ts';
import type { TestCity } from './city.ts';

export const stepNames = [
  ...(['apply-for-mail', 'apply-for-outlet', 'withdraw', 'acknowledge', 'open', 'refuse', 'produce'] as const),
  ...(['mail', 'lay-out', 'hand-over', 'enable', 'return', 'choose-bank', 'choose-mail', 'choose-outlet'] as const),
  ...(['reject', 'resubmit', 'hand-over-ready', 'activate', 'hold', 'release', 'rename'] as const),
] as const;
export type StepName = (typeof stepNames)[number];

/** The newest application of a person and its bank, as the test knows them from the answers. */
export type Life = { readonly personId: PersonId; bank: string; number: string };

/** Banks of the test, each chosen after the one before. */
export const lifeBanks = ['102', '103', '104', '105'] as const;
export const bankAfter = (bank: string): string =>
  lifeBanks[(lifeBanks.findIndex((each) => each === bank) + 1) % lifeBanks.length] ?? '102';

type Outcome = Promise<Result<object, Refused>>;
type Step = (city: TestCity, life: Life, key: string) => Outcome;

const outletOf = (life: Life): string => `outlet-${life.bank}`;
const report = <Body>(life: Life, key: string, body: Body) => ({ bank: life.bank, number: life.number, key, body });
const acting = (life: Life, key: string) =>
  ({ personId: life.personId, actor: 'holder', actorId: life.personId, level: 3, channel: 'jingtong', key }) as const;

const applyWith =
  (form: (life: Life) => object): Step =>
  async (city, life, key) => {
    const result = await submitApplication(city, { ...acting(life, key), form: applicationForm.parse(form(life)) });
    if (result.ok) Object.assign(life, { number: result.value.number, bank: result.value.bank });
    return result;
  };

const byMail = deliveryChoice.parse({
  ...{ delivery: 'mail', recipient: '张试验', recipientPhone: '19900000002' },
  ...{ address: '试验路9号院1号楼', postcode: '' },
});

/** The card of the newest application, or one that does not exist. */
const cardOf = async (city: TestCity, life: Life): Promise<CardId> => {
  const [row] = await city.sql<{ cardId: CardId | null }[]>`
    select card_id as "cardId" from applications where number = ${life.number}`;
  return row?.cardId ?? newId<CardId>();
};

/** What the bureau allotted to the newest application, or a number nobody has. */
const cardNumberOf = async (city: TestCity, { personId, number }: Life): Promise<string> => {
  const [row] = await city.sql<{ sealed: Buffer }[]>`select sealed from applications where number = ${number}`;
  return (row && openApplication(city.keys, personId, row.sealed).cardNumber) ?? 'NONESUCH0';
};

/** Every step, reporting the same things each time, so that a repetition is one. */
export const steps: Readonly<Record<StepName, Step>> = {
  'apply-for-mail': applyWith(() => ({ ...mailForm, bank: '102' })),
  'apply-for-outlet': applyWith(() => ({ ...mailForm, bank: '102', delivery: 'outlet', outletId: 'outlet-102' })),
  withdraw: (city, life, key) => withdrawApplication(city, { ...acting(life, key), number: life.number }),
  acknowledge: async (city, life, key) => {
    const [answer] = await acknowledgeOrders(city, { bank: life.bank, key, numbers: [life.number] });
    assert.ok(answer);
    return answer.result;
  },
  open: (city, life, key) => reportAccountOpened(city, report(life, key, {})),
  refuse: (city, life, key) => reportAccountRefused(city, report(life, key, { reason: 'other' } as const)),
  produce: (city, life, key) => {
    const chipId = Buffer.from(life.number.padEnd(16)).toString('hex').toUpperCase().slice(0, 32);
    return reportProduced(city, report(life, key, { chipId, specificationVersion: '3.00', accountLastFour: '0001' }));
  },
  mail: (city, life, key) => {
    const trackingNumber = `EA${life.number.replaceAll('-', '')}`;
    return reportMailed(city, report(life, key, { trackingNumber }));
  },
  'lay-out': (city, life, key) => reportReadyAtOutlet(city, report(life, key, { outletId: outletOf(life) })),
  'hand-over': (city, life, key) =>
    reportHandedOver(city, report(life, key, handedOverBody.parse({ outletId: outletOf(life) }))),
  'hand-over-ready': (city, life, key) => {
    const body = handedOverBody.parse({ outletId: outletOf(life), enable: true, activate: true });
    return reportHandedOver(city, report(life, key, body));
  },
  activate: async (city, life, key) =>
    activateFinance(city, {
      ...{
        bank: life.bank,
        key,
        cardNumber: await cardNumberOf(city, life),
        place: 'counter',
        outletId: outletOf(life),
      },
      ...{ actor: 'holder', documents: ['holder-id', 'card'], enable: false },
    }),
  return: async (city, life, key) => {
    const [row] = await city.sql`select delivery from applications where number = ${life.number}`;
    const reason = row?.delivery === 'outlet' ? 'unclaimed' : 'undeliverable';
    return reportReturned(city, report(life, key, { reason } as const));
  },
  'choose-bank': async (city, life, key) => {
    const bank = bankAfter(life.bank);
    const choosing = { ...acting(life, key), number: life.number, choice: byMail };
    const result = await chooseAnotherBank(city, { ...choosing, bank, consents: ['share-with-bank'] });
    if (result.ok) life.bank = result.value.bank;
    return result;
  },
  'choose-mail': (city, life, key) =>
    chooseDeliveryAgain(city, { ...acting(life, key), number: life.number, choice: byMail }),
  'choose-outlet': (city, life, key) => {
    const choice = { delivery: 'outlet', outletId: outletOf(life) } as const;
    return chooseDeliveryAgain(city, { ...acting(life, key), number: life.number, choice });
  },
  reject: (city, life, key) =>
    rejectApplication(city, { clerkId: 'clerk-1', key, number: life.number, reasons: ['contact-incomplete'] }),
  hold: (city, life, key) =>
    holdApplication(city, { clerkId: 'clerk-1', key, number: life.number, reasons: ['under-review'] }),
  release: (city, life, key) => releaseApplication(city, { clerkId: 'clerk-1', key, number: life.number }),
  // As the import records it; its own event is none of the application's life.
  rename: async (city, { personId }) => {
    const today = dateIn(city.businessClock());
    const change = { personId, eventSeq: randomInt(2 ** 30), fact: 'name', holdsFrom: today } as const;
    await insertRecordChanges(city.sql, [{ ...change, sealed: Buffer.of(1) }], city.businessClock());
    return ok({});
  },
  resubmit: (city, life, key) => {
    const form = applicationForm.parse({ ...mailForm, bank: life.bank });
    return resubmitApplication(city, { ...acting(life, key), number: life.number, form });
  },
  enable: async (city, life, key) => enableCard(city, { ...acting(life, key), cardId: await cardOf(city, life) }),
};

type Kept = Pick<TestCity, 'sql' | 'keys'>;
type States = Readonly<Record<string, string>>;

/** After these the bank of the application has not taken it over, or not any more. */
const giveBack: readonly string[] = ['reject-application', 'choose-delivery-again'];

/**
 * What the events say the states are: the last word about each subject, and of orders which bank has taken them over. The
 * old card came enabled with the import.
 */
const folded = async (city: Kept, personId: PersonId, oldCard: CardId): Promise<States> => {
  const states: Record<string, string> = { [`card:${oldCard}`]: 'enabled', [`financial:card:${oldCard}`]: 'active' };
  const banks: Record<string, string> = {};
  for (const { subject, action, facts } of await listEvents(city.sql, personId)) {
    if (facts.bank && subject.startsWith('application:')) banks[subject] = facts.bank;
    const order = `${subject.replace('application', 'order')} ${banks[subject]}`;
    if (giveBack.includes(action)) delete states[order];
    if (facts.financial) states[`financial:${subject}`] = facts.financial;
    if (facts.to) states[action === 'acknowledge-order' ? order : subject] = facts.to;
  }
  return states;
};

const stored = async (city: Kept, personId: PersonId): Promise<States> => {
  const rows = await city.sql<{ subject: string; state: string }[]>`
    select 'application:' || application_id as subject, state from applications where person_id = ${personId}
    union all select 'card:' || card_id, social_security from cards where person_id = ${personId}
    union all select 'financial:card:' || card_id, financial from cards
      where person_id = ${personId} and financial is not null
    union all select 'electronic-card:' || person_id, state from electronic_cards where person_id = ${personId}
    union all select 'order:' || application_id || ' ' || bank, state from orders
      where person_id = ${personId} and state = 'acknowledged'`;
  return Object.fromEntries(rows.map(({ subject, state }) => [subject, state]));
};

/** What must hold after every command: the events explain the states, one application runs, one card is enabled. */
export const checkLife = async (city: Kept, { personId }: Life, oldCard: CardId): Promise<void> => {
  const [events, states] = await Promise.all([folded(city, personId, oldCard), stored(city, personId)]);
  assert.deepEqual({ ...events }, { ...states }, 'the events explain the states');
  const [counts] = await city.sql`
    select (select count(*) from applications where person_id = ${personId}
        and state in ('submitted', 'in-production', 'produced', 'ready-for-pickup', 'mailed', 'returned', 'on-hold')) as running,
      (select count(*) from cards where person_id = ${personId} and social_security = 'enabled') as enabled`;
  assert.ok(counts?.running <= 1, 'at most one running application');
  assert.equal(counts?.enabled, 1, 'exactly one enabled card: the old one, then the new one');
  assert.deepEqual(await verifyPerson(city, personId), []);
};

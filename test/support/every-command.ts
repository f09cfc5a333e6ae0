// Every command about one person as the portal, the counters, the hotline and the banks give it: with whatever is newest now.
import { applicationForm } from '../../src/applications/application-form.ts';
import { holdApplication } from '../../src/applications/hold-application.ts';
import { orderReplacement } from '../../src/applications/order-replacement.ts';
import { rejectApplication } from '../../src/applications/reject-application.ts';
import { releaseApplication } from '../../src/applications/release-application.ts';
import { resubmitApplication } from '../../src/applications/resubmit-application.ts';
import { submitApplication } from '../../src/applications/submit-application.ts';
import { urgeApplication } from '../../src/applications/urge-application.ts';
import { withdrawApplication } from '../../src/applications/withdraw-application.ts';
import { recordAuthorisation } from '../../src/authorisations/record-authorisation.ts';
import { dateIn } from '../../src/base/dates.ts';
import type { CardId, PersonId } from '../../src/base/ids.ts';
import type { Refused, Result } from '../../src/base/result.ts';
import { activateFinance } from '../../src/cards/activate-finance.ts';
import { cancelCard } from '../../src/cards/cancel-card.ts';
import { openCard } from '../../src/cards/card.ts';
import type { CardAsker, Served } from '../../src/cards/card-asker.ts';
import { changeAccount } from '../../src/cards/change-account.ts';
import { changeLoss, type LossChange } from '../../src/cards/change-loss.ts';
import { enableCard } from '../../src/cards/enable-card.ts';
import { leaveBank } from '../../src/cards/leave-bank.ts';
import { reportAccount } from '../../src/cards/report-account.ts';
import { withdrawConsent } from '../../src/consents/withdraw-consent.ts';
import type { CorrectionId } from '../../src/corrections/correction.ts';
import { decideCorrection } from '../../src/corrections/decide-correction.ts';
import { proposeCorrection } from '../../src/corrections/propose-correction.ts';
import { handedOverBody, reportHandedOver } from '../../src/delivery/report-handed-over.ts';
import { reportMailed } from '../../src/delivery/report-mailed.ts';
import { reportReturned } from '../../src/delivery/report-returned.ts';
import { raiseDoubt } from '../../src/doubts/raise-doubt.ts';
import { answerRequest } from '../../src/finance/answer-request.ts';
import { parseBankRequestId } from '../../src/finance/bank-request.ts';
import { changePassword } from '../../src/passwords/change-password.ts';
import { resetPassword } from '../../src/passwords/reset-password.ts';
import { changeContact } from '../../src/people/change-contact.ts';
import type { PersonRecord } from '../../src/people/person.ts';
import { recordDataExport } from '../../src/people/record-data-export.ts';
import { reportAccountOpened } from '../../src/production/report-account-opened.ts';
import { reportProduced } from '../../src/production/report-produced.ts';
import { buyParkTicket } from '../../src/scenes/buy-park-ticket.ts';
import { openSuburbanRail } from '../../src/scenes/open-suburban-rail.ts';
import { orderTransitRefund } from '../../src/scenes/refund-transit.ts';
import { takeTransitReport } from '../../src/scenes/take-transit-report.ts';
import { topUpTransit } from '../../src/scenes/top-up-transit.ts';
import { openTicket } from '../../src/tickets/open-ticket.ts';
import { chip, freshKey, mailForm } from './card-journey.ts';
import type { TestCity } from './city.ts';
import { testPerson } from './people.ts';

/** What is newest of a person, as whoever asks has read it a moment before. */
type Newest = {
  readonly number: string;
  readonly cardId: CardId;
  readonly cardNumber: string;
  readonly requestId: string | null;
  readonly eventSeq: number;
  /** The last act that two of staff could put right. */
  readonly actSeq: number;
  readonly correctionId: CorrectionId;
};

export type Someone = { readonly city: TestCity; readonly person: PersonRecord; readonly newest: Newest };
export type Command = (someone: Someone) => Promise<Result<unknown, Refused>>;

/** The bank of the card, its outlet, and what staff see of a person. */
const bank = '102';
const outletId = 'outlet-102';
const shown = ['holder-id', 'card', 'settlement-proof'] as const;
const atBank: Served = { by: 'staff', outletId, bank, documents: shown };
const atStreet: Served = { by: 'staff', outletId: 'street-1', bank: null, documents: shown };

/** As the holder with the strongest proof, on the portal. */
const online = ({ person: { personId } }: Someone) =>
  ({ personId, actor: 'holder', actorId: personId, level: 3, channel: 'minsheng', key: freshKey() }) as const;
const counter = ({ person: { personId } }: Someone, served: Served) => {
  const channel = served.bank ? 'bank' : 'street';
  return { personId, actor: 'holder', actorId: 'clerk-7', level: 0, key: freshKey(), served, channel } as const;
};
const called = (someone: Someone) => {
  const { name, idNumber } = someone.person;
  const callerCheck = { name, idNumber, proof: 'call-back' } as const;
  return {
    ...counter(someone, { by: 'staff', outletId: null, bank: null, documents: [], callerCheck }),
    channel: 'hotline',
  } as const;
};
const byBank = <Body>({ newest: { number } }: Someone, body: Body) => ({ bank, number, key: freshKey(), body });
const byClerk = ({ newest: { number } }: Someone) => ({ clerkId: 'clerk-1', key: freshKey(), number });
const staff = (actorId: string) => ({ actor: 'staff', actorId, channel: 'console', outlet: null, bank: null }) as const;
const form = applicationForm.parse({ ...mailForm, bank });
const [recipient, address] = ['张试验', '试验路1号院2号楼301'];
const mail = {
  delivery: 'mail',
  recipient,
  recipientPhone: '19900000001',
  address,
  postcode: null,
  outletId: null,
} as const;

type Asking = CardAsker & { readonly personId: PersonId; readonly level: number; readonly key: string };
const loss =
  (service: LossChange['service'], where: (someone: Someone) => Asking): Command =>
  (someone) =>
    changeLoss(someone.city, {
      ...where(someone),
      ...{ service, cardId: someone.newest.cardId, toldOfAccount: true },
    });
const card = ({ newest: { cardId } }: Someone) => ({ cardId });

const ofPortal: Readonly<Record<string, Command>> = {
  apply: (someone) => submitApplication(someone.city, { ...online(someone), form }),
  withdraw: (someone) => withdrawApplication(someone.city, { ...online(someone), number: someone.newest.number }),
  resubmit: (someone) => resubmitApplication(someone.city, { ...online(someone), number: someone.newest.number, form }),
  urge: (someone) => urgeApplication(someone.city, { ...online(someone), number: someone.newest.number }),
  enable: (someone) => enableCard(someone.city, { ...online(someone), ...card(someone) }),
  'lose it for a time': loss('report-temporary-loss', online),
  'take a new one for a lost one': (someone) =>
    orderReplacement(someone.city, {
      ...{ ...online(someone), ...card(someone), service: 'reissue', reason: null, choice: mail },
      ...{ phone: '19900000001', language: 'zh' },
    }),
  'move house': (someone) =>
    changeContact(someone.city, {
      ...{ ...online(someone), language: 'zh', typed: { address: '试验市试验区幸福路1号院2号楼303' } },
    }),
  'change the password': (someone) =>
    changePassword(someone.city, {
      ...{ ...online(someone), language: 'zh', newPassword: '847203' },
      oldPassword: someone.person.idNumber.slice(-6),
    }),
  'take a consent back': (someone) =>
    withdrawConsent(someone.city, { ...online(someone), kind: 'share-with-bank', bank }),
  'doubt a line': (someone) =>
    raiseDoubt(someone.city, {
      ...{ ...online(someone), language: 'zh', words: null },
      doubted: { kind: 'event', seq: someone.newest.eventSeq },
    }),
  'take their data': (someone) => recordDataExport(someone.city, online(someone)),
  complain: (someone) =>
    openTicket(someone.city, {
      ...{ ...online(someone), language: 'zh', kind: 'complaint', words: '卡片迟迟没有收到。' },
      about: { topic: 'bank-service', bank, place: null },
    }),
};

const ofCounters: Readonly<Record<string, Command>> = {
  'enable it at a street': (someone) => enableCard(someone.city, { ...counter(someone, atStreet), ...card(someone) }),
  'lose it formally at a street': loss('report-formal-loss', (someone) => counter(someone, atStreet)),
  'release it at the bank': loss('release-formal-loss', (someone) => counter(someone, atBank)),
  'release it at the bank again': loss('release-temporary-loss', (someone) => counter(someone, atBank)),
  'cancel it at a street': (someone) =>
    cancelCard(someone.city, {
      ...{ ...counter(someone, atStreet), ...card(someone) },
      ...{ service: 'cancel', reason: 'settled-abroad', withAccount: false },
    }),
  'cancel the account': (someone) =>
    cancelCard(someone.city, { ...counter(someone, atBank), ...card(someone), service: 'cancel-finance' }),
  'have the account stopped': (someone) =>
    changeAccount(someone.city, {
      ...counter(someone, atBank),
      ...card(someone),
      service: 'report-formal-loss-finance',
    }),
  'name an agent': (someone) => {
    const { name, idNumber } = testPerson({ birthDate: Temporal.PlainDate.from('1980-01-01') });
    return recordAuthorisation(someone.city, {
      ...{ personId: someone.person.personId, kind: 'agent', agent: { name, idNumber }, services: ['enable'] },
      ...{ until: dateIn(someone.city.businessClock()).add({ months: 6 }), key: freshKey(), channel: 'street' },
      documents: ['holder-id', 'agent-id', 'authorisation'],
      staff: { account: 'clerk-7', outletId: 'street-1', bank: null },
    });
  },
  'exchange a damaged one': (someone) =>
    orderReplacement(someone.city, {
      ...{ ...counter(someone, atBank), ...card(someone), service: 'exchange-damaged', reason: null, choice: mail },
      ...{ phone: '19900000001', language: 'zh' },
    }),
  'top up': (someone) =>
    topUpTransit(someone.city, { ...counter(someone, atBank), ...card(someone), fen: 5_000, payment: 'cash' }),
  'open suburban rail': (someone) => openSuburbanRail(someone.city, { ...counter(someone, atBank), ...card(someone) }),
  'have the purse paid back': (someone) =>
    orderTransitRefund(someone.city, {
      ...{ ...counter(someone, atBank), ...card(someone), account: { to: 'card-account' } },
    }),
  'buy the park ticket': (someone) =>
    buyParkTicket(someone.city, {
      ...{ ...counter(someone, atBank), ...card(someone), material: [], toldOfFreeEntry: true },
    }),
  'leave the bank': (someone) =>
    leaveBank(someone.city, { ...counter(someone, atBank), ...card(someone), collected: true, warned: true }),
  'find it a mistake': (someone) =>
    proposeCorrection(someone.city, {
      ...{ acting: staff('bureau-1'), key: freshKey(), personId: someone.person.personId, seq: someone.newest.actSeq },
      reason: '柜台拿错了卡，不是本人要办的',
    }),
  'put it right': ({ city, newest: { correctionId } }) =>
    decideCorrection(city, {
      ...{ acting: staff('bureau-2'), key: freshKey(), correctionId, decision: 'confirmed', note: '' },
    }),
  hold: (someone) => holdApplication(someone.city, { ...byClerk(someone), reasons: ['under-review'] }),
  'let go on': (someone) => releaseApplication(someone.city, byClerk(someone)),
  'send back': (someone) => rejectApplication(someone.city, { ...byClerk(someone), reasons: ['contact-incomplete'] }),
};

const ofHotline: Readonly<Record<string, Command>> = {
  'enable it by telephone': (someone) => enableCard(someone.city, { ...called(someone), ...card(someone) }),
  'lose it by telephone': loss('report-temporary-loss', called),
  'have the password reset': (someone) =>
    resetPassword(someone.city, { ...counter(someone, atStreet), language: 'zh', chosen: null }),
};

const ofBanks: Readonly<Record<string, Command>> = {
  'open the account': (someone) => reportAccountOpened(someone.city, byBank(someone, {})),
  'make the card': (someone) => reportProduced(someone.city, byBank(someone, chip())),
  'mail it': (someone) => reportMailed(someone.city, byBank(someone, { trackingNumber: 'EA123456789' })),
  'have it back': (someone) => reportReturned(someone.city, byBank(someone, { reason: 'undeliverable' })),
  'hand it over': (someone) =>
    reportHandedOver(someone.city, byBank(someone, handedOverBody.parse({ outletId, enable: true }))),
  'activate the account': (someone) =>
    activateFinance(someone.city, {
      ...{ bank, cardNumber: someone.newest.cardNumber, place: 'counter', outletId, actor: 'holder', key: freshKey() },
      ...{ documents: shown, enable: false },
    }),
  'stop the account': (someone) =>
    reportAccount(someone.city, {
      ...{ bank, cardNumber: someone.newest.cardNumber, financial: 'suspended', key: freshKey() },
    }),
  'answer a request': (someone) => {
    const bankRequestId = parseBankRequestId(someone.newest.requestId ?? '00000000-0000-7000-8000-000000000000');
    if (!bankRequestId) throw new Error('no id');
    return answerRequest(someone.city, { bank, key: freshKey(), bankRequestId, answer: { outcome: 'confirmed' } });
  },
  'tell of a ride': (someone) =>
    takeTransitReport(someone.city, {
      client: 'transit-operator',
      report: {
        ...{ kind: 'rides', reference: freshKey(), cardNumber: someone.newest.cardNumber, fen: 300 },
        happenedAt: someone.city.businessClock(),
      },
    }),
};

export const everyCommand: Readonly<Record<string, Command>> = {
  ...{ ...ofPortal, ...ofCounters, ...ofHotline, ...ofBanks },
};

/** What is there now; where there is nothing, what nobody has. */
export const newestOf = async (city: TestCity, person: PersonRecord): Promise<Newest> => {
  const [row] = await city.sql<(Omit<Newest, 'number' | 'cardNumber'> & { number: string | null; sealed: Buffer })[]>`
    select (select number from applications a where a.person_id = people.person_id order by submitted_at desc, number limit 1),
      card_id as "cardId", sealed, event_count as "eventSeq", (select bank_request_id from bank_requests
        where bank_requests.person_id = people.person_id order by asked_at desc limit 1) as "requestId",
      coalesce((select max(seq) from events where events.person_id = people.person_id
        and action in ('enable-card', 'cancel-card')), 0) as "actSeq",
      coalesce((select correction_id from corrections where corrections.person_id = people.person_id
        order by proposed_at desc, correction_id desc limit 1), card_id) as "correctionId"
    from people join cards on cards.person_id = people.person_id
    where people.person_id = ${person.personId} order by generation desc, produced_at desc limit 1`;
  if (!row) throw new Error('nobody without a card is asked about');
  const { number, sealed, ...rest } = row;
  const { number: cardNumber } = openCard(city.keys, person.personId, sealed);
  return { ...rest, number: number ?? '0000-0000-0000', cardNumber: cardNumber ?? 'NONESUCH0' };
};

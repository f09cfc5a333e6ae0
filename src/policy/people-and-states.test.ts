// Tables: who acts, in which state of the card, and what is advised where it is not possible (matrices 3.2 and 3.3).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  advises,
  day,
  decide,
  employer,
  newCard,
  no,
  oldCard,
  person,
  question,
  type Row,
  snapshot,
  table,
  yes,
} from '../../test/support/questions.ts';
import { messageOf } from './explain.ts';

const counter = (bank: string, instant = true) => ({ channel: 'bank', outlet: { bank, instant } }) as const;
const lost = newCard({ socialSecurity: 'formally-lost', financial: 'active' });
const settled = person('retiree', { upstreamSettled: true });
const busy = person('retiree', { runningApplication: true });
const child = person('minor', { birthDate: day('2015-03-02') });
const fresh = newCard({ socialSecurity: 'not-enabled', financial: 'not-activated' });
const leaving = { service: 'cancel', reason: 'change-bank', card: newCard() } as const;

table([
  [
    'R-CANCEL-05: an agent brings the agent’s material',
    {
      on: '2026-03-02',
      service: 'cancel',
      channel: 'street',
      actor: 'agent',
      card: newCard(),
      reason: 'other',
      person: settled,
      documents: ['agent-material'],
    },
    yes,
  ],
  [
    'R-CHANGEBANK-03: cancelling to change the bank takes the card back',
    { on: '2026-03-02', ...leaving, ...counter('102') },
    { ...yes, documents: ['holder-id', 'card'], conditions: ['card-is-collected', 'no-card-until-new'] },
  ],
  [
    'R-CHANGEBANK-06: it keeps the six months',
    {
      on: '2026-03-02',
      ...leaving,
      ...counter('102'),
      person: person('retiree', { lastBankChangeOn: day('2026-01-02') }),
    },
    no('BANK_CHANGE_TOO_SOON'),
  ],
  [
    'R-CHANGEBANK-03: not by an agent',
    { on: '2026-03-02', ...leaving, ...counter('102'), actor: 'agent' },
    no('ACTOR_NOT_ALLOWED'),
  ],
  ['R-CHANGEBANK-03: not at another bank', { on: '2026-03-02', ...leaving, ...counter('104') }, no('NOT_ISSUING_BANK')],
  [
    'R-CHANGEBANK-03: not at a street outlet',
    { on: '2026-03-02', ...leaving, channel: 'street' },
    no('SERVICE_NOT_AT_CHANNEL'),
  ],
  [
    'R-GROUP-05: a retiree is in no group that is confirmed',
    { on: '2025-11-03', service: 'confirm-group', person: person('retiree', { employer: employer('110108') }) },
    { ...no('EMPLOYER_GROUP_NOT_OPEN'), rules: ['R-GROUP-05'] },
  ],
  [
    'R-PROXY-03: a helper at the door does not stand in for the guardian',
    { on: '2025-10-22', channel: 'door', actor: 'helper', person: child },
    { ...no('ACTOR_NOT_ALLOWED'), rules: ['R-PROXY-03'] },
  ],
  [
    'R-PROXY-04: nobody activates the account of an adult as guardian',
    {
      on: '2026-03-02',
      service: 'activate-finance',
      ...counter('102'),
      actor: 'guardian',
      card: newCard({ financial: 'not-activated' }),
    },
    no('ACTOR_NOT_ALLOWED'),
  ],
  [
    'R-LOSS-10: what is formally lost is not reported again at a street outlet',
    { on: '2026-03-02', service: 'report-formal-loss', channel: 'street', card: lost },
    no('WRONG_STATE'),
  ],
  [
    'R-LOSS-08: the issuing bank completes it with the account (C-05)',
    { on: '2026-03-02', service: 'report-formal-loss', ...counter('102'), card: lost },
    yes,
  ],
  [
    'R-LOSS-08: and not twice',
    {
      on: '2026-03-02',
      service: 'report-formal-loss',
      ...counter('102'),
      card: { ...lost, financial: 'formally-lost' },
    },
    no('WRONG_STATE'),
  ],
  [
    'R-GROUP-02: four banks are too many',
    {
      on: '2025-06-03',
      service: 'open-group',
      channel: 'website',
      actor: 'clerk',
      person: { employer: employer('110108', { banks: ['102', '103', '104', '105'] }) },
    },
    no('EMPLOYER_BANKS_ONE_TO_THREE'),
  ],
  [
    'R-GROUP-02: none is too few',
    {
      on: '2025-06-03',
      service: 'open-group',
      channel: 'website',
      actor: 'clerk',
      person: { employer: employer('110108', { banks: [] }) },
    },
    no('EMPLOYER_BANKS_ONE_TO_THREE'),
  ],
  [
    'R-BANK-01: each has to cooperate',
    {
      on: '2025-06-03',
      service: 'open-group',
      channel: 'website',
      actor: 'clerk',
      person: { employer: employer('110108', { banks: ['309'] }) },
    },
    no('BANK_NOT_COOPERATING'),
  ],
  [
    'R-TRANSIT-02: the account pays once it is active',
    {
      on: '2026-03-02',
      service: 'top-up-transit',
      ...counter('102'),
      card: newCard({ financial: 'not-activated' }),
      payment: 'issuing-account',
    },
    no('WRONG_STATE'),
  ],
  [
    'C-56: no second replacement while one runs',
    { on: '2026-03-02', service: 'exchange-damaged', ...counter('102'), card: newCard(), person: busy },
    no('RUNNING_APPLICATION'),
  ],
  [
    'R-OLD-05: the account of an old card is cancelled at its bank',
    { on: '2026-03-02', service: 'cancel-finance', ...counter('102'), card: { ...oldCard, socialSecurity: 'invalid' } },
    yes,
  ],
  [
    'R-HOTLINE-01: who asks for advice does not matter',
    { on: '2026-03-02', service: 'consult', channel: 'hotline', actor: undefined as never },
    yes,
  ],
  [
    'R-HOTLINE-02: online customer service answers in 北京民生一卡通',
    { on: '2026-03-02', service: 'consult', channel: 'minsheng', actor: undefined as never },
    yes,
  ],
  [
    'R-HOTLINE-02: and in no other online channel',
    { on: '2026-03-02', service: 'consult', channel: 'jingtong', actor: undefined as never },
    no('SERVICE_NOT_AT_CHANNEL'),
  ],
  [
    'R-GROUP-01: an employee without an employer has nobody to open a group',
    { on: '2025-06-03', person: person('employee') },
    no('EMPLOYER_GROUP_NOT_OPEN'),
  ],
  [
    'C-48: who holds an old card collects the new one at its bank',
    { on: '2025-11-05', service: 'collect', ...counter('102', false), bank: '102' },
    yes,
  ],
  [
    'C-48: and not at another',
    { on: '2025-11-05', service: 'collect', ...counter('104', false), bank: '102' },
    no('NOT_ISSUING_BANK'),
  ],
  [
    'R-GROUP-16: a clerk collects for the order, not one card',
    { on: '2025-11-05', service: 'collect', ...counter('102', false), card: fresh, actor: 'clerk', delivery: 'outlet' },
    no('ACTOR_NOT_ALLOWED'),
  ],
  [
    'R-GROUP-16: for the order',
    {
      on: '2025-11-05',
      service: 'collect',
      ...counter('102', false),
      card: fresh,
      actor: 'clerk',
      delivery: 'employer-pickup',
    },
    yes,
  ],
  [
    'R-GROUP-17: the bank comes to an employer',
    {
      on: '2025-11-05',
      service: 'enable',
      channel: 'door',
      actor: 'bank-staff',
      card: fresh,
      person: person('employee', { employer: employer('110108') }),
    },
    yes,
  ],
  [
    'R-GROUP-17: not to one person at home',
    { on: '2025-11-05', service: 'enable', channel: 'door', actor: 'bank-staff', card: fresh },
    no('SERVICE_NOT_AT_CHANNEL'),
  ],
  [
    'R-CHAN-04: at which kind of bank outlet does not matter where all are closed',
    { on: '2025-12-30', channel: 'bank', outlet: { bank: '102' } },
    no('OFFLINE_CLOSED'),
  ],
  [
    'R-PWD-02: a query at an outlet needs no papers',
    { on: '2026-03-02', service: 'query-status', channel: 'street' },
    { ...yes, documents: [] },
  ],
  [
    'C-48: the bank of the new card has to be known',
    { on: '2025-11-05', service: 'collect', ...counter('102', false) },
    { ...no('FACT_MISSING'), facts: { fact: 'bank' } },
  ],
] satisfies readonly Row[]);

test('advice names days still to come, and each thing once', () => {
  const hotline = decide({ on: '2025-10-20', channel: 'hotline' });
  assert.ok(!hotline.permitted && hotline.instead.every((each) => each.from === undefined || each.from > '2025-10-20'));
  const door = decide({ on: '2025-06-03', channel: 'door', actor: 'helper' });
  assert.ok(!door.permitted && door.instead.every((each) => each.channel !== 'website' || each.from !== undefined));
});

test('R-REISSUE-03: a card whose bank does nothing online is not sent online', () => {
  const verdict = decide({ on: '2026-03-02', service: 'reissue', channel: 'street', card: newCard({ bank: '104' }) });
  assert.ok(
    !verdict.permitted && verdict.instead.every((each) => each.channel === 'bank' && each.outlet?.bank === '104'),
  );
});

test('R-CANCEL-03: where any bank will do, none is named', () => {
  const verdict = decide({
    on: '2026-03-02',
    service: 'cancel',
    channel: 'website',
    card: newCard(),
    reason: 'other',
    person: settled,
  });
  assert.ok(!verdict.permitted);
  assert.deepEqual(
    verdict.instead.filter((each) => each.channel === 'bank'),
    [{ channel: 'bank' }],
  );
});

test('who lost a card is not told to enable it', () => {
  const verdict = decide({ on: '2026-03-02', service: 'top-up-transit', ...counter('102'), card: lost });
  assert.ok(!verdict.permitted && verdict.instead.every((each) => each.service !== 'enable'));
  assert.ok(advises(verdict, { service: 'reissue', channel: 'bank', outlet: { bank: '102' } }));
});

test('the words fit the case: no old card to go on with, no pension bank, no online service of a bank', () => {
  const say = (asked: Parameters<typeof question>[0]): string =>
    messageOf(decide(asked), { snapshot, question: question(asked), language: 'zh' });
  assert.doesNotMatch(say({ on: '2025-10-08', card: null }), /原来的第一、二代卡/);
  assert.match(say({ on: '2025-10-20', person: person('retiree', { pensionBank: null }) }), /查不到/);
  assert.match(
    say({ on: '2026-03-02', service: 'exchange-damaged', card: newCard({ bank: '104' }) }),
    /中国银行尚未开通线上办理/,
  );
  assert.match(
    say({
      on: '2026-03-02',
      service: 'release-temporary-loss',
      channel: 'street',
      card: newCard({ socialSecurity: 'temporarily-lost' }),
    }),
    /工商银行网点/,
  );
});

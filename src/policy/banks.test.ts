// Tables: which bank issues the card (area BANK, and R-GROUP-03).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  advises,
  day,
  decide,
  employer,
  newCard,
  no,
  person,
  question,
  type Row,
  snapshot,
  table,
  yes,
} from '../../test/support/questions.ts';
import { ask } from './asked.ts';
import { messageOf } from './explain.ts';
import { cooperatingBanks } from './guards-bank.ts';

const employee = (banks: readonly string[]) => person('employee', { employer: employer('110108', { banks }) });
const retiree = (pensionBank: string | null) => person('retiree', { pensionBank });
const paid = (...banks: readonly (readonly [bank: string, from: string])[]) =>
  banks.map(([bank, from]) => ({ bank, from: day(from) }));
const retired = (retiredOn: string, ...banks: readonly (readonly [string, string])[]) => {
  const { pensionBank: _none, ...rest } = person('retiree');
  return { ...rest, retiredOn: day(retiredOn), pensionBanks: paid(...banks) };
};
const banksOn = (on: string) => cooperatingBanks(ask(snapshot, question({ on })));

table([
  [
    'R-BANK-01: 兴业银行 is not there on 2025-06-01',
    { on: '2025-06-01', person: employee(['309', '102']), bank: '309' },
    { ...no('BANK_NOT_COOPERATING'), rules: ['R-BANK-01'] },
  ],
  ['R-BANK-02: 兴业银行 is there from 2025-10-09', { on: '2025-10-09', person: person('flexible'), bank: '309' }, yes],
  [
    'R-BANK-02: and not on the day before',
    { on: '2025-10-08', person: person('flexible'), bank: '309' },
    no('BANK_NOT_COOPERATING'),
  ],
  [
    'R-BANK-02: for every group, not only batch 5 (C-01)',
    { on: '2025-11-03', person: employee(['309']), bank: '309' },
    yes,
  ],
  [
    'R-BANK-01: a bank that nobody knows',
    { on: '2025-11-03', person: person('flexible'), bank: '999' },
    no('BANK_NOT_COOPERATING'),
  ],
  [
    'R-BANK-03: a retiree takes the bank that pays the pension',
    { on: '2025-10-20', person: retiree('103') },
    { ...yes, fixedBank: '103' },
  ],
  [
    'R-BANK-03: and no other',
    { on: '2025-10-20', person: retiree('103'), bank: '102' },
    { ...no('BANK_FIXED'), rules: ['R-BANK-04', 'R-BANK-05'], facts: { bank: '103' } },
  ],
  ['R-BANK-03: naming the same bank is fine', { on: '2025-10-20', person: retiree('103'), bank: '103' }, yes],
  [
    'R-BANK-04: the bank of 2025-09-30 counts, not a later one',
    { on: '2025-11-20', person: retired('2015-05-01', ['102', '2015-05-01'], ['104', '2025-10-01']) },
    { ...yes, fixedBank: '102' },
  ],
  [
    'R-BANK-04: nor an earlier one',
    { on: '2025-11-20', person: retired('2015-05-01', ['102', '2015-05-01'], ['104', '2025-09-30']) },
    { ...yes, fixedBank: '104' },
  ],
  [
    'R-BANK-05: newly retired: the bank chosen at retirement',
    { on: '2025-11-20', person: retired('2025-10-28', ['303', '2025-10-28'], ['102', '2025-11-15']) },
    { ...yes, fixedBank: '303' },
  ],
  [
    'R-BANK-05: the day of retirement decides and has to be known',
    {
      on: '2025-11-20',
      person: (({ retiredOn: _day, ...rest }) => rest)(
        retired('2025-10-28', ['303', '2025-10-28'], ['102', '2025-11-15']),
      ),
    },
    { ...no('FACT_MISSING'), facts: { fact: 'person.retiredOn' } },
  ],
  [
    'R-BANK-03: the paying bank has to be known',
    { on: '2025-11-20', person: (({ pensionBank: _bank, ...rest }) => rest)(person('retiree')) },
    { ...no('FACT_MISSING'), facts: { fact: 'person.pensionBank' } },
  ],
  [
    'G-07: a paying bank that does not cooperate goes to the hotline',
    { on: '2025-11-20', person: retiree('999') },
    { ...no('BANK_NOT_COOPERATING'), instead: [{ step: 'manual-pension-bank', channel: 'hotline' }] },
  ],
  [
    'G-07: so does one that nobody knows',
    { on: '2025-11-20', person: retiree(null) },
    { ...no('BANK_NOT_COOPERATING'), instead: [{ step: 'manual-pension-bank', channel: 'hotline' }] },
  ],
  [
    'R-BANK-07: the guardian chooses any bank',
    { on: '2025-09-03', actor: 'guardian', person: person('minor', { birthDate: day('2020-04-01') }), bank: '403' },
    yes,
  ],
  ['R-BANK-08: flexibly employed choose any bank', { on: '2025-09-03', person: person('flexible'), bank: '308' }, yes],
  ['R-BANK-08: residents choose any bank', { on: '2025-09-03', person: person('resident'), bank: '402100000018' }, yes],
  [
    'R-BANK-09: from 2026 a retiree chooses freely',
    { on: '2026-01-05', person: retiree('103'), bank: '308' },
    { ...yes, fixedBank: null },
  ],
  [
    'R-BANK-09: from 2026 an employee is not bound to the employer’s banks',
    { on: '2026-01-05', person: employee(['102']), bank: '308' },
    { ...yes, fixedBank: null },
  ],
  [
    'R-GROUP-03: one of the employer’s banks',
    { on: '2025-06-03', person: employee(['102', '104']), bank: '104' },
    { ...yes, fixedBank: null },
  ],
  [
    'R-GROUP-03: not another',
    { on: '2025-06-03', person: employee(['102', '104']), bank: '308' },
    { ...no('BANK_NOT_IN_EMPLOYER_SET'), instead: [{ banks: ['102', '104'] }] },
  ],
  [
    'R-GROUP-03: confirming a group keeps to its banks also in 2026',
    { on: '2026-02-02', service: 'confirm-group', person: employee(['102']), bank: '308' },
    no('BANK_NOT_IN_EMPLOYER_SET'),
  ],
  [
    'R-GROUP-03: the set has to be known once a bank is named',
    {
      on: '2025-06-03',
      person: person('employee', { employer: { district: '110108', groupOpen: true } }),
      bank: '102',
    },
    { ...no('FACT_MISSING'), facts: { fact: 'person.employer.banks' } },
  ],
  [
    'R-GROUP-18: a student of a school that insures all keeps to its banks',
    {
      on: '2025-09-10',
      person: person('student', { employer: employer('110108', { kind: 'school', banks: ['313100000013', '105'] }) }),
      bank: '308',
    },
    no('BANK_NOT_IN_EMPLOYER_SET'),
  ],
  [
    'R-GROUP-19: a student who insures himself chooses freely',
    { on: '2025-09-10', person: person('student'), bank: '308' },
    yes,
  ],
  [
    'G-26: at a bank’s counter only its own card',
    { on: '2026-02-02', channel: 'bank', outlet: { bank: '102', instant: false }, bank: '104' },
    { ...no('BANK_FIXED'), facts: { bank: '102' } },
  ],
  ['G-26: at a street outlet any cooperating bank', { on: '2026-02-02', channel: 'street', bank: '104' }, yes],
  [
    'R-BANK-06: after receipt the first change of bank is free at any time',
    {
      on: '2025-11-12',
      service: 'change-bank-cancel',
      channel: 'bank',
      outlet: { bank: '102', instant: true },
      card: newCard(),
    },
    { ...yes, documents: ['holder-id', 'card'] },
  ],
  [
    'R-CHANGEBANK-06: the next one after six months',
    {
      on: '2026-09-01',
      service: 'change-bank-cancel',
      channel: 'bank',
      outlet: { bank: '102', instant: true },
      card: newCard(),
      person: person('retiree', { lastBankChangeOn: day('2026-03-02') }),
    },
    { ...no('BANK_CHANGE_TOO_SOON'), facts: { from: '2026-09-02' } },
  ],
  [
    'R-CHANGEBANK-06: on the day it is allowed',
    {
      on: '2026-09-02',
      service: 'change-bank-cancel',
      channel: 'bank',
      outlet: { bank: '102', instant: true },
      card: newCard(),
      person: person('retiree', { lastBankChangeOn: day('2026-03-02') }),
    },
    yes,
  ],
  [
    'R-BANK-10: release of the account follows the issuing bank',
    {
      on: '2025-11-03',
      service: 'release-finance',
      channel: 'bank',
      outlet: { bank: '104', instant: true },
      card: newCard({ bank: '104', financial: 'formally-lost' }),
    },
    { ...yes, rules: ['R-BANK-10', 'R-LOSS-06'] },
  ],
  [
    'R-BANK-12: only the bank that offers it replaces online',
    { on: '2026-03-02', service: 'exchange-damaged', card: newCard() },
    { ...yes, dueOn: '2026-03-06' },
  ],
  [
    'R-REISSUE-03: another bank does not',
    { on: '2026-03-02', service: 'exchange-damaged', card: newCard({ bank: '313100000013' }) },
    { ...no('SERVICE_NOT_AT_CHANNEL'), rules: ['R-REISSUE-03', 'R-REISSUE-04'] },
  ],
] satisfies readonly Row[]);

const freelancing = { on: '2025-06-03', bank: '102', occupation: 'freelance' } as const;

table([
  [
    'R-BANK-14: ICBC does not take an employee as freelance, and says which of the employer’s banks does',
    { ...freelancing, person: employee(['102', '104']) },
    {
      ...no('OCCUPATION_NOT_ACCEPTED_BY_BANK'),
      rules: ['R-BANK-14'],
      facts: { bank: '102', occupation: 'freelance' },
      instead: [{ step: 'correct-occupation' }, { banks: ['104'] }],
    },
  ],
  [
    'R-BANK-14: nor as a student',
    { ...freelancing, occupation: 'student', person: employee(['102', '104']) },
    no('OCCUPATION_NOT_ACCEPTED_BY_BANK'),
  ],
  [
    'R-BANK-14: whose only bank it is, is sent to 96066 and not to another bank',
    { ...freelancing, bank: null, person: employee(['102']) },
    {
      ...no('OCCUPATION_NOT_ACCEPTED_BY_BANK'),
      instead: [{ step: 'correct-occupation' }, { step: 'call-96066', channel: 'hotline' }],
    },
  ],
  ['R-BANK-14: another occupation is taken', { ...freelancing, occupation: 'clerk', person: employee(['102']) }, yes],
  ['R-BANK-14: another bank takes it', { ...freelancing, bank: '104', person: employee(['102', '104']) }, yes],
  [
    'C-27: a student of batch 4 is not held up',
    { on: '2025-09-10', bank: '102', occupation: 'student', person: person('student') },
    yes,
  ],
  [
    'C-27: nor who is flexibly employed',
    { on: '2025-09-10', bank: '102', occupation: 'freelance', person: person('flexible') },
    yes,
  ],
  [
    'R-BANK-14: an employee who applies alone in 2026 may take any other bank',
    { ...freelancing, on: '2026-01-05', person: person('employee') },
    no('OCCUPATION_NOT_ACCEPTED_BY_BANK'),
  ],
  [
    'R-BANK-14: as long as no bank is named nothing is refused',
    { ...freelancing, on: '2026-01-05', bank: null, person: person('employee') },
    yes,
  ],
  [
    'R-BANK-08: a bank that may not be taken at all is refused for that',
    { ...freelancing, person: employee(['104']) },
    no('BANK_NOT_IN_EMPLOYER_SET'),
  ],
] satisfies readonly Row[]);

test('R-BANK-14: both languages name the bank and the occupation', () => {
  const asked = { ...freelancing, person: employee(['102', '104']) };
  const told = (language: 'zh' | 'en') => messageOf(decide(asked), { snapshot, question: question(asked), language });
  assert.match(told('zh'), /工商银行.*自由职业.*中国银行/);
  assert.match(told('en'), /Industrial and Commercial Bank.*Self-employed.*Bank of China/);
});

test('R-BANK-01: fifteen banks until 2025-10-08, without 兴业银行', () => {
  for (const on of ['2024-10-30', '2025-06-01', '2025-10-08']) {
    assert.equal(banksOn(on).length, 15);
    assert.ok(!banksOn(on).includes('309'));
  }
});

test('R-BANK-02: sixteen banks from 2025-10-09', () => {
  for (const on of ['2025-10-09', '2026-01-05']) assert.equal(banksOn(on).length, 16);
  assert.ok(banksOn('2025-10-09').includes('309'));
});

test('R-BANK-09: nobody gets a bank chosen for them where the choice is free', () => {
  const verdict = decide({ on: '2026-01-05' });
  assert.ok(verdict.permitted && verdict.fixedBank === null && verdict.conditions.includes('choose-bank'));
});

test('R-BANK-03: who names another bank is told that it can be changed after receipt (R-BANK-06)', () => {
  assert.ok(
    advises(decide({ on: '2025-10-20', person: retiree('103'), bank: '102' }), { step: 'change-bank-after-receipt' }),
  );
});

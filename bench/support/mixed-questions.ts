// Questions to the policy gate in the mixture of a day: who asks, for what, where, and on which days of two years.
import {
  type CardFacts,
  channels,
  type Group,
  type OutletFacts,
  onlineChannels,
  type PersonFacts,
  type Question,
  services,
} from '../../src/policy/question.ts';

const date = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

// Around the days on which rules change, and quiet days between.
const days = ['2024-02-01', '2024-10-30', '2025-03-15', '2025-10-08', '2025-10-09', '2025-12-31', '2026-01-05'].map(
  date,
);

const banks = ['102', '105', '309', '402100000018'];

const person = (groups: readonly Group[], birthDate: string, more: PersonFacts): PersonFacts => ({
  groups,
  insured: true,
  birthDate: date(birthDate),
  district: '110108',
  pensionBank: null,
  employer: null,
  runningApplication: false,
  lastBankChangeOn: null,
  upstreamSettled: true,
  ...more,
});

const employer = { district: '110108', groupOpen: true, banks: ['102', '104'], kind: 'employer' } as const;

const people: readonly PersonFacts[] = [
  person(['retiree'], '1955-03-02', { pensionBank: '102' }),
  person(['retiree', 'employee'], '1962-11-20', { pensionBank: '105', employer }),
  person(['employee'], '1990-06-01', { employer }),
  person(['employee'], '1985-01-15', { employer: { ...employer, district: '110102', groupOpen: false } }),
  person(['flexible'], '1979-09-09', { runningApplication: true }),
  person(['student'], '2004-04-04', { employer: { ...employer, kind: 'school' } }),
  person(['minor'], '2015-12-12', {}),
  person(['resident'], '1970-07-07', { insured: false }),
];

const usual = { reissueRequested: false, suburbanRail: false } as const;
const oldCards: readonly (CardFacts | null)[] = [
  { ...usual, generation: 2, bank: '102', socialSecurity: 'enabled', financial: 'active' },
  { ...usual, generation: 1, bank: null, socialSecurity: 'enabled', financial: 'not-activated' },
  null,
];
const newCards: readonly CardFacts[] = [
  { ...usual, generation: 3, bank: '102', socialSecurity: 'enabled', financial: 'active' },
  { ...usual, generation: 3, bank: '102', socialSecurity: 'not-enabled', financial: 'not-activated' },
  { ...usual, generation: 3, bank: '105', socialSecurity: 'temporarily-lost', financial: 'suspended' },
];

/** As many questions as asked for, the same ones each time; half are about applying, as on a day of a new batch. */
export const mixedQuestions = (count: number): readonly Question[] =>
  Array.from({ length: count }, (_, index) => (index % 2 === 0 ? aboutApplying(index >> 1) : aboutACard(index >> 1)));

// Steps without a common factor walk through all combinations instead of repeating a few.
const aboutApplying = (index: number): Question => {
  const applicant = at(people, index * 13);
  const fixed = applicant.pensionBank ?? applicant.employer?.banks?.[0];
  return {
    ...anyQuestion(index),
    service: 'apply',
    channel: index % 5 === 0 ? at(channels, index * 7) : at(onlineChannels, index),
    person: applicant,
    card: at(oldCards, index * 5),
    bank: fixed && index % 6 !== 0 ? fixed : at(banks, index * 5),
  };
};

const aboutACard = (index: number): Question => {
  const channel = index % 3 === 0 ? at(channels, index * 7) : 'bank';
  const card = at(newCards, index * 5);
  const bank = card.bank && index % 7 !== 0 ? card.bank : at(banks, index);
  return {
    ...anyQuestion(index),
    service: at(services, index * 11),
    channel,
    outlet: outletOf(channel, bank, index % 4 < 2),
    card,
    bank,
    reason: index % 2 === 0 ? 'damaged' : 'name',
  };
};

const anyQuestion = (index: number) =>
  ({
    on: at(days, index * 3),
    actor: 'holder',
    outlet: null,
    person: at(people, index * 13),
    delivery: index % 5 === 0 ? 'outlet' : 'mail',
    payment: 'cash',
  }) as const;

const outletOf = (channel: Question['channel'], bank: string, instant: boolean): OutletFacts | null => {
  if (channel === 'bank') return { kind: 'bank', bank, instant };
  return channel === 'district' || channel === 'street' ? { kind: channel } : null;
};

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('the list is empty');
  return found;
};

// What holds an application that was admitted, and what does not: a table over person, bank and day (G-38).
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testPerson } from '../../test/support/people.ts';
import type { PersonRecord } from '../people/person.ts';
import { beijing } from '../policy/data/beijing.ts';
import { makeSnapshot } from '../policy/snapshot.ts';
import type { HoldReason } from './hold-reasons.ts';
import { type Recheck, reasonsToHold } from './reasons-to-hold.ts';

const snapshot = makeSnapshot(1, beijing);
const day = (text: string) => Temporal.PlainDate.from(text);
const free: Partial<PersonRecord> = {
  ...{ groups: ['flexible'], birthDate: day('1980-03-02'), pensionBanks: [], retiredOn: null },
};
const retired = (bank: string, on: string): Partial<PersonRecord> => ({
  ...{ groups: ['retiree'], birthDate: day('1965-03-02'), retiredOn: day(on) },
  pensionBanks: [{ bank, from: day(on) }],
});
const closedBranch = {
  ...beijing,
  banks: beijing.banks.map((row) => (row.code === '103' ? { ...row, until: '2025-10-31' } : row)),
};

type Case = readonly [
  string,
  Partial<PersonRecord>,
  Partial<Omit<Recheck, 'person' | 'on'>> & { on?: string },
  readonly HoldReason[],
];

const cases: readonly Case[] = [
  ['G-38: nothing has changed', free, {}, []],
  ['G-38: a death known by its day', { ...free, diedOn: day('2025-10-20') }, {}, ['death']],
  ['G-38: the day of death itself counts', { ...free, diedOn: day('2025-11-03') }, {}, ['death']],
  ['G-38: a day of death that has not come says nothing yet', { ...free, diedOn: day('2025-11-04') }, {}, []],
  ['R-ELIG-01: insured as nothing any more', { ...free, insured: false }, {}, ['not-insured']],
  [
    'R-ELIG-01: the rights of land transfer are enough',
    { ...free, groups: ['land-transfer'], insured: false, pensionBanks: [{ bank: '103', from: day('2015-01-01') }] },
    {},
    [],
  ],
  [
    'R-ELIG-14: has become one of a separate notice',
    { ...free, groups: ['military-retiree'] },
    {},
    ['separate-notice'],
  ],
  [
    'R-REISSUE-11: a replacement comes from the bank of the card',
    retired('104', '2025-10-20'),
    { service: 'reissue' },
    [],
  ],
  [
    'G-38: nobody replaces the card of the dead',
    { ...free, diedOn: day('2025-10-20') },
    { service: 'reissue' },
    ['death'],
  ],
  ['R-BANK-05: retired in between, paid by another bank', retired('104', '2025-10-20'), {}, ['bank-fixed']],
  ['R-BANK-05: retired in between, paid by the bank that makes the card', retired('103', '2025-10-20'), {}, []],
  [
    'G-07: retired in between, no paying bank known',
    { ...retired('103', '2025-10-20'), pensionBanks: [] },
    {},
    ['bank-fixed'],
  ],
  ['R-ELIG-04: in the regular phase retirement fixes no bank', retired('104', '2025-10-20'), { on: '2026-01-02' }, []],
  ['G-21: coming of age does not matter', { ...free, groups: ['minor'], birthDate: day('2007-10-20') }, {}, []],
  [
    'R-GROUP-07: another employer that has opened no group does not matter',
    {
      ...free,
      groups: ['employee'],
      employer: {
        code: 'E',
        name: '试验单位',
        kind: 'employer',
        district: '110108',
        groupOpenOn: null,
        banks: ['104'],
        presetDelivery: null,
        presetOutlet: null,
        presetOutletBank: null,
      },
    },
    {},
    [],
  ],
  ['R-INFO-03: another name', free, { changed: ['name'] }, ['name-changed']],
  [
    'R-INFO-03: another name and another number',
    free,
    { changed: ['id-number', 'name'] },
    ['id-number-changed', 'name-changed'],
  ],
  [
    'G-38: what the bureau let go on with does not hold it again',
    { ...free, insured: false },
    { released: ['not-insured'] },
    [],
  ],
  [
    'G-38: but a death does after that',
    { ...free, insured: false, diedOn: day('2025-10-20') },
    { released: ['not-insured'] },
    ['death'],
  ],
  [
    'R-INFO-03: a name that changes once more does',
    free,
    { changed: ['name'], released: ['name-changed'] },
    ['name-changed'],
  ],
];

describe('what holds an application', () => {
  for (const [title, changes, { on = '2025-11-03', ...given }, expected] of cases)
    it(title, () => {
      const person = testPerson({ diedOn: null, ...changes });
      const recheck = {
        person,
        service: 'apply',
        bank: '103',
        on: day(on),
        changed: [],
        released: [],
        ...given,
      } as const;
      assert.deepEqual(reasonsToHold(snapshot, recheck), expected);
    });

  it('R-BANK-02: a bank holds its applications from the day after its last, also of people whom nothing else lets apply', () => {
    const left = makeSnapshot(2, closedBranch);
    const given = { service: 'apply', bank: '103', changed: [], released: [] } as const;
    const person = testPerson(free);
    assert.deepEqual(reasonsToHold(left, { ...given, person, on: day('2025-10-31') }), []);
    assert.deepEqual(reasonsToHold(left, { ...given, person, on: day('2025-11-01') }), ['bank-left']);
    const dead = testPerson({ ...free, diedOn: day('2025-10-01') });
    assert.deepEqual(reasonsToHold(left, { ...given, person: dead, on: day('2025-11-01') }), ['death', 'bank-left']);
  });
});

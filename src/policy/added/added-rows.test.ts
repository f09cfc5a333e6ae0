// Rows of the bureau as data: what each kind may say, how it lies upon the shipped rows, what the load check refuses, what the gate then answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import getDays from 'chinese-days';
import fc from 'fast-check';
import { addedRow, announcement } from '../../../test/support/added-rows.ts';
import { newCard, person, question, snapshot } from '../../../test/support/questions.ts';
import { admit } from '../admit.ts';
import { beijing } from '../data/beijing.ts';
import { citationsOf } from '../explain.ts';
import type { Question } from '../question.ts';
import type { Verdict } from '../verdict.ts';
import type { AddedRow } from './added-row.ts';
import { checkRows, effectiveDayOf } from './check-rows.ts';
import { compareAnswers } from './compare-answers.ts';
import { composeRows } from './compose-rows.ts';
import type { AddedKind } from './kinds.ts';
import { readProposal, type Typed } from './propose-row.ts';
import { questionsOf } from './question-grid.ts';

const snapshotWith = (...added: readonly AddedRow[]) => {
  const checked = checkRows(beijing, added);
  assert.ok(checked.ok, JSON.stringify(checked));
  return checked.value;
};

/** Ten weekdays off of a year, as many as are believed. */
const aYear = {
  holidays:
    '2027-01-01 2027-02-08 2027-02-09 2027-02-10 2027-02-11 2027-02-12 2027-04-05 2027-05-03 2027-10-01 2027-10-04',
} as const;

type Said = readonly [name: string, kind: AddedKind, typed: Typed, problems: readonly string[]];
const said: readonly Said[] = [
  ['R-ELIG-20: a batch without a day', 'batch', { batch: '6', groups: 'minor' }, ['from day']],
  ['R-ELIG-20: a batch for nobody', 'batch', { batch: '6', from: '2026-03-01' }, ['groups several']],
  ['R-ELIG-20: a day that does not exist', 'batch', { batch: '6', groups: 'minor', from: '2026-02-30' }, ['from day']],
  [
    'G-23: a district for people who are not asked for one',
    'batch',
    { batch: '6', groups: ['minor'], districts: ['110108'], from: '2026-03-01' },
    ['districts districts-are-for-employees'],
  ],
  [
    'R-ELIG-20: an end before the beginning',
    'batch',
    { batch: '6', groups: ['minor'], from: '2026-03-01', until: '2026-02-28' },
    ['until ends-before-it-begins'],
  ],
  [
    'C-01: a bank with a code of four digits',
    'bank',
    { code: '3090', zh: '行', en: 'B', from: '2026-03-01' },
    ['code text'],
  ],
  ['C-01: a name with markup', 'bank', { code: '309', zh: '<b>', en: 'B', from: '2026-03-01' }, ['zh text']],
  ['R-BANK-12: a flag nobody knows', 'bank-flag', { bank: '309', flag: 'free', from: '2026-03-01' }, ['flag one']],
  [
    'R-CHAN-06: a channel of the notice',
    'channel',
    { channel: 'jingtong', zh: '京通', en: 'Jingtong', services: 'query-status', from: '2026-07-01' },
    ['channel channel-of-the-notice'],
  ],
  [
    'G-37: a day of another year, and one worked on a Monday',
    'calendar-year',
    { year: '2027', holidays: '2026-10-01', makeUpWorkdays: '2027-10-11', document: '通知' },
    ['holidays days-of-another-year', 'makeUpWorkdays made-up-on-a-weekday'],
  ],
  [
    'G-37: a day of another year',
    'calendar-year',
    { year: '2027', holidays: `${aYear.holidays} 2026-10-01`, document: '通知' },
    ['holidays days-of-another-year'],
  ],
  [
    'G-37: a day that is there twice',
    'calendar-year',
    { year: '2027', ...aYear, makeUpWorkdays: '2027-02-14 2027-02-14', document: '通知' },
    ['makeUpWorkdays day-twice'],
  ],
  [
    'G-37: a table with a line that says neither',
    'calendar-year',
    { year: '2027', table: '日期,安排\n2027-01-01,放假,元旦\n2027-01-02,在家', document: '通知' },
    ['table table'],
  ],
  [
    'G-37: a table beside a list',
    'calendar-year',
    { year: '2027', table: '2027-01-01,放假', holidays: '2027-01-01', document: '通知' },
    ['table table-or-lists'],
  ],
  [
    'C-47: an outlet about which nothing is said',
    'outlet-instant',
    { bank: '102', outlet: 'B-1', from: '2026-03-01' },
    ['instant one'],
  ],
  ['R-PARK-02: a season without an end', 'sale-season', { from: '2026-12-10' }, ['until day']],
];
for (const [name, kind, typed, problems] of said) {
  test(`${name} is refused, and the field is named`, () => {
    const read = readProposal(kind, { ...announcement, ...typed });
    assert.ok(!read.ok);
    assert.deepEqual(
      read.facts.problems.map(({ field, code }) => `${field} ${code}`),
      problems,
    );
  });
}

test('a row without reason, document or its day is refused', () => {
  const read = readProposal('sale-season', { from: '2026-12-10', until: '2027-01-10', date: 'soon' });
  assert.ok(!read.ok);
  assert.deepEqual(
    read.facts.problems.map(({ field }) => field),
    ['document', 'clause', 'date', 'reason'],
  );
});

const weekdaysOf2026 =
  '2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-04-06 2026-05-01 2026-10-01 2026-10-02';

type Clash = readonly [name: string, rows: readonly AddedRow[], sentence: RegExp];
const clashes: readonly Clash[] = [
  [
    'G-01: the true day of a batch without naming the row it corrects',
    [addedRow(1, 'batch', { batch: '2', groups: ['employee'], districts: ['110108'], from: '2025-02-18' })],
    /batch-2 and added-1 both hold for employee\/110108/,
  ],
  [
    'C-01: a bank that is there already',
    [addedRow(1, 'bank', { code: '102', zh: '工商银行', en: 'ICBC', from: '2026-03-01' })],
    /bank-102 and added-1 both hold for 102/,
  ],
  [
    'C-01: the second of two corrections of one row',
    [
      addedRow(1, 'bank', { code: '309', zh: '兴业银行', en: 'CIB', from: '2025-09-01', supersedes: 'bank-309' }),
      addedRow(2, 'bank', { code: '309', zh: '兴业银行', en: 'CIB', from: '2025-08-01', supersedes: 'bank-309' }),
    ],
    /added-2 supersedes bank-309, which is not there/,
  ],
  [
    'R-PARK-02: two seasons at once',
    [addedRow(1, 'sale-season', { from: '2027-01-01', until: '2027-02-01' })],
    /park-2027 and added-1 both hold for buy-park-ticket/,
  ],
  [
    'G-37: a year that is published already',
    [addedRow(1, 'calendar-year', { year: '2026', holidays: weekdaysOf2026, document: '通知' })],
    /the calendar year 2026 is there twice/,
  ],
];
for (const [name, rows, sentence] of clashes) {
  test(`${name} is refused with the sentence of the load check`, () => {
    const checked = checkRows(beijing, rows);
    assert.ok(!checked.ok);
    assert.match(checked.facts.problems.map(({ text }) => text).join('; '), sentence);
  });
}

const employeeOf = (district: string) =>
  person('employee', { employer: { district, groupOpen: true, banks: ['102'], kind: 'employer' } });
const trueDay = addedRow(1, 'batch', {
  ...{ batch: '2', groups: ['employee'], districts: ['110108', '110106', '110112', '110119'] },
  ...{ from: '2025-02-18', supersedes: 'batch-2' },
});
const veterans = addedRow(1, 'batch', { batch: 'veterans', groups: ['military-retiree'], from: '2026-05-01' });
const leaves = addedRow(1, 'bank', {
  ...{
    code: '309',
    zh: '兴业银行',
    en: 'Industrial Bank',
    from: '2025-10-09',
    until: '2026-06-30',
    supersedes: 'bank-309',
  },
});
const further = addedRow(1, 'channel', {
  ...{ channel: 'city-app', zh: '城市应用', en: 'City app', services: ['query-status'], from: '2026-07-01' },
});
const season = addedRow(1, 'sale-season', { from: '2026-12-20', until: '2027-01-10', supersedes: 'park-2027' });
const reissues = addedRow(1, 'bank-flag', { bank: '104', flag: 'online-reissue', from: '2026-03-01' });

const instantFrom = addedRow(1, 'outlet-instant', { bank: '102', outlet: 'B-1', instant: 'yes', from: '2026-03-01' });
const counter = (outletId: string) =>
  ({
    service: 'issue-instantly',
    channel: 'bank',
    person: person('resident'),
    card: newCard({ bank: '102' }),
    outlet: { kind: 'bank', bank: '102', instant: false, outletId },
  }) as const;
const atOutlet = counter('B-1');
const atAnother = counter('B-2');

type Answer = readonly [name: string, row: AddedRow, asked: Parameters<typeof question>[0], expected: string];
const park = {
  service: 'buy-park-ticket',
  channel: 'bank',
  outlet: { kind: 'bank', bank: '102', instant: true },
} as const;
const regular = { person: person('resident'), channel: 'minsheng' } as const;
const reissue = { service: 'reissue', card: newCard({ bank: '104', socialSecurity: 'formally-lost' }) } as const;
const answers: readonly Answer[] = [
  ['G-01: the day before the true day', trueDay, { on: '2025-02-17', person: employeeOf('110108') }, 'NOT_YET_OPEN'],
  ['G-01: the true day', trueDay, { on: '2025-02-18', person: employeeOf('110108') }, 'permitted'],
  ['R-ELIG-12: the regular phase goes on', trueDay, { on: '2026-03-01', person: employeeOf('110108') }, 'permitted'],
  [
    'G-27: before the day of 军休干部',
    veterans,
    { on: '2026-04-30', person: person('military-retiree') },
    'SEPARATE_NOTICE',
  ],
  [
    'G-27: from the day of 军休干部 on',
    veterans,
    { on: '2026-05-01', person: person('military-retiree') },
    'permitted',
  ],
  ['C-01: the last day of a bank', leaves, { on: '2026-06-30', ...regular, bank: '309' }, 'permitted'],
  ['C-01: a bank that has left', leaves, { on: '2026-07-01', ...regular, bank: '309' }, 'BANK_NOT_COOPERATING'],
  [
    'R-CHAN-06: 2026-06-30 at a channel from 2026-07-01',
    further,
    { on: '2026-06-30', service: 'query-status', channel: 'city-app', card: newCard() },
    'UNKNOWN_CHANNEL',
  ],
  [
    'R-CHAN-06: 2026-07-01 at a channel from 2026-07-01',
    further,
    { on: '2026-07-01', service: 'query-status', channel: 'city-app', card: newCard() },
    'permitted',
  ],
  [
    'R-CHAN-06: a service that the channel does not offer',
    further,
    { on: '2026-07-01', ...regular, channel: 'city-app' },
    'SERVICE_NOT_AT_CHANNEL',
  ],
  ['R-PARK-02: before the announced season', season, { on: '2026-12-19', ...park, card: newCard() }, 'NOT_YET_OPEN'],
  ['R-PARK-02: in the announced season', season, { on: '2026-12-20', ...park, card: newCard() }, 'permitted'],
  ['R-PARK-02: after the announced season', season, { on: '2027-01-11', ...park, card: newCard() }, 'NOT_YET_OPEN'],
  ['R-BANK-12: before the bank offers it', reissues, { on: '2026-02-28', ...reissue }, 'SERVICE_NOT_AT_CHANNEL'],
  [
    'R-CHAN-16: an outlet before the day of its row',
    instantFrom,
    { on: '2026-02-28', ...atOutlet },
    'OUTLET_NOT_INSTANT',
  ],
  [
    'R-CHAN-16: the same outlet from that day on, whatever its import says',
    instantFrom,
    { on: '2026-03-01', ...atOutlet },
    'permitted',
  ],
  [
    'R-CHAN-16: another outlet goes by its import',
    instantFrom,
    { on: '2026-03-01', ...atAnother },
    'OUTLET_NOT_INSTANT',
  ],
  ['R-BANK-12: from the day the bank offers it', reissues, { on: '2026-03-01', ...reissue }, 'permitted'],
];
for (const [name, row, asked, expected] of answers) {
  test(`${name}: ${expected}`, () => {
    const verdict = admit(snapshotWith(row), question(asked));
    assert.equal(verdict.permitted ? 'permitted' : verdict.code, expected, JSON.stringify(verdict));
  });
}

test('a permission cites the announcement on which an added row rests', () => {
  const added = snapshotWith(trueDay);
  const verdict = admit(added, question({ on: '2025-02-18', person: employeeOf('110108') }));
  const cited = citationsOf(added, verdict.rules);
  assert.ok(
    cited.some(({ document, clause }) => document === announcement.document && clause === announcement.clause),
    JSON.stringify(cited),
  );
});

test('what an added channel is told before its day names the day, and what it lacks is advised elsewhere', () => {
  const early = admit(
    snapshotWith(further),
    question({ on: '2026-06-30', service: 'query-status', channel: 'city-app', card: newCard() }),
  );
  assert.ok(!early.permitted);
  assert.deepEqual(early.instead[0], { from: '2026-07-01', channel: 'city-app' });
  const other = admit(snapshotWith(further), question({ on: '2026-07-01', ...regular, channel: 'city-app' }));
  assert.ok(!other.permitted && other.instead.some(({ channel }) => channel === 'minsheng'));
});

test('G-37: a year of the calendar counts working days from the day it is there', () => {
  const year = addedRow(1, 'calendar-year', { year: '2027', ...aYear, makeUpWorkdays: '2027-02-14', document: '通知' });
  const { calendar } = snapshotWith(year);
  assert.equal(snapshot.calendar.addWorkdays('2026-12-31', 2), undefined);
  assert.equal(calendar.addWorkdays('2026-12-31', 2), '2027-01-05');
  assert.equal(calendar.isWorkday('2027-02-14'), true);
});

test('G-37: the typed list of a year says what the library of the tests says of it', () => {
  const everyDay = Array.from({ length: 365 }, (_, index) =>
    Temporal.PlainDate.from('2025-01-01').add({ days: index }).toString(),
  );
  const isWeekend = (day: string) => Temporal.PlainDate.from(day).dayOfWeek > 5;
  const typed = {
    holidays: everyDay.filter((day) => getDays.isHoliday(day) && !isWeekend(day)).join('、'),
    makeUpWorkdays: everyDay.filter((day) => getDays.isWorkday(day) && isWeekend(day)).join(' '),
  };
  const { calendar } = snapshotWith(
    addedRow(1, 'calendar-year', { ...typed, year: '2025', document: '通知', supersedes: 'calendar-2025' }),
  );
  for (const day of everyDay) assert.equal(calendar.isWorkday(day), getDays.isWorkday(day), day);
});

type Effective = readonly [name: string, row: AddedRow, day: string];
const effective: readonly Effective[] = [
  ['a batch moved to a later day', trueDay, '2025-02-01'],
  ['a group that opens', veterans, '2026-05-01'],
  ['a bank that leaves', leaves, '2026-07-01'],
  ['a season moved', season, '2026-12-15'],
];
for (const [name, row, day] of effective) {
  test(`${name} is effective from the first day that is answered otherwise: ${day}`, () => {
    const rows = { before: beijing, after: composeRows(beijing, [row]) };
    assert.equal(effectiveDayOf(row, rows).toString(), day);
  });
}

const withoutNumber = ({ snapshot: _number, ...verdict }: Verdict) => verdict;
const grid = (['apply', 'query-status', 'reissue', 'buy-park-ticket', 'enable', 'change-bank-cancel'] as const).flatMap(
  (service) => questionsOf(service, [snapshot]).map(({ question: asked }) => asked),
);
const first = Temporal.PlainDate.from('2024-02-01');

test('before its effective day a row changes no permission and opens nothing, whatever the row and the question', () => {
  const rows = [trueDay, veterans, leaves, further, season, reissues].map((row) => {
    const after = snapshotWith(row);
    return { after, on: effectiveDayOf(row, { before: beijing, after: after.rows }) };
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...rows),
      fc.constantFrom(...grid),
      fc.integer({ min: 1, max: 1000 }),
      ({ after, on }, asked, days) => {
        const before = on.subtract({ days });
        const day = Temporal.PlainDate.compare(before, first) < 0 ? first : before;
        if (Temporal.PlainDate.compare(day, on) >= 0) return;
        const full: Question = { ...asked, on: day };
        const [then, now] = [admit(snapshot, full), admit(after, full)];
        assert.equal(now.permitted, then.permitted);
        if (now.permitted) assert.deepEqual(withoutNumber(now), withoutNumber(then));
        else assert.equal(now.code, then.permitted ? '' : then.code);
      },
    ),
    { seed: Number(process.env.PROPERTY_SEED ?? 20261009), numRuns: Number(process.env.PROPERTY_RUNS ?? 5_000) },
  );
});

test('G-37: a table says the same as the two lists', () => {
  const days = aYear.holidays.split(' ');
  const table = [
    '日期,安排',
    ...days.map((day) => `${day.replaceAll('-', '/')}\t放假`),
    '2027-02-14,上班,春节',
    '',
  ].join('\n');
  const typed = { ...announcement, year: '2027', document: '通知' };
  const pasted = readProposal('calendar-year', { ...typed, table });
  const listed = readProposal('calendar-year', { ...typed, ...aYear, makeUpWorkdays: '2027-02-14' });
  assert.deepEqual(pasted, listed);
  const wrong = readProposal('calendar-year', { ...typed, table: `${table}2027-02-15,？` });
  assert.ok(!wrong.ok);
  assert.deepEqual(wrong.facts.problems, [{ field: 'table', code: 'table', line: days.length + 3 }]);
});

test('R-BANK-01: the preview tries a bank that leaves with every group, and an outlet at its own counter', async () => {
  const on = Temporal.PlainDate.from('2026-07-01');
  const without = { snapshot: snapshotWith(), on };
  const left = await compareAnswers(without, { snapshot: snapshotWith(leaves), on });
  const applying = left.differences.filter(({ service }) => service === 'apply');
  const groupsTried = new Set(applying.flatMap(({ groups }) => groups));
  assert.ok(groupsTried.has('retiree') && groupsTried.has('resident'), [...groupsTried].join(' '));
  assert.deepEqual([...new Set(applying.flatMap(({ banks }) => banks))], ['309']);
  const equipped = await compareAnswers(without, { snapshot: snapshotWith(instantFrom), on });
  assert.ok(equipped.differences.some(({ service }) => service === 'issue-instantly'));
  for (const { places } of equipped.differences) assert.deepEqual(places, ['outlet:B-1']);
});

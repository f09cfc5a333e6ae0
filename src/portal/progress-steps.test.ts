// The timeline of an application: done, now, late in words, to come.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysLate, progressSteps } from './progress-steps.ts';
import type { ApplicationView, Milestone } from './views.ts';
import { sayIn } from './words/words.ts';

const at = (day: string) => Temporal.Instant.from(`${day}T09:05:00+08:00`);
const day = (text: string) => Temporal.PlainDate.from(text);
const submitted: Milestone = { step: 'submitted', at: at('2025-10-09'), place: '官网' };
const application = (changes: Partial<ApplicationView> = {}): ApplicationView => ({
  service: 'apply',
  number: 'K7QM-2X4T-9ABC',
  state: 'submitted',
  bank: '工商银行',
  delivery: 'mail',
  outlet: null,
  milestones: [submitted],
  dueOn: day('2025-11-08'),
  today: day('2025-10-12'),
  trackingNumber: null,
  urging: null,
  waitsFor: null,
  held: null,
  withdrawal: null,
  cardToEnable: null,
  ...changes,
});
const made: readonly Milestone[] = [
  submitted,
  { step: 'in-production', at: at('2025-10-10'), place: '工商银行' },
  { step: 'produced', at: at('2025-11-12'), place: '工商银行' },
];
const states = (view: ApplicationView) => progressSteps(view, sayIn('zh')).map(({ state }) => state);

test('R-QUERY-01: done steps carry time and place, the running one its deadline, the others are to come', () => {
  const steps = progressSteps(application(), sayIn('zh'));
  assert.deepEqual(steps[0], { state: 'done', title: '提交申领', lines: ['2025年10月9日 09:05', '官网'] });
  assert.deepEqual(steps[1], {
    state: 'now',
    title: '开户、制卡',
    lines: ['应在2025年11月8日前完成，还有 27 天'],
  });
  assert.deepEqual(states(application()), ['done', 'now', 'coming', 'coming', 'coming']);
});

test('R-PROD-01: on the last day it is not late, the day after it is, in words', () => {
  assert.equal(daysLate(application({ today: day('2025-11-08') })), 0);
  const late = application({ today: day('2025-11-11') });
  assert.equal(daysLate(late), 3);
  assert.deepEqual(states(late), ['done', 'late', 'coming', 'coming', 'coming']);
  assert.deepEqual(progressSteps(late, sayIn('zh'))[1]?.lines, ['应在2025年11月8日前完成，已超过 3 天']);
});

test('R-PROD-06: once the card is made nothing is late, however long the mail takes', () => {
  const view = application({ state: 'produced', milestones: made, today: day('2025-12-31') });
  assert.equal(daysLate(view), 0);
  assert.deepEqual(states(view), ['done', 'done', 'done', 'now', 'coming']);
});

test('R-DELIV-01: who collects at the outlet waits for the outlet, not for the mail', () => {
  const titles = progressSteps(application({ delivery: 'outlet' }), sayIn('zh')).map(({ title }) => title);
  assert.ok(titles.includes('可到网点领取') && !titles.includes('银行寄出'));
});

test('an application that ended waits for nothing', () => {
  const withdrawn = application({
    state: 'withdrawn',
    milestones: [submitted, { step: 'withdrawn', at: at('2025-10-09'), place: '官网' }],
    today: day('2026-01-01'),
  });
  assert.deepEqual(states(withdrawn), ['done', 'done']);
  assert.equal(daysLate(withdrawn), 0);
});

test('an enabled card ends the line', () => {
  const enabled = application({
    state: 'received',
    milestones: [
      ...made,
      { step: 'mailed', at: at('2025-11-13'), place: '' },
      { step: 'enabled', at: at('2025-11-20'), place: '' },
    ],
  });
  assert.deepEqual(states(enabled), ['done', 'done', 'done', 'done', 'done']);
});

test('R-DELIV-01: the number of the letter stands with its latest sending, and nowhere for whoever may not see it', () => {
  const mailed = (on: string): Milestone => ({ step: 'mailed', at: at(on), place: '工商银行' });
  const returned: Milestone = { step: 'returned', at: at('2025-11-20'), place: '工商银行' };
  const milestones = [...made, mailed('2025-11-13'), returned, mailed('2025-11-24')];
  const lines = (trackingNumber: string | null) =>
    progressSteps(application({ state: 'mailed', milestones, trackingNumber }), sayIn('zh'))
      .filter(({ title }) => title === '银行寄出')
      .map((step) => step.lines.slice(2));
  assert.deepEqual(lines('EA1'), [[], ['邮件号：EA1']]);
  assert.deepEqual(lines(null), [[], []]);
});

// What one row of an answer file says, whatever it was written with; nothing a row holds makes it throw.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomNumber } from '../base/check-character.ts';
import { isOneOf } from '../base/one-of.ts';
import { type Row, readRows } from '../base/rows.ts';
import { type AnswerColumn, answerColumns, answerFrom } from './answer-file.ts';
import { bankReports, reportNames } from './bank-reports.ts';
import { cardReportNames, readCardReport } from './card-reports.ts';

const number = randomNumber(12);
const kept = `${number.slice(0, 4)}-${number.slice(4, 8)}-${number.slice(8)}`;

const rowsOf = async (text: string): Promise<readonly Row<AnswerColumn>[]> => {
  const bytes = Buffer.from(text);
  const input = {
    name: 'answers',
    size: async () => bytes.length,
    open: async function* () {
      yield bytes;
    },
  };
  return Array.fromAsync(readRows(input, answerColumns));
};
const answersOf = async (text: string) => (await rowsOf(text)).map(answerFrom);

const chip = { chipId: 'A'.repeat(32), specificationVersion: '3.00', accountLastFour: '0123' };
const card = { cardNumber: 'A12345678', outletId: 'o', documents: ['holder-id', 'card'] };
const table =
  'number,report,reason,chipId,specificationVersion,accountLastFour,trackingNumber,outletId,documentChecked';

test('a table, the same with Chinese headings, and JSON lines say the same', async () => {
  const csv = `${number},produced,,${chip.chipId},3.00,0123,,,`;
  const chinese = table.replace('number', '申领编号').replace('report', '报告').replace('chipId', '卡识别码');
  const json = JSON.stringify({
    number: kept.toLowerCase(),
    report: 'produced',
    ...chip,
    remark: 'ours',
    outletId: null,
  });
  for (const text of [`${table}\n${csv}`, `${chinese}\r\n${csv}\r\n`, json]) {
    const [answer] = await answersOf(text);
    assert.deepEqual([answer?.number, answer?.report, answer?.body], [kept, 'produced', chip], text);
  }
});

const bodies = {
  'account-opened': [{}],
  'account-refused': [{ reason: 'risk-control' }],
  produced: [chip],
  mailed: [{ trackingNumber: 'EA123456789CN' }],
  'ready-at-outlet': [{ outletId: 'outlet-102' }],
  'handed-over': [
    { outletId: 'outlet-102', documentChecked: true },
    { outletId: 'outlet-102', documentChecked: '是' },
  ],
  returned: [{ reason: 'unclaimed' }],
} as const;

test('R-FIN-01, R-ENABLE-02: reports about a card are read from a table and from JSON lines alike', async () => {
  const headings = '申领编号,报告,卡号,网点编号,证件原件,办理人,启用';
  const csv = `${headings}\n,financial-activated,a12345678,o,holder-id；card,guardian,是`;
  const json = JSON.stringify({ report: 'financial-activated', ...card, actor: 'guardian', enable: true, number: '' });
  for (const text of [csv, json]) {
    const [answer] = await answersOf(text);
    assert.deepEqual([answer?.number, answer?.report], [null, 'financial-activated']);
    assert.deepEqual(answer?.body.documents, ['holder-id', 'card']);
    const read = readCardReport['financial-activated'](answer?.body);
    assert.ok(read.ok, JSON.stringify(read));
  }
});

for (const name of reportNames)
  test(`${name} is read from its fields`, async () => {
    for (const body of bodies[name]) {
      const [answer] = await answersOf(JSON.stringify({ number, report: name, ...body }));
      const read = bankReports[name].read(answer?.body);
      assert.ok(read.ok, JSON.stringify(read));
    }
  });

const wrong: readonly (readonly [what: string, text: object, field: string])[] = [
  ['a chip id that is none', { report: 'produced', ...chip, chipId: 'AB' }, 'chipId'],
  [
    'more of the account than its end',
    { report: 'produced', ...chip, accountLastFour: '6222021234' },
    'accountLastFour',
  ],
  [
    'R-DELIV-05: an ID that nobody looked at',
    { report: 'handed-over', outletId: 'o', documentChecked: false },
    'documentChecked',
  ],
  ['R-DELIV-05: nothing said about the ID', { report: 'handed-over', outletId: 'o' }, 'documentChecked'],
  ['neither yes nor no', { report: 'handed-over', outletId: 'o', documentChecked: 'perhaps' }, 'documentChecked'],
  ['a reason that is in no list', { report: 'returned', reason: 'do not know' }, 'reason'],
  [
    'R-FIN-01: a card number that can be none',
    { report: 'enabled', cardNumber: '1', outletId: 'o', documents: 'card' },
    'cardNumber',
  ],
  ['C-14: a place that is none', { report: 'financial-activated', ...card, place: 'street' }, 'place'],
  ['a wish that is neither yes nor no', { report: 'financial-activated', ...card, enable: 'perhaps' }, 'enable'],
  ['no tracking number', { report: 'mailed' }, 'trackingNumber'],
];
for (const [what, row, field] of wrong)
  test(`${what} is told with its field`, async () => {
    const [answer] = await answersOf(JSON.stringify({ number, ...row }));
    assert.ok(answer?.report);
    const read = isOneOf(cardReportNames, answer.report)
      ? readCardReport[answer.report](answer.body)
      : bankReports[answer.report].read(answer.body);
    assert.ok(!read.ok);
    assert.deepEqual(
      read.facts.fields.map((each) => each.field),
      [field],
    );
  });

test('a number that can be none, a report that is none and a row that is no row are told as such', async () => {
  const lines = [
    { number: '110101195503029017', report: 'account-opened' },
    { number, report: 'opened' },
    { number, report: { name: 'produced' } },
    { number: 'x'.repeat(500), report: 'y'.repeat(500) },
  ];
  const answers = await answersOf([...lines.map((line) => JSON.stringify(line)), '{"number":'].join('\n'));
  assert.deepEqual(
    answers.map((answer) => [answer.line, answer.number !== null, answer.report, answer.broken]),
    [
      [1, false, 'account-opened', false],
      [2, true, null, false],
      [3, false, null, true],
      [4, false, null, false],
      [5, false, null, true],
    ],
  );
  assert.ok(answers.every(({ written }) => written.number.length <= 40 && written.report.length <= 40));
});

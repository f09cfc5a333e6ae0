// The figures in the console: each role its own, as pictures that a strict page may have, as tables, and as files on record.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { untilSealable } from '../../test/support/audit.ts';
import { apply, mailForm, reportsOf } from '../../test/support/card-journey.ts';
import { type Clerk, type Console, consoleOf } from '../../test/support/console.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { staffOfRole } from '../../test/support/staff.ts';
import { sweepMissedLimits } from '../applications/tell-missed-limit.ts';
import { findExports } from '../staff/export-list.ts';
import { countEvents } from '../statistics/count-events.ts';
import { scopeFor } from '../statistics/find-figures.ts';
import { publishedFigures } from '../statistics/published-figures.ts';
import { withAttributesAlone } from './picture.ts';

let program: Console;
const ends: (() => Promise<void>)[] = [];
before(async () => {
  program = await consoleOf({ after: (end) => void ends.push(end) });
  const { city } = program;
  const applied = async (bank: string, district: string) => {
    const pensionBanks = [{ bank, from: Temporal.PlainDate.from('2015-04-01') }];
    const { personId } = await insertTestPerson(city.sql, city.keys, { pensionBanks, district });
    return apply(city, personId, { ...mailForm, bank });
  };
  const made = await applied('102', '110108');
  await applied('102', '110101');
  for (let each = 0; each < 3; each += 1) await applied('309', '110108');
  await reportsOf(city, made).opened();
  await reportsOf(city, made).produced();
  await city.sql`insert into form_steps (day, step, piece, count)
    values ('2025-11-10', 'record', 1, 9), ('2025-11-10', 'record', 2, 1), ('2025-11-10', 'contact', 1, 7)`;
  city.passTime({ hours: 24 * 32 });
  await sweepMissedLimits(city);
  await untilSealable(city.sql);
  await countEvents(city);
});
after(async () => {
  for (const end of ends) await end();
});

const path = '/console/statistics?days=90';
const rowsOf = (body: string, figure: string): readonly string[] => {
  const [, table = ''] = new RegExp(`<figure id="${figure}">([\\s\\S]*?)</figure>`).exec(body) ?? [];
  const rows = table.split('<tbody>')[1]?.split('</tr>') ?? [];
  return rows
    .map((row) => [...row.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, text]) => text).join(' '))
    .filter(Boolean);
};

test('R-STATS-05: the bureau sees the whole city by group, batch, district and bank, with shares and what is late', async () => {
  const { body, status } = await (await program.as('bureau')).get(path);
  assert.equal(status, 200);
  assert.match(body, /数据截至 2025年11月10日 09:50/);
  assert.deepEqual(rowsOf(body, 'group'), ['离退休人员 5 100.0% 1 0 100.0% 0 4 0']);
  assert.deepEqual(rowsOf(body, 'batch'), ['第五批 5 100.0% 1 0 100.0% 0 4 0']);
  assert.deepEqual(rowsOf(body, 'district'), ['东城区 1 20.0% 0 0 – 0 1 0', '海淀区 4 80.0% 1 0 100.0% 0 3 0']);
  assert.deepEqual(rowsOf(body, 'bank'), ['工商银行 2 40.0% 1 0 100.0% 0 1 0 0', '兴业银行 3 60.0% 0 0 – 0 3 0 0']);
  assert.deepEqual(rowsOf(body, 'late-bank'), ['兴业银行 3', '工商银行 1']);
  assert.deepEqual(
    rowsOf(body, 'day').filter((row) => !row.endsWith(' 0 0 0 0 0')),
    ['2025年11月10日 0 0 0 4 0', '2025年10月9日 5 1 0 0 0'],
  );
  assert.equal(rowsOf(body, 'day').length, 90, 'a day without anything is a day');
});

test('where people leave the form is said of the whole city, from the pages they answered to what they sent', async () => {
  const body = (await (await program.as('auditor')).get(path)).body;
  const [first, second, ...others] = rowsOf(body, 'form');
  assert.deepEqual(
    [first, second, others.at(-1)],
    ['核对参保信息 10 100.0% 3', '联系方式 7 70.0% 7', '提交 5 50.0% –'],
  );
});

test('a head office sees its bank and a district itself, whatever they ask for', async () => {
  const office = (await (await program.as('bank-office')).get(`${path}&bank=309&district=110101`)).body;
  assert.match(office, /统计 · 工商银行/);
  assert.deepEqual(rowsOf(office, 'district'), ['东城区 1 50.0% 0 0 – 0 1 0', '海淀区 1 50.0% 1 0 100.0% 0 0 0']);
  assert.doesNotMatch(office, /<figure id="(bank|late-bank|form)"|name="bank"|兴业银行/);
  const district = (await (await program.as('district')).get(`${path}&bank=309`)).body;
  assert.match(district, /统计 · 海淀区/);
  assert.deepEqual(rowsOf(district, 'bank'), ['工商银行 1 25.0% 1 0 100.0% 0 0 0', '兴业银行 3 75.0% 0 0 – 0 3 0']);
  assert.doesNotMatch(district, /<figure id="(district|form)"|东城区/);
});

test('nobody without a bank or a district of their own sees those of all', () => {
  const all = { bank: null, district: null };
  assert.equal(scopeFor({ ...staffOfRole['bank-office'], bank: null }, all), undefined);
  assert.equal(scopeFor({ ...staffOfRole.district, district: null }, all), undefined);
  for (const role of ['bank-outlet', 'street', 'hotline'] as const)
    assert.equal(scopeFor(staffOfRole[role], all), undefined, role);
  assert.deepEqual(scopeFor(staffOfRole.bureau, { bank: null, district: '999999' }), { of: 'city' });
});

test('a picture has attributes alone, and what is in a name stays a name', async () => {
  const { body } = await (await program.as('bureau')).get(path);
  const pictures = body.match(/<svg[\s\S]*?<\/svg>/g) ?? [];
  assert.equal(pictures.length, 8);
  for (const picture of pictures) assert.doesNotMatch(picture, /\bstyle|<script|href|class=/);
  const { drawPicture } = await import('./picture.ts');
  const series = [{ name: '<img src=x onerror=alert(1)>', values: [1], colour: 'late' }] as const;
  const hostile = await drawPicture({ kind: 'bars', labels: ['</svg><script>alert(1)</script>'], series });
  assert.equal(hostile.match(/<\/svg>/g)?.length, 1);
  assert.doesNotMatch(hostile, /<script|<img/);
  assert.throws(() => withAttributesAlone('<svg><a style=color:red></a></svg>'), /style/);
});

const take = async (clerk: Clerk, query: string): Promise<readonly string[]> => {
  const { body } = await clerk.post(`/console/exports/new?of=statistics&${query}`, { format: 'csv', note: '周报' });
  return body.replace('\ufeff', '').split('\r\n').filter(Boolean);
};

test('each table is taken out as the page shows it, on record, and no other scope with it', async () => {
  const office = await program.as('bank-office');
  assert.deepEqual(await take(office, 'table=late-district&days=90&bank=309'), ['区,目前逾期', '东城区,1']);
  const [taken] = await findExports(program.wiring, { after: null, most: 1 });
  assert.deepEqual(
    [taken?.account, taken?.list, taken?.filters, taken?.rows, taken?.isGenuine],
    [...['test-office', 'statistics', { table: 'late-district', days: '90', bank: '102' }, 1, true]],
  );
  assert.equal((await office.get('/console/exports/new?of=statistics&table=form')).status, 404);
  const bureau = await program.as('bureau');
  assert.match((await bureau.get('/console/exports/new?of=statistics&table=bank&days=90')).body, /按银行.*近|按银行/);
  const hotline = await program.as('hotline');
  assert.equal((await hotline.get('/console/exports/new?of=statistics&table=bank')).status, 404);
});

const published = (rule: string) =>
  publishedFigures.filter((each) => each.rule === rule).map(({ what, count, about }) => `${what} ${about} ${count}`);

test('R-STATS-01: about 8,000,000 applied and about 60,000,000 uses, as of 2025-12-09', () => {
  assert.deepEqual(published('R-STATS-01'), ['applied about 8000000', 'uses about 60000000']);
  assert.ok(publishedFigures.every(({ asOf }) => asOf.toString() === '2025-12-09'));
});
test('R-STATS-02: more than 27,000,000 visits to the electronic card', () => {
  assert.deepEqual(published('R-STATS-02'), ['e-card-visits over 27000000']);
});
test('R-STATS-03: windows and outlets are two different figures', async () => {
  assert.deepEqual(published('R-STATS-03'), ['windows over 3000', 'outlets about 3000']);
  const { body } = await (await program.as('bureau')).get(path);
  assert.match(
    body,
    /线下服务窗口<\/th><td class="amount">超过 3,000<[\s\S]*线下服务网点<\/th><td class="amount">约 3,000</,
  );
});
test('R-STATS-04: lines, medical institutions, parks and libraries that are converted', () => {
  assert.deepEqual(published('R-STATS-04'), [
    ...['transit-lines over 1300', 'medical over 5000', 'parks exactly 12', 'libraries exactly 25'],
  ]);
});

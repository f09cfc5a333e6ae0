// Exports: the rows a role sees and no others, a reason before the first of them, and a record that nobody can change unseen.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { readXlsx } from 'hucre/xlsx';
import { apply, mailForm } from '../../test/support/card-journey.ts';
import { type Clerk, consoleOf } from '../../test/support/console.ts';
import { askForHelp, insertStreet, streetForm } from '../../test/support/help.ts';
import { insertTestPerson, insertTestUploads } from '../../test/support/people.ts';
import { staffOfRole } from '../../test/support/staff.ts';
import { drawApplicationNumber } from '../applications/application.ts';
import { dateIn } from '../base/dates.ts';
import { callBankAlone } from '../callbacks/call-bank.ts';
import { reconcileOnce } from '../production/reconcile-once.ts';
import { exportList, findExports } from '../staff/export-list.ts';
import { mostExported } from '../staff/list-export.ts';

const program = await consoleOf({ after });
const { city, wiring } = program;
const { sql, keys } = city;
const queue = '/console/exports/new?of=queue';
const why = { format: 'csv', note: '给分管领导的周报' };

/** Somebody of a bank who has applied, and whose bank has it. */
const applied = async (bank: string, district = '110108'): Promise<string> => {
  const pensionBanks = [{ bank, from: Temporal.PlainDate.from('2015-04-01') }];
  const { personId } = await insertTestPerson(sql, keys, { pensionBanks, district });
  await insertTestUploads(city, personId);
  const { number } = await apply(city, personId, { ...mailForm, bank });
  city.passTime({ minutes: 10 });
  return number;
};

const clerks = {
  bureau: await program.as('bureau'),
  office: await program.as('bank-office'),
  auditor: await program.as('auditor'),
  district: await program.as('district'),
  street: await program.as('street'),
};

const linesOf = async (clerk: Clerk, path: string): Promise<readonly (readonly string[])[]> => {
  const { status, body } = await clerk.post(path, why);
  assert.equal(status, 200, body);
  const [, ...lines] = body.split('\r\n').filter(Boolean);
  return lines.map((line) => line.split(','));
};
const newest = async () => {
  const [taken] = await findExports(wiring, { after: null, most: 1 });
  assert.ok(taken);
  return taken;
};

test('the queue as a file: who took which rows, why, is in the record; nothing personal is in the file', async () => {
  const [own, other] = [await applied('102'), await applied('309')];
  const asked = await clerks.office.get(`${queue}&list=due`);
  assert.match(asked.body, /<dt>行数<\/dt><dd>1<\/dd>/);
  const [line, ...more] = await linesOf(clerks.office, `${queue}&list=due&bank=309`);
  assert.equal(line?.[0], own, 'whatever bank is asked for, a bank has its own');
  assert.deepEqual(more, []);
  const { account, role, bank, list, filters, rows, isWhole, note, isGenuine } = await newest();
  assert.deepEqual(
    { account, role, bank, list, filters, rows, isWhole, note, isGenuine },
    {
      ...{ account: 'test-office', role: 'bank-office', bank: '102', list: 'queue' },
      ...{ filters: { list: 'due', bank: '102' }, rows: 1, isWhole: true, note: why.note, isGenuine: true },
    },
  );
  const both = await linesOf(clerks.bureau, queue);
  assert.deepEqual(both.map(([number]) => number).toSorted(), [own, other].toSorted());
  assert.deepEqual(await linesOf(clerks.bureau, `${queue}&district=110101`), []);
  const page = await clerks.auditor.get('/console/exports');
  for (const text of ['test-office', '给分管领导的周报', '列表 按期限排列 · 银行 102'])
    assert.ok(page.body.includes(text), text);
  assert.doesNotMatch(page.body, /class="late"/);
});

test('XLSX has the same rows, and comes as a file that nobody’s screen is left with', async () => {
  const number = await applied('104');
  const { cookie, csrf } = clerks.bureau.session;
  const answer = await program.app.inject({
    ...{ method: 'POST', url: `${queue}&bank=104`, headers: { cookie } },
    ...{ payload: new URLSearchParams({ _csrf: csrf, ...why, format: 'xlsx' }).toString() },
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.match(String(answer.headers['content-disposition']), /^attachment; filename="queue-2025-10-09\.xlsx"$/);
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.equal(answer.headers.refresh, undefined);
  const [sheet] = (await readXlsx(answer.rawPayload)).sheets;
  assert.deepEqual(sheet?.rows[1]?.slice(0, 3), [number, '104', '建设银行'].with(2, String(sheet?.rows[1]?.[2])));
  assert.equal(sheet?.rows.length, 2);
});

test('without a reason, without a format, of a list that is not theirs or not there, no file and no record', async () => {
  const before = await newest();
  for (const form of [{ format: 'csv' }, { note: '周报' }, { ...why, format: 'pdf' }, { ...why, note: ' ' }])
    assert.equal((await clerks.bureau.post(queue, form)).status, 422);
  const absent: readonly (readonly [Clerk, string])[] = [
    [clerks.street, queue],
    [clerks.auditor, queue],
    [clerks.bureau, '/console/exports/new?of=help-requests'],
    [clerks.office, '/console/exports/new?of=policy'],
    [clerks.office, '/console/exports/new?of=exports'],
    [clerks.bureau, '/console/exports/new?of=people'],
    [clerks.bureau, '/console/exports/new?of=rejections&import=x'],
    [clerks.bureau, `/console/exports/new?of=rejections&import=${randomUUID()}`],
    [clerks.bureau, '/console/exports/new'],
  ];
  for (const [clerk, path] of absent) {
    assert.equal((await clerk.get(path)).status, 404, path);
    assert.equal((await clerk.post(path, why)).status, 404, path);
  }
  assert.equal((await newest()).exportId, before.exportId);
});

test('help requests of a district, narrowed to one of its streets, without who asked', async () => {
  for (const name of ['a', 'b']) {
    const outletId = await insertStreet(city, name);
    const { personId } = await insertTestPerson(sql, keys);
    await askForHelp(city, personId, { ...streetForm, outletId });
  }
  const list = '/console/exports/new?of=help-requests';
  const all = await linesOf(clerks.district, list);
  assert.deepEqual(
    all.map((line) => line[3]),
    ['试验街道a', '试验街道b'],
  );
  assert.deepEqual(
    (await linesOf(clerks.district, `${list}&outlet=street-b`)).map((line) => line[3]),
    ['试验街道b'],
  );
  assert.doesNotMatch(JSON.stringify(all), /试验路|199-?0000|张/);
  assert.deepEqual(await linesOf(clerks.street, list), [], 'another street has none of them');
});

test('policy, imports and the record of exports are lists like the others', async () => {
  for (const [clerk, of] of [
    [clerks.auditor, 'policy&kind=bank'],
    [clerks.bureau, 'policy&kind=batch'],
    [clerks.auditor, 'exports'],
  ] as const)
    assert.ok((await linesOf(clerk, `/console/exports/new?of=${of}`)).length > 3, of);
  assert.deepEqual(await linesOf(clerks.bureau, '/console/exports/new?of=imports'), []);
});

test('a list of more rows than anybody works through is not taken out, and says how to narrow it', async (t) => {
  await sql`
    insert into applications (person_id, application_id, number, state, channel, actor, bank, delivery, policy_snapshot,
                              submitted_at, due_on, sealed)
    select id, id, 'filler-' || place, 'mailed', 'minsheng', 'holder', '105', 'mail', 1, now(), '2025-11-01', '\\x00'
    from (select gen_random_uuid() as id, place from generate_series(1, ${mostExported + 1}) as place) as filler`;
  await sql`
    insert into orders (person_id, application_id, bank, state, visible_at)
    select person_id, application_id, bank, 'acknowledged', '2025-01-01' from applications where number like 'filler-%'`;
  await sql`analyze applications, orders`;
  t.after(() => sql`delete from applications where number like 'filler-%'`);
  const path = `${queue}&list=mailed`;
  assert.match((await clerks.bureau.get(path)).body, /超过 50000 行，不能导出。请回到列表/);
  const before = await newest();
  assert.equal((await clerks.bureau.post(path, why)).status, 409);
  assert.equal((await newest()).exportId, before.exportId, 'what was refused is no export');
  assert.equal((await linesOf(clerks.bureau, `${path}&bank=102`)).length, 0, 'narrowed, it can be taken out');
  await sql`delete from applications where number like 'filler-%' and length(number) > length('filler-') + 4`;
  await sql`delete from applications where number ~ '^filler-[3-9]...$'`;
  const lines = await linesOf(clerks.bureau, path);
  assert.equal(lines.length, 2_999, 'over the ends of what is read at once');
  assert.equal(new Set(lines.map(([number]) => number)).size, 2_999, 'each row once');
  assert.equal((await newest()).rows, 2_999);
  assert.equal((await newest()).isWhole, true);
});

test('who goes away in the middle has taken what left until then; a changed record shows', async () => {
  async function* pages() {
    for (let page = 0; page < 1_000; page += 1) yield Array.from({ length: 1_000 }, (_, row) => [`${page}-${row}`]);
  }
  const list = { list: 'queue', filters: {}, name: 'x', headings: ['x'], pages } as const;
  const file = await exportList(wiring, staffOfRole.bureau, { list, format: 'csv', note: '中途离开' });
  const reading = file[Symbol.asyncIterator]();
  await reading.next();
  await reading.next();
  file.destroy();
  for (let turns = 0; turns < 100 && (await newest()).rows === null; turns += 1)
    await new Promise((resume) => setTimeout(resume, 10));
  const { rows, isWhole, exportId } = await newest();
  assert.ok(rows !== null && rows >= 1_000 && rows < mostExported, `${rows} rows`);
  assert.equal(isWhole, false);
  assert.match((await clerks.auditor.get('/console/exports')).body, /class="late"> 没有取完/);
  await sql`update list_exports set rows = 1, is_whole = true where export_id = ${exportId}`;
  assert.equal((await newest()).isGenuine, false);
  assert.match((await clerks.auditor.get('/console/exports')).body, /被改动过/);
});

test('lots, open differences and callbacks leave as their pages show them, a bank’s office with its own alone', async () => {
  await applied('102');
  await applied('309');
  const at = city.businessClock();
  for (const bank of ['102', '309'])
    await callBankAlone(wiring, { callbackId: randomUUID(), bank, event: 'test', subject: null, at });
  const banksIn = async (clerk: Clerk, list: string, place: number): Promise<readonly (string | undefined)[]> =>
    [...new Set((await linesOf(clerk, `/console/exports/new?of=${list}`)).map((line) => line[place]))].toSorted();
  const inBureau = await banksIn(clerks.bureau, 'lots', 0);
  assert.ok(inBureau.includes('102') && inBureau.includes('309'), String(inBureau));
  assert.deepEqual(await banksIn(clerks.office, 'lots&bank=309', 0), ['102']);
  assert.equal((await newest()).list, 'lots');
  assert.deepEqual(await banksIn(clerks.bureau, 'callbacks&event=test', 1), ['102', '309']);
  assert.deepEqual(await banksIn(clerks.office, 'callbacks&event=test', 1), ['102']);
  const day = { bank: '102', day: dateIn(at), key: randomUUID() };
  const unknown = Buffer.from(JSON.stringify({ number: drawApplicationNumber(), state: 'mailed' }));
  const compared = await reconcileOnce(wiring, { ...day, bytes: unknown });
  assert.ok(compared.ok && compared.value.openDifferences > 0, JSON.stringify(compared));
  assert.deepEqual(await banksIn(clerks.bureau, 'differences', 1), ['102']);
  assert.deepEqual(await linesOf(clerks.bureau, '/console/exports/new?of=differences&bank=309'), []);
  assert.equal((await newest()).list, 'differences');
  assert.equal((await clerks.street.get('/console/exports/new?of=differences')).status, 404);
});

// Imports in the console: a file from the form to the people in the database, by the bureau and nobody else.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clerk, type Console, consoleOf } from '../../test/support/console.ts';
import { startImports } from '../people/run-imports.ts';

const file = [
  'core_number,name,id_number,district,groups,insured',
  '9900000901,张导入,110101195503029025,110108,retiree,yes',
  '9900000902,李导入,110101195503020000,110108,retiree,yes',
].join('\n');

type Upload = { readonly csrf?: string; readonly key?: string; readonly content?: string; readonly name?: string };

/** Sends the form as a browser does: fields first, the file last. */
const upload = async ({ app }: Console, { session }: Clerk, given: Upload = {}) => {
  const form = new FormData();
  form.set('_csrf', given.csrf ?? session.csrf);
  form.set('key', given.key ?? randomUUID());
  form.set('file', new File([given.content ?? file], given.name ?? 'people.csv'));
  const encoded = new Response(form);
  const { statusCode, body, headers } = await app.inject({
    ...{ method: 'POST', url: '/console/imports' },
    headers: { cookie: session.cookie, 'content-type': encoded.headers.get('content-type') ?? '' },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
  return { status: statusCode, body, location: String(headers.location ?? '') };
};

const countPeople = async ({ city }: Console): Promise<number> => {
  const [row] = await city.sql<{ count: number }[]>`select count(*)::int as count from people`;
  return row?.count ?? 0;
};

test('the bureau uploads a file, watches it, and downloads the rows that went back', async (t) => {
  const program = await consoleOf(t);
  const bureau = await program.as('bureau');
  const taken = await upload(program, bureau);
  assert.equal(taken.status, 303, taken.body);
  const waiting = await program.app.inject({ url: taken.location, headers: { cookie: bureau.session.cookie } });
  assert.match(waiting.body, /等待/);
  assert.equal(waiting.headers.refresh, `2; url=${taken.location}/progress`);
  const worker = startImports(program.wiring);
  t.after(() => worker.stop());
  for (
    let tries = 0;
    tries < 100 && /等待|进行中/.test((await bureau.get(`${taken.location}/progress`)).body);
    tries += 1
  )
    await pause(100);
  const done = await program.app.inject({ url: taken.location, headers: { cookie: bureau.session.cookie } });
  assert.match(done.body, /完成/);
  assert.match(done.body, /<dt>新增<\/dt><dd>1<\/dd>/);
  assert.match(done.body, /<dt>退回<\/dt><dd>1<\/dd>/);
  assert.match(done.body, /test-bureau/);
  assert.doesNotMatch(String(done.headers.refresh), /progress/, 'what is done is not loaded again');
  assert.equal(await countPeople(program), 1);
  const [, link = ''] = /href="(\/console\/exports\/new\?of=rejections[^"]*)"/.exec(done.body) ?? [];
  const report = await bureau.post(link.replaceAll('&amp;', '&'), { format: 'csv', note: '发回核心系统更正' });
  assert.match(report.body, /^\ufeff行,字段,原因\r\n3,id_number,证件号码/);
  assert.doesNotMatch(report.body, /110101195503020000/, 'never a value');
  assert.match((await bureau.get('/console/imports')).body, new RegExp(taken.location));
});

test('the same form sent twice is one import; used for another file it is refused', async (t) => {
  const program = await consoleOf(t);
  const bureau = await program.as('bureau');
  const key = randomUUID();
  const first = await upload(program, bureau, { key });
  assert.equal((await upload(program, bureau, { key })).location, first.location);
  const other = await upload(program, bureau, { key, content: `${file}\n` });
  assert.equal(other.status, 422);
  assert.match(other.body, /已用于另一个文件/);
});

test('what is no file of people is refused with the reason, and leaves nothing', async (t) => {
  const program = await consoleOf(t);
  const bureau = await program.as('bureau');
  const wrong = await upload(program, bureau, { content: 'a,b\n1,2' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /缺少列 个人编号/);
  const none = await upload(program, bureau, { content: '', name: '' });
  assert.equal(none.status, 422);
  const [row] = await program.city.sql`
    select (select count(*) from imports)::int + (select count(*) from import_chunks)::int as count`;
  assert.equal(row?.count, 0);
});

test('a forged form, and whoever is not of the bureau, get no byte in', async (t) => {
  const program = await consoleOf(t);
  assert.equal((await upload(program, await program.as('bureau'), { csrf: 'forged' })).status, 403);
  for (const role of ['auditor', 'bank-office', 'district'] as const)
    assert.equal((await upload(program, await program.as(role))).status, 403, role);
  const [row] = await program.city.sql`
    select (select count(*) from imports)::int + (select count(*) from import_chunks)::int as count`;
  assert.equal(row?.count, 0);
});

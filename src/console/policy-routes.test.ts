// The policy in the console: a row proposed by one of the bureau, seen and confirmed by another, and what the interface then answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Clerk, type Console, consoleOf } from '../../test/support/console.ts';
import { logInStaff, staffOfRole } from '../../test/support/staff.ts';

const veterans = {
  ...{ kind: 'batch', batch: '军休', groups: 'military-retiree', from: '2026-05-01' },
  ...{ document: '军休干部社保卡换发通知', clause: '第二条', date: '2026-04-01', reason: '退役军人事务部门另行通知' },
};

/** Somebody else of the bureau, as the same forms and links see them. */
const secondOf = async ({ app, wiring }: Console): Promise<Pick<Clerk, 'get' | 'post'>> => {
  const { cookie, csrf } = await logInStaff(wiring, {
    ...staffOfRole.bureau,
    account: 'test-bureau-2',
    name: '钱晓岚',
  });
  const gotOf = (answer: Awaited<ReturnType<typeof app.inject>>) => ({
    ...{ status: answer.statusCode, body: answer.body },
    location: String(answer.headers.location ?? ''),
  });
  return {
    get: async (url) => gotOf(await app.inject({ url, headers: { cookie } })),
    post: async (url, form = {}) =>
      gotOf(
        await app.inject({
          ...{ method: 'POST', url },
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ _csrf: csrf, ...form }).toString(),
        }),
      ),
  };
};

const mayApply = async (
  { app }: Console,
  on: string,
): Promise<{ readonly permitted: boolean; readonly snapshot: number }> => {
  const person = { groups: ['military-retiree'], insured: true, birthDate: '1955-03-02', runningApplication: false };
  const payload = {
    service: 'apply',
    channel: 'minsheng',
    on,
    actor: 'holder',
    card: null,
    person: { ...person, employer: null },
  };
  const { permitted, snapshot } = (
    await app.inject({ method: 'POST', url: '/api/v1/policy/decisions', payload })
  ).json();
  return { permitted, snapshot };
};

test('G-27: proposed by one, previewed, confirmed by another: the interface answers by the new snapshot', async (t) => {
  const program = await consoleOf(t);
  const first = await program.as('bureau');
  const second = await secondOf(program);
  const preview = await first.post('/console/policy/new', { ...veterans, step: 'preview' });
  assert.equal(preview.status, 200);
  for (const words of ['影响谁', '军休干部', '申领第三代社保卡', '可以办', '提交复核'])
    assert.ok(preview.body.includes(words), words);
  const form = { ...veterans, step: 'propose', key: crypto.randomUUID() };
  const { location } = await first.post('/console/policy/new', form);
  assert.equal(location, '/console/policy/rows/1');
  assert.equal((await first.post('/console/policy/new', form)).location, location, 'sent twice it is one proposal');
  assert.match((await first.get(location)).body, /这一条是您提出的，由另一人复核/);
  const own = await first.post(location, { decision: 'confirmed' });
  assert.equal(own.status, 409);
  assert.match(own.body, /不能复核自己提出的条目/);
  assert.deepEqual(await mayApply(program, '2026-05-01'), { permitted: false, snapshot: 1 });

  assert.match((await second.get('/console/policy?kind=batch')).body, /待复核/);
  assert.match((await second.get(location)).body, /影响谁/);
  assert.equal((await second.post(location, { decision: 'confirmed' })).status, 303);
  assert.deepEqual(await mayApply(program, '2026-05-01'), { permitted: true, snapshot: 2 });
  assert.deepEqual(await mayApply(program, '2026-04-30'), { permitted: false, snapshot: 2 });
  assert.match((await first.get('/console/policy?kind=batch')).body, /added-1/);
  const again = await second.post(location, { decision: 'refused', note: '晚了' });
  assert.equal(again.status, 409);
});

test('what is typed wrong comes back with the field named, in both languages, and nothing is recorded', async (t) => {
  const program = await consoleOf(t);
  const bureau = await program.as('bureau');
  const wrong = await bureau.post('/console/policy/new', { ...veterans, from: '2026-02-30', step: 'propose' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /什么都没有保存/);
  assert.match(wrong.body, /请填写存在的日期/);
  assert.match(wrong.body, /value="2026-02-30"/);
  const clash = { kind: 'bank', code: '102', zh: '工商银行', en: 'ICBC', from: '2026-05-01', step: 'propose' };
  const refused = await bureau.post('/console/policy/new', { ...veterans, ...clash });
  assert.equal(refused.status, 409);
  assert.match(refused.body, /本条目|added-0/);
  assert.match(refused.body, /同时适用于 102/);
  const [{ count } = { count: -1 }] = await program.city.sql<{ count: number }[]>`
    select count(*)::int as count from policy_added_rows`;
  assert.equal(count, 0);
});

test('a bank that leaves: the preview names it and counts what runs there', async (t) => {
  const bureau = await (await consoleOf(t)).as('bureau');
  const leaving = {
    kind: 'bank',
    code: '309',
    zh: '兴业银行',
    en: 'Industrial Bank',
    from: '2025-10-09',
    until: '2026-06-30',
  };
  const { status, body } = await bureau.post('/console/policy/new', {
    ...{ ...veterans, ...leaving, supersedes: 'bank-309' },
    step: 'preview',
  });
  assert.equal(status, 200);
  for (const words of ['该银行在办申领：0 件', '2026年7月1日', '兴业银行']) assert.ok(body.includes(words), words);
});

test('two days and two snapshots are compared: rows that differ and answers that differ', async (t) => {
  const program = await consoleOf(t);
  const auditor = await program.as('auditor');
  const { status, body } = await auditor.get('/console/policy/history?a=1&onA=2025-10-08&b=1&onB=2025-10-09');
  assert.equal(status, 200);
  for (const words of ['batch-5', 'bank-309', '离退休人员', '可以办']) assert.ok(body.includes(words), words);
  const bad = await auditor.get('/console/policy/history?a=7&onA=2025-10-08&b=1&onB=2025-10-09');
  assert.equal(bad.status, 422);
  assert.match(bad.body, /请填写存在的快照编号和日期/);
});

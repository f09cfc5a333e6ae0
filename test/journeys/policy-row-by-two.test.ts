// The bureau adds a row of the policy without a release, with the keyboard alone: one proposes, another confirms.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { clerkAtDesk } from '../support/clerk-at-desk.ts';
import { demoProgram } from '../support/demo-program.ts';

const browser = await launchBrowser();
after(() => browser.close());

/** Set to a folder, pictures of the pages are left there. */
const pictures = process.env.PICTURES ?? '';

test('G-27: a day for 军休干部 is proposed by one and confirmed by another, and what it changes is seen before', async (t) => {
  const city = await demoProgram(t);
  const first = await clerkAtDesk({ browser, base: city.base, lifetime: t });
  const take = async ({ page }: typeof first, name: string): Promise<void> => {
    if (pictures !== '') await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  };
  const fill = async (label: string, text: string): Promise<void> => {
    await first.tabTo(first.page.getByLabel(label, { exact: true }));
    await first.types(text);
  };
  const press = async ({ tabTo, keys, page }: typeof first, name: string): Promise<void> => {
    await tabTo(page.getByRole('button', { name, exact: true }));
    await keys('Enter');
  };
  await first.logIn('staff-bureau');
  await first.tabTo(first.page.getByRole('navigation').getByRole('link', { name: '政策', exact: true }));
  await first.keys('Enter');
  await first.sees('政策条目', '现行快照：第 1 号', 'batch-5', '2025年10月9日', '补充：批次');
  await take(first, 'policy-rows');
  await first.tabTo(first.page.getByRole('link', { name: '补充：批次' }));
  await first.keys('Enter');
  await press(first, '看看影响谁');
  await first.sees('处需要修改，什么都没有保存', '请至少选择一项', '请填写存在的日期');
  await take(first, 'policy-wrong');
  await fill('批次名称', '军休');
  await first.tabTo(first.page.getByLabel('军休干部'));
  await first.keys('Space');
  await fill('从哪一天起', '2026-05-01');
  await fill('公告或通知的名称', '军休干部社保卡换发通知');
  await fill('条款', '第二条');
  await fill('公告日期', '2026-04-01');
  await fill('为什么补充这一条', '退役军人事务部门另行通知');
  await press(first, '看看影响谁');
  await first.sees('影响谁', '人员：军休干部', '可以办', '2026年5月1日');
  await take(first, 'policy-preview');
  await press(first, '提交复核');
  await first.sees('补充的条目 第 1 条', '待复核', '由另一人复核', '军休干部社保卡换发通知');

  const second = await clerkAtDesk({ browser, base: city.base, lifetime: t });
  await second.logIn('staff-bureau-2');
  await second.tabTo(second.page.getByRole('navigation').getByRole('link', { name: '政策', exact: true }));
  await second.keys('Enter');
  await second.sees('待复核');
  await second.keys('j', 'Enter');
  await second.sees('补充的条目 第 1 条', '影响谁', '人员：军休干部');
  await take(second, 'policy-row');
  await press(second, '确认');
  await second.sees('已确认', '生效前可以撤回');
  await second.tabTo(second.page.getByRole('link', { name: '全部条目' }));
  await second.keys('Enter');
  await second.sees('现行快照：第 2 号', 'added-1', '军休干部社保卡换发通知');
  await second.tabTo(second.page.getByRole('link', { name: '快照与比较' }));
  await second.keys('Enter');
  await second.sees('比较两天或两个快照');
  await second.tabTo(second.page.getByLabel('甲：快照编号'));
  await second.keys('ControlOrMeta+a');
  await second.types('1');
  for (const side of ['甲', '乙']) {
    await second.tabTo(second.page.getByLabel(`${side}：日期`));
    await second.keys('ControlOrMeta+a');
    await second.types('2026-05-01');
  }
  await press(second, '比较');
  await second.sees('只在乙适用的条目', 'added-1', '人员：军休干部', '可以办');
  await take(second, 'policy-compare');
  const person = {
    groups: ['military-retiree'],
    insured: true,
    birthDate: '1955-03-02',
    runningApplication: false,
    employer: null,
  };
  const answer = await fetch(new URL('/api/v1/policy/decisions', city.base), {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({
      service: 'apply',
      channel: 'minsheng',
      on: '2026-05-01',
      card: null,
      actor: 'holder',
      person,
    }),
  });
  const { permitted, snapshot, sources } = (await answer.json()) as {
    permitted: boolean;
    snapshot: number;
    sources: { document: string }[];
  };
  assert.deepEqual([permitted, snapshot], [true, 2]);
  assert.ok(sources.some(({ document }) => document === '军休干部社保卡换发通知'));
});
